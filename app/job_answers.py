"""A job as it is shown: how far it is, and its dead letters with what tells people which articles they are."""

from app.intake import read_payload
from graph.jobs import DeadLetter, Job, get_job, list_dead
from graph.store import Store
from ontology.records import Record

_BEGINNING = 80


class DeadLetterAnswer(Record):
    """An article that was given up, and why."""

    id: str
    reason: str
    attempts: int
    title: str | None
    url: str | None
    publisher: str | None
    beginning: str


class JobAnswer(Job):
    """A job with its first dead letters."""

    dead_letters: tuple[DeadLetterAnswer, ...]


def describe_job(store: Store, job: str, *, limit: int) -> JobAnswer:
    """A job with at most `limit` dead letters. NotFoundError if there is none of this id."""
    found = get_job(store, job)
    letters = tuple(map(_describe, list_dead(store, job, limit=limit))) if found.dead else ()
    return JobAnswer(**dict(found), dead_letters=letters)


def _describe(letter: DeadLetter) -> DeadLetterAnswer:
    given = read_payload(letter.payload)
    return DeadLetterAnswer(
        id=letter.id,
        reason=letter.reason,
        attempts=letter.attempts,
        title=given.title,
        url=given.url,
        publisher=given.publisher,
        beginning=" ".join(given.content[: 4 * _BEGINNING].split())[:_BEGINNING],
    )
