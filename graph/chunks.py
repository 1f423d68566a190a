"""Ids in lists short enough for one statement."""

from collections.abc import Iterable, Iterator
from itertools import islice

# Below the number of parameters that any supported database takes in one statement.
CHUNK = 500


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in lists of at most 500."""
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
