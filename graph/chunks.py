"""Ids in lists short enough for one statement."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, bindparam

# Below the number of parameters that any supported database takes in one statement.
CHUNK = 500
# The ids of a chunk in a statement that is made once: making it takes longer than asking it.
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in lists of at most 500."""
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
