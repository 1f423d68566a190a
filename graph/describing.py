"""Turns stored standing relations into answers: ids become names, and every statement gets its article."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from graph.answers import ArticleReference, NamedEnd, RelationAnswer
from graph.bulk import ask_for
from graph.told import REFERENCE_COLUMNS, make_reference
from ontology.records import Relation

_NAMED = "WITH asked(id) AS ({{asked}}) SELECT {columns} FROM asked CROSS JOIN {table} AS own WHERE own.id = asked.id"
_ACTORS = _NAMED.format(columns="own.id, own.name, own.kind, own.country", table="actors")
_PLACES = _NAMED.format(columns="own.id, own.record", table="places")
_ARTICLES = _NAMED.format(columns=", ".join(f"own.{column.name}" for column in REFERENCE_COLUMNS), table="articles")


class PlaceName(NamedTuple):
    """What an answer shows of a place."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None


class Names(NamedTuple):
    """The merged actors and places and the articles that some records point to, by id."""

    actors: Mapping[str, Row[Any]]
    places: Mapping[str, PlaceName]
    articles: Mapping[str, ArticleReference]


def describe_relations(connection: Connection, rows: Iterable[Row[Any]]) -> tuple[RelationAnswer, ...]:
    """Standing relations from rows with article_id, subject_node, object_node, reviewed, record and, where grouped, reports."""
    rows = list(rows)
    if not rows:
        return ()
    names = read_names(
        connection,
        actor_ids={id for row in rows for id, node in _ends(row) if node == "actor"},
        place_ids={id for row in rows for id, node in _ends(row) if node == "place"},
        article_ids={row.article_id for row in rows},
    )
    return tuple(_relation_answer(row, Relation.model_validate_json(row.record), names) for row in rows)


def article_reference(row: Row[Any]) -> ArticleReference:
    """An article from a row with id, title, publisher, published and url."""
    return ArticleReference.model_validate({**row._mapping, "published": row.published or None})


def read_names(
    connection: Connection,
    *,
    actor_ids: Iterable[str] = (),
    place_ids: Iterable[str] = (),
    article_ids: Iterable[str] = (),
) -> Names:
    """What is known of the actors, places and articles that records point to."""
    place_rows = _read_rows(connection, _PLACES, place_ids)
    article_rows = _read_rows(connection, _ARTICLES, article_ids)
    return Names(
        actors=_read_rows(connection, _ACTORS, actor_ids),
        places={id: _place_name(record) for id, record in place_rows.values()},
        articles={id: make_reference(row) for id, row in article_rows.items()},
    )


def _read_rows(connection: Connection, question: str, ids: Iterable[str]) -> dict[str, Row[*tuple[Any, ...]]]:
    """Rows by id, which is the first of the columns."""
    return {row[0]: row for row in ask_for(connection, question, [(id,) for id in sorted(set(ids))])}


@lru_cache(maxsize=4096)
def _place_name(record: str) -> PlaceName:
    # Not read as a record: it was checked when it was stored, and few of its fields are wanted.
    known = json.loads(record)
    return PlaceName(known["name"], known["country"], known["lat"], known["lon"])


def _ends(row: Row[Any]) -> tuple[tuple[str, str], ...]:
    """The subject and object of a standing relation, each with the kind of node that it is."""
    return ((row.subject, row.subject_node), (row.object, row.object_node))


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
