"""The links between accounts in the tables, found anew for accounts that changed."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date as Date
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, or_, select

from graph.accounts import Account, Party, Spot
from graph.candidate_accounts import find_candidates
from graph.chunks import chunks
from graph.clustering import Link, find_links
from graph.grouping_tables import account_links, accounts
from graph.upsert import insert_rows

_DAYS = ("published", "start", "end")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_FROM_LEFT = select(account_links).where(account_links.c.left_id.in_(_IDS))


def dump_account(account: Account) -> str:
    """An account as JSON, the same text for equal accounts."""
    return json.dumps(account, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_account(record: str) -> Account:
    """An account from its JSON. A hub's neighbours are read by the thousand, so nothing is checked."""
    values: dict[str, Any] = json.loads(record)
    values |= {name: Date.fromisoformat(values[name]) for name in _DAYS if values[name]}
    for side in ("actors", "recipients"):
        values[side] = tuple(Party(**party) for party in values[side])
    values["spots"] = tuple(Spot(**{**spot, "parents": frozenset(spot["parents"])}) for spot in values["spots"])
    values["words"] = frozenset(values["words"])
    return Account(**values)


def load_accounts(connection: Connection, mention_ids: Iterable[str]) -> dict[str, Account]:
    """The accounts of these ids that there are, by id."""
    found: dict[str, Account] = {}
    for ids in chunks(sorted(mention_ids)):
        for record in connection.scalars(select(accounts.c.record).where(accounts.c.mention_id.in_(ids))):
            account = read_account(record)
            found[account.id] = account
    return found


def take_links(connection: Connection, mention_ids: Collection[str]) -> list[Link]:
    """Delete the links of accounts; what they were."""
    found: list[Link] = []
    for ids in chunks(sorted(mention_ids)):
        own = or_(account_links.c.left_id.in_(ids), account_links.c.right_id.in_(ids))
        found += map(_link, connection.execute(select(account_links).where(own)))
        connection.execute(delete(account_links).where(own))
    return found


def add_links(connection: Connection, mention_ids: Collection[str]) -> list[Link]:
    """Find the links of accounts that have none, and add them."""
    others: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in sorted(find_candidates(connection, mention_ids)):
        others[left].append(right)
    known = load_accounts(connection, {*others, *(right for rights in others.values() for right in rights)})
    links = [
        link for left, rights in others.items() for link in find_links(known[left], map(known.__getitem__, rights))
    ]
    insert_rows(connection, account_links, [_row(link) for link in links])
    return links


def load_links(connection: Connection, mention_ids: Collection[str]) -> Iterator[Link]:
    """The links whose lesser account is one of these."""
    for ids in chunks(sorted(mention_ids)):
        yield from map(_link, connection.execute(_FROM_LEFT, {"ids": ids}))


def load_scores(connection: Connection, mention_ids: Collection[str]) -> dict[str, dict[str, float]]:
    """For each of these accounts those that links join with it, and how well."""
    left, right, score = account_links.c.left_id, account_links.c.right_id, account_links.c.score
    found: dict[str, dict[str, float]] = {id: {} for id in mention_ids}
    for ids in chunks(sorted(mention_ids)):
        for own, other in ((left, right), (right, left)):
            for row in connection.execute(select(own, other, score).where(own.in_(ids))):
                found[row[0]][row[1]] = row[2]
    return found


def _link(row: Row[Any]) -> Link:
    return Link(row.left_id, row.right_id, row.score, tuple(row.why.split("\n")))


def _row(link: Link) -> dict[str, object]:
    return {"left_id": link.left, "right_id": link.right, "score": link.score, "why": "\n".join(link.why)}


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    assert isinstance(value, Date)
    return value.isoformat()
