"""Reads stored articles again with the extractor of today, tells what that changes, and keeps it when it is accepted."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Sequence
from typing import NamedTuple, Protocol

from app.faults import ARTICLE_ERRORS
from graph.differences import ReadingDifference, StatementDifference
from graph.judgements import Judgement
from graph.rereading import Outlook, StaleArticle, accept_reading, list_unmatched, load_stale, look_ahead
from graph.store import Store
from ontology.errors import BelligraphError, WorkerError
from ontology.records import Extraction, Record

# Changed articles that a report lists; it counts all.
MOST_SHOWN = 1000
UNCHANGED, CHANGED, FAILED, SKIPPED = "unchanged", "changed", "failed", "skipped"


class Reader(Protocol):
    """What reads articles in other processes."""

    async def extractor_id(self) -> str:
        """What names the extractor."""
        ...

    async def extract_again(self, article: str) -> str:
        """The Extraction of a stored article, both as JSON."""
        ...


class Failure(Record):
    """An article that the extractor of today cannot read; it stays as it is."""

    article_id: str
    detail: str


class Report(Record):
    """What reading articles again changes, or has changed where `accepted`.

    `articles` counts those unchanged, changed, failed and skipped (gone or read by others meanwhile); `events` by type and
    `relations` by predicate what was added, removed and changed; `fields` in how many changed events a field differs.
    `unmatched` are the judgements that then find nothing to speak of; they wait. `differences` has the first 1000 articles.
    """

    extractor: str
    accepted: bool
    articles: dict[str, int]
    events: dict[str, dict[str, int]]
    relations: dict[str, dict[str, int]]
    fields: dict[str, int]
    unmatched: tuple[Judgement, ...] = ()
    differences: tuple[ReadingDifference, ...] = ()
    failures: tuple[Failure, ...] = ()


class Tally:
    """Counts while articles come in."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.gained: Counter[str] = Counter()
        self._events: dict[str, Counter[str]] = {}
        self._relations: dict[str, Counter[str]] = {}
        self._fields: Counter[str] = Counter()
        self._shown: list[ReadingDifference] = []
        self._failures: list[Failure] = []

    def add(self, outlook: Outlook | None) -> None:
        """Count what a reading changes; None for an article that was skipped."""
        if outlook is None:
            self.articles[SKIPPED] += 1
            return
        difference = outlook.difference
        self.lost.update(outlook.lost)
        self.gained.update(outlook.gained)
        self.articles[UNCHANGED if difference.is_empty else CHANGED] += 1
        if difference.is_empty:
            return
        if len(self._shown) < MOST_SHOWN:
            self._shown.append(difference)
        for event in difference.events:
            self._fields.update(event.fields)
            _count(self._events, event.type or "", event)
        for relation in difference.relations:
            _count(self._relations, relation.name, relation)

    def add_failure(self, article_id: str, error: BelligraphError) -> None:
        """Count an article that cannot be read."""
        self.articles[FAILED] += 1
        if len(self._failures) < MOST_SHOWN:
            self._failures.append(Failure(article_id=article_id, detail=str(error)))

    def report(self, extractor: str, *, accepted: bool, unmatched: Sequence[Judgement]) -> Report:
        """All of it."""
        return Report(
            extractor=extractor,
            accepted=accepted,
            articles={name: self.articles[name] for name in (UNCHANGED, CHANGED, FAILED, SKIPPED)},
            events={type: dict(sorted(counts.items())) for type, counts in sorted(self._events.items())},
            relations={name: dict(sorted(counts.items())) for name, counts in sorted(self._relations.items())},
            fields=dict(sorted(self._fields.items())),
            unmatched=tuple(unmatched),
            differences=tuple(self._shown),
            failures=tuple(self._failures),
        )


class _Read(NamedTuple):
    """An article that was read again, or why it could not be."""

    stale: StaleArticle
    extraction: Extraction | None
    error: BelligraphError | None = None


async def read_articles_again(
    store: Store,
    reader: Reader,
    stale: Sequence[StaleArticle],
    *,
    at_once: int,
    accept: bool,
    advance: Callable[[Counter[str]], None],
) -> Report:
    """Read these articles again and tell what changes; keep it only with `accept`, each article in its own transaction."""
    extractor = await reader.extractor_id()
    tally = Tally()
    async for read in _read_in_order(store, reader, stale, at_once):
        if read.error is not None:
            tally.add_failure(read.stale.article_id, read.error)
        elif read.extraction is None:
            tally.add(None)
        elif accept:
            tally.add(accept_reading(store, read.extraction, extractor, read_at=read.stale.seq))
        else:
            tally.add(look_ahead(store, read.extraction))
        advance(tally.articles)
    unmatched = list_unmatched(store, tally.lost, tally.gained, accepted=accept)
    return tally.report(extractor, accepted=accept, unmatched=unmatched)


async def _read_in_order(
    store: Store, reader: Reader, stale: Sequence[StaleArticle], at_once: int
) -> AsyncIterator[_Read]:
    """The articles in their order, `at_once` of them being read."""
    running: deque[asyncio.Task[_Read]] = deque()
    try:
        for one in stale:
            running.append(asyncio.create_task(_read(store, reader, one)))
            if len(running) >= at_once:
                yield await running.popleft()
        while running:
            yield await running.popleft()
    finally:
        for task in running:
            task.cancel()


async def _read(store: Store, reader: Reader, stale: StaleArticle) -> _Read:
    before = load_stale(store, [stale.article_id])
    if not before:
        return _Read(stale, None)
    try:
        read = await reader.extract_again(before[0].article.model_dump_json())
    except (*ARTICLE_ERRORS, WorkerError) as error:
        return _Read(stale, None, error)
    return _Read(stale, Extraction.model_validate_json(read))


def _count(counts: dict[str, Counter[str]], key: str, difference: StatementDifference) -> None:
    counts.setdefault(key, Counter())[difference.action] += 1
