"""Keeps what accounts have in common with others, and of each such thing how many accounts are open for comparison.

Of the accounts that report acts of the same families and have something in common from one day on, `OPEN` are open: the first to
come out, so that each account finds older ones to be placed by. Which ones depends on what is stored and not on its order, and an
account that comes or goes opens or closes one other at most.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from graph.account_links import load_accounts
from graph.bulk import ask_for, copy_tuples, execute_tuples
from graph.candidate_accounts import CLOSED, Feature, FeatureOf, features_of, id_of
from graph.grouping_tables import account_features

OPEN = 6
_SLOT = (
    "kept.feature = asked.feature AND kept.tier = asked.tier AND kept.first = asked.first AND kept.families = asked.families"
)
_FULL = f"""
WITH asked(feature, tier, first, families, most) AS ({{asked}})
SELECT asked.feature, asked.tier, asked.first, asked.families FROM asked
WHERE (SELECT count(*) FROM account_features AS kept WHERE {_SLOT}) > asked.most
"""
_ROWS = f"""
WITH asked(feature, tier, first, families) AS ({{asked}})
SELECT kept.*
FROM asked CROSS JOIN account_features AS kept WHERE {_SLOT}
"""
_TURN = "UPDATE account_features SET tier = ? WHERE feature = ? AND tier = ? AND first = ? AND age = ?"
_TAKE = "DELETE FROM account_features WHERE feature = ? AND tier IN (?, ?) AND first = ? AND age = ?"


class _Slot(NamedTuple):
    """What accounts have in common, from one day on, and what they report; the tier of those that are open."""

    feature: str
    tier: int
    first: int
    families: int


def take_features(connection: Connection, mention_ids: Collection[str]) -> list[Feature]:
    """Delete the rows of accounts; what they were, all called open."""
    found = features_of(load_accounts(connection, mention_ids).values())
    gone = [(row.feature, row.tier, row.tier + CLOSED, row.first, row.age) for row in found]
    execute_tuples(connection, _TAKE, gone)
    return found


class Turned(NamedTuple):
    """Which accounts are opened or closed by others that come, and the rows of these others that are closed from the start."""

    mention_ids: set[str]
    closed: set[FeatureOf]


def add_features(connection: Connection, new: Iterable[Feature], gone: Sequence[Feature]) -> Turned:
    """Add the rows of new accounts, given those that were taken away; what follows for these and for others."""
    coming = sorted(new)
    copy_tuples(connection, account_features, coming)
    left = {_slot(row) for row in gone}
    asked = sorted({_slot(row) for row in coming} - left)
    full = {_Slot(*row) for row in ask_for(connection, _FULL, ((*slot, OPEN) for slot in asked))}
    turned = list(_turned(connection, full, left))
    execute_tuples(
        connection,
        _TURN,
        [((row.tier + CLOSED) % (2 * CLOSED), row.feature, row.tier, row.first, row.age) for row in turned],
    )
    own = {row.age for row in coming}
    closed = {(row.feature, row.age) for row in turned if row.age in own and row.is_open}
    return Turned({id_of(row.age) for row in turned if row.age not in own}, closed)


def _turned(connection: Connection, full: Collection[_Slot], left: Collection[_Slot]) -> Iterator[Feature]:
    """The rows that are to be opened or closed: in `full` slots are too many open ones, in those that one `left` perhaps too few."""
    shut = [slot._replace(tier=slot.tier + CLOSED) for slot in left]
    stored: defaultdict[_Slot, set[Feature]] = defaultdict(set)
    for values in ask_for(connection, _ROWS, sorted({*full, *left, *shut})):
        row = Feature(*values)
        stored[_slot(row)].add(row)
    for slot in sorted(stored):
        ranked = sorted(stored[slot], key=lambda row: row.age)
        yield from (row for number, row in enumerate(ranked) if row.is_open != (number < OPEN))


def _slot(row: Feature) -> _Slot:
    return _Slot(row.feature, row.tier % CLOSED, row.first, row.families)
