"""Looks up what a judgement names, with errors that say where to look instead."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, exists, select

from graph.actions import Anchor, MergeActors, Span
from graph.drafts import actor_mentions, make_anchor, place_mentions
from graph.identity import load_joins
from graph.judgements import is_active
from graph.load import load_extraction
from graph.readings import load_reading
from graph.rulebook import Rulebook
from graph.tables import actors, event_mentions, judgement_targets, judgements, places, raw_actors, relations
from ontology.errors import InputError, NotFoundError
from ontology.records import Actor, EventMention, Place, Relation
from ontology.vocabulary import load_vocabulary, unknown

# What an actor is, without what single articles say of it.
_CORE = ("id", "name", "kind", "country", "sector", "wikidata")


def find_actor(connection: Connection, rules: Rulebook, id: str) -> Actor:
    """The actor of an id with its codes. NotFoundError tells into which other it was merged, if it was."""
    record = connection.scalar(select(actors.c.record).where(actors.c.id == id))
    if record is None:
        for judgement, action in reversed(rules.judged):
            if isinstance(action, MergeActors) and id in action.others:
                raise NotFoundError(f"no actor {id!r}: it was merged into {action.into!r} by judgement {judgement}")
        joined_to = load_joins(connection, [id]).get(id)
        if joined_to is not None:
            raise NotFoundError(f"no actor {id!r}: it goes by {joined_to!r}; name that, or part them by never-merge")
        raise NotFoundError(f"no actor {id!r}")
    actor = Actor.model_validate_json(record)
    return Actor(**{name: getattr(actor, name) for name in _CORE})


def name_actor(connection: Connection, rules: Rulebook, given: Actor | str) -> Actor:
    """The actor of an id, or a new one as it is given, checked."""
    if isinstance(given, str):
        return find_actor(connection, rules, given)
    check_codes(given.kind, given.sector)
    check_free(connection, places, given.id)
    return given


def name_place(connection: Connection, given: Place | str) -> Place:
    """The place of an id, or one as it is given, with the precision that its kind has if it has none."""
    if isinstance(given, Place):
        check_free(connection, actors, given.id)
        place = given
    else:
        record = connection.scalar(select(places.c.record).where(places.c.id == given))
        if record is None:
            raise NotFoundError(f"no place {given!r} in the graph; give its record to bring it in")
        place = Place.model_validate_json(record)
    kinds = load_vocabulary().place_kinds
    if place.kind not in kinds:
        raise unknown("kind of place", place.kind, kinds, place.kind)
    return place if place.precision else place.model_copy(update={"precision": kinds[place.kind].precision})


def check_codes(kind: str | None, sector: str | None) -> None:
    """Raise InputError for a kind or sector of an actor that there is not."""
    known = load_vocabulary()
    if kind is not None and kind not in known.kinds:
        raise unknown("kind of actor", kind, known.kinds, kind.lower())
    if sector is not None and sector not in known.sectors:
        raise unknown("sector", sector, known.sectors, sector.upper())


def check_free(connection: Connection, table: Table, id: str) -> None:
    """Raise InputError if the id is that of one of the other sort."""
    if id != id.strip() or not id.isprintable() or not id:
        raise InputError(f"{id!r} cannot be an id: leave out white space and control characters")
    if connection.scalar(select(table.c.id).where(table.c.id == id)) is not None:
        raise InputError(f"{id!r} is the id of {'a place' if table is places else 'an actor'} already")


def is_used(connection: Connection, id: str) -> bool:
    """Whether an id has ever been one of an actor or place in the graph, or in a judgement."""
    asked = (
        select(actors.c.id).where(actors.c.id == id),
        select(places.c.id).where(places.c.id == id),
        select(raw_actors.c.actor_id).where(raw_actors.c.actor_id == id),
        select(judgement_targets.c.target).where(judgement_targets.c.target == id),
    )
    return any(connection.scalar(query.limit(1)) is not None for query in asked)


def event_anchor(connection: Connection, id: str) -> Anchor:
    """What an event of the graph is found by again."""
    article = connection.scalar(select(event_mentions.c.article_id).where(event_mentions.c.id == id))
    if article is None:
        raise NotFoundError(f"no event {id!r}{_rejection(connection, id)}")
    return _anchor(article, load_reading(connection, article).extraction.events, id)


def relation_anchor(connection: Connection, id: str) -> Anchor:
    """What a standing relation of the graph is found by again."""
    found = connection.scalars(select(relations.c.article_id).where(relations.c.id == id).limit(2)).all()
    if not found:
        raise NotFoundError(f"no standing relation {id!r}{_rejection(connection, id)}")
    if len(found) > 1:
        raise InputError(f"{len(found)} articles have a standing relation {id!r}")
    return _anchor(found[0], load_reading(connection, found[0]).extraction.relations, id)


def check_mention(connection: Connection, span: Span, *, of: str) -> None:
    """Raise NotFoundError if the article has no mention of an actor or place (`of`) there."""
    extraction = load_extraction(connection, span.article)
    found = (actor_mentions if of == "actor" else place_mentions)(extraction, span)
    if not found:
        text = extraction.article.text[span.start : span.end]
        raise NotFoundError(f"article {span.article}: no mention of an {of} at {span.start}-{span.end} ({text!r})")


def _anchor(article: str, statements: tuple[EventMention, ...] | tuple[Relation, ...], id: str) -> Anchor:
    return next(make_anchor(article, one) for one in statements if one.id == id)


def _rejection(connection: Connection, id: str) -> str:
    own = exists(
        select(judgement_targets.c.target).where(
            judgement_targets.c.judgement_id == judgements.c.id, judgement_targets.c.target == id
        )
    )
    rejected: ColumnElement[Any] = judgements.c.action.in_(("reject-event", "reject-relation"))
    by = connection.scalar(select(judgements.c.id).where(own, rejected, is_active()).limit(1))
    return f": it was rejected by judgement {by}" if by else ""
