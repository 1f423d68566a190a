"""Puts other ids in the place of ids everywhere in an extraction, and drops what nothing points to any more. Pure."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

from ontology.records import (
    Actor,
    EventMention,
    EventPlace,
    Extraction,
    Mention,
    Participant,
    Place,
    Record,
    Relation,
)

# From an id (None where a mention has none) and the mention it rests on to the id that is right, None for nothing.
Choose: TypeAlias = Callable[[str | None, str | None], str | None]

P = TypeVar("P", Participant, EventPlace)
R = TypeVar("R", bound=Record)


def relink(extraction: Extraction, choose: Choose) -> Extraction:
    """The extraction with every id of an actor or place chosen anew.

    Participants and places that get no id are gone, and so is a standing relation that loses an end or whose ends become one.
    """
    return with_values(
        extraction,
        mentions=tuple(_relink_mention(mention, choose) for mention in extraction.mentions),
        events=tuple(_relink_event(event, choose) for event in extraction.events),
        relations=tuple(new for old in extraction.relations if (new := _relink_relation(old, choose))),
    )


def move_mentions(extraction: Extraction, moved: frozenset[str], to: Actor | Place | None) -> Extraction:
    """These mentions, and what rests on them, are of another actor or place; with None they are gone.

    What rests on no mention goes along where the actor or place has no other mention.
    """
    staying = {mention.entity for mention in extraction.mentions if mention.id not in moved}
    leaving = {mention.entity for mention in extraction.mentions if mention.id in moved} - staying - {None}

    def choose(id: str | None, mention: str | None) -> str | None:
        if mention in moved or (mention is None and id in leaving):
            return to.id if to else None
        return id

    relinked = relink(with_record(extraction, to) if to else extraction, choose)
    if to is None:
        relinked = relinked.model_copy(update={"mentions": tuple(m for m in relinked.mentions if m.id not in moved)})
    elif isinstance(to, Place):
        relinked = _with_precision(extraction, relinked, to)
    return prune(extraction, relinked)


def with_record(extraction: Extraction, record: Actor | Place) -> Extraction:
    """The extraction with this actor or place among its own; one that has the id already stays as it is."""
    if record.id in {actor.id for actor in extraction.actors} | {place.id for place in extraction.places}:
        return extraction
    if isinstance(record, Actor):
        return extraction.model_copy(update={"actors": (*extraction.actors, record)})
    return extraction.model_copy(update={"places": (*extraction.places, record)})


def prune(before: Extraction, after: Extraction) -> Extraction:
    """`after` without the actors and places that something pointed to before and nothing does any more."""
    gone = set(_references(before)) - set(_references(after))
    if not gone:
        return after
    return with_values(
        after,
        actors=tuple(actor for actor in after.actors if actor.id not in gone),
        places=tuple(place for place in after.places if place.id not in gone),
    )


def _references(extraction: Extraction) -> Iterator[str]:
    yield from (mention.entity for mention in extraction.mentions if mention.entity)
    for event in extraction.events:
        parts = (*event.actors, *event.recipients, *((event.claimant,) if event.claimant else ()))
        yield from (part.id for part in parts)
        yield from (place.id for place in event.places)
    for relation in extraction.relations:
        yield from (relation.subject, relation.object)


def _relink_mention(mention: Mention, choose: Choose) -> Mention:
    entity = choose(mention.entity, mention.id)
    return mention if entity == mention.entity else mention.model_copy(update={"entity": entity})


def _relink_event(event: EventMention, choose: Choose) -> EventMention:
    claimant = next(_relink_all([event.claimant], choose), None) if event.claimant else None
    return with_values(
        event,
        actors=_relink_parts(event.actors, choose),
        recipients=_relink_parts(event.recipients, choose),
        places=_relink_parts(event.places, choose),
        claimant=claimant,
    )


def _relink_all(parts: Iterable[P], choose: Choose) -> Iterator[P]:
    for part in parts:
        id = choose(part.id, part.mention)
        if id is not None:
            yield part if id == part.id else part.model_copy(update={"id": id})


def _relink_parts(parts: tuple[P, ...], choose: Choose) -> tuple[P, ...]:
    """An id that two parts now share comes once."""
    relinked = tuple(_relink_all(parts, choose))
    if relinked == parts:
        return parts
    return tuple({part.id: part for part in reversed(relinked)}.values())[::-1]


def _relink_relation(relation: Relation, choose: Choose) -> Relation | None:
    subject = choose(relation.subject, relation.subject_mention)
    object = choose(relation.object, relation.object_mention)
    if (subject, object) == (relation.subject, relation.object):
        return relation
    if subject is None or object is None or subject == object:
        return None
    return relation.model_copy(update={"subject": subject, "object": object})


def _with_precision(before: Extraction, after: Extraction, place: Place) -> Extraction:
    """An event that came to the place is known as exactly as the place is."""
    events = tuple(
        with_values(new, places=tuple(_precise(one, old, place) for one in new.places))
        for old, new in zip(before.events, after.events, strict=True)
    )
    return with_values(after, events=events)


def _precise(one: EventPlace, event: EventMention, place: Place) -> EventPlace:
    if one.id != place.id or any(old.id == one.id for old in event.places):
        return one
    return one.model_copy(update={"precision": place.precision})


def with_values(record: R, **values: object) -> R:
    """The record with these values; itself where they are what it has."""
    if all(getattr(record, name) == value for name, value in values.items()):
        return record
    return record.model_copy(update=values)
