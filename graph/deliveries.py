"""What webhooks are sent: kept until it was received or given up, so that neither a crash nor a dead receiver loses it."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from graph.changes import read_sequence
from graph.pauses import doubled_pause
from graph.saved_queries import read_query
from graph.snapshots import stamp
from graph.store import Store
from graph.upsert import insert_rows
from graph.watch_tables import deliveries, saved_queries
from graph.watching import Notice, match_once
from ontology.errors import AmbiguousNameError, NotFoundError
from ontology.ids import digest
from ontology.records import Record

WAITING, SENT, DEAD = "waiting", "sent", "dead"
STATES = (WAITING, SENT, DEAD)
# Tries before a delivery is given up: with the pauses between them about a day and a half.
MOST_ATTEMPTS = 15
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
# Events in one delivery.
_SIZE = 100
# How long what was received is still listed.
KEPT = timedelta(days=30)


class Delivery(Record):
    """One message to a webhook: `waiting` until `due_at`, `sent`, or `dead` after too many attempts for the `reason` given."""

    id: str
    number: int
    seq: int
    created_at: datetime
    state: str
    attempts: int
    due_at: datetime
    reason: str | None


class Due(NamedTuple):
    """A delivery to be sent now."""

    id: str
    url: str
    secret: str
    body: str
    attempts: int


def queue_news(store: Store, *, at: datetime) -> None:
    """Match all queries with a webhook against what changed and queue what they are to be sent.

    The position in the change sequence moves on in the transaction that queues, so nothing is left out or queued twice.
    """
    for query_id in _behind(store):
        while True:
            with store.writing() as connection:
                try:
                    notices = match_once(connection, query_id)
                except (AmbiguousNameError, NotFoundError):
                    # Several bear the name now, or the query was deleted: told where queries are listed.
                    break
                _queue(connection, query_id, notices, stamp(at))
                if read_query(connection, query_id).position >= read_sequence(connection):
                    break


def list_due(store: Store, *, at: datetime, limit: int) -> tuple[Due, ...]:
    """What is to be sent now, at most one delivery a query: the next one waits for it, so that order is kept."""
    own = deliveries.c
    first = select(own.query_id, func.min(own.number).label("number")).where(own.state == WAITING)
    oldest = first.group_by(own.query_id).subquery()
    wanted = (
        select(own.id, own.body, own.attempts, saved_queries.c.webhook, saved_queries.c.secret)
        .join(oldest, (own.query_id == oldest.c.query_id) & (own.number == oldest.c.number))
        .join(saved_queries, saved_queries.c.id == own.query_id)
        .where(own.due_at <= stamp(at))
        .order_by(own.due_at, own.query_id)
        .limit(limit)
    )
    with store.reading() as connection:
        return tuple(Due(row.id, row.webhook, row.secret, row.body, row.attempts) for row in connection.execute(wanted))


def record_attempt(
    store: Store, delivery_id: str, *, at: datetime, reason: str | None = None, final: bool = False
) -> None:
    """Keep what came of an attempt: received where there is no `reason`; else tried again later, unless it was `final`."""
    own = deliveries.c.id == delivery_id
    with store.writing() as connection:
        attempts = connection.scalar(select(deliveries.c.attempts).where(own))
        if attempts is None:
            return
        attempts += 1
        dead = reason is not None and (final or attempts >= MOST_ATTEMPTS)
        state = SENT if reason is None else DEAD if dead else WAITING
        due = at + pause_after(attempts, delivery_id) if state == WAITING else at
        values = {"attempts": attempts, "state": state, "due_at": stamp(due), "reason": reason}
        connection.execute(update(deliveries).where(own).values(**values))
        old = stamp(at - KEPT)
        connection.execute(delete(deliveries).where(deliveries.c.state == SENT, deliveries.c.due_at < old))


def pause_after(attempts: int, delivery_id: str) -> timedelta:
    """How long to wait after this many attempts."""
    return doubled_pause(attempts, delivery_id, first=FIRST_PAUSE, longest=LONGEST_PAUSE)


def list_deliveries(store: Store, query_id: str, *, state: str | None = None, limit: int) -> tuple[Delivery, ...]:
    """The deliveries of a query, newest first. NotFoundError if there is no such query."""
    with store.reading() as connection:
        read_query(connection, query_id)
        wanted = _listed().where(deliveries.c.query_id == query_id).order_by(deliveries.c.number.desc()).limit(limit)
        if state is not None:
            wanted = wanted.where(deliveries.c.state == state)
        return tuple(map(_delivery, connection.execute(wanted)))


def resend(store: Store, query_id: str, delivery_id: str, *, at: datetime) -> Delivery:
    """Send a delivery once more, with all its attempts before it. NotFoundError if the query has none of this id."""
    own = (deliveries.c.id == delivery_id, deliveries.c.query_id == query_id)
    with store.writing() as connection:
        values = {"state": WAITING, "attempts": 0, "due_at": stamp(at), "reason": None}
        connection.execute(update(deliveries).where(*own).values(**values))
        row = connection.execute(_listed().where(*own)).one_or_none()
    if row is None:
        raise NotFoundError(f"saved query {query_id!r} has no delivery {delivery_id!r}")
    return _delivery(row)


def _behind(store: Store) -> list[str]:
    own = saved_queries.c
    with store.reading() as connection:
        latest = read_sequence(connection)
        wanted = select(own.id).where(own.webhook.is_not(None), own.position < latest).order_by(own.id)
        return list(connection.scalars(wanted))


def _queue(connection: Connection, query_id: str, notices: Sequence[Notice], at: str) -> None:
    query = read_query(connection, query_id)
    last = select(func.max(deliveries.c.number)).where(deliveries.c.query_id == query_id)
    number = connection.scalar(last) or 0
    rows = []
    for start in range(0, len(notices), _SIZE):
        part = notices[start : start + _SIZE]
        number += 1
        # A query made anew under an old name must not repeat ids that receivers know.
        id = "d-" + digest(query_id, query.created_at, str(number))
        rows.append(
            {
                "query_id": query_id,
                "number": number,
                "id": id,
                "seq": part[-1].seq,
                "created_at": at,
                "state": WAITING,
                "attempts": 0,
                "due_at": at,
                "reason": None,
                "body": _body(id, query, part),
            }
        )
    insert_rows(connection, deliveries, rows)


def _body(id: str, query: Row[Any], notices: Sequence[Notice]) -> str:
    items = [notice.model_dump(mode="json") for notice in notices]
    content = {"delivery": id, "query": {"id": query.id, "name": query.name}, "items": items}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _listed() -> Select[Any]:
    return select(*(deliveries.c[name] for name in Delivery.model_fields))


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(**row._mapping)
