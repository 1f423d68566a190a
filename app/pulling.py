"""Pulls articles from sources into the queue. Any number of processes may: one of them does at a time, as a lease says."""

import logging
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event

from app.fetching import Answer, FetchError, Known, TurnError, origin_of
from app.handing_in import hand_in
from app.intake import ArticleInput, make_input
from app.listings import is_sitemap, read_feed, read_sitemap
from app.settings import Settings
from app.visiting import Sleep, Visitor
from extract.decoding import decode
from graph.leases import end_lease, take_lease
from graph.snapshots import stamp
from graph.source_pages import DuePage, Listed, count_waiting, fail_page, list_due_pages, postpone_page, settle_page
from graph.source_tables import SourceKind
from graph.sources import Source, fail_source, list_due_sources, next_due, postpone_source, settle_source
from graph.store import Clock, Store, read_clock
from ontology.errors import BelligraphError, InputError, SettingsError, TooLargeError, WorkerError

log = logging.getLogger(__name__)

# Longer than almost any round; a host that stretches it costs politeness, nothing else.
_LEASE = timedelta(minutes=5)
_NAME = "sources"
# What a source or page says of itself, and the pages that it names.
_Found = tuple[Known, list[Listed]]
# Seconds between two looks at the store, and that a run which is to end waits for a page.
PERIOD = 1.0
PATIENCE = 60.0
_AT_ONCE = 8
_PAGES = ("text/html", "application/xhtml+xml", "")
# The most that a sitemap may have, by its own rules.
MOST_LISTED_BYTES = 50 * 1024 * 1024


class Puller:
    """Looks at sources and fetches what they name, as long as it is this process's turn."""

    def __init__(self, store: Store, settings: Settings, *, sleep: Sleep, clock: Clock = read_clock) -> None:
        """`sleep` waits some seconds, or less where the program is to end. SettingsError where fetching is not allowed."""
        check_allowed(settings)
        self._store = store
        self._clock = clock
        self._max_bytes = settings.max_body_bytes
        self._visitor = Visitor(store, settings, sleep=sleep, clock=clock)
        self._id = uuid.uuid4().hex
        self.has_turn = False

    def work(self) -> int:
        """One round: look at the sources that are due, and fetch a page of every host whose turn it is; how many."""
        now = self._clock()
        self.has_turn = take_lease(self._store, _NAME, self._id, at=now, until=now + _LEASE)
        if not self.has_turn:
            return 0
        sources = list_due_sources(self._store, at=now, limit=_AT_ONCE)
        pages = list_due_pages(self._store, at=now, limit=_AT_ONCE)
        tasks: list[Callable[[], None]] = [lambda source=source: self._look(source) for source in sources]  # type: ignore[misc]
        tasks += [lambda page=page: self._fetch(page) for page in pages]  # type: ignore[misc]
        if tasks:
            with ThreadPoolExecutor(_AT_ONCE) as threads:
                list(threads.map(lambda task: task(), tasks))
        return len(tasks)

    def stop(self) -> None:
        """Let another process have its turn at once."""
        end_lease(self._store, _NAME, self._id)

    def _look(self, source: Source) -> None:
        try:
            known, listed = _contain(lambda: self._read_source(source))
        except TurnError as error:
            postpone_source(self._store, source, due_at=self._clock() + timedelta(seconds=error.wait or 0))
        except (FetchError, InputError) as error:
            log.warning("source %s: %s", source.id, error)
            wait = error.wait if isinstance(error, FetchError) else None
            fail_source(self._store, source, str(error), at=self._clock(), wait=wait)
        else:
            settle_source(
                self._store, source, listed, etag=known.etag, last_modified=known.last_modified, at=self._clock()
            )

    def _read_source(self, source: Source) -> _Found:
        """What a source says of itself, and the pages it names; none where it has not changed."""
        known = Known(source.etag, source.last_modified)
        if source.kind == SourceKind.PAGE:
            # The page itself is fetched again each time, and says whether it changed.
            return known, [Listed(source.address, origin_of(source.address), stamp(self._clock()))]
        answer = self._visitor.visit(source.address, known=known, is_list=True)
        if answer.body is None:
            return known, []
        if source.kind == SourceKind.FEED:
            listed = read_feed(answer.body, answer.kind, answer.address)
            return answer.known, [page for page in listed if not _is_older(page, source)]
        return answer.known, self._read_sitemap(answer.body, answer.address, source)

    def _read_sitemap(self, body: bytes, address: str, of: Source | DuePage) -> list[Listed]:
        today = self._clock().date()
        return read_sitemap(body, address, since=of.since, today=today, limit=MOST_LISTED_BYTES)

    def _fetch(self, page: DuePage) -> None:
        try:
            known, listed = _contain(lambda: self._take(page))
        except TurnError as error:
            postpone_page(self._store, page, due_at=self._clock() + timedelta(seconds=error.wait or 0))
        except FetchError as error:
            log.warning("page %s: %s", page.address, error)
            fail_page(self._store, page, str(error), at=self._clock(), final=error.final, wait=error.wait)
        except InputError as error:
            log.warning("page %s: %s", page.address, error)
            fail_page(self._store, page, str(error), at=self._clock(), final=True)
        else:
            settle_page(
                self._store, page, etag=known.etag, last_modified=known.last_modified, at=self._clock(), named=listed
            )

    def _take(self, page: DuePage) -> _Found:
        """Fetch a page and put it in line. What is cut off in between is fetched again, and known to the queue."""
        known = Known(page.etag, page.last_modified)
        in_sitemap = page.kind == SourceKind.SITEMAP
        answer = self._visitor.visit(page.address, known=known, is_list=in_sitemap)
        if answer.body is None:
            return known, []
        if in_sitemap and is_sitemap(answer.body):
            return answer.known, self._read_sitemap(answer.body, answer.address, page)
        given = make_article(answer, self._max_bytes, publisher=page.publisher, published=page.published)
        hand_in(self._store, [given], job=f"source:{page.source_id}", source=page.source_id, clock=self._clock)
        return answer.known, []


