"""What a person can correct: one record for each action, with what it speaks of and the values it sets.

The records are kept as they are; applying them (`graph.applying`) never changes what was read.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from ontology.errors import InputError
from ontology.ids import fold_text
from ontology.records import Actor, Casualties, DateInterval, Place, Record, Status

_NOT_STORABLE = re.compile("[\x00-\x1f\ud800-\udfff]")


def _check_characters(text: str) -> str:
    if found := _NOT_STORABLE.search(text):
        raise ValueError(f"{found[0]!a} is no character of a name")
    return text


Text: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000),
    AfterValidator(_check_characters),
]
Score: TypeAlias = Annotated[float, Field(ge=0, le=1)]


class Span(Record):
    """A mention, known by its place in an article's text. Another extractor may draw it a little differently."""

    article: Text
    start: Annotated[int, Field(ge=0)]
    end: int

    @model_validator(mode="after")
    def _check_order(self) -> "Span":
        if self.end <= self.start:
            raise ValueError(f"the mention ends at {self.end}, before or where it starts, at {self.start}")
        return self


class Anchor(Record):
    """What an event or relation is found by when it is read again: its id, else a trigger at the same spot.

    `kind` is the type of an event or the predicate of a relation, `name` its plain relation or its title. `start` and
    `end` are those of the trigger, or of the sentence where there is none.
    """

    article: str
    id: str
    kind: str
    name: str
    start: int
    end: int
    has_trigger: bool = True


class MergeActors(Record):
    """The `others` are the same actor as `into`. `name` is what it is called in the articles of the others: its name at
    the time, unless another is given."""

    action: Literal["merge-actors"] = "merge-actors"
    into: Text
    others: Annotated[tuple[Text, ...], Field(min_length=1)]
    name: Text | None = None


class SplitActor(Record):
    """In these articles, or in these mentions only, it is another actor. Without `new_id` one is made from the name."""

    action: Literal["split-actor"] = "split-actor"
    actor: Text
    articles: tuple[Text, ...] = ()
    mentions: tuple[Span, ...] = ()
    name: Text | None = None
    new_id: Text | None = None


class RenameActor(Record):
    """The actor is called this; the name it had stays as an alias."""

    action: Literal["rename-actor"] = "rename-actor"
    actor: Text
    name: Text


class RecodeActor(Record):
    """The actor's codes, those that are given; an explicit None means unknown. With `since` or `until` only in articles
    published then, both days included."""

    action: Literal["recode-actor"] = "recode-actor"
    actor: Text
    kind: Text | None = None
    country: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    sector: Text | None = None
    since: Date | None = None
    until: Date | None = None

    @model_validator(mode="after")
    def _check_values(self) -> "RecodeActor":
        if not self.model_fields_set & {"kind", "country", "sector"}:
            raise ValueError("nothing to set: give kind, country or sector")
        if "kind" in self.model_fields_set and self.kind is None:
            raise ValueError("an actor always has a kind")
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since {self.since} is after until {self.until}")
        return self


class NeverMerge(Record):
    """These are different actors, whatever their names: no merge may bring two of them together."""

    action: Literal["never-merge"] = "never-merge"
    actors: Annotated[tuple[Text, ...], Field(min_length=2)]


class CorrectPlace(Record):
    """A place name stands for `place`, or, with None, for no place at all.

    Which name: one mention (`article`, `start`, `end`), a name in one article (`article`, `name`), or a name wherever it
    was resolved (`name`), of these perhaps only where it was resolved to a place in `country`.
    """

    action: Literal["correct-place"] = "correct-place"
    article: Text | None = None
    start: int | None = None
    end: int | None = None
    name: Text | None = None
    country: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] | None = None
    place: Place | Text | None

    @model_validator(mode="after")
    def _check_scope(self) -> "CorrectPlace":
        if self.start is not None or self.end is not None:
            if self.article is None or self.start is None or self.end is None or self.name or self.country:
                raise ValueError("a mention is given by article, start and end and nothing else")
            Span(article=self.article, start=self.start, end=self.end)
        elif self.name is None:
            raise ValueError("give a mention (article, start, end) or a name")
        elif not fold_text(self.name):
            raise ValueError(f"name {self.name!r} has no letter or digit")
        return self


