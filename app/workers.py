"""Worker processes that read articles: the process that answers requests never loads spaCy nor stands still."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar, TypeVarTuple

from app.intake import ArticleInput
from app.reading import LoadReader, Outcome, held_id, load_reader, read_claimed, read_input, read_stored
from app.settings import Settings
from app.worker_process import WorkerProcess
from graph.queue_records import Claimed
from ontology.errors import BelligraphError, BusyError, WorkerDiedError, WorkerError

Args = TypeVarTuple("Args")
Result = TypeVar("Result")

# How often an article may end its worker.
ATTEMPTS = 2


class Workers:
    """A pool of processes, each with its own extractor. A killed one is replaced and its article tried once more."""

    def __init__(self, settings: Settings, *, load: LoadReader = load_reader) -> None:
        self._settings = settings
        self._processes = [WorkerProcess(settings, load) for _ in range(settings.workers)]
        # The one that was used last is used first: it has loaded already.
        self._idle = list(self._processes)
        self._slots = asyncio.Semaphore(settings.workers)
        self.waiting = 0
        self.ready = False
        self.problem: str | None = "the workers are starting"

    @property
    def count(self) -> int:
        """How many processes there are."""
        return len(self._processes)

    async def start(self) -> None:
        """Start one worker, be ready, start the others; SettingsError or WorkerError when they cannot."""
        try:
            # One first: all at once would share the processor, and the server would be ready later.
            await self._run(held_id)
            self.ready, self.problem = True, None
            await asyncio.gather(*map(self._load, self._processes))
        except BelligraphError as error:
            self.ready, self.problem = False, str(error)
            raise

    def check_free(self) -> None:
        """BusyError when too many wait already."""
        if self.waiting >= self._settings.queue + self._settings.workers:
            raise BusyError(f"busy: {self.waiting} articles are waiting to be read; try again later")

    async def extract(self, given: ArticleInput) -> str:
        """The Extraction of an article as JSON. BusyError when too many wait, WorkerError when it takes too long."""
        self.check_free()
        self.waiting += 1
        try:
            return await self._run(read_input, given)
        finally:
            self.waiting -= 1

    async def extract_again(self, article: str) -> str:
        """The Extraction of a stored article, both as JSON. Waits for a free worker, however many others do."""
        return await self._run(read_stored, article)

    async def read(self, inputs: Sequence[Claimed]) -> list[Outcome]:
        """What one worker makes of inputs of the queue. LostWorkerError where it was lost: one of them is to blame."""
        async with self._slots:
            return await self._borrow(read_claimed, inputs, timeout=self._settings.timeout * len(inputs))

    async def extractor_id(self) -> str:
        """What names the extractor of these workers; SettingsError when it cannot start."""
        return await self._run(held_id)

    def stop(self) -> None:
        """End all workers at once."""
        self.ready, self.problem = False, "the workers were stopped"
        for process in self._processes:
            process.stop()

    async def _load(self, process: WorkerProcess) -> None:
        # One that dies now is started again when it is needed.
        with suppress(WorkerDiedError):
            await process.run(held_id, timeout=self._settings.timeout)

    async def _run(self, function: Callable[[*Args], Result], *args: *Args) -> Result:
        async with self._slots:
            for _ in range(ATTEMPTS):
                with suppress(WorkerDiedError):
                    return await self._borrow(function, *args, timeout=self._settings.timeout)
        raise WorkerError(f"the worker process died {ATTEMPTS} times over it, perhaps for want of memory")

    async def _borrow(self, function: Callable[[*Args], Result], *args: *Args, timeout: float) -> Result:
        process = self._idle.pop()
        try:
            return await process.run(function, *args, timeout=timeout)
        finally:
            self._idle.append(process)
