"""The graph in memory: a NetworkX projection of the store that can be thrown away, rebuilt, or kept up with changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import TypeAlias

import networkx as nx
from sqlalchemy import Connection, or_, select

from graph.changes import read_changes, read_sequence
from graph.chunks import chunks
from graph.elements import Edge, Node, Value
from graph.filters import Filter
from graph.merged import TABLES
from graph.reporting import iter_reports
from graph.selection import Selection, select_all, select_changed, select_filter
from graph.store import Store
from graph.streams import iter_edges, iter_nodes, iter_statements, make_node
from graph.tables import event_mentions, relations
from graph.views import event_node, get_view

Graph: TypeAlias = "nx.MultiDiGraph[str]"

# Kept in files only: long, and no attribute that other tools could write.
_LEFT_OUT = "aliases"


def project(store: Store, filter: Filter | None = None, *, view: str = "events", depth: int = 1) -> Graph:
    """The view of everything, or of what fits a filter (`limit` and `cursor` are not used), as a graph."""
    graph, shape = _new_graph(), get_view(view)
    with store.reading() as connection:
        selection = select_filter(connection, filter, depth=depth) if filter else select_all()
        for node in iter_nodes(connection, selection, shape, detailed=False):
            _set_node(graph, node)
        for edge in iter_edges(connection, selection, shape, detailed=False):
            _set_edge(graph, edge)
    return graph


# Kinds of changes that parts of the graph follow, and the id of what changed.
_PARTS = ("event", "article")
_Key: TypeAlias = tuple[str, str]


@dataclass
class _Part:
    """What one event, or the standing relations of one article, has put into the graph."""

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
        self._parts: dict[_Key, _Part] = {}
        self._uses: Counter[str] = Counter()
        with store.reading() as connection:
            self._describe(connection, self._add(connection, select_all()))
            self.seq = read_sequence(connection)

    def refresh(self) -> int:
        """Apply what changed in the store since; the sequence number it is now at."""
        with self._store.reading() as connection:
            changes = read_changes(connection, since=self.seq)
            changed = {kind: {change.id for change in changes if change.kind == kind} for kind in _PARTS}
            changed["article"] |= _articles_about(connection, changed["event"])
            for kind, ids in changed.items():
                for id in ids:
                    self._remove((kind, id))
            stale = {change.id for change in changes if change.kind in TABLES and change.id in self._uses}
            for chunk in chunks(sorted(changed["event"])):
                stale |= self._add(connection, select_changed(chunk, ()))
            for chunk in chunks(sorted(changed["article"])):
                stale |= self._add(connection, select_changed((), chunk))
            self._describe(connection, stale)
            self.seq = max((change.seq for change in changes), default=self.seq)
        return self.seq

    def _add(self, connection: Connection, selection: Selection) -> set[str]:
        """Add events and standing relations; the actors and places in them, whose attributes are still to be set."""
        touched: set[str] = set()
        parts: defaultdict[_Key, _Part] = defaultdict(_Part)
        for report in iter_reports(connection, selection, detailed=False):
            part = parts["event", report.event_id]
            own = report.nodes
            touched.update(own)
            part.nodes += own
            if self._view.has_events:
                part.nodes.append(report.event_id)
                _set_node(self.graph, event_node(report))
            part.edges += [_set_edge(self.graph, edge) for edge in self._view.event_edges(report)]
        for statement in iter_statements(connection, selection, detailed=False):
            part = parts["article", statement.article_id]
            touched.update(statement.ends)
            part.nodes += statement.ends
            part.edges += [_set_edge(self.graph, edge) for edge in self._view.relation_edges(statement)]
        for key, part in parts.items():
            self._parts[key] = part
            self._uses.update(part.nodes)
            self.graph.add_nodes_from(part.nodes)
        return touched

    def _remove(self, key: _Key) -> None:
        part = self._parts.pop(key, _Part())
        for source, target, edge in part.edges:
            self.graph.remove_edge(source, target, edge)
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


def _articles_about(connection: Connection, event_ids: Iterable[str]) -> set[str]:
    """The articles whose standing relations have one of these events as an end."""
    found: set[str] = set()
    for ids in chunks(sorted(event_ids)):
        own = select(event_mentions.c.id).where(event_mentions.c.event_id.in_(ids))
        ends = or_(relations.c.subject.in_(own), relations.c.object.in_(own))
        found.update(connection.scalars(select(relations.c.article_id).where(ends)))
    return found


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
