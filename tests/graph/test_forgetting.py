"""Done inputs are forgotten after a while, a few with every batch that is done; nothing else is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from graph.forgetting import KEPT
from graph.inbox import enqueue
from graph.jobs import get_job, list_dead, pause_job
from graph.queue import claim, complete, fail
from graph.queue_records import Failure
from graph.queue_tables import inbox
from graph.store import AddStatus, Store

START = datetime(2026, 1, 1, tzinfo=UTC)
LATER = START + KEPT + timedelta(seconds=1)


@pytest.fixture
def work(store: Store, make: SimpleNamespace) -> Callable[..., list[AddStatus]]:
    """Hands texts in under a job, has all that waits read, and tells what became of it."""

    def do(*texts: str, at: datetime, job: str = "job") -> list[AddStatus]:
        enqueue(store, texts, job, source="a test", at=at)
        found = claim(store, 100, "reader", at=at, until=at + timedelta(minutes=1))
        assert found is not None
        read = {given.id: make.extraction(given.payload) for given in found.inputs}
        return [result.status for result in complete(store, found.token, read, at=at).values()]

    return do


def states(store: Store) -> list[str]:
    with store.reading() as connection:
        return sorted(connection.scalars(select(inbox.c.state)))


def test_what_was_done_long_ago_is_forgotten_and_the_job_still_tells_of_it(
    store: Store, work: Callable[..., list[AddStatus]]
) -> None:
    work("one", "two", "three", at=START)
    work("four", at=START + KEPT / 2)
    assert states(store) == ["done"] * 4
    work("five", at=LATER, job="other")
    assert states(store) == ["done"] * 2
    job = get_job(store, "job")
    assert (job.state, job.total, job.done, job.added) == ("done", 4, 4, 4)


def test_an_article_that_was_forgotten_may_be_handed_in_again(store: Store, work: Callable[..., list[AddStatus]]) -> None:
    work("one", at=START)
    work("two", at=LATER)
    before = store.sequence()
    assert work("one", at=LATER) == [AddStatus.UNCHANGED]
    assert store.sequence() == before
    job = get_job(store, "job")
    assert (job.state, job.total, job.done, job.waiting) == ("done", 3, 3, 0)


def test_dead_letters_and_what_waits_are_kept(store: Store, work: Callable[..., list[AddStatus]]) -> None:
    enqueue(store, ["bad"], "job", source="a test", at=START)
    found = claim(store, 1, "reader", at=START, until=START)
    assert found is not None
    fail(store, found.token, {found.inputs[0].id: Failure("no good", final=True)}, at=START)
    enqueue(store, ["waits"], "held up", source="a test", at=START)
    pause_job(store, "held up", at=START)
    work("one", at=START)
    work("two", at=LATER)
    assert states(store) == ["dead", "done", "queued"]
    assert [letter.payload for letter in list_dead(store, "job", limit=9)] == ["bad"]


def test_little_is_looked_at_each_time_and_most_in_the_end(store: Store, work: Callable[..., list[AddStatus]]) -> None:
    work(*(f"old {number}" for number in range(60)), at=START)
    gone = []
    for number in range(40):
        before = len(states(store))
        work(f"new {number}", at=LATER)
        gone.append(before + 1 - len(states(store)))
    assert max(gone) <= 4
    assert sum(gone) > 40


def test_inputs_done_before_they_had_a_time_get_one(store: Store, work: Callable[..., list[AddStatus]]) -> None:
    work("one", at=START)
    with store.writing(graph=False) as connection:
        connection.execute(update(inbox).values(due_at=""))
    work("two", at=LATER)
    assert states(store) == ["done"] * 2
    work("three", at=LATER + KEPT)
    assert states(store) == ["done"]
