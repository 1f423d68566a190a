"""Streams of nodes and edges out of the store: memory does not grow with their number."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, or_, select

from graph.chunks import chunks
from graph.elements import Edge, Node, Value
from graph.merged import TABLES
from graph.reporting import ROWS, iter_reports
from graph.selection import Selection, select_changed
from graph.tables import actors, articles, event_mentions, event_places, places, relation_edges, relations
from graph.views import Statement, View, event_node
from ontology.records import Actor, Place, Relation


def iter_nodes(connection: Connection, selection: Selection, view: View, *, detailed: bool) -> Iterator[Node]:
    """The actors and places of the selected events and relations, then the events that are nodes in the view.

    With `detailed` events carry what only files carry: sentence, article, names.
    """
    for kind in TABLES:
        for row in _rows(connection, _nodes_query(selection, kind)):
            yield make_node(kind, row.record)
    if view.has_events:
        yield from map(event_node, iter_reports(connection, selection, detailed=detailed))


def read_nodes(connection: Connection, ids: Collection[str], view: View, *, detailed: bool) -> Iterator[Node]:
    """The nodes of these ids, in the order in which `iter_nodes` has them: what they cost does not grow with the store."""
    for kind, table in TABLES.items():
        for chunk in chunks(sorted(ids)):
            for record in connection.scalars(select(table.c.record).where(table.c.id.in_(chunk)).order_by(table.c.id)):
                yield make_node(kind, record)
    if view.has_events:
        yield from map(event_node, iter_reports(connection, select_changed(sorted(ids), ()), detailed=detailed))


def iter_edges(connection: Connection, selection: Selection, view: View, *, detailed: bool) -> Iterator[Edge]:
    """The edges of the selected events and standing relations."""
    for report in iter_reports(connection, selection, detailed=detailed):
        yield from view.event_edges(report)
    for statement in iter_statements(connection, selection, detailed=detailed):
        yield from view.relation_edges(statement)


def iter_statements(connection: Connection, selection: Selection, *, detailed: bool) -> Iterator[Statement]:
    """The selected standing relations in the order of their articles; what an article states twice comes once."""
    table = relations
    query = select(table, *_article_columns()).join_from(table, articles).where(selection.relations)
    for row in _once_an_article(_rows(connection, query.order_by(table.c.article_id, table.c.position))):
        relation = _between_events(connection, row, Relation.model_validate_json(row.record))
        details = _article_details(row) | {"sentence": relation.evidence.sentence} if detailed else {}
        ends = tuple(row._mapping[end] for end in ("subject", "object") if row._mapping[f"{end}_node"] != "event")
        yield Statement(row.article_id, relation, ends, details)


def _between_events(connection: Connection, row: Row[Any], relation: Relation) -> Relation:
    """The relation with events in the place of the accounts that are its ends."""
    ends = [end for end in ("subject", "object") if row._mapping[f"{end}_node"] == "event"]
    events = {
        end: connection.scalar(select(event_mentions.c.event_id).where(event_mentions.c.id == row._mapping[end]))
        for end in ends
    }
    return relation.model_copy(update=events) if events else relation


def make_node(kind: str, record: str) -> Node:
    """A merged actor or place (`kind`) as a node, from its record in JSON."""
    if kind == "actor":
        return _actor_node(Actor.model_validate_json(record))
    return _place_node(Place.model_validate_json(record))


def _actor_node(actor: Actor) -> Node:
    return Node(
        actor.id,
        {
            "label": actor.name,
            "node": "actor",
            "kind": actor.kind,
            "country": actor.country,
            "sector": actor.sector,
            "aliases": actor.aliases,
        },
    )


def _place_node(place: Place) -> Node:
    return Node(
        place.id,
        {
            "label": place.name,
            "node": "place",
            "kind": place.kind,
            "country": place.country,
            "geonames_id": place.geonames_id,
            "admin1": place.admin1,
            "lat": place.lat,
            "lon": place.lon,
        },
    )


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    yield from connection.execute(query, execution_options={"yield_per": ROWS})


def _once_an_article(rows: Iterable[Row[Any]]) -> Iterator[Row[Any]]:
    for _, own in groupby(rows, key=lambda row: row.article_id):
        firsts: dict[tuple[str, ...], Row[Any]] = {}
        for row in own:
            firsts.setdefault((row.subject, row.predicate, row.title, row.object), row)
        yield from firsts.values()


def _nodes_query(selection: Selection, node: str) -> Select[Any]:
    """The merged records of what takes part in selected events or is an end of selected relations."""
    table, of_event, id_column = _sources(node)
    ends: list[ColumnElement[bool]] = [
        table.c.id.in_(select(relations.c[end]).where(relations.c[f"{end}_node"] == node, selection.relations))
        for end in ("subject", "object")
    ]
    events = select(event_mentions.c.event_id).where(selection.events)
    chosen = select(event_mentions.c.id).where(event_mentions.c.event_id.in_(events))
    taking_part = select(of_event.c[id_column]).where(of_event.c.mention_id.in_(chosen))
    in_events = table.c.events > 0 if selection.whole else table.c.id.in_(taking_part)
    return select(table.c.record).where(or_(in_events, *ends)).order_by(table.c.id)


def _sources(node: str) -> tuple[Table, Table, str]:
    return (actors, relation_edges, "actor_id") if node == "actor" else (places, event_places, "place_id")


def _article_columns() -> list[ColumnElement[Any]]:
    return [
        articles.c.title.label("article_title"),
        articles.c.publisher,
        articles.c.published.label("article_published"),
        articles.c.url,
    ]


def _article_details(row: Row[Any]) -> dict[str, Value]:
    return {
        "article": row.article_id,
        "title": row.article_title,
        "publisher": row.publisher,
        "published": row.article_published or None,
        "url": row.url,
    }
