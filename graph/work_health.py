"""Whether the work goes on: what waits in the queue, what was given up, and which sources cannot be read."""

from collections.abc import Iterator

from sqlalchemy import func, select

from graph.findings import Finding, error, fine, warning
from graph.jobs import read_backlog
from graph.queue_tables import PAUSED, QUEUED, RUNNING, inbox, jobs
from graph.sources import list_sources
from graph.store import Store

# Failures in a row after which a source deserves a look.
_TROUBLE = 3


def check_work(store: Store) -> Iterator[Finding]:
    """What is to be said of queue and sources, in a database of this version."""
    yield from _check_queue(store)
    yield from _check_sources(store)


def _check_queue(store: Store) -> Iterator[Finding]:
    backlog = read_backlog(store)
    says = f"waiting to be read: {backlog.waiting}, of these in hand: {backlog.leased}"
    stuck = _find_stuck(store)
    if stuck:
        advice = "run `belligraph jobs resume` with each"
        yield error("queue", f"articles wait in jobs that are over: {', '.join(stuck)}", advice)
    if backlog.dead:
        advice = "`belligraph jobs list` and `jobs show` tell why; `jobs retry` tries them again"
        yield warning("queue", f"given up: {backlog.dead}", advice)
    if backlog.running_jobs and backlog.waiting and not backlog.leased:
        yield warning("queue", f"{says}; nobody reads now", "start `belligraph work`, or a server, if none runs")
    elif not stuck:
        yield fine("queue", says)


def _find_stuck(store: Store) -> list[str]:
    over = jobs.c.state.not_in((RUNNING, PAUSED))
    wanted = select(jobs.c.id).join(inbox, inbox.c.job_id == jobs.c.id).where(inbox.c.state == QUEUED, over)
    with store.reading() as connection:
        return list(connection.scalars(wanted.group_by(jobs.c.id).having(func.count() > 0).order_by(jobs.c.id)))


def _check_sources(store: Store) -> Iterator[Finding]:
    sources = list_sources(store)
    for source in sources:
        if source.failures >= _TROUBLE:
            advice = "see whether the address still is right; `belligraph sources remove` and `add` change it"
            yield warning("sources", f"{source.id} failed {source.failures} times: {source.problem}", advice)
    waiting = sum(source.waiting for source in sources)
    yield fine("sources", f"sources: {len(sources)}, pages waiting to be fetched: {waiting}")
