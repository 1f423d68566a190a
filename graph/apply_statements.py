"""What judgements on events and standing relations do to an article. Pure; None where the article has nothing to do it to."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from graph.actions import (
    AboutEvent,
    AboutEvents,
    AboutRelation,
    ConfirmEvent,
    ConfirmRelation,
    EditEvent,
    EventChanges,
    RejectEvent,
    RejectRelation,
    anchors_of,
)
from graph.drafts import Draft, find_anchored
from graph.relinking import prune, with_record, with_values
from ontology.records import Actor, EventMention, EventPlace, Extraction, Participant, Place, Relation

# Fields of an event that hold ids of other records; all others are taken over as they are.
_PARTS = ("actors", "recipients", "claimant", "places")
_Named = TypeVar("_Named", Actor, Place)


def edit_event(draft: Draft, action: EditEvent) -> Draft | None:
    """The given fields of all accounts that it is about have the given values."""
    events = _find_events(draft, action)
    if not events:
        return None
    changes = _joined(draft, action.changes)
    now = draft.now
    for record in _records(changes):
        now = with_record(now, record)
    for event in events:
        now = _with_event(now, _edited(now, event, changes))
    return draft.after(prune(draft.now, now))


def _edited(now: Extraction, event: EventMention, changes: EventChanges) -> EventMention:
    given = changes.model_fields_set
    values: dict[str, Any] = {name: getattr(changes, name) for name in given if name not in _PARTS}
    for name in ("actors", "recipients"):
        if name in given:
            values[name] = tuple(_participant(now, event, actor.id) for actor in _of(Actor, getattr(changes, name)))
    if "claimant" in given:
        claimants = _of(Actor, [changes.claimant])
        values["claimant"] = _participant(now, event, claimants[0].id) if claimants else None
    if "places" in given:
        values["places"] = tuple(_event_place(now, event, place) for place in _of(Place, changes.places))
    return with_values(event, **values)


def confirm_event(draft: Draft, action: ConfirmEvent) -> Draft | None:
    """It is reviewed, and sure."""
    events = _find_events(draft, action)
    if not events:
        return None
    now = draft.now
    for event in events:
        now = _with_event(now, with_values(event, confidence=1.0))
    return draft._replace(now=now, reviewed=draft.reviewed | {event.id for event in events})


def reject_event(draft: Draft, action: RejectEvent) -> Draft | None:
    """It goes, with the relations that point to it and the actors and places that it alone named."""
    gone = {event.id for event in _find_events(draft, action)}
    if not gone:
        return None
    events = tuple(other for other in draft.now.events if other.id not in gone)
    relations = tuple(r for r in draft.now.relations if gone.isdisjoint((r.subject, r.object)))
    now = prune(draft.now, with_values(draft.now, events=events, relations=relations))
    return draft._replace(now=now, reviewed=draft.reviewed - gone)


def find_events(draft: Draft, action: AboutEvents) -> Draft | None:
    """Nothing changes in the article; which events it joins or separates, grouping must know."""
    anchors = (anchor for side in action.anchors for anchor in side)
    return draft if any(find_anchored(draft.raw, anchor, event=True) for anchor in anchors) else None


def confirm_relation(draft: Draft, action: ConfirmRelation) -> Draft | None:
    """It is reviewed."""
    relation = _find_relation(draft, action)
    return draft._replace(reviewed=draft.reviewed | {relation.id}) if relation else None


def reject_relation(draft: Draft, action: RejectRelation) -> Draft | None:
    """It goes."""
    relation = _find_relation(draft, action)
    if relation is None:
        return None
    relations = tuple(other for other in draft.now.relations if other.id != relation.id)
    now = prune(draft.now, with_values(draft.now, relations=relations))
    return draft._replace(now=now, reviewed=draft.reviewed - {relation.id})


def _find_events(draft: Draft, action: AboutEvent) -> list[EventMention]:
    """The accounts in this article that an action is about."""
    own = draft.raw.article.id
    near = [anchor for anchor in anchors_of(action) if anchor.article == own]
    ids = {find_anchored(draft.raw, anchor, event=True) for anchor in near}
    return [event for event in draft.now.events if event.id in ids]


def _find_relation(draft: Draft, action: AboutRelation) -> Relation | None:
    assert action.anchor is not None
    id = find_anchored(draft.raw, action.anchor, event=False)
    return next((relation for relation in draft.now.relations if relation.id == id), None)


def _with_event(extraction: Extraction, new: EventMention) -> Extraction:
    events = tuple(new if event.id == new.id else event for event in extraction.events)
    return with_values(extraction, events=events)


def _joined(draft: Draft, changes: EventChanges) -> EventChanges:
    """The changes with actors as they go by after the automatic joins, without ids that are of the other sort here."""
    actors, places = ({one.id for one in known} for known in (draft.now.actors, draft.now.places))

    def join(given: Iterable[Any]) -> tuple[Actor, ...]:
        joined = (actor.model_copy(update={"id": draft.joined(actor.id)}) for actor in _of(Actor, given))
        return tuple(actor for actor in joined if actor.id not in places)

    parts: dict[str, Any] = {name: join(getattr(changes, name)) for name in ("actors", "recipients")}
    parts["claimant"] = next(iter(join([changes.claimant])), None)
    parts["places"] = tuple(place for place in _of(Place, changes.places) if place.id not in actors)
    return changes.model_copy(update={name: parts[name] for name in _PARTS if name in changes.model_fields_set})


def _records(changes: EventChanges) -> Sequence[Actor | Place]:
    actors = _of(Actor, [*changes.actors, *changes.recipients, changes.claimant])
    return [*actors, *_of(Place, changes.places)]


def _of(kind: type[_Named], given: Iterable[Any]) -> list[_Named]:
    """The records of this kind, each id once."""
    found: dict[str, _Named] = {}
    for one in given:
        if isinstance(one, kind):
            found.setdefault(one.id, one)
    return list(found.values())


def _participant(extraction: Extraction, event: EventMention, actor_id: str) -> Participant:
    """A participant with the mention it had in the event, else its first mention in the sentence."""
    for old in (*event.actors, *event.recipients, *([event.claimant] if event.claimant else [])):
        if old.id == actor_id:
            return old
    return Participant(id=actor_id, mention=_mention_in_sentence(extraction, event, actor_id))


def _event_place(extraction: Extraction, event: EventMention, place: Place) -> EventPlace:
    for old in event.places:
        if old.id == place.id:
            return old
    mention = _mention_in_sentence(extraction, event, place.id)
    return EventPlace(id=place.id, mention=mention, precision=place.precision)


def _mention_in_sentence(extraction: Extraction, event: EventMention, id: str) -> str | None:
    sentence = event.evidence
    inside = (m.id for m in extraction.mentions if m.entity == id and sentence.start <= m.start < sentence.end)
    return next(inside, None)
