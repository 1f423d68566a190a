"""The graph in memory: a NetworkX projection of the store that can be thrown away, rebuilt, or kept up with changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import TypeAlias

import networkx as nx
from sqlalchemy import Connection, select

from graph.changes import read_changes, read_sequence
from graph.chunks import chunks
from graph.elements import Edge, Node, Value
from graph.filters import Filter
from graph.merged import TABLES
from graph.selection import Selection, select_articles, select_filter
from graph.store import Store
from graph.streams import iter_edges, iter_nodes, iter_reports, iter_statements, make_node
from graph.views import event_node, get_view, participants

Graph: TypeAlias = "nx.MultiDiGraph[str]"

# Kept in files only: long, and no attribute that other tools could write.
_LEFT_OUT = "aliases"


def project(store: Store, filter: Filter | None = None, *, view: str = "events", depth: int = 1) -> Graph:
    """The view of everything, or of what fits a filter (`limit` and `cursor` are not used), as a graph."""
    graph, shape = _new_graph(), get_view(view)
    with store.reading() as connection:
        selection = select_filter(connection, filter, depth=depth) if filter else select_articles()
        for node in iter_nodes(connection, selection, shape, detailed=False):
            _set_node(graph, node)
        for edge in iter_edges(connection, selection, shape, detailed=False):
            _set_edge(graph, edge)
    return graph


@dataclass
class _Part:
    """What one article has put into the graph."""

    nodes: list[str] = field(default_factory=list)
    edges: list[tuple[str, str, str]] = field(default_factory=list)


class Projection:
    """A view of the whole store as a graph that follows the store; `seq` says up to which change.

    However it got there, `graph` equals a rebuild from the same store. Not safe to refresh while others read the graph.
    """

    def __init__(self, store: Store, *, view: str = "events") -> None:
        self.graph = _new_graph()
        self.seq = 0
        self._store = store
        self._view = get_view(view)
        self._parts: dict[str, _Part] = {}
        self._uses: Counter[str] = Counter()
        with store.reading() as connection:
            self._describe(connection, self._add(connection, select_articles()))
            self.seq = read_sequence(connection)

    def refresh(self) -> int:
        """Apply what changed in the store since; the sequence number it is now at."""
        with self._store.reading() as connection:
            changes = read_changes(connection, since=self.seq)
            changed = dict.fromkeys(change.id for change in changes if change.kind == "article")
            for article_id in changed:
                self._remove(article_id)
            stale = {change.id for change in changes if change.kind in TABLES and change.id in self._uses}
            for ids in chunks(changed):
                stale |= self._add(connection, select_articles(ids))
            self._describe(connection, stale)
            self.seq = max((change.seq for change in changes), default=self.seq)
        return self.seq

    def _add(self, connection: Connection, selection: Selection) -> set[str]:
        """Add the events and relations of articles; the actors and places in them, whose attributes are still to be set."""
        touched: set[str] = set()
        parts: defaultdict[str, _Part] = defaultdict(_Part)
        for report in iter_reports(connection, selection, detailed=False):
            part = parts[report.article_id]
            own = participants(report)
            touched.update(own)
            part.nodes += own
            if self._view.has_events:
                part.nodes.append(report.event_id)
                _set_node(self.graph, event_node(report))
            part.edges += [_set_edge(self.graph, edge) for edge in self._view.event_edges(report)]
        for statement in iter_statements(connection, selection, detailed=False):
            part = parts[statement.article_id]
            touched.update(statement.ends)
            part.nodes += statement.ends
            part.edges += [_set_edge(self.graph, edge) for edge in self._view.relation_edges(statement)]
        for article_id, part in parts.items():
            self._parts[article_id] = part
            self._uses.update(part.nodes)
            self.graph.add_nodes_from(part.nodes)
        return touched

    def _remove(self, article_id: str) -> None:
        part = self._parts.pop(article_id, _Part())
        for source, target, key in part.edges:
            self.graph.remove_edge(source, target, key)
        for node in part.nodes:
            self._uses[node] -= 1
            if not self._uses[node]:
                del self._uses[node]
                self.graph.remove_node(node)

    def _describe(self, connection: Connection, node_ids: Iterable[str]) -> None:
        """Set the attributes of the nodes of actors and places."""
        for ids in chunks(node_ids):
            for kind, table in TABLES.items():
                for record in connection.scalars(select(table.c.record).where(table.c.id.in_(ids))):
                    _set_node(self.graph, make_node(kind, record))


def _new_graph() -> Graph:
    return nx.MultiDiGraph()


def _set_node(graph: Graph, node: Node) -> None:
    graph.add_node(node.id)
    attributes = graph.nodes[node.id]
    attributes.clear()
    attributes.update(_slim(node.attributes))


def _set_edge(graph: Graph, edge: Edge) -> tuple[str, str, str]:
    graph.add_edge(edge.source, edge.target, key=edge.id, **_slim(edge.attributes))
    return edge.source, edge.target, edge.id


def _slim(attributes: Mapping[str, Value]) -> dict[str, Value]:
    """Attributes without the unknown; equal texts are one text in memory."""
    return {
        name: intern(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None and name != _LEFT_OUT
    }
