"""Keeps what accounts have in common with others, and of each such thing how many accounts are open for comparison.

Of the accounts that report one act and have something in common from one day on, `OPEN` are open: the first to come out, so that
each account finds older ones to be placed by. Which ones depends on what is stored and not on its order, and an account that
comes or goes opens or closes one other at most.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, select, update

from graph.accounts import Account
from graph.candidate_accounts import CLOSED, feature_rows
from graph.chunks import chunks
from graph.grouping_tables import account_features, accounts
from graph.upsert import Row, insert_rows

OPEN = 16
_OWN = accounts.c.mention_id == account_features.c.mention_id
_OPEN_TIERS, _CLOSED_TIERS = tuple(range(CLOSED)), tuple(range(CLOSED, 2 * CLOSED))


class _Slot(NamedTuple):
    """What accounts have in common, from one day on, and what they report."""

    feature: str
    first: int
    relation: str
    happened: bool


class _Turned(NamedTuple):
    """Rows of accounts to be opened or closed."""

    opened: Sequence[Row]
    closed: Sequence[Row]


def take_features(connection: Connection, mention_ids: Collection[str]) -> list[Row]:
    """Delete the rows of accounts; what they were."""
    found: list[Row] = []
    for ids in chunks(sorted(mention_ids)):
        own = account_features.c.mention_id.in_(ids)
        found += [dict(row) for row in connection.execute(select(account_features).where(own)).mappings()]
        connection.execute(delete(account_features).where(own))
    return found


def add_features(connection: Connection, new: Iterable[Account], gone: Sequence[Row]) -> set[str]:
    """Add what new accounts have, given the rows that were taken away; which others are opened or closed by that."""
    coming: defaultdict[_Slot, list[Row]] = defaultdict(list)
    for account in new:
        for row in feature_rows(account):
            coming[_slot(row)].append({**row, "age": account.age})
    left = {_slot(row) for row in gone if row["tier"] < CLOSED}
    stored = _load(connection, coming.keys() | left, _OPEN_TIERS)
    for slot, rows in _load(connection, left, _CLOSED_TIERS).items():
        stored[slot] += rows
    added: list[Row] = []
    turned: list[_Turned] = []
    for slot in sorted(coming.keys() | left):
        ranked = sorted([*stored[slot], *coming[slot]], key=lambda row: str(row["age"]))
        fresh = {row["mention_id"] for row in coming[slot]}
        added += [_set(row, closed=number >= OPEN) for number, row in enumerate(ranked) if row["mention_id"] in fresh]
        others = [(row, number >= OPEN) for number, row in enumerate(ranked) if row["mention_id"] not in fresh]
        turned.append(
            _Turned(
                opened=[row for row, closed in others if row["tier"] >= CLOSED and not closed],
                closed=[row for row, closed in others if row["tier"] < CLOSED and closed],
            )
        )
    insert_rows(connection, account_features, added)
    return _turn(connection, turned)


def _turn(connection: Connection, turned: Iterable[_Turned]) -> set[str]:
    rows = [row for one in turned for row in (*one.opened, *one.closed)]
    if rows:
        key = list(account_features.primary_key)
        own = update(account_features).where(*(column == bindparam(f"own_{column.name}") for column in key))
        values = [
            {f"own_{column.name}": row[column.name] for column in key}
            | {"turned": (row["tier"] + CLOSED) % (2 * CLOSED)}
            for row in rows
        ]
        connection.execute(own.values(tier=bindparam("turned")), values)
    return {row["mention_id"] for row in rows}


def _load(connection: Connection, slots: Collection[_Slot], tiers: Sequence[int]) -> defaultdict[_Slot, list[Row]]:
    """The rows in these slots that are open, or those that are closed."""
    found: defaultdict[_Slot, list[Row]] = defaultdict(list)
    by_day: defaultdict[int, set[str]] = defaultdict(set)
    for slot in slots:
        by_day[slot.first].add(slot.feature)
    for day in sorted(by_day):
        for features in chunks(sorted(by_day[day])):
            wanted = (
                select(account_features, accounts.c.age)
                .join_from(account_features, accounts, _OWN)
                .where(
                    account_features.c.feature.in_(features),
                    account_features.c.tier.in_(tiers),
                    account_features.c.first == day,
                )
            )
            for row in map(dict, connection.execute(wanted).mappings()):
                if (slot := _slot(row)) in slots:
                    found[slot].append(row)
    return found


def _slot(row: Row) -> _Slot:
    return _Slot(row["feature"], row["first"], row["relation"], bool(row["happened"]))


def _set(row: Row, *, closed: bool) -> Row:
    """A row to be inserted."""
    values = {column.name: row[column.name] for column in account_features.c}
    return values | {"tier": row["tier"] + CLOSED} if closed else values
