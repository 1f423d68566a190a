"""The two views of the graph, as pure functions from what an article reports to nodes and edges.

The events view has a node for every event: actor -> event, event -> recipient, event -> place. The relations view joins
actors directly, one edge an event: every actor -> every recipient and -> every place; the parties of an event with
several actors and no recipient (a call, a clash) with each other. In both, standing relations are edges.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from graph.elements import (
    EDGE_FIELDS,
    EVENT_DETAILS,
    EVENT_FIELDS,
    NODE_FIELDS,
    SOURCE_FIELDS,
    Edge,
    Fields,
    Node,
    Value,
)
from graph.united import United
from ontology.errors import InputError
from ontology.records import Count, EventMention, EventPlace, Participant, Relation


class Report(NamedTuple):
    """An event as all its accounts tell it; `details` are the attributes that only files carry."""

    event_id: str
    united: United
    details: Mapping[str, Value]

    @property
    def event(self) -> EventMention:
        """The event with the participants that any account names."""
        return self.united.event


class Statement(NamedTuple):
    """A standing relation as one article states it; `ends` are its subject and object without an event among them."""

    article_id: str
    relation: Relation
    ends: tuple[str, ...]
    details: Mapping[str, Value]


class View(NamedTuple):
    """What a report or statement becomes. Actors and places are nodes in every view, events (`has_events`) in some."""

    fields: Fields
    has_events: bool
    event_edges: Callable[[Report], Iterator[Edge]]
    relation_edges: Callable[[Statement], Iterator[Edge]]


def get_view(name: str) -> View:
    """The view of this name; InputError if there is none."""
    if name not in VIEWS:
        raise InputError(f"no view {name!r}; there are {' and '.join(VIEWS)}")
    return VIEWS[name]


def participants(report: Report) -> list[str]:
    """The ids of the actors and places of an event: its nodes in every view."""
    return _parts_of(report.event)


def event_attributes(report: Report) -> dict[str, Value]:
    """The attributes of an event, wherever a view puts them."""
    event = report.event
    return {
        "label": event.relation,
        "relation": event.relation,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "status": event.status.value,
        "historical": event.historical,
        "date": event.date.start.isoformat() if event.date.start else None,
        "end_date": event.date.end.isoformat() if event.date.end else None,
        "confidence": event.confidence,
        "claimant_id": event.claimant.id if event.claimant else None,
        "accounts": len(report.united.accounts),
        **report.details,
    }


def event_node(report: Report) -> Node:
    """An event as a node."""
    return Node(report.event_id, {"node": "event", **event_attributes(report)})


def best_count(count: Count | None) -> int | None:
    """The one number of a count: its best, else its low, else its high."""
    if count is None:
        return None
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _role_edges(report: Report) -> Iterator[Edge]:
    own, event, support = report.event_id, report.event, report.united.count_support()
    for role, parts in (("actor", event.actors), ("recipient", event.recipients), ("place", event.places)):
        for id in _ids(parts):
            ends = (id, own) if role == "actor" else (own, id)
            attributes: dict[str, Value] = {"label": role, "edge": "event", "role": role, "support": support[role, id]}
            yield Edge(f"{own}:{role}:{id}", *ends, attributes)


def _direct_edges(report: Report) -> Iterator[Edge]:
    """An event without a known actor is told from its recipients: civilians -> the town where they were shelled."""
    actors, recipients = _ids(report.event.actors), _ids(report.event.recipients)
    sources, role = (actors, "actor") if actors else (recipients, "recipient")
    pairs = [(actor, recipient) for actor in actors for recipient in recipients if actor != recipient]
    if not recipients:
        pairs = list(combinations(actors, 2))
    pairs += [(source, place) for source in sources for place in _ids(report.event.places)]
    attributes = event_attributes(report) | {"edge": "event", "event": report.event_id, "role": role}
    named = [set(_parts_of(told.event)) for told in report.united.accounts]
    # Edges alike share their attributes, which then are written out once.
    supported: dict[int, dict[str, Value]] = {}
    for source, target in pairs:
        support = sum({source, target} <= own for own in named)
        shared = supported.setdefault(support, attributes | {"support": support})
        yield Edge(f"{report.event_id}:{source}:{target}", source, target, shared)


def _standing_edges(statement: Statement) -> Iterator[Edge]:
    relation = statement.relation
    attributes: dict[str, Value] = {
        "label": relation.title or relation.predicate,
        "edge": "relation",
        "relation": relation.predicate,
        "since": relation.since.isoformat() if relation.since else None,
        "until": relation.until.isoformat() if relation.until else None,
        **statement.details,
    }
    yield Edge(f"{statement.article_id}:{relation.id}", relation.subject, relation.object, attributes)


def _standing_edges_of_actors(statement: Statement) -> Iterator[Edge]:
    return _standing_edges(statement) if len(statement.ends) == 2 else iter(())


def _parts_of(event: EventMention) -> list[str]:
    return _ids((*event.actors, *event.recipients, *event.places))


def _ids(participants: Iterable[Participant | EventPlace]) -> list[str]:
    return list(dict.fromkeys(participant.id for participant in participants))


_EVENT = {**EVENT_FIELDS, **EVENT_DETAILS, **SOURCE_FIELDS}

VIEWS: Mapping[str, View] = {
    "relations": View(
        fields=Fields(NODE_FIELDS, {**EDGE_FIELDS, **_EVENT}),
        has_events=False,
        event_edges=_direct_edges,
        relation_edges=_standing_edges_of_actors,
    ),
    "events": View(
        fields=Fields({**NODE_FIELDS, **_EVENT}, {**EDGE_FIELDS, **SOURCE_FIELDS}),
        has_events=True,
        event_edges=_role_edges,
        relation_edges=_standing_edges,
    ),
}
