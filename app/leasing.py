"""Holds leases for as long as somebody works on what is leased."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from graph.queue import renew
from graph.store import Clock, Store, read_clock
from ontology.errors import StoreError

log = logging.getLogger(__name__)

# How long a lease is held. It is renewed in time, so that this is what passes until somebody takes over from the dead.
LEASE = timedelta(seconds=30)
_PARTS = 3


@asynccontextmanager
async def keep_leased(
    store: Store, token: int, ids: Sequence[str], *, lease: timedelta = LEASE, clock: Clock = read_clock
) -> AsyncIterator[None]:
    """Renew the lease of these inputs while the block runs."""
    renewing = asyncio.create_task(_renew(store, token, ids, lease, clock))
    try:
        yield
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing


async def _renew(store: Store, token: int, ids: Sequence[str], lease: timedelta, clock: Clock) -> None:
    while True:
        await asyncio.sleep(lease.total_seconds() / _PARTS)
        try:
            await asyncio.to_thread(renew, store, token, ids, until=clock() + lease)
        except StoreError as error:
            # What is lost meanwhile is read by others; the token sees to it that it is stored once.
            log.warning("a lease could not be renewed: %s", error)
