"""Hands in what is to be read. It is kept before anybody is told so, and each input once however often it is handed in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, select, update

from graph.chunks import chunks
from graph.jobs import Deltas, count_jobs, make_job
from graph.queue_numbers import POSITION, TOKEN, take_numbers
from graph.queue_tables import CANCELLED, DEAD, DONE, LEASED, QUEUED, inbox
from graph.snapshots import stamp
from graph.store import Store
from graph.tables import articles
from graph.upsert import Row, upsert
from ontology.ids import digest


class Enqueued(NamedTuple):
    """What became of inputs handed in: `queued` are to be read, `known` were there already, waiting or read."""

    job: str
    queued: int
    known: int


class Taken(NamedTuple):
    """An input that was handed in and leased at once."""

    id: str
    token: int


def input_id(payload: str) -> str:
    """What makes an input the same: everything it says."""
    return digest(payload, length=32)


def enqueue(store: Store, payloads: Sequence[str], job: str, *, source: str, at: datetime) -> Enqueued:
    """Hand in inputs under a job, in one transaction. One that waits or was read already is not queued again.

    One that waits under another job goes over to this one; one whose article is gone, or that was given up, is read again.
    A job that was done or cancelled runs again when it gets something to do; one that is paused stays so.
    """
    given = {input_id(payload): payload for payload in payloads}
    with store.writing(graph=False) as connection:
        last = take_numbers(connection, POSITION, len(given))
        make_job(connection, job, source, at=at)
        deltas: Deltas = {job: Counter()}
        new, moved = _sort_out(connection, given, job, deltas)
        # In the order in which they were given, which the digests do not keep.
        numbered = zip(given, range(last - len(given) + 1, last + 1), strict=True)
        rows = [_row(id, job, position, given[id]) for id, position in numbered if id in new]
        upsert(connection, inbox, rows)
        queued = len(new) + moved
        deltas[job].update(total=queued, known=len(given) - queued)
        count_jobs(connection, deltas, at=at)
    return Enqueued(job, queued, len(given) - queued)


def take(store: Store, payload: str, job: str, *, source: str, holder: str, at: datetime, until: datetime) -> Taken:
    """Hand in one input and lease it at once, whatever became of it before: whoever had it can write nothing any more."""
    own = input_id(payload)
    with store.writing(graph=False) as connection:
        position = take_numbers(connection, POSITION)
        token = take_numbers(connection, TOKEN)
        make_job(connection, job, source, at=at)
        deltas: Deltas = {job: Counter(total=1)}
        before = select(inbox.c.job_id, inbox.c.state).where(inbox.c.id == own).with_for_update()
        for found in connection.execute(before):
            if found.state != DONE:
                _leave(deltas, found.job_id, found.state)
        leased = {"state": LEASED, "token": token, "holder": holder, "due_at": stamp(until)}
        upsert(connection, inbox, [{**_row(own, job, position, payload), **leased}])
        count_jobs(connection, deltas, at=at)
    return Taken(own, token)


def drop(store: Store, taken: Taken, *, at: datetime) -> None:
    """Forget an input that was taken and cannot be read, as whoever handed it in was told."""
    own = (inbox.c.id == taken.id, inbox.c.token == taken.token)
    with store.writing(graph=False) as connection:
        gone = connection.execute(delete(inbox).where(*own).returning(inbox.c.job_id)).scalars().all()
        count_jobs(connection, {job: Counter(total=-1) for job in gone}, at=at)


def _sort_out(connection: Connection, ids: Iterable[str], job: str, deltas: Deltas) -> tuple[set[str], int]:
    """Those that are to be queued, and how many went over to this job as they wait under another one."""
    new, moved = set(ids), 0
    columns = (inbox.c.id, inbox.c.job_id, inbox.c.state, articles.c.id.label("stored"))
    stored = inbox.outerjoin(articles, articles.c.id == inbox.c.article_id)
    # Rows are locked in the order of their ids by all, so that none waits for another in a circle.
    for some in chunks(sorted(new)):
        wanted = select(*columns).select_from(stored).where(inbox.c.id.in_(some)).order_by(inbox.c.id)
        waiting = []
        for row in connection.execute(wanted.with_for_update(of=inbox)).all():
            if row.state in (DEAD, CANCELLED):
                _leave(deltas, row.job_id, row.state)
            elif row.state != DONE or row.stored is not None:
                new.discard(row.id)
                if row.state != DONE and row.job_id != job:
                    _leave(deltas, row.job_id, row.state)
                    waiting.append(row.id)
        connection.execute(update(inbox).where(inbox.c.id.in_(waiting)).values(job_id=job))
        moved += len(waiting)
    return new, moved


def _leave(deltas: Deltas, job: str, state: str) -> None:
    """Count an input of this state out of its job."""
    own = deltas.setdefault(job, Counter())
    own["total"] -= 1
    if state in (DEAD, CANCELLED):
        own[state] -= 1


def _row(id: str, job: str, position: int, payload: str) -> Row:
    return {
        "id": id,
        "job_id": job,
        "position": position,
        "state": QUEUED,
        "attempts": 0,
        "lapses": 0,
        "due_at": "",
        "token": None,
        "holder": None,
        "reason": None,
        "payload": payload,
        "article_id": None,
        "address": None,
    }
