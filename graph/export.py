"""Exports of a view of the graph, one writer a format."""

from typing import BinaryIO

from graph.filters import Filter
from graph.store import Store

FORMATS: tuple[str, ...] = ("graphml",)
VIEWS: tuple[str, ...] = ("relations", "events")


def export_graph(
    store: Store, out: BinaryIO, filter: Filter, *, format: str = "graphml", view: str = "relations", depth: int = 1
) -> None:
    """Write the filtered view to `out`, memory flat. With `filter.actor` it is that actor's neighbourhood: `depth` 1 is
    the events it takes part in, 2 also those of everybody it meets there. `limit` and `cursor` are not used.
    InputError for an unknown format or view; NotFoundError for an unknown actor or place, before anything is written.
    """
    raise NotImplementedError
