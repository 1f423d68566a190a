"""Turns stored standing relations into answers: ids become names, and every statement gets its article."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, select

from graph.answers import ArticleReference, NamedEnd, RelationAnswer
from graph.chunks import chunks
from graph.tables import actors, articles, places
from graph.told import REFERENCE_COLUMNS, make_reference
from ontology.records import Place, Relation

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
# Built once: building a statement takes as long as asking it.
_ACTORS = select(actors.c.id, actors.c.name, actors.c.kind, actors.c.country).where(actors.c.id.in_(_IDS))
_PLACES = select(places.c.id, places.c.record).where(places.c.id.in_(_IDS))
_ARTICLES = select(*REFERENCE_COLUMNS).where(articles.c.id.in_(_IDS))


class Names(NamedTuple):
    """The merged actors and places and the articles that some records point to, by id."""

    actors: Mapping[str, Row[Any]]
    places: Mapping[str, Place]
    articles: Mapping[str, ArticleReference]


def describe_relations(connection: Connection, rows: Iterable[Row[Any]]) -> tuple[RelationAnswer, ...]:
    """Standing relations from rows with article_id, subject_node, object_node, reviewed, record and, where grouped, reports."""
    read = [(row, Relation.model_validate_json(row.record)) for row in rows]
    names = read_names(
        connection,
        nodes=(end for _, relation in read for end in (relation.subject, relation.object)),
        article_ids=(row.article_id for row, _ in read),
    )
    return tuple(_relation_answer(row, relation, names) for row, relation in read)


def article_reference(row: Row[Any]) -> ArticleReference:
    """An article from a row with id, title, publisher, published and url."""
    return ArticleReference.model_validate({**row._mapping, "published": row.published or None})


def read_names(connection: Connection, nodes: Iterable[str], article_ids: Iterable[str] = ()) -> Names:
    """The names that records with these ids of actors, places and articles need."""
    node_ids = sorted(set(nodes))
    place_rows = _read_rows(connection, _PLACES, node_ids)
    article_rows = _read_rows(connection, _ARTICLES, sorted(set(article_ids)))
    return Names(
        actors=_read_rows(connection, _ACTORS, node_ids),
        places={id: Place.model_validate_json(row.record) for id, row in place_rows.items()},
        articles={id: make_reference(row) for id, row in article_rows.items()},
    )


def _read_rows(connection: Connection, statement: Select[Any], ids: Sequence[str]) -> dict[str, Row[Any]]:
    """Rows by id, which is the first of the columns."""
    found: dict[str, Row[Any]] = {}
    for chunk in chunks(ids):
        found |= {row[0]: row for row in connection.execute(statement, {"ids": chunk})}
    return found


def _relation_answer(row: Row[Any], relation: Relation, names: Names) -> RelationAnswer:
    return RelationAnswer(
        id=relation.id,
        predicate=relation.predicate,
        title=relation.title,
        subject=_named_end(relation.subject, row.subject_node, names),
        object=_named_end(relation.object, row.object_node, names),
        since=relation.since,
        until=relation.until,
        reviewed=row.reviewed,
        evidence=relation.evidence,
        article=names.articles[row.article_id],
        reports=row._mapping.get("reports", 1),
    )


def _named_end(id: str, node: str, names: Names) -> NamedEnd:
    """The name of an actor or place; an event is named by its id."""
    known = names.actors.get(id) if node == "actor" else names.places.get(id)
    return NamedEnd(id=id, name=known.name if known else id, node=node)
