"""The queue: each input once, leased under a token, done in the transaction that stores."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from graph.article_queries import get_article, list_articles
from graph.filters import Filter
from graph.inbox import Taken, drop, enqueue, input_id, take
from graph.jobs import (
    JobFilter,
    cancel_job,
    get_job,
    list_dead,
    list_jobs,
    pause_job,
    read_backlog,
    resume_job,
    retry_job,
)
from graph.queue import (
    MOST_ATTEMPTS,
    MOST_LAPSES,
    claim,
    complete,
    fail,
    load,
    release,
    renew,
)
from graph.queue_records import Claim, Failure
from graph.store import AddStatus, Store
from ontology.errors import InputError, NotFoundError
from ontology.records import Extraction

START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def hand_in(store: Store, *payloads: str, job: str = "job", at: datetime = START) -> tuple[int, int]:
    done = enqueue(store, payloads, job, source="a test", at=at)
    return done.queued, done.known


def lease(store: Store, count: int = 10, *, at: datetime = START) -> Claim:
    found = claim(store, count, "reader", at=at, until=at + MINUTE)
    assert found is not None
    return found


def texts(found: Claim) -> list[str]:
    return [given.payload for given in found.inputs]


@pytest.fixture
def read(make: SimpleNamespace) -> Callable[[Claim], dict[str, Extraction]]:
    """What is read from the inputs of a claim: the payload is the text."""
    return lambda found: {given.id: make.extraction(given.payload) for given in found.inputs}


def test_an_input_is_queued_once(store: Store, read: Callable[[Claim], dict[str, Extraction]]) -> None:
    assert hand_in(store, "one", "two", "one") == (2, 0)
    assert hand_in(store, "two", "three") == (1, 1)
    found = lease(store)
    assert texts(found) == ["one", "two", "three"]
    assert hand_in(store, "one") == (0, 1)
    results = complete(store, found.token, read(found), at=START)
    assert [result.status for result in results.values()] == [AddStatus.ADDED] * 3
    assert hand_in(store, "one", "two", "three") == (0, 3)
    assert claim(store, 1, "reader", at=START, until=START) is None
    job = get_job(store, "job")
    assert (job.state, job.total, job.done, job.waiting, job.known) == ("done", 3, 3, 0, 5)


def test_an_article_that_was_deleted_is_read_again(
    store: Store, read: Callable[[Claim], dict[str, Extraction]]
) -> None:
    hand_in(store, "one")
    found = lease(store)
    (result,) = complete(store, found.token, read(found), at=START).values()
    store.delete_article(result.article_id)
    assert hand_in(store, "one", job="later") == (1, 0)
    found = lease(store)
    (result,) = complete(store, found.token, read(found), at=START).values()
    assert result.status is AddStatus.ADDED
    assert get_article(store, result.article_id).article.text == "one"


def test_a_lease_that_ran_out_goes_to_another_and_its_token_writes_nothing(
    store: Store, read: Callable[[Claim], dict[str, Extraction]]
) -> None:
    hand_in(store, "one", "two")
    first = lease(store)
    assert claim(store, 2, "other", at=START, until=START) is None
    second = lease(store, 1, at=START + 2 * MINUTE)
    assert second.token > first.token
    assert texts(second) == ["one"]
    assert load(store, first.token, [given.id for given in first.inputs]) == ()
    fail(store, first.token, {first.inputs[0].id: Failure("late", final=True)}, at=START)
    release(store, first.token, [first.inputs[0].id])
    renew(store, first.token, [first.inputs[0].id], until=START)
    assert complete(store, first.token, read(first), at=START) == {}
    assert not list_articles(store, Filter()).items
    assert load(store, second.token, [second.inputs[0].id]) == second.inputs
    assert len(complete(store, second.token, read(second), at=START)) == 1
    assert complete(store, second.token, read(second), at=START) == {}
    assert len(list_articles(store, Filter()).items) == 1


def test_a_lease_is_held_for_longer_and_given_back(store: Store) -> None:
    hand_in(store, "one")
    found = lease(store)
    renew(store, found.token, [found.inputs[0].id], until=START + 9 * MINUTE)
    assert claim(store, 1, "other", at=START + 8 * MINUTE, until=START) is None
    release(store, found.token, [found.inputs[0].id])
    assert texts(lease(store)) == ["one"]


def test_what_fails_is_tried_again_later_and_is_a_dead_letter_in_the_end(store: Store) -> None:
    hand_in(store, "one", "two")
    at = START
    for _ in range(MOST_ATTEMPTS):
        found = lease(store, at=at)
        one = input_id("one")
        fail(store, found.token, {one: Failure("the model was away")}, at=at)
        release(store, found.token, [input_id("two")])
        assert input_id("one") not in {given.id for given in lease(store, at=at).inputs}
        at += timedelta(hours=1)
    job = get_job(store, "job")
    assert (job.state, job.dead, job.waiting) == ("running", 1, 1)
    (letter,) = list_dead(store, "job", limit=10)
    assert (letter.payload, letter.reason, letter.attempts) == ("one", "the model was away", MOST_ATTEMPTS)


def test_what_can_never_be_read_is_a_dead_letter_at_once_until_somebody_retries(
    store: Store, read: Callable[[Claim], dict[str, Extraction]]
) -> None:
    hand_in(store, "one")
    found = lease(store)
    fail(store, found.token, {found.inputs[0].id: Failure("not English", final=True)}, at=START)
    assert get_job(store, "job").state == "done"
    job = retry_job(store, "job", at=START)
    assert (job.state, job.dead, job.waiting) == ("running", 0, 1)
    found = lease(store)
    complete(store, found.token, read(found), at=START)
    assert get_job(store, "job").added == 1


def test_an_input_that_ends_its_readers_is_claimed_alone_and_given_up(store: Store) -> None:
    hand_in(store, "poison", "sound")
    at = START
    seen = []
    while (found := claim(store, 10, "reader", at=at, until=at + MINUTE)) is not None:
        seen.append(texts(found))
        release(store, found.token, [given.id for given in found.inputs if given.payload == "sound"])
        at += 2 * MINUTE
        if get_job(store, "job").dead:
            break
    assert seen[0] == ["poison", "sound"]
    assert seen[4] == ["poison"]
    (letter,) = list_dead(store, "job", limit=10)
    assert letter.payload == "poison"
    assert f"ran out {MOST_LAPSES} times" in letter.reason


def test_jobs_take_turns(store: Store) -> None:
    hand_in(store, "a1", "a2", "a3", job="a")
    hand_in(store, "b1", job="b")
    assert texts(lease(store, 2)) == ["a1", "b1"]
    assert texts(lease(store, 2)) == ["a2", "a3"]


def test_a_paused_job_is_not_claimed(store: Store, read: Callable[[Claim], dict[str, Extraction]]) -> None:
    hand_in(store, "one", "two")
    found = lease(store, 1)
    assert pause_job(store, "job", at=START).state == "paused"
    assert claim(store, 1, "reader", at=START, until=START) is None
    assert claim(store, 1, "reader", at=START + 2 * MINUTE, until=START) is None
    complete(store, found.token, read(found), at=START)
    assert hand_in(store, "three") == (1, 0)
    assert claim(store, 1, "reader", at=START, until=START) is None
    assert resume_job(store, "job", at=START).state == "running"
    assert texts(lease(store)) == ["one", "two", "three"]


def test_a_cancelled_job_drops_what_waits_until_it_is_resumed(store: Store) -> None:
    hand_in(store, "one", "two")
    found = lease(store, 1)
    job = cancel_job(store, "job", at=START)
    assert (job.state, job.waiting, job.cancelled) == ("cancelled", 1, 1)
    assert claim(store, 2, "reader", at=START, until=START) is None
    release(store, found.token, [found.inputs[0].id])
    assert claim(store, 2, "reader", at=START, until=START) is None
    job = resume_job(store, "job", at=START)
    assert (job.state, job.waiting, job.cancelled) == ("running", 2, 0)
    with pytest.raises(NotFoundError, match="no job 'other'"):
        cancel_job(store, "other", at=START)


def test_a_job_that_is_done_cannot_be_paused_and_runs_again_when_it_gets_more(
    store: Store, read: Callable[[Claim], dict[str, Extraction]]
) -> None:
    hand_in(store, "one")
    found = lease(store)
    complete(store, found.token, read(found), at=START + timedelta(seconds=2))
    job = get_job(store, "job")
    assert (job.state, job.rate, job.ended_at) == ("done", 0.5, START + timedelta(seconds=2))
    with pytest.raises(InputError, match="is done"):
        pause_job(store, "job", at=START)
    hand_in(store, "two")
    assert get_job(store, "job").state == "running"
    assert [job.id for job in list_jobs(store, JobFilter(state="running")).items] == ["job"]


def test_an_input_goes_over_to_the_job_that_asked_last(store: Store) -> None:
    hand_in(store, "one", "two", job="a")
    pause_job(store, "a", at=START)
    assert hand_in(store, "one", job="b") == (1, 0)
    assert texts(lease(store)) == ["one"]
    assert (get_job(store, "a").total, get_job(store, "b").total) == (1, 1)


def test_of_two_versions_the_one_handed_in_later_stays(store: Store, make: SimpleNamespace) -> None:
    hand_in(store, "old", "new")
    found = lease(store)
    read = {given.id: make.extraction(given.payload, url="https://example.org/1") for given in found.inputs}
    old, new = (given.id for given in found.inputs)
    complete(store, found.token, {new: read[new]}, at=START)
    assert complete(store, found.token, {old: read[old]}, at=START)[old].status is AddStatus.SUPERSEDED
    assert [article.id for article in list_articles(store, Filter()).items] == [read[new].article.id]
    assert get_job(store, "job").superseded == 1


def test_an_input_taken_at_once_is_durable_and_takes_over(
    store: Store, read: Callable[[Claim], dict[str, Extraction]]
) -> None:
    hand_in(store, "one", job="a")
    found = lease(store)

    def take_one() -> Taken:
        return take(store, "one", "single", source="one by one", holder="server", at=START, until=START + MINUTE)

    taken = take_one()
    assert complete(store, found.token, read(found), at=START) == {}
    assert (get_job(store, "a").total, get_job(store, "single").waiting) == (0, 1)
    later = lease(store, at=START + 2 * MINUTE)
    assert texts(later) == ["one"]
    drop(store, taken, at=START)
    assert read_backlog(store).leased == 1
    drop(store, take_one(), at=START)
    assert read_backlog(store).model_dump() == {"waiting": 0, "leased": 0, "dead": 0, "running_jobs": 0}


def test_a_bad_extraction_leaves_its_input_as_it_was(store: Store, make: SimpleNamespace) -> None:
    hand_in(store, "one")
    found = lease(store)
    bad = make.extraction("one", events=[make.event(actors=["Nobody"])])
    with pytest.raises(InputError, match="nobody"):
        complete(store, found.token, {found.inputs[0].id: bad}, at=START)
    assert load(store, found.token, [found.inputs[0].id]) == found.inputs


def test_jobs_come_newest_first_a_page_at_a_time(store: Store) -> None:
    for number in range(5):
        hand_in(store, str(number), job=f"job-{number}", at=START + number // 2 * MINUTE)
    first = list_jobs(store, JobFilter(limit=2))
    hand_in(store, "new", job="new", at=START + 9 * MINUTE)
    second = list_jobs(store, JobFilter(limit=2, cursor=first.next))
    last = list_jobs(store, JobFilter(limit=2, cursor=second.next))
    pages = [[job.id for job in page.items] for page in (first, second, last)]
    assert pages == [["job-4", "job-3"], ["job-2", "job-1"], ["job-0"]]
    assert last.next is None
    with pytest.raises(InputError, match="another list or filter"):
        list_jobs(store, JobFilter(state="done", cursor=first.next))
