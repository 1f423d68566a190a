"""Turns stored records into answers: ids become names, and every statement gets its article."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Row, select

from graph.answers import (
    ActorEvent,
    ArticleReference,
    EventAnswer,
    NamedActor,
    NamedEnd,
    NamedPlace,
    RelationAnswer,
)
from graph.chunks import chunks
from graph.tables import actors, articles, event_mentions, places
from ontology.records import EventMention, Participant, Place, Relation


class Names(NamedTuple):
    """The merged actors and places and the articles that some records point to, by id."""

    actors: Mapping[str, Row[Any]]
    places: Mapping[str, Place]
    articles: Mapping[str, ArticleReference]


def describe_events(connection: Connection, mention_ids: Sequence[str]) -> dict[str, EventAnswer]:
    """The accounts of events of these ids, by id."""
    columns = [event_mentions.c[name] for name in ("event_id", "article_id", "reviewed", "record")]
    rows = [
        row
        for ids in chunks(mention_ids)
        for row in connection.execute(select(*columns).where(event_mentions.c.id.in_(ids)))
    ]
    events = [EventMention.model_validate_json(row.record) for row in rows]
    names = _read_names(
        connection,
        nodes=(node for event in events for node in _nodes_of(event)),
        article_ids=(row.article_id for row in rows),
    )
    return {event.id: _event_answer(row, event, names) for row, event in zip(rows, events, strict=True)}


def describe_relations(connection: Connection, rows: Iterable[Row[Any]]) -> tuple[RelationAnswer, ...]:
    """Standing relations from rows with article_id, subject_node, object_node, reviewed, record and, where grouped, reports."""
    read = [(row, Relation.model_validate_json(row.record)) for row in rows]
    names = _read_names(
        connection,
        nodes=(end for _, relation in read for end in (relation.subject, relation.object)),
        article_ids=(row.article_id for row, _ in read),
    )
    return tuple(_relation_answer(row, relation, names) for row, relation in read)


def seen_from(event: EventAnswer, actor_id: str, role: str) -> ActorEvent:
    """An event as one of its actors sees it: everybody else in it is one of the others."""
    others = tuple(p for p in (*event.actors, *event.recipients) if p.id != actor_id)
    return ActorEvent.model_construct(**dict(event), role=role, others=others)


def article_reference(row: Row[Any]) -> ArticleReference:
    """An article from a row with id, title, publisher, published and url."""
    return ArticleReference.model_validate({**row._mapping, "published": row.published or None})


# What an answer takes over from the account as it is.
_TAKEN_OVER = [name for name in EventMention.model_fields if name in EventAnswer.model_fields]

REFERENCE_COLUMNS = [articles.c[name] for name in ArticleReference.model_fields]


def _read_names(connection: Connection, nodes: Iterable[str], article_ids: Iterable[str]) -> Names:
    node_ids = sorted(set(nodes))
    actor_columns = [actors.c.id, actors.c.name, actors.c.kind, actors.c.country]
    place_rows = _read_rows(connection, [places.c.id, places.c.record], node_ids)
    article_rows = _read_rows(connection, REFERENCE_COLUMNS, sorted(set(article_ids)))
    return Names(
        actors=_read_rows(connection, actor_columns, node_ids),
        places={id: Place.model_validate_json(row.record) for id, row in place_rows.items()},
        articles={id: article_reference(row) for id, row in article_rows.items()},
    )


def _read_rows(connection: Connection, columns: Sequence[Column[Any]], ids: Sequence[str]) -> dict[str, Row[Any]]:
    """Rows by id, which is the first of the columns."""
    found: dict[str, Row[Any]] = {}
    for chunk in chunks(ids):
        found |= {row[0]: row for row in connection.execute(select(*columns).where(columns[0].in_(chunk)))}
    return found


def _nodes_of(event: EventMention) -> Iterable[str]:
    yield from (participant.id for participant in (*event.actors, *event.recipients))
    yield from (place.id for place in event.places)
    if event.claimant:
        yield event.claimant.id


def _event_answer(row: Row[Any], event: EventMention, names: Names) -> EventAnswer:
    return EventAnswer.model_construct(
        **{name: getattr(event, name) for name in _TAKEN_OVER}
        | {
            "id": row.event_id,
            "reviewed": row.reviewed,
            "actors": _named_actors(event.actors, "actor", names),
            "recipients": _named_actors(event.recipients, "recipient", names),
            "places": tuple(_named_place(place.id, place.precision, names) for place in event.places),
            "claimant": _named_actor(event.claimant.id, "claimant", names) if event.claimant else None,
            "article": names.articles[row.article_id],
        }
    )


def _named_actors(participants: Sequence[Participant], role: str, names: Names) -> tuple[NamedActor, ...]:
    return tuple(_named_actor(id, role, names) for id in dict.fromkeys(p.id for p in participants))


def _named_actor(id: str, role: str, names: Names) -> NamedActor:
    row = names.actors[id]
    return NamedActor(id=id, name=row.name, kind=row.kind, country=row.country, role=role)


def _named_place(id: str, precision: str | None, names: Names) -> NamedPlace:
    place = names.places[id]
    return NamedPlace(
        id=id, name=place.name, country=place.country, lat=place.lat, lon=place.lon, precision=precision
    )


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
