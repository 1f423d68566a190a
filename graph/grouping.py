"""Keeps events right after accounts came, changed or went: which accounts are one event, and what became of the events.

Whether two accounts are linked depends on the two alone, and where an account is placed on those before it. So only what a
change touches is placed anew, and the outcome is that of placing everything, in whatever order it comes.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from graph.account_features import add_features, take_features
from graph.account_links import add_links, load_accounts, take_links
from graph.candidate_accounts import Feature, features_of, find_closed
from graph.changes import LogEntry
from graph.clustering import Link
from graph.edges import add_edges, rewrite_edges
from graph.judged_accounts import load_judged
from graph.members import Member, compare_event, find_recounted, load_members
from graph.newcomers import Newcomer
from graph.placing import Placing, scores_of
from graph.reports import follow_reports, write_reports
from graph.tables import event_mentions
from graph.votes import Vote


class Regrouped(NamedTuple):
    """What became of events: a log entry for each that is another now, with the accounts by which it is, and the difference
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
        self._features: list[Feature] = []
        self._links: list[Link] = []
        self._judged: set[str] = set()
        self._newcomers: dict[str, Newcomer] = {}

    def touch(self, mention_ids: Collection[str], *, told: Collection[str]) -> None:
        """Take note of accounts that are about to change, come or go, and of the events they are in. `told` are those that
        tell something else then; the others are only compared differently."""
        new = set(mention_ids) - self._changed
        self._before |= load_members(self._connection, new)
        self._judged |= load_judged(self._connection, new).of(new)
        self._features += take_features(self._connection, new)
        self._links += take_links(self._connection, new)
        self._changed |= new
        self._told |= set(told)

    def bring(self, newcomers: Mapping[str, Newcomer]) -> None:
        """Take note of accounts that come and were never touched, by id: they need not be read."""
        self._newcomers |= newcomers
        self._changed |= newcomers.keys()

    def touch_articles(self, article_ids: Collection[str]) -> None:
        """Take note of articles that are about to come or go, and of those that carry the same reports."""
        self._articles |= follow_reports(self._connection, article_ids).keys()

    def finish(self) -> Regrouped:
        """Bring reports and events, and all that follows from them, up to date."""
        reported = write_reports(self._connection, self._articles)
        found = self._regroup() if self._changed else Regrouped((), Counter())
        known = {entry.id for entry, _ in found.entries}
        recounted = find_recounted(self._connection, reported)
        entries = [(LogEntry("event", id, "changed"), own) for id, own in sorted(recounted.items()) if id not in known]
        return found._replace(entries=[*found.entries, *entries])

    def _regroup(self) -> Regrouped:
        placed = self._place()
        newcomers = {id: one.member for id, one in self._newcomers.items()}
        known = self._changed | placed.keys()
        touched = newcomers | load_members(self._connection, known - newcomers.keys())
        before = {id: one for id, one in touched.items() if id not in self._changed} | self._before
        after = {id: one._replace(event_id=placed[id]) for id, one in touched.items()}
        concerned = after.keys() | self._changed
        return self._compare(_by_event(before, concerned), _by_event(after, concerned), touched)

    def _place(self) -> dict[str, str]:
        """The events of the changed accounts that are there, and of those that are in another now because of them."""
        newcomers = {id: one.account for id, one in self._newcomers.items()}
        here = newcomers | load_accounts(self._connection, self._changed - newcomers.keys())
        rows = features_of(here.values())
        turned = add_features(self._connection, rows, self._features)
        gone = [*self._links, *take_links(self._connection, turned.mention_ids)]
        others = load_accounts(self._connection, turned.mention_ids)
        rows_of_others = features_of(others.values())
        closed = turned.closed | find_closed(self._connection, rows_of_others)
        made = add_links(self._connection, here | others, [*rows, *rows_of_others], closed)
        new = self._changed - self._before.keys()
        also = load_judged(self._connection, here.keys()).of(here) | self._judged | _relinked(gone, made, new)
        left: dict[str, str] = {}
        for one in self._before.values():
            left[one.event_id] = min(one.age, left.get(one.event_id, one.age))
        return Placing(self._connection, here, new, scores_of(here.keys() | turned.mention_ids, made)).place(also, left)

    def _compare(
        self,
        before: Mapping[str, Mapping[str, Member]],
        after: Mapping[str, Mapping[str, Member]],
        stored: Mapping[str, Member],
    ) -> Regrouped:
        """Write the events of accounts that came to them, changed or left, and all that follows, given what of that is stored;
        what became of the events."""
        members = {one.id: one for own in after.values() for one in own.values()}
        new = self._changed - self._before.keys()
        _write(self._connection, "event_id", {id: one.event_id for id, one in members.items()}, stored)
        found = {
            id: compare_event(self._connection, id, before.get(id, {}), after.get(id, {}), self._told, new=id in new)
            for id in sorted(before.keys() | after.keys())
        }
        days = {id: found[one.event_id].day for id, one in members.items()}
        _write(self._connection, "event_date", days, stored)
        redated = {id: one.day for id, one in found.items() if one.redated}
        others = members.keys() | _redate(self._connection, redated)
        rewrite_edges(self._connection, others - self._newcomers.keys())
        new_edges = ((one.ends, members[id].event_id, days[id]) for id, one in self._newcomers.items())
        add_edges(self._connection, new_edges)
        votes: Counter[Vote] = Counter()
        for one in found.values():
            for vote, n in one.votes.items():
                votes[vote] += n
        return Regrouped([(one.entry, one.mention_ids) for one in found.values() if one.entry], votes)


def _relinked(gone: Iterable[Link], made: Iterable[Link], new: Set[str]) -> set[str]:
    """The accounts of which a link is another than before. What links with new ones do comes of placing these."""
    old, now = ({(one.left, one.right, one.score) for one in links} for links in (gone, made))
    return {id for left, right, _ in old ^ now if left not in new and right not in new for id in (left, right)}


def _by_event(members: Mapping[str, Member], concerned: Set[str]) -> dict[str, dict[str, Member]]:
    events: defaultdict[str, dict[str, Member]] = defaultdict(dict)
    for id in sorted(concerned & members.keys()):
        events[members[id].event_id][id] = members[id]
    return dict(events)


def _write(connection: Connection, column: str, values: Mapping[str, str], stored: Mapping[str, Member]) -> None:
    """Set a column of accounts where it has another value."""
    rows = [{"own": id, "value": values[id]} for id in sorted(values) if values[id] != getattr(stored[id], column)]
    if rows:
        own = update(event_mentions).where(event_mentions.c.id == bindparam("own"))
        connection.execute(own.values({column: bindparam("value")}), rows)


def _redate(connection: Connection, days: Mapping[str, str]) -> set[str]:
    """Set the days of events for all their accounts; which these are."""
    found: set[str] = set()
    for id, day in days.items():
        own = event_mentions.c.event_id == id
        connection.execute(update(event_mentions).where(own).values(event_date=day))
        found.update(connection.scalars(select(event_mentions.c.id).where(own)))
    return found
