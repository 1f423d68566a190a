"""Worker processes that read articles: the process that answers requests never loads spaCy nor stands still."""

import asyncio
import logging
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from app.intake import ArticleInput
from app.settings import Settings
from ontology.errors import BelligraphError, ReadingError, SettingsError, WorkerError

if TYPE_CHECKING:
    from extract.pipeline import Extractor

Args = TypeVarTuple("Args")
Result = TypeVar("Result")

log = logging.getLogger(__name__)

ATTEMPTS = 2

# What a worker process holds: set once by `_start`, then only read. In the API process it stays empty.
_held: "dict[str, Extractor | BelligraphError]" = {}


class Workers:
    """A pool of processes, each with its own extractor. A killed one is replaced and its article tried once more."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool = self._make_pool()
        self._slots = asyncio.Semaphore(settings.workers)
        self.waiting = 0
        self.ready = False
        self.problem: str | None = "the workers are starting"

    async def start(self) -> None:
        """Start one worker, be ready, start the others; SettingsError or WorkerError when they cannot."""
        try:
            # One first: all at once would share the processor, and the server would be ready later.
            await self._run(_check)
            self.ready, self.problem = True, None
            await asyncio.gather(*(self._run(_check) for _ in range(self._settings.workers)))
        except BelligraphError as error:
            self.ready, self.problem = False, str(error)
            raise

    async def extract(self, given: ArticleInput) -> str:
        """The Extraction of an article as JSON. WorkerError when too many wait or it takes too long."""
        if self.waiting >= self._settings.queue + self._settings.workers:
            raise WorkerError(f"busy: {self.waiting} articles are waiting to be read; try again later")
        self.waiting += 1
        try:
            async with self._slots:
                return await self._run(_extract, given, self._settings.max_words)
        finally:
            self.waiting -= 1

    async def extract_again(self, article: str) -> str:
        """The Extraction of a stored article, both as JSON. Waits for a free worker, however many others do."""
        async with self._slots:
            return await self._run(_extract_again, article)

    async def extractor_id(self) -> str:
        """What names the extractor of these workers; SettingsError when it cannot start."""
        return await self._run(_extractor_id)

    def stop(self) -> None:
        """End all workers at once."""
        self.ready, self.problem = False, "the workers were stopped"
        _kill(self._pool)

    async def _run(self, function: Callable[[*Args], Result], *args: *Args) -> Result:
        timeout = self._settings.timeout
        for _ in range(ATTEMPTS):
            pool = self._pool
            try:
                return await asyncio.wait_for(asyncio.wrap_future(pool.submit(function, *args)), timeout)
            except BrokenProcessPool:
                log.warning("a worker process died; starting new ones")
                self._replace(pool)
            except TimeoutError:
                self._replace(pool)
                raise WorkerError(f"reading took longer than {timeout:g} seconds (BELLIGRAPH_TIMEOUT)") from None
        raise WorkerError(f"the worker process died {ATTEMPTS} times over this article, perhaps for want of memory")

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        # One dead worker breaks the pool for every article in it; the first to notice replaces it.
        if self._pool is broken:
            _kill(broken)
            self._pool = self._make_pool()

    def _make_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._settings.workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(self._settings,),
        )


def _kill(pool: ProcessPoolExecutor) -> None:
    # Before Python 3.14 the executor has no public way to stop a worker that is busy.
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _start(settings: Settings) -> None:
    """Load the extractor. What went wrong is kept for `_extractor` to say: an initializer that raises loses it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        from app.extraction import load_extractor

        _held["extractor"] = load_extractor(settings)
    except Exception as error:
        log.debug("loading the extractor failed", exc_info=True)
        _held["extractor"] = SettingsError(f"the extractor cannot start: {error}")


def _end_with_parent() -> None:
    """End this process when the server has died without saying so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _extract(given: ArticleInput, max_words: int) -> str:
    """The Extraction of one input as JSON: ready to be sent, and cheaper to hand over than the record."""
    from app.extraction import read_input

    try:
        return read_input(_extractor(), given, max_words).model_dump_json()
    except ReadingError as error:
        # A cause that cannot be pickled would break the pool; its trace is of use here only.
        log.exception("reading an article failed")
        raise ReadingError(str(error)) from None


def _extract_again(article: str) -> str:
    """The same for an article that is stored."""
    from app.extraction import read_again
    from ontology.records import Article

    try:
        return read_again(_extractor(), Article.model_validate_json(article)).model_dump_json()
    except ReadingError as error:
        log.exception("reading an article again failed")
        raise ReadingError(str(error)) from None


def _extractor_id() -> str:
    return _extractor().extractor_id


def _check() -> int:
    """The id of this process, once its extractor is loaded; raises what went wrong with that."""
    _extractor()
    return os.getpid()


def _extractor() -> "Extractor":
    held = _held["extractor"]
    if isinstance(held, BelligraphError):
        raise held
    return held
