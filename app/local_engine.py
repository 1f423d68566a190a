"""Reads what is leased in worker processes of this machine, and stores it from this process: the only one that writes."""

import asyncio
from collections.abc import Iterator, Sequence

from app.reading import Outcome
from app.settling import settle
from app.workers import Workers
from graph.queue_records import Claim, Claimed, Failure
from graph.store import Clock, Store, read_clock
from ontology.errors import WorkerError

# Articles that a worker is handed at a time.
MICRO_BATCH = 4


class LocalEngine:
    """The worker processes of one dispatcher."""

    def __init__(self, store: Store, workers: Workers, *, size: int = MICRO_BATCH, clock: Clock = read_clock) -> None:
        self._store = store
        self._workers = workers
        self._size = size
        self._clock = clock
        # No more than can be read at once wait for a worker: an article that somebody waits for comes next.
        self._turns = asyncio.Semaphore(workers.count)

    async def process(self, claim: Claim) -> None:
        """Read what was claimed, part by part, and settle it in one transaction."""
        parts = await asyncio.gather(*(self._read(part) for part in split(claim.inputs, self._size)))
        outcomes = [outcome for part in parts for outcome in part]
        await asyncio.to_thread(settle, self._store, claim.token, outcomes, clock=self._clock)

    async def _read(self, part: Sequence[Claimed]) -> list[Outcome]:
        try:
            async with self._turns:
                return await self._workers.read(part)
        except WorkerError as error:
            if len(part) == 1:
                return [Outcome(part[0].id, failure=Failure(str(error)))]
        # One of them ends its reader: each by itself tells which.
        return [outcome for one in part for outcome in await self._read([one])]


def split(inputs: Sequence[Claimed], size: int) -> Iterator[Sequence[Claimed]]:
    """The inputs in parts; those that failed before each by itself, so that they take no others with them."""
    sound = [given for given in inputs if not given.attempts]
    yield from (sound[start : start + size] for start in range(0, len(sound), size))
    yield from ([given] for given in inputs if given.attempts)
