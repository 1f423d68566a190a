"""Matches saved queries against the change sequence: which events came to fit them, changed, or are gone."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from graph.answers import Change, EventAnswer
from graph.asked_events import find_events
from graph.changes import read_changes, read_sequence
from graph.chunks import chunks
from graph.describing_events import describe_events
from graph.filters import Filter
from graph.saved_queries import read_query, read_saved_filter
from graph.selection import select_filter
from graph.store import Store
from graph.tables import event_mentions
from graph.upsert import upsert
from graph.watch_tables import query_events, saved_queries
from ontology.errors import AmbiguousNameError, NotFoundError
from ontology.records import Record, Status

ADDED, CHANGED, DELETED = "added", "changed", "deleted"
# Changes looked at in one transaction, and somewhat more.
BATCH = 1000


class Notice(Record):
    """What a saved query tells of an event: that it was added, changed or deleted, with the event as it is now.

    Deleted is also what no longer fits the query; `event` is None then. `headline` tells it in one line.
    """

    event_id: str
    action: str
    seq: int
    at: str
    headline: str
    event: EventAnswer | None = None


def match_once(connection: Connection, query_id: str) -> tuple[Notice, ...]:
    """Match a query against the next changes, in the caller's transaction, and remember that it was; what to tell.

    AmbiguousNameError if a name in the filter has come to be borne by several: nothing is passed over then.
    """
    row = read_query(connection, query_id)
    latest = read_sequence(connection)
    changes = read_changes(connection, since=row.position, limit=BATCH)
    notices = tuple(_notices(connection, row, changes))
    upsert(connection, query_events, [_event_row(query_id, notice) for notice in notices])
    position = changes[-1].seq if len(changes) >= BATCH else latest
    own = saved_queries.c.id == query_id
    connection.execute(update(saved_queries).where(own).values(position=position))
    return notices


def is_behind(connection: Connection, query_id: str) -> bool:
    """Whether there are changes that a query has not been matched against."""
    return bool(read_query(connection, query_id).position < read_sequence(connection))


def list_news(store: Store, query_id: str, *, limit: int) -> tuple[Notice, ...]:
    """The last that a query has to tell of, newest first, matched up to the last change. NotFoundError if there is none."""
    with store.reading() as connection:
        behind = is_behind(connection, query_id)
    while behind:
        with store.writing() as connection:
            match_once(connection, query_id)
            behind = is_behind(connection, query_id)
    with store.reading() as connection:
        return _read_news(connection, query_id, limit)


def tell_event(event: EventAnswer) -> str:
    """An event in one line."""
    names = [", ".join(one.name for one in side) for side in (event.actors, event.recipients)]
    parts = [names[0] or "Somebody", event.relation, names[1]]
    where = ", ".join(place.name for place in event.places)
    said = f" ({event.status})" if event.status != Status.ASSERTED else ""
    return " – ".join(part for part in parts if part) + (f" in {where}" if where else "") + said


def _notices(connection: Connection, row: Row[Any], changes: Sequence[Change]) -> Iterator[Notice]:
    # Only the last change of an event counts: what is told is how it is now.
    last = {change.id: change for change in changes if change.kind == "event"}
    ordered = sorted(last.values(), key=lambda change: (change.seq, change.id))
    for ids in chunks([change.id for change in ordered]):
        fitting = _fitting(connection, read_saved_filter(row), ids)
        told = _told(connection, row.id, ids)
        for id in ids:
            change, event = last[id], fitting.get(id)
            if event is None and id not in told:
                continue
            action = DELETED if event is None else CHANGED if id in told else ADDED
            yield Notice(
                event_id=id,
                action=action,
                seq=change.seq,
                at=_time(change) or row.created_at,
                headline=told[id] if event is None else tell_event(event),
                event=event,
            )


def _fitting(connection: Connection, filter: Filter, event_ids: Sequence[str]) -> dict[str, EventAnswer]:
    """Those of the events that fit the filter, by id."""
    try:
        if filter.actor:
            selection = select_filter(connection, filter)
            own = select(event_mentions.c.event_id).where(event_mentions.c.event_id.in_(event_ids), selection.events)
            found = set(connection.scalars(own))
        else:
            found = find_events(connection, event_ids, filter)
    except AmbiguousNameError:
        raise
    except NotFoundError:
        # Nobody bears the name, so nothing fits until somebody does.
        return {}
    return describe_events(connection, sorted(found))


def _told(connection: Connection, query_id: str, event_ids: Sequence[str]) -> dict[str, str]:
    """The headlines of those of the events that the query has told of and that were not deleted since."""
    table = query_events
    own = (table.c.query_id == query_id, table.c.event_id.in_(event_ids), table.c.action != DELETED)
    return {row.event_id: row.headline for row in connection.execute(select(table).where(*own))}


def _read_news(connection: Connection, query_id: str, limit: int) -> tuple[Notice, ...]:
    table = query_events
    newest = select(table).where(table.c.query_id == query_id).order_by(table.c.seq.desc(), table.c.event_id)
    rows = connection.execute(newest.limit(limit)).all()
    filter = read_saved_filter(read_query(connection, query_id))
    events: dict[str, EventAnswer] = {}
    for ids in chunks([row.event_id for row in rows if row.action != DELETED]):
        events |= _fitting(connection, filter, ids)
    return tuple(
        Notice(
            event_id=row.event_id,
            action=row.action,
            seq=row.seq,
            at=row.at,
            headline=row.headline,
            event=events.get(row.event_id),
        )
        for row in rows
    )


def _event_row(query_id: str, notice: Notice) -> dict[str, Any]:
    values = notice.model_dump(include={"event_id", "action", "seq", "at", "headline"})
    return {"query_id": query_id, **values}


def _time(change: Change) -> str | None:
    return change.at.isoformat(timespec="milliseconds").replace("+00:00", "Z") if change.at else None
