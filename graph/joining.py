"""Which of the actors that were read are one actor. Pure, and the order in which anything came does not matter.

Two actors are joined only where nobody else could be meant: one that could be either of two others, which are not like
each other, is joined with neither.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from itertools import combinations
from typing import NamedTuple, TypeAlias

from graph.likeness import Bond, Likeness

Pair: TypeAlias = tuple[str, str]


class Join(NamedTuple):
    """An actor that goes by another one's id, how sure that is in thousandths, and why."""

    to: str
    score: int
    why: tuple[str, ...]


def pair_of(first: str, second: str) -> Pair:
    """Two ids in order."""
    return (first, second) if first < second else (second, first)


def find_joins(
    ids: Collection[str], like: Mapping[Pair, Likeness], *, listed: Set[str], apart: Callable[[str, str], bool]
) -> dict[str, Join]:
    """By id of each actor that goes by another's: which, and why. `like` has every pair of these that is like; two of
    which `apart` says so are never joined, not by way of others either.

    First those of one name are grouped, then the groups whose names are close. A group goes by the id of the actor that
    is listed, else by the first in the alphabet.
    """
    groups = [frozenset({id}) for id in sorted(ids)]
    for bonds in ((Bond.SAME,), (Bond.SAME, Bond.CLOSE)):
        links = {pair for pair, likeness in like.items() if likeness.bond in bonds}
        home = {id: group for group in groups for id in group}
        near = {(home[a], home[b]) for a, b in links if home[a] != home[b]}
        groups = _merge(groups, [(g, h) for g, h in near if not any(apart(x, y) for x in g for y in h)])
    return {id: join for group in groups if len(group) > 1 for id, join in _name_group(group, like, listed)}


def _merge(
    groups: Iterable[frozenset[str]], pairs: Iterable[tuple[frozenset[str], frozenset[str]]]
) -> list[frozenset[str]]:
    """Groups joined with all those that they make a pair with, where these all make pairs with each other."""
    near: defaultdict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
    for g, h in pairs:
        near[g].add(h)
        near[h].add(g)
    clear = {g for g, others in near.items() if all(h in near[k] for h, k in combinations(others, 2))}
    merged = {group.union(*(near[group] & clear)) if group in clear else group for group in groups}
    return sorted(merged, key=min)


def _name_group(
    group: frozenset[str], like: Mapping[Pair, Likeness], listed: Set[str]
) -> Iterable[tuple[str, Join]]:
    first = min(group, key=lambda id: (id not in listed, id))
    for id in sorted(group - {first}):
        links = [like[pair] for other in group if (pair := pair_of(id, other)) in like and _joins(like[pair])]
        direct = like.get(pair_of(id, first))
        best = direct if direct and _joins(direct) else max(links, key=lambda one: (one.score, one.why))
        yield id, Join(first, best.score, best.why)


def _joins(likeness: Likeness) -> bool:
    return likeness.bond in (Bond.SAME, Bond.CLOSE)
