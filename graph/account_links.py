"""The links between accounts in the tables: found anew for accounts that changed, followed from account to account."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import fields, is_dataclass
from datetime import date as Date
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BindParameter, Connection, Executable, bindparam, delete, or_, select, union_all

from graph.accounts import Account
from graph.candidate_accounts import find_candidates
from graph.chunks import chunks
from graph.clustering import Link, find_links
from graph.grouping_tables import account_links, accounts, judged_accounts
from graph.upsert import insert_rows

_ADAPTER = TypeAdapter(Account)


def dump_account(account: Account) -> str:
    """An account as JSON, the same text for equal accounts."""
    return json.dumps(account, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load_accounts(connection: Connection, mention_ids: Iterable[str]) -> dict[str, Account]:
    """The accounts of these ids that there are, by id."""
    found: dict[str, Account] = {}
    for ids in chunks(sorted(mention_ids)):
        for record in connection.scalars(select(accounts.c.record).where(accounts.c.mention_id.in_(ids))):
            account = _ADAPTER.validate_json(record)
            found[account.id] = account
    return found


def relink(connection: Connection, mention_ids: Collection[str]) -> None:
    """Find the links of these accounts anew."""
    for ids in chunks(sorted(mention_ids)):
        own = or_(account_links.c.left_id.in_(ids), account_links.c.right_id.in_(ids))
        connection.execute(delete(account_links).where(own))
    others: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in sorted(find_candidates(connection, mention_ids)):
        others[left].append(right)
    known = load_accounts(connection, {*others, *(right for rights in others.values() for right in rights)})
    links = [link for left, rights in others.items() for link in find_links(known[left], map(known.__getitem__, rights))]
    insert_rows(connection, account_links, [_row(link) for link in links])


def load_links(connection: Connection, mention_ids: Collection[str]) -> list[Link]:
    """The links whose lesser account is one of these."""
    found = []
    for ids in chunks(sorted(mention_ids)):
        for row in connection.execute(select(account_links).where(account_links.c.left_id.in_(ids))):
            found.append(Link(row.left_id, row.right_id, row.score, tuple(row.why.split("\n"))))
    return found


def follow_links(connection: Connection, mention_ids: Iterable[str]) -> dict[str, set[str]]:
    """From these accounts, and all that links and judgements join with them directly or through others: to whom they lead."""
    near: dict[str, set[str]] = {}
    frontier = set(mention_ids)
    while frontier:
        near |= {id: set() for id in frontier}
        for ids in chunks(sorted(frontier)):
            for left, right in connection.execute(_neighbours(), {"ids": ids}):
                near[left].add(right)
        frontier = {other for id in frontier for other in near[id]} - near.keys()
    return near


@cache
def _neighbours() -> Executable:
    """From each account of `ids` to those that a link or a judgement joins it with."""
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    left, right = account_links.c.left_id, account_links.c.right_id
    own, other = judged_accounts.alias(), judged_accounts.alias()
    return union_all(
        select(left, right).where(left.in_(ids)),
        select(right, left).where(right.in_(ids)),
        select(own.c.mention_id, other.c.mention_id)
        .where(own.c.mention_id.in_(ids), own.c.joins, other.c.judgement_id == own.c.judgement_id)
        .where(other.c.mention_id != own.c.mention_id),
    )


def _row(link: Link) -> dict[str, object]:
    return {"left_id": link.left, "right_id": link.right, "score": link.score, "why": "\n".join(link.why)}


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    assert isinstance(value, Date)
    return value.isoformat()