class EventChanges(Record):
    """The fields of an event that are to be other than read, those that are given; None means unknown.

    Actors and places by id, or as a record for one that the graph does not know yet.
    """

    relation: Text | None = None
    type: Text | None = None
    mode: Text | None = None
    contexts: tuple[Text, ...] = ()
    cameo: Text | None = None
    quad: int | None = None
    score: float | None = None
    status: Status | None = None
    historical: bool = False
    date: DateInterval = DateInterval()
    actors: tuple[Actor | Text, ...] = ()
    recipients: tuple[Actor | Text, ...] = ()
    claimant: Actor | Text | None = None
    places: tuple[Place | Text, ...] = ()
    instruments: tuple[Text, ...] = ()
    casualties: Casualties = Casualties()
    confidence: Score = 0.0

    @model_validator(mode="after")
    def _check_given(self) -> "EventChanges":
        if not self.model_fields_set:
            raise ValueError("nothing to set: give at least one field")
        for name in ("relation", "type", "status", "quad", "score"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise ValueError(f"an event always has a {name}")
        if self.date.start and self.date.end and self.date.start > self.date.end:
            raise ValueError(f"date: start {self.date.start} is after end {self.date.end}")
        return self


class EditEvent(Record):
    """An event is other than it was read. By its id all accounts that it has at the time are, by that of another account this
    alone, and with `only_account` also where the id is that of the event. `anchor` is of the first, `others` of the rest."""

    action: Literal["edit-event"] = "edit-event"
    event: Text
    changes: EventChanges
    only_account: bool = False
    anchor: Anchor | None = None
    others: tuple[Anchor, ...] = ()


class ConfirmEvent(Record):
    """A person read the sentence, and the event is right: the account whose sentence the event shows, or the one named."""

    action: Literal["confirm-event"] = "confirm-event"
    event: Text
    only_account: bool = False
    anchor: Anchor | None = None


class RejectEvent(Record):
    """The event is not in the text; which accounts are rejected is told as for an edit."""

    action: Literal["reject-event"] = "reject-event"
    event: Text
    only_account: bool = False
    anchor: Anchor | None = None
    others: tuple[Anchor, ...] = ()


class ConfirmRelation(Record):
    """A person read the sentence, and the standing relation is right."""

    action: Literal["confirm-relation"] = "confirm-relation"
    relation: Text
    anchor: Anchor | None = None


class RejectRelation(Record):
    """The standing relation is not in the text."""

    action: Literal["reject-relation"] = "reject-relation"
    relation: Text
    anchor: Anchor | None = None


class LinkMention(Record):
    """A mention names this actor, by id or, where the graph does not know it yet, as a record."""

    action: Literal["link-mention"] = "link-mention"
    mention: Span
    actor: Actor | Text


class RejectMention(Record):
    """A mention names no actor."""

    action: Literal["reject-mention"] = "reject-mention"
    mention: Span


class JoinEvents(Record):
    """These are one event: all accounts that the events have at the time. `anchors` has those of each."""

    action: Literal["join-events"] = "join-events"
    events: Annotated[tuple[Text, ...], Field(min_length=2)]
    anchors: tuple[tuple[Anchor, ...], ...] = ()


class SeparateEvents(Record):
    """These are different events, however alike: all accounts that they have at the time or, where two are accounts of one
    event, these accounts."""

    action: Literal["separate-events"] = "separate-events"
    events: Annotated[tuple[Text, ...], Field(min_length=2)]
    anchors: tuple[tuple[Anchor, ...], ...] = ()


AboutEvents: TypeAlias = JoinEvents | SeparateEvents
AboutEvent: TypeAlias = EditEvent | ConfirmEvent | RejectEvent
AboutRelation: TypeAlias = ConfirmRelation | RejectRelation
Action: TypeAlias = (
    MergeActors | SplitActor | RenameActor | RecodeActor | NeverMerge | CorrectPlace | AboutEvent | AboutRelation
    | AboutEvents | LinkMention | RejectMention
)  # fmt: skip
AnyAction: TypeAlias = Annotated[Action, Field(discriminator="action")]

_ADAPTER: TypeAdapter[Action] = TypeAdapter(AnyAction)


def make_action(values: Mapping[str, Any]) -> Action:
    """The checked action of these values, `action` its name. InputError says in one line what is wrong."""
    try:
        return _ADAPTER.validate_python(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "judgement"
        raise InputError(f"judgement: {field}: {first['msg'].removeprefix('Value error, ')}") from error


def read_action(text: str) -> Action:
    """An action from the JSON of `dump_action`."""
    return _ADAPTER.validate_json(text)


def dump_action(action: Action) -> str:
    """An action as JSON, with the fields that were given: what was not given stays as it was read."""
    values = action.model_dump(mode="json", exclude_unset=True) | {"action": action.action}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def action_targets(action: Action) -> Iterator[str]:
    """The ids and names that an action speaks of: actors, articles, events, relations, places, names of places."""
    match action:
        case MergeActors():
            yield from (action.into, *action.others)
        case SplitActor():
            yield from (action.actor, *action.articles, *(span.article for span in action.mentions))
            yield from [action.new_id] if action.new_id else []
        case RenameActor() | RecodeActor():
            yield action.actor
        case NeverMerge():
            yield from action.actors
        case CorrectPlace():
            yield from (text for text in (action.article, action.name) if text)
            yield from _ids([action.place])
        case EditEvent() | ConfirmEvent() | RejectEvent():
            yield from (action.event, *(id for anchor in anchors_of(action) for id in (anchor.id, anchor.article)))
            if isinstance(action, EditEvent):
                changes = action.changes
                yield from _ids([*changes.actors, *changes.recipients, *changes.places, changes.claimant])
        case JoinEvents() | SeparateEvents():
            yield from action.events
            yield from (id for side in action.anchors for anchor in side for id in (anchor.id, anchor.article))
        case ConfirmRelation() | RejectRelation():
            yield from (action.relation, *([action.anchor.article] if action.anchor else []))
        case LinkMention():
            yield from (action.mention.article, *_ids([action.actor]))
        case RejectMention():
            yield action.mention.article


def anchors_of(action: AboutEvent) -> tuple[Anchor, ...]:
    """The accounts that an action on an event is about."""
    others = () if isinstance(action, ConfirmEvent) else action.others
    return (*([action.anchor] if action.anchor else []), *others)


def _ids(given: Iterable[Actor | Place | str | None]) -> Iterator[str]:
    for one in given:
        if one is not None:
            yield one if isinstance(one, str) else one.id
