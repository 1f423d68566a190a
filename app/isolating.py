"""Finds which of several inputs ends the process that reads it, so that it takes the others with it only once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.queue_records import Claimed
from ontology.errors import LostWorkerError


class Killer(NamedTuple):
    """An input that ended its reader while nothing else was read, and what was seen of that."""

    given: Claimed
    error: LostWorkerError


async def find_killers(
    parts: Iterable[Sequence[Claimed]], read: Callable[[Sequence[Claimed]], Awaitable[None]]
) -> list[Killer]:
    """Have all parts read; a part over which its reader was lost is read again, each of its inputs by itself."""

    async def read_part(part: Sequence[Claimed]) -> list[Killer]:
        try:
            await read(part)
            return []
        except LostWorkerError as error:
            if len(part) == 1:
                return [Killer(part[0], error)]
        return [killer for one in part for killer in await read_part([one])]

    return [killer for found in await asyncio.gather(*map(read_part, parts)) for killer in found]


def split(inputs: Sequence[Claimed], size: int) -> Iterator[Sequence[Claimed]]:
    """The inputs in parts; those that failed before each by itself, so that they take no others with them."""
    sound = [given for given in inputs if not given.attempts]
    yield from (sound[start : start + size] for start in range(0, len(sound), size))
    yield from ([given] for given in inputs if given.attempts)