def _contain(work: Callable[[], _Found]) -> _Found:
    """Do it; what nobody foresaw is trouble with this page or source alone, which then waits like any other."""
    try:
        return work()
    except (BelligraphError, FetchError):
        raise
    except Exception as error:
        log.exception("fetching failed")
        raise FetchError(f"fetching failed: {type(error).__name__}, a fault of Belligraph") from error


def check_allowed(settings: Settings) -> None:
    """Refuse to fetch anything where the settings do not allow it."""
    if not settings.fetch:
        raise SettingsError("nothing is fetched from the network unless BELLIGRAPH_FETCH=on allows it")


def make_article(answer: Answer, max_bytes: int, **known: object) -> ArticleInput:
    """The article that was fetched. InputError if it is no web page and no plain text, or too large."""
    if answer.kind not in (*_PAGES, "text/plain"):
        raise InputError(f"is {answer.kind}, not a web page")
    body = answer.body or b""
    if len(body) > max_bytes:
        raise TooLargeError(f"larger than {max_bytes} bytes (BELLIGRAPH_MAX_BODY_BYTES)")
    text = _decode(body, answer.charset)
    form = "text" if answer.kind == "text/plain" else "html"
    return make_input(**{form: text}, url=answer.address, **known)


def _decode(body: bytes, charset: str) -> str:
    try:
        return decode(body)
    except InputError:
        try:
            return body.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
        raise


def _is_older(page: Listed, source: Source) -> bool:
    return source.since is not None and page.published is not None and page.published < source.since


def pull(puller: Puller, store: Store, stopping: Event, *, follow: bool) -> None:
    """Do rounds until stopped; without `follow` until nothing is left that may be fetched in the next minute.

    WorkerError where another process has the turn, and it is not to be waited for."""
    while not stopping.is_set():
        if puller.work():
            continue
        if not puller.has_turn and not follow:
            raise WorkerError("another process fetches from sources now, and will fetch these")
        wait = _seconds_until(next_due(store))
        if not follow and (not count_waiting(store) or wait > PATIENCE):
            return
        stopping.wait(min(max(wait, 0.05), PERIOD))


def _seconds_until(moment: datetime | None) -> float:
    return (moment - read_clock()).total_seconds() if moment else PERIOD
