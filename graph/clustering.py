"""Groups accounts into events: links join, what is ruled out keeps apart. Pure, and the same for any order of the accounts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from graph.accounts import Account
from graph.same_event import Likeness, compare

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts taken for one event, by id in order, and why. A link a person made has `score` None and always holds."""

    left: str
    right: str
    score: float | None
    why: tuple[str, ...]


def find_links(new: Account, others: Iterable[Account]) -> list[Link]:
    """The links of an account to others, in the order of their ids."""
    links = []
    for other in sorted(others, key=lambda account: account.id):
        if other.id == new.id:
            continue
        likeness = compare(new, other)
        if likeness.same:
            left, right = sorted((new.id, other.id))
            links.append(Link(left, right, likeness.points, likeness.why))
    return links


def group(
    accounts: Sequence[Account],
    links: Iterable[Link],
    *,
    joined: Collection[_Pair] = (),
    separated: Collection[_Pair] = (),
) -> list[frozenset[str]]:
    """The events as sets of account ids, ordered by their first id. Pairs are in order of id.

    People's judgements come first: `joined` pairs are one event, `separated` ones never are. Then the best links join, each
    unless it would put two accounts together of which one rules the other out.
    """
    by_id = {account.id: account for account in accounts}
    groups = {id: frozenset({id}) for id in by_id}
    apart = set(separated)
    compared: dict[_Pair, Likeness] = {}

    def may_join(left: frozenset[str], right: frozenset[str], *, judged: bool) -> bool:
        pairs = [(a, b) if a < b else (b, a) for a, b in product(left, right)]
        if any(pair in apart for pair in pairs):
            return False
        return judged or all(_compatible(pair, by_id, compared) for pair in pairs)

    def join(left: str, right: str, *, judged: bool) -> None:
        if left not in groups or right not in groups or groups[left] is groups[right]:
            return
        if may_join(groups[left], groups[right], judged=judged):
            union = groups[left] | groups[right]
            groups.update(dict.fromkeys(union, union))

    for left, right in sorted(joined):
        join(left, right, judged=True)
    for link in sorted(links, key=lambda link: (-(link.score or 0.0), link.left, link.right)):
        join(link.left, link.right, judged=False)
    return sorted(set(groups.values()), key=min)


def components(ids: Iterable[str], links: Mapping[str, Collection[str]]) -> list[frozenset[str]]:
    """The sets of accounts that links connect, directly or through others, that hold any of `ids`."""
    left = sorted(set(ids))
    seen: set[str] = set()
    found = []
    for id in left:
        if id not in seen:
            reached = _reach(id, links)
            seen |= reached
            found.append(frozenset(reached))
    return found


def pairs_of(ids: Iterable[str]) -> list[_Pair]:
    """Every two of some ids, each pair in order."""
    return list(combinations(sorted(set(ids)), 2))


def _reach(start: str, links: Mapping[str, Collection[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        fresh = set(links.get(waiting.pop(), ())) - reached
        reached |= fresh
        waiting += fresh
    return reached


def _compatible(pair: _Pair, by_id: Mapping[str, Account], compared: dict[_Pair, Likeness]) -> bool:
    if pair not in compared:
        compared[pair] = compare(by_id[pair[0]], by_id[pair[1]])
    return compared[pair].ruled_out is None
