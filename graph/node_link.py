"""A bounded view of the graph as nodes and edges in JSON, the shape that NetworkX and drawing libraries call node-link."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from graph.elements import Value
from graph.filters import Filter
from graph.selection import select_filter
from graph.store import Store
from graph.streams import iter_edges, read_nodes
from graph.views import get_view
from ontology.credits import GEONAMES_CREDIT
from ontology.records import Record


class NodeLink(Record):
    """Nodes with `id`, edges with `source`, `target` and `key`, each with its attributes. `truncated`: there are more edges.
    `attribution` is the credit for the places."""

    directed: bool = True
    multigraph: bool = True
    nodes: tuple[dict[str, Any], ...] = ()
    edges: tuple[dict[str, Any], ...] = ()
    truncated: bool = False
    attribution: str = GEONAMES_CREDIT


def read_node_link(
    store: Store, filter: Filter, *, view: str = "relations", depth: int = 1, most: int = 1000
) -> NodeLink:
    """At most `most` edges of the filtered view, in the order of their dates, and the nodes they join."""
    shape = get_view(view)
    with store.reading() as connection:
        selection = select_filter(connection, filter, depth=depth)
        edges = list(islice(iter_edges(connection, selection, shape, detailed=True), most + 1))
        shown = edges[:most]
        ends = {end for edge in shown for end in (edge.source, edge.target)}
        nodes = read_nodes(connection, ends, shape, detailed=True)
        return NodeLink(
            nodes=tuple({"id": node.id, **_known(node.attributes)} for node in nodes),
            edges=tuple(
                {"source": edge.source, "target": edge.target, "key": edge.id, **_known(edge.attributes)}
                for edge in shown
            ),
            truncated=len(edges) > most,
        )


def _known(attributes: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in attributes.items() if value is not None}
