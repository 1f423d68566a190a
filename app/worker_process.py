"""One process that works for another: replaced when it dies, takes too long or has grown too large."""

import asyncio
import logging
import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, TypeVar, TypeVarTuple

from app.reading import LoadReader, hold
from app.settings import Settings
from ontology.errors import LostWorkerError, WorkerDiedError

Args = TypeVarTuple("Args")
Result = TypeVar("Result")

log = logging.getLogger(__name__)

# How many processes may die as they start, one after the other.
STARTS = 5
_MEBIBYTE = 1 << 20
# How long the end waits for what looked after a process that was killed.
_LAST_SECONDS = 5
# Forked processes would inherit the threads' locks and the database connections of this one.
START_METHOD = "spawn"


class WorkerProcess:
    """A process with a reader of its own; it starts with the first task."""

    def __init__(self, settings: Settings, load: LoadReader) -> None:
        self._settings = settings
        self._load = load
        # One each: the death of a process breaks its whole executor, and so ends no task but its own.
        self._executor = self._make_executor()

    async def run(self, function: Callable[[*Args], Result], *args: *Args, timeout: float) -> Result:
        """Call a function there. LostWorkerError when it takes longer than `timeout` seconds or the process dies."""
        executor = await self._wake(timeout)
        result, memory = await self._ask(executor, function, args, timeout)
        if memory > self._settings.worker_memory * _MEBIBYTE:
            log.info("a worker process has grown to %d MiB; starting a new one", memory // _MEBIBYTE)
            self._replace(executor)
        return result

    async def _wake(self, timeout: float) -> ProcessPoolExecutor:
        """The executor, its process seen to live: where one died before it began to read, what it is to read is not to blame."""
        for _ in range(STARTS):
            executor = self._executor
            with suppress(WorkerDiedError):
                await self._ask(executor, os.getpid, (), timeout)
                return executor
        raise WorkerDiedError(f"{STARTS} worker processes died as they started, perhaps for want of memory")

    async def _ask(
        self, executor: ProcessPoolExecutor, function: Callable[[*Args], Result], args: tuple[*Args], timeout: float
    ) -> tuple[Result, int]:
        """What the function returns, and the most memory that the process has had."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(executor.submit(_measure, function, args)), timeout)
        except BrokenProcessPool:
            log.warning("a worker process died; starting a new one")
            self._replace(executor)
            raise WorkerDiedError("the worker process died over it, perhaps for want of memory") from None
        except TimeoutError:
            self._replace(executor)
            raise LostWorkerError(f"reading took longer than {timeout:g} seconds (BELLIGRAPH_TIMEOUT)") from None

    def stop(self) -> None:
        """End it at once."""
        manager: Any = self._executor._executor_manager_thread
        _kill(self._executor)
        if manager is not None:
            # A thread that still closes its pipe while Python ends makes an error of it.
            manager.join(_LAST_SECONDS)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        # Several tasks may wait for one process; the first to notice that it is gone replaces it.
        if self._executor is broken:
            _kill(broken)
            self._executor = self._make_executor()

    def _make_executor(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            1,
            mp_context=multiprocessing.get_context(START_METHOD),
            initializer=_start,
            initargs=(self._settings, self._load),
        )


def _kill(executor: ProcessPoolExecutor) -> None:
    # Before Python 3.14 the executor has no public way to stop a process that is busy.
    processes = list((executor._processes or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()


def _start(settings: Settings, load: LoadReader) -> None:
    """Prepare a new process. What goes wrong with the reader is kept: an initializer that raises loses it."""
    # Who started it says when to stop, also where a terminal tells the whole group.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    hold(settings, load)


def _end_with_parent() -> None:
    """End this process when the one that started it has died without saying so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _measure(function: Callable[[*Args], Result], args: tuple[*Args]) -> tuple[Result, int]:
    """What the function returns, and the most memory this process has had, in bytes."""
    result = function(*args)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return result, peak if sys.platform == "darwin" else peak * 1024
