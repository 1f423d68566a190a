"""Keeps events right after accounts came, changed or went: which accounts are one event, and what became of the events.

Whether two accounts are linked depends on the two alone, and an event on nothing but the accounts that links connect. So
only what a change touches is grouped anew, and the outcome is that of grouping everything in any order.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from graph.account_links import follow_links, load_accounts, load_links, relink
from graph.changes import LogEntry
from graph.chunks import chunks
from graph.clustering import components, group, pairs_of
from graph.edges import rewrite_edges
from graph.grouping_tables import judged_accounts
from graph.members import Member, load_members
from graph.reports import follow_reports, write_reports
from graph.tables import event_mentions
from graph.votes import Vote


class Regrouped(NamedTuple):
    """What became of events: a log entry for each that is another now, with the accounts it had or has, and the difference
    of votes."""

    entries: Sequence[tuple[LogEntry, frozenset[str]]]
    votes: Counter[Vote]


class Regrouping:
    """Groups anew what a transaction changes: `touch` accounts before they are changed, `finish` when all are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._changed: set[str] = set()
        self._told: set[str] = set()
        self._articles: set[str] = set()
        self._before: dict[str, Member] = {}

    def touch(self, mention_ids: Collection[str], *, told: Collection[str]) -> None:
        """Take note of accounts that are about to change, come or go, and of the events they are in. `told` are those that
        tell something else then; the others are only compared differently."""
        reached = follow_links(self._connection, mention_ids)
        self._before |= load_members(self._connection, reached.keys() - self._before.keys() - self._changed)
        self._changed |= set(mention_ids)
        self._told |= set(told)

    def touch_articles(self, article_ids: Collection[str]) -> None:
        """Take note of articles that are about to come or go, and of those that carry the same reports."""
        self._articles |= follow_reports(self._connection, article_ids).keys()

    def finish(self) -> Regrouped:
        """Bring reports and events, and all that follows from them, up to date."""
        write_reports(self._connection, self._articles)
        if not self._changed:
            return Regrouped((), Counter())
        known = load_members(self._connection, self._changed | self._before.keys())
        changed = self._changed & known.keys()
        relink(self._connection, changed)
        near = follow_links(self._connection, known)
        known |= load_members(self._connection, near.keys() - known.keys())
        after = _grouped(self._connection, known, near)
        moved = {id for id in known if known[id] != after[id]}
        _write(self._connection, [after[id] for id in sorted(moved)])
        rewrite_edges(self._connection, moved | changed)
        before = {id: known[id] for id in known if id not in self._changed} | self._before
        return _compare(_events(before), _events(after), self._told)


def _grouped(
    connection: Connection, known: Mapping[str, Member], near: Mapping[str, Collection[str]]
) -> dict[str, Member]:
    """The accounts with the events that they are of."""
    found: dict[str, Member] = {}
    parts = components(near, near)
    together = {id for part in parts if len(part) > 1 for id in part}
    links = defaultdict(list)
    part_of = {id: part for part in parts for id in part}
    for link in load_links(connection, together):
        links[part_of[link.left]].append(link)
    accounts = load_accounts(connection, together)
    joined, separated = load_judged(connection, together)
    for part in parts:
        own = [accounts[id] for id in sorted(part)] if len(part) > 1 else []
        groups = group(own, links[part], joined=joined & _pairs(part, joined), separated=separated) if own else [part]
        for members in groups:
            found |= _named([known[id] for id in members])
    return found


def _pairs(part: Collection[str], pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    return {pair for pair in pairs if pair[0] in part}


def _named(members: Sequence[Member]) -> Iterator[tuple[str, Member]]:
    """Members of one event, under the id of the first and the earliest day."""
    first = min(members, key=lambda one: (one.published == "", one.published, one.id))
    day = min((one.date for one in members if one.date), default="")
    return ((one.id, one._replace(event_id=first.id, event_date=day)) for one in members)


def load_judged(
    connection: Connection, mention_ids: Collection[str]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs of these accounts that judgements join, and those that they separate."""
    sides: defaultdict[tuple[str, bool], defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for ids in chunks(sorted(mention_ids)):
        for row in connection.execute(select(judged_accounts).where(judged_accounts.c.mention_id.in_(ids))):
            sides[row.judgement_id, row.joins][row.side].append(row.mention_id)
    joined, separated = set[tuple[str, str]](), set[tuple[str, str]]()
    for (_, joins), parts in sides.items():
        if joins:
            joined.update(pairs_of(id for part in parts.values() for id in part))
        else:
            separated.update(
                (min(a, b), max(a, b)) for one, two in combinations(parts.values(), 2) for a in one for b in two
            )
    return joined, separated


def _write(connection: Connection, members: Sequence[Member]) -> None:
    if not members:
        return
    own = update(event_mentions).where(event_mentions.c.id == bindparam("own"))
    values = own.values(event_id=bindparam("event"), event_date=bindparam("day"))
    connection.execute(values, [{"own": m.id, "event": m.event_id, "day": m.event_date} for m in members])


def _events(members: Mapping[str, Member]) -> dict[str, list[Member]]:
    events: defaultdict[str, list[Member]] = defaultdict(list)
    for id in sorted(members):
        events[members[id].event_id].append(members[id])
    return events


def _compare(
    before: Mapping[str, Sequence[Member]], after: Mapping[str, Sequence[Member]], told: Set[str]
) -> Regrouped:
    entries = []
    for id in sorted({*before, *after}):
        ids = frozenset(one.id for one in (*before.get(id, ()), *after.get(id, ())))
        if id not in after:
            entries.append((LogEntry("event", id, "deleted"), ids))
        elif id not in before:
            entries.append((LogEntry("event", id, "added"), ids))
        elif ids & told or {m.id for m in before[id]} != {m.id for m in after[id]}:
            entries.append((LogEntry("event", id, "changed"), ids))
    votes = Counter(vote for members in after.values() for vote in _votes(members))
    votes.subtract(vote for members in before.values() for vote in _votes(members))
    return Regrouped(entries, votes)


def _votes(members: Iterable[Member]) -> set[Vote]:
    """An event counts once for everybody who takes part in it by any account."""
    members = list(members)
    votes = {Vote("actor", id, "events", "") for one in members for id in one.actors}
    return votes | {Vote("place", id, "events", "") for one in members for id in one.places}
