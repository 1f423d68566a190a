"""Work that a server does beside answering: in threads, in rounds, until it stops."""

import asyncio
import logging
from collections.abc import Callable
from threading import Event
from typing import Protocol

from ontology.errors import BelligraphError

log = logging.getLogger(__name__)

# Seconds between two looks at the store.
PERIOD = 1.0


class Rounds(Protocol):
    """Work in rounds, which any number of processes may do, one of them at a time."""

    def work(self) -> int:
        """One round; how much there was to do."""
        ...

    def stop(self) -> None:
        """Let another process have its turn at once."""
        ...


async def keep_working(rounds: Rounds, stopping: Event, *, name: str) -> None:
    """Do rounds until the server stops, one after the other while there is something to do."""
    while not stopping.is_set():
        if not await _attempt(rounds.work, name):
            await _wait(stopping)
    await _attempt(rounds.stop, name)


async def _attempt(work: Callable[[], int | None], name: str) -> int | None:
    """Do it in a thread. Whatever goes wrong is logged: what could not be done this time is done the next."""
    try:
        return await asyncio.to_thread(work)
    except BelligraphError as error:
        log.error("%s: %s", name, error)
    except Exception:
        log.exception("%s: a fault of Belligraph", name)
    return None


async def _wait(stopping: Event) -> None:
    for _ in range(10):
        if stopping.is_set():
            return
        await asyncio.sleep(PERIOD / 10)
