"""Runs worker processes on the queue until they are told to stop, or nothing waits any more."""

import asyncio
import signal
from datetime import timedelta

from app.dask_tasks import Task, process
from app.dispatching import BATCH, Dispatcher, Engine
from app.leasing import LEASE
from app.local_engine import LocalEngine
from app.reading import LoadReader, load_reader
from app.settings import Settings
from app.workers import Workers
from graph.store import Store, open_store
from ontology.errors import SettingsError

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


async def work_with_dask(
    settings: Settings,
    address: str,
    *,
    drain: bool = False,
    once: bool = False,
    batch: int = BATCH,
    task: Task = process,
    lease: timedelta = LEASE,
) -> None:
    """Read with a Dask cluster, whose workers have settings of their own. SettingsError where that cannot be."""
    if not settings.database_url.startswith("postgresql"):
        raise SettingsError("several machines need a PostgreSQL database: set BELLIGRAPH_DATABASE_URL to one")
    try:
        from app.dask_engine import DaskEngine
    except ModuleNotFoundError:
        raise SettingsError("--dask needs the extra: install belligraph[dask]") from None
    with open_store(settings.database_url) as store:
        engine = DaskEngine(store, address, timeout=settings.timeout, task=task)
        try:
            await dispatch(store, engine, drain=drain, once=once, batch=batch, lease=lease)
        finally:
            await engine.close()


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
