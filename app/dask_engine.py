"""Has what is leased read by a Dask cluster. Importing this needs the extra `dask`."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import CancelledError
from typing import Any

from distributed import Client, Future
from distributed.scheduler import KilledWorker

from app.dask_tasks import Task, process
from app.isolating import find_killers
from graph.queue import fail
from graph.queue_records import Claim, Claimed, Failure
from graph.store import Clock, Store, read_clock
from ontology.errors import LostWorkerError, WorkerDiedError, WorkerError

log = logging.getLogger(__name__)

# Batches in hand for each thread of the cluster: one is read, the other one waits where it is needed next.
AHEAD = 2
# Seconds that the scheduler may take to answer.
TIMEOUT = 10


class DaskEngine:
    """A cluster, found again whenever it comes back. Workers read and store; here is only counted what is in hand."""

    def __init__(
        self, store: Store, address: str, *, timeout: float, task: Task = process, clock: Clock = read_clock
    ) -> None:
        """`timeout` is how many seconds an article may take; what a batch waits for others is added to it."""
        self._store = store
        self._timeout = timeout
        self._address = address
        self._task = task
        self._clock = clock
        self._client: Client | None = None
        self._connecting = asyncio.Lock()
        self._threads = 1

    @property
    def window(self) -> int:
        """How many batches to have in hand."""
        return AHEAD * self._threads

    async def process(self, claim: Claim) -> None:
        """Have it read. WorkerError where the cluster is away; what ends its workers is kept as failed."""
        killers = await find_killers([claim.inputs], lambda part: self._submit(part, claim.token))
        if killers:
            failures = {given.id: Failure(str(error)) for given, error in killers}
            await asyncio.to_thread(fail, self._store, claim.token, failures, at=self._clock())

    async def close(self) -> None:
        """Leave the cluster; what it has in hand is forgotten there."""
        if self._client is not None:
            await self._client.close()

    async def _submit(self, part: Sequence[Claimed], token: int) -> None:
        client = await self._connect()
        try:
            ids = tuple(given.id for given in part)
            future: Future[Any] = client.submit(self._task, ids, token, pure=False)
            async with asyncio.timeout(self._timeout * len(ids) * (AHEAD + 1)):
                await future.result()
            self._threads = max(1, sum((await client.nthreads()).values()))
        except KilledWorker as error:
            raise WorkerDiedError(f"the workers that read it died: {error}") from None
        except TimeoutError:
            raise LostWorkerError(f"reading took longer than {self._timeout:g} seconds (BELLIGRAPH_TIMEOUT)") from None
        except (CancelledError, OSError) as error:
            raise self._away(error) from None

    def _away(self, error: Exception) -> WorkerError:
        return WorkerError(f"the Dask scheduler at {self._address} is away: {type(error).__name__} {error}")

    async def _connect(self) -> Client:
        async with self._connecting:
            if self._client is None or self._client.status != "running":
                if self._client is not None:
                    await self._client.close(timeout=1)
                self._client = None
                try:
                    self._client = await Client(
                        self._address, asynchronous=True, set_as_default=False, timeout=TIMEOUT, name="belligraph"
                    )
                except (OSError, TimeoutError) as error:
                    raise self._away(error) from None
                log.info("connected to the Dask scheduler at %s", self._address)
            return self._client
