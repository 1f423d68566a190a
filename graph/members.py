"""Accounts as members of events, and what becomes of events when accounts come to them, change or leave."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, bindparam, exists, func, select

from graph.changes import LogEntry
from graph.chunks import IDS, chunks
from graph.grouping_tables import accounts
from graph.tables import event_actors, event_mentions, event_places, event_recipients
from graph.votes import Vote

_MEMBERS: Select[Any] = (
    select(*(event_mentions.c[name] for name in ("id", "event_id", "event_date", "date")), accounts.c.age)
    .join_from(event_mentions, accounts)
    .where(event_mentions.c.id.in_(IDS))
)
_OF_EVENT = event_mentions.c.event_id == bindparam("event")
_REST = select(event_mentions.c.id, event_mentions.c.event_date).where(_OF_EVENT).limit(bindparam("most"))
_TABLES = (event_actors, event_recipients, event_places)
_NAMED: dict[Table, Select[Any]] = {table: select(*table.primary_key).where(table.c.mention_id.in_(IDS)) for table in _TABLES}
_NAMED_BY_EVENT: dict[Table, Select[Any]] = {
    table: select(*table.primary_key).join_from(event_mentions, table).where(_OF_EVENT) for table in _TABLES
}


class Member(NamedTuple):
    """An account with the event it is of and the day that this has. `date` is its own day, "" where unknown, `age` that of
    `graph.accounts.Account`."""

    id: str
    event_id: str
    event_date: str
    date: str
    age: str
    actors: frozenset[str]
    places: frozenset[str]


class Outcome(NamedTuple):
    """What became of an event: the log entry if it is another now, the accounts that touched it, the difference of votes, the
    day that it has now, and whether the accounts that did not touch it have another."""

    entry: LogEntry | None
    mention_ids: frozenset[str]
    votes: Mapping[Vote, int]
    day: str
    redated: bool


class _Rest(NamedTuple):
    """That an event has other accounts, and the day that they have for it."""

    day: str


def load_members(connection: Connection, mention_ids: Iterable[str]) -> dict[str, Member]:
    """The accounts of these ids that there are, by id."""
    found: dict[str, Member] = {}
    for ids in chunks(sorted(mention_ids)):
        if rows := connection.execute(_MEMBERS, {"ids": ids}).all():
            actors, recipients, places = (_named(connection, table, ids) for table in _NAMED)
            for row in rows:
                known = (actors[row[0]] | recipients[row[0]], places[row[0]])
                found[row[0]] = Member(*row, *map(frozenset, known))
    return found


def compare_event(
    connection: Connection,
    id: str,
    before: Mapping[str, Member],
    after: Mapping[str, Member],
    told: Set[str],
    *,
    new: bool,
) -> Outcome:
    """What became of an event, given those accounts of it before and after that came, changed or left; `told` are those that
    tell something else. In the tables it already has the accounts that it is to have. If it is `new` it has no others."""
    own = before.keys() | after.keys()
    rest = None if new else _load_rest(connection, id, own)
    day = _day(connection, id, before, after, rest)
    action = _action(before.keys(), after.keys(), told, others=rest is not None)
    return Outcome(
        entry=LogEntry("event", id, action) if action else None,
        mention_ids=frozenset(own),
        votes=_votes(connection, id, before, after, others=rest is not None),
        day=day,
        redated=rest is not None and rest.day != day,
    )


def find_recounted(connection: Connection, article_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """The events of which other accounts are independent since these articles carry another report, with those in them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    several = event_mentions.alias()
    more = exists(
        select(several.c.id).where(several.c.event_id == event_mentions.c.event_id, several.c.id != event_mentions.c.id)
    )
    for ids in chunks(sorted(article_ids)):
        own = select(event_mentions.c.event_id, event_mentions.c.id).where(event_mentions.c.article_id.in_(ids), more)
        for event, mention in connection.execute(own):
            found[event].add(mention)
    return {id: frozenset(own) for id, own in found.items()}


def _action(before: Set[str], after: Set[str], told: Set[str], *, others: bool) -> str | None:
    if not (before or others):
        return "added"
    if not (after or others):
        return "deleted"
    return "changed" if before != after or before & told else None


def _load_rest(connection: Connection, id: str, own: Collection[str]) -> _Rest | None:
    rows = connection.execute(_REST, {"event": id, "most": len(own) + 1})
    return next((_Rest(row.event_date) for row in rows if row.id not in own), None)


def _day(
    connection: Connection, id: str, before: Mapping[str, Member], after: Mapping[str, Member], rest: _Rest | None
) -> str:
    """The earliest day that an account of the event gives."""
    days = [one.date for one in after.values() if one.date]
    if rest is None:
        return min(days, default="")
    if any(one.date == rest.day for one in before.values()):
        own = select(func.min(event_mentions.c.date)).where(
            event_mentions.c.event_id == id, event_mentions.c.date != ""
        )
        return connection.scalar(own) or ""
    return min([*days, *([rest.day] if rest.day else [])], default="")


def _votes(
    connection: Connection, id: str, before: Mapping[str, Member], after: Mapping[str, Member], *, others: bool
) -> dict[Vote, int]:
    """An event counts once for everybody who takes part in it, and every place, by any account."""
    votes: dict[Vote, int] = {}
    for node, tables in (("actor", (event_actors, event_recipients)), ("place", (event_places,))):
        old, new = ({named for one in side.values() for named in getattr(one, f"{node}s")} for side in (before, after))
        differ = old ^ new
        if differ and others:
            differ -= _named_by_others(connection, id, differ, before.keys() | after.keys(), tables)
        votes |= {Vote(node, named, "events", ""): 1 if named in new else -1 for named in sorted(differ)}
    return votes


def _named_by_others(
    connection: Connection, id: str, nodes: Collection[str], own: Collection[str], tables: Iterable[Table]
) -> set[str]:
    """Which of these other accounts of an event name. Asked from the event, since a hub is named by very many accounts."""
    found: set[str] = set()
    for table in tables:
        for mention, one in connection.execute(_NAMED_BY_EVENT[table], {"event": id}):
            if one in nodes and mention not in own:
                found.add(one)
                if len(found) == len(nodes):
                    return found
    return found


def _named(connection: Connection, table: Table, ids: list[str]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention, node in connection.execute(_NAMED[table], {"ids": ids}):
        found[mention].add(node)
    return found
