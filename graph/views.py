"""The two views of the graph, as pure functions from what an article reports to nodes and edges.

The events view has a node for every event: actor -> event, event -> recipient, event -> place. The relations view joins
actors directly, one edge an event: every actor -> every recipient and -> every place; the parties of an event with
several actors and no recipient (a call, a clash) with each other. In both, standing relations are edges.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, combinations
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
from graph.reporting import Report
from ontology.errors import InputError
from ontology.records import Relation


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


def event_node(report: Report) -> Node:
    """An event as a node."""
    return Node(report.event_id, {"node": "event", **report.attributes})


def _role_edges(report: Report) -> Iterator[Edge]:
    own = report.event_id
    for role, ids in report.named.items():
        for id in ids:
            ends = (id, own) if role == "actor" else (own, id)
            support = sum(id in named[role] for named in report.by_account) if report.by_account else 1
            attributes: dict[str, Value] = {"label": role, "edge": "event", "role": role, "support": support}
            yield Edge(f"{own}:{role}:{id}", *ends, attributes)


def _direct_edges(report: Report) -> Iterator[Edge]:
    """An event without a known actor is told from its recipients: civilians -> the town where they were shelled."""
    actors, recipients = report.named["actor"], report.named["recipient"]
    sources, role = (actors, "actor") if actors else (recipients, "recipient")
    pairs = [(actor, recipient) for actor in actors for recipient in recipients if actor != recipient]
    if not recipients:
        pairs = list(combinations(actors, 2))
    pairs += [(source, place) for source in sources for place in report.named["place"]]
    accounts = [set(chain(*named.values())) for named in report.by_account]
    # Edges alike share their attributes, which then are written out once.
    shared: dict[int, dict[str, Value]] = {}
    for source, target in pairs:
        support = sum({source, target} <= own for own in accounts) if accounts else 1
        if support not in shared:
            edge: dict[str, Value] = {"edge": "event", "event": report.event_id, "role": role, "support": support}
            shared[support] = report.attributes | edge
        yield Edge(f"{report.event_id}:{source}:{target}", source, target, shared[support])


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
