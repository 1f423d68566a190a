"""The links between accounts in the tables, found anew for accounts that changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import permutations
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select

from graph.account_records import read_account
from graph.accounts import Account
from graph.bulk import copy_tuples
from graph.candidate_accounts import Feature, FeatureOf, find_candidates
from graph.chunks import IDS, chunks
from graph.clustering import Link, find_links
from graph.grouping_tables import account_links, accounts

_RECORDS = select(accounts.c.record).where(accounts.c.mention_id.in_(IDS))
_FROM_LEFT = select(account_links).where(account_links.c.left_id.in_(IDS))
_EITHER = or_(account_links.c.left_id.in_(IDS), account_links.c.right_id.in_(IDS))
_OF_EITHER, _TAKE = select(account_links).where(_EITHER), delete(account_links).where(_EITHER)
_SCORES = tuple(
    select(own, other, account_links.c.score).where(own.in_(IDS))
    for own, other in permutations((account_links.c.left_id, account_links.c.right_id))
)

def load_accounts(connection: Connection, mention_ids: Iterable[str]) -> dict[str, Account]:
    """The accounts of these ids that there are, by id."""
    found: dict[str, Account] = {}
    for ids in chunks(sorted(mention_ids)):
        for record in connection.scalars(_RECORDS, {"ids": ids}):
            account = read_account(record)
            found[account.id] = account
    return found


def take_links(connection: Connection, mention_ids: Collection[str]) -> list[Link]:
    """Delete the links of accounts; what they were."""
    found: list[Link] = []
    for ids in chunks(sorted(mention_ids)):
        if rows := connection.execute(_OF_EITHER, {"ids": ids}).all():
            found += map(_link, rows)
            connection.execute(_TAKE, {"ids": ids})
    return found


def add_links(
    connection: Connection, known: Mapping[str, Account], rows: Sequence[Feature], closed: Set[FeatureOf]
) -> list[Link]:
    """Find the links of accounts that have none, given their rows and which of these are closed, and add them."""
    others: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in sorted(find_candidates(connection, rows, closed)):
        others[left].append(right)
    named = {*others, *(right for rights in others.values() for right in rights)}
    near = {**known, **load_accounts(connection, named - known.keys())}
    links = [link for left, rights in others.items() for link in find_links(near[left], map(near.__getitem__, rights))]
    copy_tuples(connection, account_links, [(one.left, one.right, one.score, "\n".join(one.why)) for one in links])
    return links


def load_links(connection: Connection, mention_ids: Collection[str]) -> Iterator[Link]:
    """The links whose lesser account is one of these."""
    for ids in chunks(sorted(mention_ids)):
        yield from map(_link, connection.execute(_FROM_LEFT, {"ids": ids}))


def load_scores(connection: Connection, mention_ids: Collection[str]) -> dict[str, dict[str, float]]:
    """For each of these accounts those that links join with it, and how well."""
    found: dict[str, dict[str, float]] = {id: {} for id in mention_ids}
    for ids in chunks(sorted(mention_ids)):
        for statement in _SCORES:
            for own, other, score in connection.execute(statement, {"ids": ids}):
                found[own][other] = score
    return found


def _link(row: Row[Any]) -> Link:
    return Link(row.left_id, row.right_id, row.score, tuple(row.why.split("\n")))
