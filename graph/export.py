"""Exports of a view of the graph, one writer a format."""

from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from graph.elements import Edge, Fields, Node
from graph.filters import Filter
from graph.graphml import write_graphml
from graph.selection import select_filter
from graph.store import Store
from graph.streams import iter_edges, iter_nodes
from graph.views import VIEWS as _VIEWS
from graph.views import get_view
from ontology.errors import InputError

Writer = Callable[[BinaryIO, Fields, Iterable[Node], Iterable[Edge]], None]

WRITERS: Mapping[str, Writer] = {"graphml": write_graphml}
FORMATS: tuple[str, ...] = tuple(WRITERS)
VIEWS: tuple[str, ...] = tuple(_VIEWS)


def export_graph(
    store: Store, out: BinaryIO, filter: Filter, *, format: str = "graphml", view: str = "relations", depth: int = 1
) -> None:
    """Write the filtered view to `out`, memory flat. With `filter.actor` it is that actor's neighbourhood: `depth` 1 is
    the events it takes part in, 2 also those of everybody it meets there. `limit` and `cursor` are not used.
    InputError for an unknown format or view; NotFoundError for an unknown actor or place, before anything is written.
    """
    if format not in WRITERS:
        raise InputError(f"no export format {format!r}; there is {', '.join(FORMATS)}")
    if depth < 1:
        raise InputError(f"depth {depth} is not a number of steps from 1 up")
    shape = get_view(view)
    with store.reading() as connection:
        selection = select_filter(connection, filter, depth=depth)
        nodes = iter_nodes(connection, selection, shape, detailed=True)
        WRITERS[format](out, shape.fields, nodes, iter_edges(connection, selection, shape, detailed=True))
