"""Reads what is leased in worker processes of this machine, and stores it from this process: the only one that writes."""

import asyncio
from collections.abc import Sequence

from app.isolating import find_killers, split
from app.reading import Outcome
from app.settling import settle
from app.workers import Workers
from graph.queue_records import Claim, Claimed, Failure
from graph.store import Clock, Store, read_clock

# Articles that a worker is handed at a time.
MICRO_BATCH = 4
# Batches in hand: the workers have something to read while another one is stored.
WINDOW = 2


class LocalEngine:
    """The worker processes of one dispatcher."""

    window = WINDOW

    def __init__(self, store: Store, workers: Workers, *, size: int = MICRO_BATCH, clock: Clock = read_clock) -> None:
        self._store = store
        self._workers = workers
        self._size = size
        self._clock = clock
        # No more than can be read at once wait for a worker: an article that somebody waits for comes next.
        self._turns = asyncio.Semaphore(workers.count)

    async def process(self, claim: Claim) -> None:
        """Read what was claimed, part by part, and settle it in one transaction."""
        outcomes: list[Outcome] = []

        async def read(part: Sequence[Claimed]) -> None:
            async with self._turns:
                outcomes.extend(await self._workers.read(part))

        killers = await find_killers(split(claim.inputs, self._size), read)
        outcomes += [Outcome(given.id, failure=Failure(str(error))) for given, error in killers]
        await asyncio.to_thread(settle, self._store, claim.token, outcomes, clock=self._clock)
