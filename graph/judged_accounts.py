"""The accounts that people's judgements in force join or separate, out of the tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations, pairwise
from typing import NamedTuple

from sqlalchemy import Connection, select

from graph.chunks import IDS, chunks
from graph.clustering import components
from graph.grouping_tables import judged_accounts

_OF_ACCOUNTS = select(judged_accounts.c.judgement_id).where(judged_accounts.c.mention_id.in_(IDS)).distinct()
_OF_JUDGEMENTS = select(judged_accounts).where(judged_accounts.c.judgement_id.in_(IDS))


class JudgedWith(NamedTuple):
    """From an account to those that people joined with it, directly or through others, and to those that they separated
    from it. Accounts that nobody judged are not there."""

    joined: dict[str, frozenset[str]]
    separated: dict[str, set[str]]

    def of(self, mention_ids: Iterable[str]) -> set[str]:
        """All that any of these accounts is joined with or separated from."""
        return {other for id in mention_ids for other in (*self.joined.get(id, ()), *self.separated.get(id, ()))}


def load_judged(connection: Connection, mention_ids: Collection[str]) -> JudgedWith:
    """What is judged of these accounts."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    separated: defaultdict[str, set[str]] = defaultdict(set)
    frontier, seen = set(mention_ids), set[str]()
    while frontier:
        seen |= frontier
        for joins, sides in _load_sides(connection, frontier):
            if joins:
                # A chain is enough for all to be reached.
                together = sorted(id for side in sides for id in side)
                for left, right in pairwise(together):
                    near[left].add(right)
                    near[right].add(left)
                continue
            for one, other in combinations(sides, 2):
                for id in one:
                    separated[id].update(other)
                for id in other:
                    separated[id].update(one)
        frontier = near.keys() - seen
    joined = {id: part - {id} for part in components(near, near) for id in part}
    return JudgedWith(joined, dict(separated))


def _load_sides(connection: Connection, mention_ids: Collection[str]) -> list[tuple[bool, list[list[str]]]]:
    """The sides of each judgement on any of these accounts, and whether it joins them."""
    found: dict[str, tuple[bool, defaultdict[int, list[str]]]] = {}
    for ids in chunks(sorted(mention_ids)):
        judgements = list(connection.scalars(_OF_ACCOUNTS, {"ids": ids}))
        for row in connection.execute(_OF_JUDGEMENTS, {"ids": judgements}) if judgements else ():
            sides = found.setdefault(row.judgement_id, (row.joins, defaultdict(list)))[1]
            if row.mention_id not in sides[row.side]:
                sides[row.side].append(row.mention_id)
    return [(joins, list(sides.values())) for joins, sides in found.values()]
