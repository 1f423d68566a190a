"""Leases what waits in the queue and has it read, a few batches at a time, until it is told to stop."""

import asyncio
import logging
import socket
import uuid
from datetime import timedelta
from typing import Protocol

from app.leasing import LEASE, keep_leased
from graph.jobs import read_backlog
from graph.queue import claim, release
from graph.queue_records import Claim
from graph.standstill import end_standstill
from graph.store import Clock, Store, read_clock
from ontology.errors import BelligraphError

log = logging.getLogger(__name__)

# Inputs leased and stored at a time.
BATCH = 16
# Seconds between two looks at an empty queue, and before what failed as a whole is tried again.
PERIOD = 0.5
PAUSE = 5.0


class Engine(Protocol):
    """Reads inputs and writes what became of them."""

    @property
    def window(self) -> int:
        """How many batches to have in hand."""
        ...

    async def process(self, claim: Claim) -> None:
        """Do it. BelligraphError where that could not even be tried; what is not settled then is given back."""
        ...


class Dispatcher:
    """Keeps an engine busy with what waits. Any number of them may work on one database."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        *,
        batch: int = BATCH,
        lease: timedelta = LEASE,
        pause: float = PAUSE,
        clock: Clock = read_clock,
    ) -> None:
        self._store = store
        self._engine = engine
        self._batch = batch
        self._lease = lease
        self._pause = pause
        self._clock = clock
        self._holder = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"
        self._stopping = asyncio.Event()

    async def run(self, *, drain: bool = False) -> None:
        """Work until `stop`; with `drain` until nothing waits in any job that runs. What is in hand then is finished;
        where this is cancelled, it is given back."""
        units: set[asyncio.Task[None]] = set()
        watching = asyncio.create_task(self._watch())
        try:
            while not self._stopping.is_set():
                units = {unit for unit in units if not unit.done()}
                found = await self._claim() if len(units) < self._engine.window else None
                if found is not None:
                    units.add(asyncio.create_task(self._work_off(found)))
                elif drain and not units and await asyncio.to_thread(self._is_empty):
                    return
                else:
                    await self._wait(units)
            if units:
                await asyncio.wait(units)
        finally:
            for task in (watching, *units):
                task.cancel()
            await asyncio.gather(watching, *units, return_exceptions=True)

    async def run_once(self) -> bool:
        """Claim one batch and work it off; whether there was one."""
        found = await self._claim()
        if found is not None:
            await self._work_off(found)
        return found is not None

    def stop(self) -> None:
        """Claim nothing more."""
        self._stopping.set()

    async def _claim(self) -> Claim | None:
        try:
            now = self._clock()
            return await asyncio.to_thread(
                claim, self._store, self._batch, self._holder, at=now, until=now + self._lease
            )
        except BelligraphError as error:
            log.error("the queue cannot be asked: %s", error)
            return None

    async def _work_off(self, found: Claim) -> None:
        ids = [given.id for given in found.inputs]
        try:
            async with keep_leased(self._store, found.token, ids, lease=self._lease, clock=self._clock):
                await self._engine.process(found)
        except BelligraphError as error:
            log.error("%d articles could not be read now: %s", len(ids), error)
            await asyncio.sleep(self._pause)
            await self._give_back(found.token, ids)
        except asyncio.CancelledError:
            await self._give_back(found.token, ids)
            raise
        except Exception:
            log.exception("a fault of Belligraph; %d articles wait until their lease has run out", len(ids))

    async def _give_back(self, token: int, ids: list[str]) -> None:
        try:
            await asyncio.to_thread(release, self._store, token, ids)
        except BelligraphError as error:
            log.warning("%d articles wait until their lease has run out: %s", len(ids), error)

    async def _watch(self) -> None:
        """See to it that no other process holds everybody up for ever."""
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            try:
                if ended := await asyncio.to_thread(end_standstill, self._store):
                    log.warning("%d sessions of the database stood still and were ended", ended)
            except BelligraphError as error:
                log.warning("the database cannot be watched: %s", error)

    def _is_empty(self) -> bool:
        try:
            return read_backlog(self._store).running_jobs == 0
        except BelligraphError:
            return False

    async def _wait(self, units: set[asyncio.Task[None]]) -> None:
        """Until a batch is done, or it is time for another look, or to stop."""
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            timeout = None if len(units) >= self._engine.window else PERIOD
            await asyncio.wait({stopping, *units}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
