"""Places accounts of the store anew, and those after them for which that makes a difference.

Accounts are placed in the order of their age, each by those before it. One that comes to another event, or speaks for it, is a
reason to place those after it that are linked with that event; so each is placed once, and all others stay as they are.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import cache
from heapq import heappop, heappush
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select, union_all

from graph.account_links import load_accounts, load_scores
from graph.accounts import Account
from graph.candidate_accounts import id_of
from graph.chunks import IDS, chunks
from graph.clustering import SPOKESMEN, Link, choose_event
from graph.grouping_tables import account_links, accounts
from graph.judged_accounts import JudgedWith, load_judged
from graph.same_event import compare
from graph.tables import event_mentions


class _Stored(NamedTuple):
    """When an account came out, as `Account.age`, and the event that it was last placed in."""

    age: str
    event: str


class Placing:
    """The accounts that change, placed anew. `changed` are all that are there; where they were before counts for nothing. `new`
    are those that the store did not have: nothing that is stored is in an event of theirs. `scores` are those of all links of
    some accounts, the changed ones among them."""

    def __init__(
        self,
        connection: Connection,
        changed: Mapping[str, Account],
        new: Set[str],
        scores: Mapping[str, Mapping[str, float]],
    ) -> None:
        self._connection = connection
        self._changed = changed
        self._new = new
        self._accounts = dict(changed)
        self._stored: dict[str, _Stored] = {}
        self._links = dict(scores)
        self._loaded: set[str] = set()
        self._judged = JudgedWith({}, {})
        self._first: dict[str, list[str]] = {}
        self._own: Account | None = None
        self._queue: list[tuple[str, str]] = []
        self._waiting: set[str] = set()
        # The events of those that are placed anew, in the order in which that was done.
        self._placed: dict[str, str] = {}
        self._members: defaultdict[str, list[str]] = defaultdict(list)

    def place(self, also: Set[str], left: Mapping[str, str]) -> dict[str, str]:
        """Place the changed accounts, `also` others, and all that this concerns. `left` are the events that changed accounts
        were in, with the age of the first of them. The events of the changed ones and of those that are in another now."""
        self._wait(also | self._changed.keys())
        for event, age in sorted(left.items()):
            first = self._spokesmen(event)
            if len(first) < SPOKESMEN or age < first[SPOKESMEN - 1]:
                self._wait(self._linked_with(event, age))
        while self._queue:
            age, id = heappop(self._queue)
            self._wait(self._place(id), after=age)
        return {
            id: event for id, event in self._placed.items() if id in self._changed or self._stored[id].event != event
        }

    def _wait(self, mention_ids: Set[str], *, after: str = "") -> None:
        """Have accounts placed that are there, did not wait yet, and came out after an age."""
        new = mention_ids - self._waiting
        self._load(new)
        for id in sorted(new & self._stored.keys()):
            if self._stored[id].age > after:
                self._waiting.add(id)
                heappush(self._queue, (self._stored[id].age, id))

    def _place(self, id: str) -> set[str]:
        """Place an account; those for which it makes a difference."""
        self._own = own = self.account(id)
        old = None if id in self._changed else self._stored[id].event
        new = choose_event(own, self)
        self._placed[id] = new
        self._members[new].append(id)
        if old == new:
            return set()
        first = self._spokesmen(new)
        if own.age not in first:
            insort(first, own.age)
        speaks = first.index(own.age) < SPOKESMEN
        if id in self._new:
            return self._turned_by(own, new, speaks=speaks) | self._judged.of([id])
        concerned = set(self._links[id]) | self._judged.of([id])
        if old is not None:
            self._first.pop(old, None)
            concerned |= self._linked_with(old, own.age)
        return concerned | (self._linked_with(new, own.age) if speaks else set())

    def _turned_by(self, own: Account, event: str, *, speaks: bool) -> set[str]:
        """The accounts after a new one that may be of another event since it is of this one.

        Those linked with it that are of this event already stay, for it speaks for them. It may bring others that are linked with
        it here, and take away those that it rules out. As the first ones speak, it may also silence one that spoke before.
        """
        linked = self._links[own.id]
        turned = {id for id in linked if id in self._stored and self.event_of(id) != event}
        if not speaks:
            return turned
        others = {id for id in self._linked_with(event, own.age) if id not in linked} - self._waiting
        if not others:
            return turned
        self._load_stored(others)
        here = {id for id in others & self._stored.keys() if self._stored[id].event == event}
        first = self._first[event]
        silenced = id_of(first[SPOKESMEN]) if len(first) > SPOKESMEN else None
        heard = {} if silenced is None else self._scores(silenced)
        asked = here if silenced is None else others
        self._accounts |= load_accounts(self._connection, asked - self._accounts.keys())
        for id in sorted(asked & self._accounts.keys()):
            if (id in here and (id in heard or self._rules_out(own.id, id))) or (
                silenced is not None and id not in here and id not in heard and self._rules_out(silenced, id)
            ):
                turned.add(id)
        return turned

    def _rules_out(self, one: str, other: str) -> bool:
        return compare(self.account(one), self.account(other)).ruled_out is not None

    def _scores(self, id: str) -> Mapping[str, float]:
        if id not in self._links:
            self._links |= load_scores(self._connection, [id])
        return self._links[id]

    def linked(self, id: str) -> Mapping[str, float]:
        """Those before an account that a link joins with it."""
        return {other: score for other, score in self._links[id].items() if self._is_before(other)}

    def joined(self, id: str) -> Sequence[str]:
        """Those before an account that people joined with it, the oldest first."""
        before = (other for other in self._judged.joined.get(id, ()) if self._is_before(other))
        return sorted(before, key=lambda other: self._stored[other].age)

    def separated(self, id: str) -> Collection[str]:
        """Those before an account that people separated from it."""
        return {other for other in self._judged.separated.get(id, ()) if self._is_before(other)}

    def event_of(self, id: str) -> str:
        """The event of an account that is placed."""
        return self._placed[id] if id in self._placed else self._stored[id].event

    def spokesmen(self, event: str, account: Account) -> Sequence[str]:
        """The first accounts of an event before an account."""
        first = [id_of(age) for age in self._spokesmen(event)[:SPOKESMEN] if age < account.age]
        # Those that are linked with it are not compared.
        unread = set(first) - self._accounts.keys() - self._links[account.id].keys()
        if unread:
            self._accounts |= load_accounts(self._connection, unread)
        return first

    def account(self, id: str) -> Account:
        """An account by its id."""
        if id not in self._accounts:
            self._accounts |= load_accounts(self._connection, [id])
        return self._accounts[id]

    def _is_before(self, id: str) -> bool:
        assert self._own is not None
        return id in self._stored and self._stored[id].age < self._own.age

    def _spokesmen(self, event: str) -> list[str]:
        """The ages of the first accounts of an event, as many as are needed, and perhaps more."""
        if event not in self._first:
            ages = [self._stored[id].age for id in self._members[event]]
            self._first[event] = sorted([*ages, *self._stored_ages(event)])
        return self._first[event]

    def _stored_ages(self, event: str) -> list[str]:
        """The ages of the first accounts of an event that stay where they are."""
        if event in self._new:
            return []
        elsewhere = self._changed.keys() | self._placed.keys()
        # As many as there are needed although those placed anew are among them.
        most = SPOKESMEN + 1 + len(elsewhere - self._new)
        ages = self._connection.scalars(_first_ages(), {"event": event, "most": most})
        return [age for age in ages if id_of(age) not in elsewhere]

    def _linked_with(self, event: str, after: str) -> set[str]:
        """The accounts after an age that are linked with one of an event, as it is or as it was stored."""
        found: set[str] = set()
        if event not in self._new:
            found.update(self._connection.scalars(_linked_after(), {"event": event, "after": after}))
        return found.union(*(self._links[id] for id in self._members[event]))

    def _load(self, mention_ids: Set[str]) -> None:
        """All that is needed to place these accounts."""
        new = mention_ids - self._loaded
        if not new:
            return
        self._loaded |= new
        self._links |= load_scores(self._connection, new - self._links.keys())
        self._accounts |= load_accounts(self._connection, new - self._accounts.keys())
        judged = load_judged(self._connection, new)
        self._judged.joined.update(judged.joined)
        self._judged.separated.update(judged.separated)
        self._load_stored({*new, *(other for id in new for other in self._links[id]), *judged.of(new)})

    def _load_stored(self, mention_ids: Set[str]) -> None:
        for ids in chunks(sorted(mention_ids - self._stored.keys())):
            for id, age, event in self._connection.execute(_events(), {"ids": ids}):
                self._stored[id] = _Stored(age, event)


def scores_of(mention_ids: Iterable[str], links: Iterable[Link]) -> dict[str, dict[str, float]]:
    """For each of these accounts those that these links join with it, and how well."""
    found: dict[str, dict[str, float]] = {id: {} for id in mention_ids}
    for link in links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            if one in found:
                found[one][other] = link.score
    return found


@cache
def _events() -> Select[Any]:
    columns = (event_mentions.c.id, accounts.c.age, event_mentions.c.event_id)
    return select(*columns).join_from(accounts, event_mentions).where(event_mentions.c.id.in_(IDS))


@cache
def _first_ages() -> Select[Any]:
    own = (
        select(accounts.c.age)
        .join_from(event_mentions, accounts)
        .where(event_mentions.c.event_id == bindparam("event"))
    )
    return own.order_by(accounts.c.age).limit(bindparam("most"))


@cache
def _linked_after() -> Select[Any]:
    links, parts = account_links.c, []
    for own, other in ((links.left_id, links.right_id), (links.right_id, links.left_id)):
        members = select(other.label("id")).join_from(event_mentions, account_links, own == event_mentions.c.id)
        parts.append(members.where(event_mentions.c.event_id == bindparam("event")))
    others = union_all(*parts).subquery()
    return (
        select(others.c.id)
        .distinct()
        .join(accounts, accounts.c.mention_id == others.c.id)
        .where(accounts.c.age > bindparam("after"))
    )
