"""Runs worker processes on the queue until they are told to stop, or nothing waits any more."""

import asyncio
import signal
from datetime import timedelta

from app.dispatching import BATCH, Dispatcher, Engine
from app.leasing import LEASE
from app.local_engine import LocalEngine
from app.reading import LoadReader, load_reader
from app.settings import Settings
from app.workers import Workers
from graph.store import Store, open_store

STOPPING = (signal.SIGTERM, signal.SIGINT)


async def work(
    settings: Settings,
    *,
    drain: bool = False,
    once: bool = False,
    batch: int = BATCH,
    load: LoadReader = load_reader,
    lease: timedelta = LEASE,
) -> None:
    """Read with processes of this machine. Told to stop, it finishes what is in hand; told twice, it gives that back."""
    with open_store(settings.database_url) as store:
        workers = Workers(settings, load=load)
        try:
            await workers.start()
            await dispatch(store, LocalEngine(store, workers), drain=drain, once=once, batch=batch, lease=lease)
        finally:
            workers.stop()


async def dispatch(
    store: Store, engine: Engine, *, drain: bool, once: bool, batch: int, lease: timedelta = LEASE
) -> None:
    """Keep an engine busy until a signal stops this process, or as `drain` and `once` say."""
    dispatcher = Dispatcher(store, engine, batch=batch, lease=lease)
    running = asyncio.ensure_future(dispatcher.run_once() if once else dispatcher.run(drain=drain))
    told = 0

    def stop() -> None:
        nonlocal told
        told += 1
        dispatcher.stop()
        if told > 1:
            running.cancel()

    loop = asyncio.get_running_loop()
    for number in STOPPING:
        loop.add_signal_handler(number, stop)
    try:
        await running
    except asyncio.CancelledError:
        if told < 2:
            raise
    finally:
        for number in STOPPING:
            loop.remove_signal_handler(number)
