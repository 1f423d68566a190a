"""What a worker of a Dask cluster does: reads inputs that are leased under a token and settles them in the database itself.

The worker takes its settings from its own environment, so that no password travels through the scheduler.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple, TypeAlias

from app.reading import LoadReader, Reader, load_reader, read_with
from app.settings import load_settings
from app.settling import settle
from graph.queue import load
from graph.store import Store, open_store

# Reads and settles the inputs of these ids that are leased under this token; how many.
Task: TypeAlias = Callable[[tuple[str, ...], int], int]


class Parts(NamedTuple):
    """What a worker process holds."""

    store: Store
    reader: Reader


def process(ids: tuple[str, ...], token: int) -> int:
    """Read those of the inputs that the token has still and settle them; how many. StoreError where the database is away."""
    return process_with(load_reader, ids, token)


def process_with(load_own: LoadReader, ids: tuple[str, ...], token: int) -> int:
    """The same with another reader."""
    parts = _load_parts(load_own)
    claimed = load(parts.store, token, ids)
    settle(parts.store, token, read_with(parts.reader, claimed))
    return len(claimed)


@cache
def _load_parts(load_own: LoadReader) -> Parts:
    """Once a process: a model takes seconds to load."""
    settings = load_settings()
    return Parts(open_store(settings.database_url, create=False), load_own(settings))
