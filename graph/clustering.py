"""Places accounts into events: oldest first, each with the one before it that it is most like. Pure.

An account is placed by those that came out before it and never by later ones, so that the outcome is the same in whatever
order accounts are learned of, and a new one leaves the events of those before it as they are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, Protocol

from graph.accounts import Account
from graph.same_dates import DIFFERENT_DATES
from graph.same_event import compare

# So many accounts of an event, the first, may object to a further one. It is not taken if one of them is of other days or more
# rule it out than are linked with it: a wrong place or participant of a single one keeps nobody out.
SPOKESMEN = 20
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """Two accounts taken for one event, by id in order, and why."""

    left: str
    right: str
    score: float
    why: tuple[str, ...]


class Placed(Protocol):
    """What placing an account asks of the accounts before it."""

    def linked(self, id: str) -> Mapping[str, float]:
        """Those that a link joins with this one, and its score."""

    def joined(self, id: str) -> Sequence[str]:
        """Those that people joined with this one, directly or through others, the oldest first."""

    def separated(self, id: str) -> Collection[str]:
        """Those that people separated from this one."""

    def event_of(self, id: str) -> str:
        """The event of one of them."""

    def spokesmen(self, event: str, account: Account) -> Sequence[str]:
        """The first accounts of an event, of those that came out before this one."""

    def account(self, id: str) -> Account:
        """An account by its id."""


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


def choose_event(own: Account, placed: Placed) -> str:
    """The event of an account: that which people joined it with, else that of the most like account before it whose event
    takes it, else one of its own, which has its id. What people separated is never in one event."""
    barred = {placed.event_of(id) for id in placed.separated(own.id)}
    for id in placed.joined(own.id):
        if (event := placed.event_of(id)) not in barred:
            return event
    linked = placed.linked(own.id)
    against: dict[str, list[_Objection]] = {}
    for id in sorted(linked, key=lambda id: (-linked[id], id)):
        event = placed.event_of(id)
        if event in barred:
            continue
        first = placed.spokesmen(event, own)
        if event not in against:
            against[event] = [one for other in first if other not in linked for one in _objections(own, other, placed)]
        # Those that people joined although they rule each other out speak for themselves only.
        heard = [one for one in against[event] if compare(placed.account(id), one.account).ruled_out is None]
        if len(heard) <= sum(other in linked for other in first) and all(
            one.reason != DIFFERENT_DATES for one in heard
        ):
            return event
    return own.id


class _Objection(NamedTuple):
    """An account that rules another one out, and why."""

    account: Account
    reason: str


def _objections(own: Account, other: str, placed: Placed) -> Iterator[_Objection]:
    """The objection of an account, if it has any."""
    account = placed.account(other)
    if reason := compare(own, account).ruled_out:
        yield _Objection(account, reason)


def group(
    accounts: Iterable[Account],
    links: Iterable[Link],
    *,
    joined: Collection[_Pair] = (),
    separated: Collection[_Pair] = (),
) -> list[frozenset[str]]:
    """The events as sets of account ids, ordered by their first id; `joined` and `separated` are pairs that people judged."""
    placed = _InMemory(accounts, links, joined, separated)
    for account in placed.ordered:
        placed.events[account.id] = choose_event(account, placed)
        placed.members.setdefault(placed.events[account.id], []).append(account.id)
    return sorted((frozenset(members) for members in placed.members.values()), key=min)


class _InMemory:
    """All accounts at once, for as many as one compares with all others."""

    def __init__(
        self, accounts: Iterable[Account], links: Iterable[Link], joined: Iterable[_Pair], separated: Iterable[_Pair]
    ) -> None:
        self.ordered = sorted(accounts, key=lambda account: account.age)
        self.events: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self._accounts = {account.id: account for account in self.ordered}
        self._links: dict[str, dict[str, float]] = {id: {} for id in self._accounts}
        for link in links:
            self._links[link.left][link.right] = self._links[link.right][link.left] = link.score
        near = neighbours(joined)
        self._joined = {id: part for part in components(near, near) for id in part}
        self._separated = neighbours(separated)

    def linked(self, id: str) -> Mapping[str, float]:
        return {other: score for other, score in self._links[id].items() if other in self.events}

    def joined(self, id: str) -> Sequence[str]:
        together = self._joined.get(id, frozenset())
        return [other for other in self.events if other in together]

    def separated(self, id: str) -> Collection[str]:
        return self._separated.get(id, set()) & self.events.keys()

    def event_of(self, id: str) -> str:
        return self.events[id]

    def spokesmen(self, event: str, account: Account) -> Sequence[str]:
        return self.members[event][:SPOKESMEN]

    def account(self, id: str) -> Account:
        return self._accounts[id]


def neighbours(pairs: Iterable[_Pair]) -> dict[str, set[str]]:
    """From each member of a pair to those it is in one with."""
    near: dict[str, set[str]] = {}
    for left, right in pairs:
        near.setdefault(left, set()).add(right)
        near.setdefault(right, set()).add(left)
    return near


def components(ids: Iterable[str], near: Mapping[str, Collection[str]]) -> list[frozenset[str]]:
    """The sets that hold any of `ids` and all that is near to them, directly or through others."""
    seen: set[str] = set()
    found = []
    for id in sorted(set(ids)):
        if id not in seen:
            reached = _reach(id, near)
            seen |= reached
            found.append(frozenset(reached))
    return found


def pairs_of(ids: Iterable[str]) -> list[_Pair]:
    """Every two of some ids, each pair in order."""
    return list(combinations(sorted(set(ids)), 2))


def _reach(start: str, near: Mapping[str, Collection[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        fresh = set(near.get(waiting.pop(), ())) - reached
        reached |= fresh
        waiting += fresh
    return reached
