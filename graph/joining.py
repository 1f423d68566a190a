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
Group: TypeAlias = frozenset[str]
_Groups: TypeAlias = tuple[Group, Group]
# At each step, the bonds that join and those that make it possible that two are the same.
_STEPS = (
    (frozenset({Bond.SAME}), frozenset({Bond.SAME})),
    (frozenset({Bond.SAME, Bond.CLOSE}), frozenset({Bond.SAME, Bond.CLOSE, Bond.RIVAL})),
)


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
    is listed, else by the shortest, of equals the first in the alphabet.
    """
    groups = [frozenset({id}) for id in sorted(ids)]
    for joining, rivalling in _STEPS:
        home = {id: group for group in groups for id in group}
        near = {
            bonds: {(home[a], home[b]) for (a, b), one in like.items() if one.bond in bonds and home[a] != home[b]}
            for bonds in (joining, rivalling)
        }
        possible = {(g, h) for g, h in near[rivalling] if not any(apart(x, y) for x in g for y in h)}
        groups = _merge(groups, near[joining] & possible, possible)
    return {id: join for group in groups if len(group) > 1 for id, join in _name_group(group, like, listed)}


def _merge(groups: Iterable[Group], joinable: Iterable[_Groups], possible: Iterable[_Groups]) -> list[Group]:
    """Groups united over the joinable pairs, but for those whose possible partners are not all possible for each other."""
    rivals, links = _neighbours(possible), _neighbours(joinable)
    clear = {g for g, others in rivals.items() if all(h in rivals[k] for h, k in combinations(others, 2))}
    merged: set[Group] = set()
    for group in groups:
        united, frontier = {group}, {group} & clear
        while frontier:
            frontier = {other for one in frontier for other in links[one] & clear} - united
            united |= frontier
        merged.add(frozenset[str]().union(*united))
    return sorted(merged, key=min)


def _neighbours(pairs: Iterable[_Groups]) -> defaultdict[Group, set[Group]]:
    near: defaultdict[Group, set[Group]] = defaultdict(set)
    for g, h in pairs:
        near[g].add(h)
        near[h].add(g)
    return near


def _name_group(group: Group, like: Mapping[Pair, Likeness], listed: Set[str]) -> Iterable[tuple[str, Join]]:
    first = min(group, key=lambda id: (id not in listed, len(id), id))
    for id in sorted(group - {first}):
        links = [like[pair] for other in group if (pair := pair_of(id, other)) in like and _joins(like[pair])]
        direct = like.get(pair_of(id, first))
        best = direct if direct and _joins(direct) else max(links, key=lambda one: (one.score, one.why))
        yield id, Join(first, best.score, best.why)


def _joins(likeness: Likeness) -> bool:
    return likeness.bond in (Bond.SAME, Bond.CLOSE)
