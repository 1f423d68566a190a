"""Jobs: what was handed in together, how far it is, and how it is held up, dropped or tried again."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, update

from graph.answers import Page
from graph.paging import read_page
from graph.queue_numbers import POSITION, take_numbers
from graph.queue_tables import (
    CANCELLED,
    COUNTERS,
    DONE,
    FAILED,
    IS_DEAD,
    IS_HELD,
    IS_QUEUED,
    LEASED,
    PAUSED,
    QUEUED,
    RUNNING,
    inbox,
    jobs,
)
from graph.snapshots import stamp
from graph.store import Store
from graph.upsert import insert_new
from ontology.errors import InputError, NotFoundError
from ontology.records import Record

# Changes to the counters of jobs, by job.
Deltas: TypeAlias = dict[str, Counter[str]]

_DONE = ("added", "unchanged", "replaced", "superseded")


class Job(Record):
    """How far a job is. `total` inputs are its own: `waiting` to be read, `done`, `dead` for good or `cancelled`; `known`
    came in under it too but were there already. `rate` is inputs a second, as far as that can be told."""

    id: str
    source: str
    state: str
    created_at: datetime
    ended_at: datetime | None
    known: int
    total: int
    waiting: int
    done: int
    added: int
    unchanged: int
    replaced: int
    superseded: int
    dead: int
    cancelled: int
    rate: float | None


class JobFilter(Record):
    """Which jobs to list: those in a `state`, and which page of them."""

    state: str | None = None
    limit: int = 50
    cursor: str | None = None


class DeadLetter(Record):
    """An input that was given up, as it was handed in, and why."""

    id: str
    reason: str
    attempts: int
    payload: str


class Backlog(Record):
    """What the whole queue holds that is not done."""

    waiting: int
    leased: int
    dead: int
    running_jobs: int


def list_jobs(store: Store, filter: JobFilter) -> Page[Job]:
    """Jobs, newest first. InputError for a cursor of another list."""
    wanted = select(jobs)
    if filter.state is not None:
        wanted = wanted.where(jobs.c.state == filter.state)
    with store.reading() as connection:
        order = (jobs.c.created_at, jobs.c.id)
        rows, following = read_page(connection, wanted, filter, order=order, list_name="jobs")
        return Page(items=tuple(map(_job, rows)), next=following)


def get_job(store: Store, job: str) -> Job:
    """One job. NotFoundError if there is none of this id."""
    with store.reading() as connection:
        return _job(_read(connection, job))


def list_dead(store: Store, job: str, *, limit: int) -> tuple[DeadLetter, ...]:
    """The dead letters of a job, in the order in which they were handed in."""
    own = (inbox.c[name] for name in DeadLetter.model_fields)
    wanted = select(*own).where(IS_DEAD, inbox.c.job_id == job).order_by(inbox.c.position).limit(limit)
    with store.reading() as connection:
        return tuple(DeadLetter(**row._mapping) for row in connection.execute(wanted))


def read_backlog(store: Store) -> Backlog:
    """How much waits, by the counters of the jobs and the leases."""
    dead, left = func.coalesce(func.sum(jobs.c.dead), 0), func.coalesce(func.sum(_waiting()), 0)
    leased = select(func.count()).select_from(inbox).where(IS_HELD, inbox.c.state == LEASED)
    running = select(func.count()).select_from(jobs).where(jobs.c.state == RUNNING)
    with store.reading() as connection:
        row = connection.execute(select(left.label("waiting"), dead.label("dead"))).one()
        return Backlog(
            waiting=row.waiting,
            dead=row.dead,
            leased=connection.scalars(leased).one(),
            running_jobs=connection.scalars(running).one(),
        )


def pause_job(store: Store, job: str, *, at: datetime) -> Job:
    """Lease no more of its inputs; those in hand are finished. InputError if it is over."""
    with store.writing(graph=False) as connection:
        if _read(connection, job).state not in (RUNNING, PAUSED):
            raise InputError(f"job {job!r} is {_read(connection, job).state}; only a running one can be paused")
        _set_state(connection, job, PAUSED)
        return _job(_read(connection, job))


def resume_job(store: Store, job: str, *, at: datetime) -> Job:
    """Go on with a job that was paused or cancelled; any other one is left as it is."""
    with _changing(store) as connection:
        found = _read(connection, job)
        if found.state not in (PAUSED, CANCELLED):
            return _job(found)
        # Without an index, which no other question needs.
        own = inbox.c.job_id == job
        back = _move(connection, own, inbox.c.state == CANCELLED, state=QUEUED) if found.cancelled else 0
        _restart(connection, job, RUNNING)
        count_jobs(connection, {job: Counter(cancelled=-back)}, at=at)
        return _job(_read(connection, job))


def cancel_job(store: Store, job: str, *, at: datetime) -> Job:
    """Drop what waits; what is in hand is finished, and `resume_job` brings back what was dropped."""
    with _changing(store) as connection:
        _read(connection, job)
        own = inbox.c.job_id == job
        dropped = _move(connection, IS_QUEUED, own, state=CANCELLED)
        dropped += _move(connection, IS_HELD, own, inbox.c.state == FAILED, state=CANCELLED)
        _set_state(connection, job, CANCELLED)
        count_jobs(connection, {job: Counter(cancelled=dropped)}, at=at)
        return _job(_read(connection, job))


def retry_job(store: Store, job: str, *, at: datetime) -> Job:
    """Try the dead letters of a job again, with all their attempts before them."""
    with _changing(store) as connection:
        found = _read(connection, job)
        back = _move(connection, IS_DEAD, inbox.c.job_id == job, state=QUEUED)
        if back and found.state in (DONE, CANCELLED):
            _restart(connection, job, RUNNING)
        count_jobs(connection, {job: Counter(dead=-back)}, at=at)
        return _job(_read(connection, job))


@contextmanager
def _changing(store: Store) -> Iterator[Connection]:
    """A transaction that moves many inputs; it waits for those that hand in, as both lock inputs of any state."""
    with store.writing(graph=False) as connection:
        take_numbers(connection, POSITION, 0)
        yield connection


def make_job(connection: Connection, job: str, source: str, *, at: datetime) -> None:
    """Make the job if it is not there."""
    row = {"id": job, "source": source, "state": RUNNING, "created_at": stamp(at), "turn": 0, "done_before": 0}
    insert_new(connection, jobs, [row | dict.fromkeys(COUNTERS, 0)])


def count_jobs(connection: Connection, deltas: Deltas, *, at: datetime) -> None:
    """Change counters, and with them states: a job is done when nothing of it waits, and runs again when it gets more.

    The jobs come last in every transaction on the queue and in the order of their ids, so that none waits for another in a
    circle.
    """
    for job, delta in sorted(deltas.items()):
        moved: dict[str, Any] = {name: jobs.c[name] + number for name, number in delta.items() if number}
        if any(delta[name] for name in _DONE):
            moved["counted_at"] = stamp(at)
        if moved:
            connection.execute(update(jobs).where(jobs.c.id == job).values(**moved))
        row = _read(connection, job)
        left = _left(row)
        if not left and row.state == RUNNING:
            _set_state(connection, job, DONE, ended_at=stamp(at))
        elif left and delta["total"] > 0 and row.state in (DONE, CANCELLED):
            _restart(connection, job, RUNNING)


def _restart(connection: Connection, job: str, state: str) -> None:
    done = sum((jobs.c[name] for name in _DONE[1:]), start=jobs.c[_DONE[0]])
    _set_state(connection, job, state, started_at=None, counted_at=None, ended_at=None, done_before=done)


def _set_state(connection: Connection, job: str, state: str, **more: Any) -> None:
    connection.execute(update(jobs).where(jobs.c.id == job).values(state=state, **more))


def _move(connection: Connection, *which: ColumnElement[bool] | Any, state: str) -> int:
    """Give inputs another state, as if they had just come in; how many."""
    fresh = {"state": state, "attempts": 0, "lapses": 0, "due_at": "", "reason": None}
    return connection.execute(update(inbox).where(and_(*which)).values(**fresh)).rowcount


def _waiting() -> ColumnElement[int]:
    gone = sum((jobs.c[name] for name in (*_DONE, "dead")), start=jobs.c.cancelled)
    return jobs.c.total - gone


def _left(row: Row[Any]) -> int:
    return int(row.total - row.dead - row.cancelled - sum(row._mapping[name] for name in _DONE))


def _read(connection: Connection, job: str) -> Row[Any]:
    found = connection.execute(select(jobs).where(jobs.c.id == job)).one_or_none()
    if found is None:
        raise NotFoundError(f"no job {job!r}")
    return found


def _job(row: Row[Any]) -> Job:
    plain = dict(row._mapping)
    done = sum(plain[name] for name in _DONE)
    own = {name: plain[name] for name in Job.model_fields if name in plain}
    return Job(**own, waiting=_left(row), done=done, rate=_rate(row, done))


def _rate(row: Row[Any], done: int) -> float | None:
    if row.started_at is None or row.counted_at is None:
        return None
    passed = (datetime.fromisoformat(row.counted_at) - datetime.fromisoformat(row.started_at)).total_seconds()
    return round((done - row.done_before) / passed, 3) if passed > 0 else None
