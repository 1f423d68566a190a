"""Reads files of articles into files of extractions, with several processes and no database; each file is done as a whole."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from app.backfill_files import Mark, Output, OutputWriter, is_done, plan
from app.files import Item, ReadOptions, read_items
from app.intake import write_payload
from app.isolating import find_killers
from app.parquet_files import Row
from app.reading import LoadReader, Outcome, load_reader
from app.settings import Settings
from app.workers import Workers
from graph.queue_records import Claimed, Failure

# Articles that a worker is handed at a time, and such parts in hand for each worker.
_PART = 4
_AHEAD = 3

# Told of every file: what was made of it, or None where it was done already.
Tell = Callable[[Path, Mark | None], None]


class Share(NamedTuple):
    """Which files are this run's, where several runs share them: number `number`, from 1, of `of`."""

    number: int
    of: int


async def backfill(
    sources: Sequence[Path],
    folder: Path,
    settings: Settings,
    options: ReadOptions,
    *,
    tell: Tell,
    load: LoadReader = load_reader,
) -> None:
    """Read files into a folder. Those that this extractor has read already are passed over, so a run that was cut off can
    be started again. An article that is no good is a row that says so."""
    workers = Workers(settings, load=load)
    try:
        await workers.start()
        run = _Run(workers, folder, options, await workers.extractor_id(), tell)
        turns = asyncio.Semaphore(workers.count)

        async def read(source: Path) -> None:
            async with turns:
                await run.read(source)

        async with asyncio.TaskGroup() as group:
            for source in sources:
                group.create_task(read(source))
    except BaseExceptionGroup as group_error:
        raise group_error.exceptions[0] from None
    finally:
        workers.stop()


def choose(sources: Sequence[Path], share: Share | None) -> list[Path]:
    """The files of a share: every so-manieth."""
    return list(sources) if share is None else list(sources[share.number - 1 :: share.of])


class _Run:
    """What reading one file needs."""

    def __init__(self, workers: Workers, folder: Path, options: ReadOptions, extractor: str, tell: Tell) -> None:
        self._workers = workers
        self._folder = folder
        self._options = options
        self._extractor = extractor
        self._tell = tell
        self._turns = asyncio.Semaphore(_AHEAD * workers.count)

    async def read(self, source: Path) -> None:
        """Read one file, unless it is done."""
        output = await asyncio.to_thread(plan, source, self._folder)
        if is_done(output, self._extractor):
            self._tell(source, None)
            return
        writer = OutputWriter(output, self._extractor)
        try:
            async for rows in self._read_rows(output):
                await asyncio.to_thread(writer.write, rows)
            mark = await asyncio.to_thread(writer.finish)
        except BaseException:
            writer.give_up()
            raise
        self._tell(source, mark)

    async def _read_rows(self, output: Output) -> AsyncIterator[list[Row]]:
        """The rows of a file in its order, some parts of it being read at a time."""
        items = read_items([output.source], self._options)
        running: list[asyncio.Task[list[Row]]] = []
        try:
            while part := await asyncio.to_thread(lambda: list(islice(items, _PART))):
                running.append(asyncio.create_task(self._read_part(part)))
                if len(running) >= _AHEAD * self._workers.count:
                    yield await running.pop(0)
            while running:
                yield await running.pop(0)
        finally:
            for task in running:
                task.cancel()

    async def _read_part(self, items: Sequence[Item]) -> list[Row]:
        outcomes: dict[str, Outcome] = {}

        async def read(part: Sequence[Claimed]) -> None:
            async with self._turns:
                outcomes.update((outcome.id, outcome) for outcome in await self._workers.read(part))

        inputs = list(_inputs(items))
        for killer in await find_killers([inputs] if inputs else [], read):
            outcomes[killer.given.id] = Outcome(killer.given.id, failure=Failure(str(killer.error)))
        return [_row(item, outcomes.get(str(number))) for number, item in enumerate(items)]


def _inputs(items: Sequence[Item]) -> Iterator[Claimed]:
    for number, item in enumerate(items):
        if item.given is not None:
            yield Claimed(str(number), write_payload(item.given), 0)


def _row(item: Item, outcome: Outcome | None) -> Row:
    if outcome is None:
        return Row(item.where, None, item.error)
    return Row(item.where, outcome.extraction, outcome.failure.reason if outcome.failure else None)
