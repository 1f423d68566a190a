"""The queue of inputs that are to be read: leased to whoever reads them, done in the transaction that stores what was read.

Whoever claims inputs gets a token of its own. When a lease ends before its inputs are done, others claim them under another
token, and the first one can write nothing any more: at least one reads, exactly one stores.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, zip_longest
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, case, func, select, update

from graph.forgetting import KEPT, forget_done
from graph.jobs import Deltas, count_jobs
from graph.pauses import doubled_pause
from graph.queue_numbers import TOKEN, take_numbers
from graph.queue_records import Claim, Claimed, Failure
from graph.queue_tables import DEAD, DONE, FAILED, IS_DONE, IS_HELD, IS_QUEUED, LEASED, QUEUED, RUNNING, inbox, jobs
from graph.rows import check_extraction, publisher_key
from graph.snapshots import stamp
from graph.store import AddResult, AddStatus, Store, make_result
from graph.writing import write_extractions
from ontology.ids import digest
from ontology.records import Article, Extraction

# Tries before an input is a dead letter.
MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=10)
# An input whose lease ran out this often may be what ends its readers: it is claimed alone, and in the end no more.
SUSPICIOUS_LAPSES = 3
MOST_LAPSES = 20
# Jobs that one claim looks at, and lapsed inputs that it takes back.
_JOBS = 8
_LAPSED = 500


def claim(store: Store, count: int, holder: str, *, at: datetime, until: datetime) -> Claim | None:
    """Lease up to `count` inputs of the jobs that run, turn and turn about; None where nothing is to be done now."""
    with store.reading() as connection:
        if not _has_work(connection, at):
            return None
    with store.writing(graph=False) as connection:
        token = take_numbers(connection, TOKEN)
        deltas = _take_back(connection, at)
        found = _pick(connection, count, token)
        if found:
            lease = {"state": LEASED, "token": token, "holder": holder, "due_at": stamp(until)}
            connection.execute(update(inbox).where(inbox.c.id.in_([row.id for row in found])).values(**lease))
            started = func.coalesce(jobs.c.started_at, stamp(at))
            served = sorted({row.job_id for row in found})
            connection.execute(update(jobs).where(jobs.c.id.in_(served)).values(started_at=started))
        count_jobs(connection, deltas, at=at)
    return Claim(token, tuple(Claimed(row.id, row.payload, row.attempts) for row in found)) if found else None


def load(store: Store, token: int, ids: Sequence[str]) -> tuple[Claimed, ...]:
    """Those of these inputs that are leased under the token still."""
    wanted = select(inbox.c.id, inbox.c.payload, inbox.c.attempts).where(*_held(token, ids)).order_by(inbox.c.position)
    with store.reading() as connection:
        return tuple(Claimed(*row) for row in connection.execute(wanted))


def renew(store: Store, token: int, ids: Sequence[str], *, until: datetime) -> None:
    """Hold what is leased under the token for longer."""
    with store.writing(graph=False) as connection:
        connection.execute(update(inbox).where(*_held(token, ids)).values(due_at=stamp(until)))


def release(store: Store, token: int, ids: Sequence[str]) -> None:
    """Give back what is leased under the token and not done: others may claim it at once."""
    back = {"state": QUEUED, "token": None, "holder": None, "due_at": ""}
    with store.writing(graph=False) as connection:
        connection.execute(update(inbox).where(*_held(token, ids)).values(**back))


def complete(store: Store, token: int, extractions: Mapping[str, Extraction], *, at: datetime) -> dict[str, AddResult]:
    """Store what was read from inputs, by their ids, in one transaction with their being done.

    Inputs that are not leased under the token any more are left out of the answer, and nothing is written for them. Nor is
    anything for an article of which a version is stored that was handed in later. InputError as of `Store.add`.
    """
    for extraction in extractions.values():
        check_extraction(extraction)
    with store.writing() as connection:
        held = _lock(connection, token, extractions)
        late = _superseded(connection, held, extractions)
        read = [extractions[row.id] for row in held if row.id not in late]
        written = iter(write_extractions(connection, read, store.rules(connection), at=store.now()))
        results = {row.id: late.get(row.id) or make_result(next(written)) for row in held}
        _finish(connection, [(row, extractions[row.id].article) for row in held], at=at)
        forget_done(connection, token, len(held), at=at)
        deltas: Deltas = {}
        for row in held:
            deltas.setdefault(row.job_id, Counter())[results[row.id].status.value] += 1
        count_jobs(connection, deltas, at=at)
    return results


def fail(store: Store, token: int, failures: Mapping[str, Failure], *, at: datetime) -> None:
    """Keep why inputs could not be read: they are tried again later, or are dead letters from now on."""
    with store.writing(graph=False) as connection:
        deltas: Deltas = {}
        rows = []
        for row in _lock(connection, token, failures):
            failure, attempts = failures[row.id], row.attempts + 1
            dead = failure.final or attempts >= MOST_ATTEMPTS
            due = at + doubled_pause(attempts, row.id, first=FIRST_PAUSE, longest=LONGEST_PAUSE)
            after = {"state": DEAD, "due_at": ""} if dead else {"state": FAILED, "due_at": stamp(due)}
            rows.append({"own_id": row.id, "attempts": attempts, "reason": failure.reason, **after})
            deltas.setdefault(row.job_id, Counter())["dead"] += dead
        _update_each(connection, rows)
        count_jobs(connection, deltas, at=at)


def _held(token: int, ids: Iterable[str]) -> tuple[Any, ...]:
    return inbox.c.id.in_(list(ids)), inbox.c.token == token, inbox.c.state == LEASED


def _has_work(connection: Connection, at: datetime) -> bool:
    due = select(inbox.c.id).where(IS_HELD, inbox.c.due_at <= stamp(at)).limit(1)
    waits = select(inbox.c.id).where(IS_QUEUED, inbox.c.job_id == jobs.c.id).exists()
    running = select(jobs.c.id).where(jobs.c.state == RUNNING, waits).limit(1)
    return connection.scalar(due) is not None or connection.scalar(running) is not None


def _take_back(connection: Connection, at: datetime) -> Deltas:
    """Queue again what failed and is due, and what was leased for too long."""
    due = select(inbox.c.id, inbox.c.job_id, inbox.c.lapses, inbox.c.state)
    due = due.where(IS_HELD, inbox.c.due_at <= stamp(at)).order_by(inbox.c.due_at).limit(_LAPSED)
    deltas: Deltas = {}
    lapsed, dead = [], []
    for row in connection.execute(due.with_for_update(skip_locked=True)):
        if row.state == LEASED and row.lapses >= MOST_LAPSES:
            dead.append(row.id)
            deltas.setdefault(row.job_id, Counter())["dead"] += 1
        else:
            lapsed.append(row.id)
    back = {"token": None, "holder": None, "due_at": ""}
    more = inbox.c.lapses + case((inbox.c.state == LEASED, 1), else_=0)
    connection.execute(update(inbox).where(inbox.c.id.in_(lapsed)).values(state=QUEUED, lapses=more, **back))
    reason = f"its lease ran out {MOST_LAPSES} times: whatever read it died or stood still"
    connection.execute(update(inbox).where(inbox.c.id.in_(dead)).values(state=DEAD, reason=reason, **back))
    return deltas


def _pick(connection: Connection, count: int, token: int) -> list[Row[Any]]:
    """Queued inputs, one of each job in turn; one that is suspicious alone."""
    running = select(jobs.c.id).where(
        jobs.c.state == RUNNING, select(inbox.c.id).where(IS_QUEUED, inbox.c.job_id == jobs.c.id).exists()
    )
    turn = list(connection.scalars(running.order_by(jobs.c.turn, jobs.c.id).limit(_JOBS)))
    connection.execute(update(jobs).where(jobs.c.id.in_(turn)).values(turn=token))
    columns = (inbox.c.id, inbox.c.job_id, inbox.c.payload, inbox.c.attempts, inbox.c.lapses)
    by_job = []
    for job in turn:
        wanted: Select[Any] = (
            select(*columns).where(IS_QUEUED, inbox.c.job_id == job).order_by(inbox.c.position).limit(count)
        )
        by_job.append(connection.execute(wanted.with_for_update(skip_locked=True)).all())
    found = [row for row in chain(*zip_longest(*by_job)) if row is not None][:count]
    if found and found[0].lapses >= SUSPICIOUS_LAPSES:
        return found[:1]
    return [row for row in found if row.lapses < SUSPICIOUS_LAPSES]


def _lock(connection: Connection, token: int, ids: Iterable[str]) -> Sequence[Row[Any]]:
    """The inputs that the token has still, in the order in which they were handed in; nobody can take them meanwhile."""
    columns = (inbox.c.id, inbox.c.job_id, inbox.c.position, inbox.c.attempts)
    wanted: Select[Any] = select(*columns).where(*_held(token, ids)).order_by(inbox.c.id).with_for_update()
    return sorted(connection.execute(wanted), key=lambda row: row.position)


def _superseded(
    connection: Connection, held: Sequence[Row[Any]], extractions: Mapping[str, Extraction]
) -> dict[str, AddResult]:
    """Those of which a version that was handed in later is done already."""
    found: dict[str, AddResult] = {}
    for column, key in ((inbox.c.article_id, _own_id), (inbox.c.address, address_key)):
        keys = {row.id: key(extractions[row.id].article) for row in held}
        known = sorted({own for own in keys.values() if own})
        wanted = select(column, func.max(inbox.c.position)).where(IS_DONE, column.in_(known)).group_by(column)
        latest = dict(connection.execute(wanted).all())
        for row in held:
            if latest.get(keys[row.id], 0) > row.position:
                article = extractions[row.id].article.id
                found[row.id] = AddResult(article_id=article, status=AddStatus.SUPERSEDED, seq=0)
    return found


def _own_id(article: Article) -> str | None:
    return article.id


def address_key(article: Article) -> str | None:
    """What versions of an article have in common, where it says."""
    return digest(article.url, publisher_key(article.publisher), length=32) if article.url else None


def _finish(connection: Connection, read: Sequence[tuple[Row[Any], Article]], *, at: datetime) -> None:
    gone = {"state": DONE, "payload": None, "reason": None, "due_at": stamp(at + KEPT)}
    _update_each(
        connection, [{"own_id": row.id, "article_id": a.id, "address": address_key(a), **gone} for row, a in read]
    )


def _update_each(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Set columns of inputs, each its own, and end their leases; `own_id` is the input's id."""
    if rows:
        columns: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "own_id"}
        own = update(inbox).where(inbox.c.id == bindparam("own_id"))
        connection.execute(own.values(token=None, holder=None, **columns), list(rows))
