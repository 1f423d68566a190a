"""Places accounts of the store anew, and those after them for which that makes a difference.

Accounts are placed in the order of their age, each by those before it. One that comes to another event, or speaks for it, is a
reason to place those after it that are linked with that event; so each is placed once, and all others stay as they are.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from functools import cache
from heapq import heappop, heappush
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, select, union_all

from graph.account_links import load_accounts, load_scores
from graph.accounts import Account
from graph.chunks import chunks
from graph.clustering import SPOKESMEN, choose_event
from graph.grouping_tables import account_links, accounts
from graph.judged_accounts import JudgedWith, load_judged
from graph.tables import event_mentions


class _Stored(NamedTuple):
    """When an account came out, as `Account.age`, and the event that it was last placed in."""

    age: str
    event: str


class Placing:
    """The accounts that change, placed anew. `changed` are all that are there; where they were before counts for nothing. `new`
    are those that the store did not have: nothing that is stored is in an event of theirs."""

    def __init__(self, connection: Connection, changed: Mapping[str, Account], new: Set[str]) -> None:
        self._connection = connection
        self._changed = changed
        self._new = new
        self._accounts = dict(changed)
        self._stored: dict[str, _Stored] = {}
        self._links: dict[str, dict[str, float]] = {}
        self._judged = JudgedWith({}, {})
        self._first: dict[str, list[str]] = {}
        self._own: Account | None = None
        self._queue: list[tuple[str, str]] = []
        self._waiting: set[str] = set()
        # The events of those that are placed anew, in the order in which that was done.
        self.placed: dict[str, str] = {}
        self._members: defaultdict[str, list[str]] = defaultdict(list)

    def place(self, also: Set[str], left: Mapping[str, str]) -> dict[str, str]:
        """Place the changed accounts, `also` others, and all that this concerns. `left` are the events that changed accounts
        were in, with the age of the first of them. The events of all that were placed."""
        self._wait(also | self._changed.keys())
        for event, age in sorted(left.items()):
            first = self._spokesmen(event)
            if len(first) < SPOKESMEN or age < first[SPOKESMEN - 1]:
                self._wait(self._linked_with(event, age))
        while self._queue:
            age, id = heappop(self._queue)
            self._wait(self._place(id), after=age)
        return self.placed

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
        self.placed[id] = new
        self._members[new].append(id)
        if old == new:
            return set()
        concerned = set(self._links[id]) | self._judged.of([id])
        if old is not None:
            self._first.pop(old, None)
            concerned |= self._linked_with(old, own.age)
        first = self._spokesmen(new)
        if own.age not in first:
            insort(first, own.age)
        if first.index(own.age) < SPOKESMEN:
            concerned |= self._linked_with(new, own.age)
        return concerned

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
        return self.placed[id] if id in self.placed else self._stored[id].event

    def spokesmen(self, event: str, account: Account) -> Sequence[str]:
        """The first accounts of an event before an account."""
        first = [_id_of(age) for age in self._spokesmen(event)[:SPOKESMEN] if age < account.age]
        # Those that are linked with it are not compared.
        unread = set(first) - self._accounts.keys() - self._links[account.id].keys()
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
        elsewhere = self._changed.keys() | self.placed.keys()
        values = {"event": event, "most": SPOKESMEN + len(elsewhere)}
        return [age for age in self._connection.scalars(_first_ages(), values) if _id_of(age) not in elsewhere]

    def _linked_with(self, event: str, after: str) -> set[str]:
        """The accounts after an age that are linked with one of an event, as it is or as it was stored."""
        found: set[str] = set()
        if event not in self._new:
            found.update(self._connection.scalars(_linked_after(), {"event": event, "after": after}))
        return found.union(*(self._links[id] for id in self._members[event]))

    def _load(self, mention_ids: Collection[str]) -> None:
        """All that is needed to place these accounts."""
        new = {id for id in mention_ids if id not in self._links}
        if not new:
            return
        self._links |= load_scores(self._connection, new)
        self._accounts |= load_accounts(self._connection, new - self._accounts.keys())
        judged = load_judged(self._connection, new)
        self._judged.joined.update(judged.joined)
        self._judged.separated.update(judged.separated)
        near = {*new, *(other for id in new for other in self._links[id]), *judged.of(new)} - self._stored.keys()
        events = select(event_mentions.c.id, accounts.c.age, event_mentions.c.event_id).join_from(
            accounts, event_mentions
        )
        for ids in chunks(sorted(near)):
            for id, age, event in self._connection.execute(events.where(event_mentions.c.id.in_(ids))):
                self._stored[id] = _Stored(age, event)


def _id_of(age: str) -> str:
    """The account of an age, which ends with its id and has no space before it but two."""
    return age.split(" ", 2)[2]


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
