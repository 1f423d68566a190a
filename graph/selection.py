"""Which part of the store a view shows: all of it, what fits a filter, an actor's neighbourhood, or some articles."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, true

from graph.conditions import event_conditions
from graph.filters import Filter
from graph.name_search import find_id
from graph.relation_queries import relation_conditions
from graph.tables import event_mentions, relation_edges, relations


class Selection(NamedTuple):
    """Conditions on rows of `event_mentions` and of `relations`; `whole` if they let everything through."""

    events: ColumnElement[bool]
    relations: ColumnElement[bool]
    whole: bool = False


def select_filter(connection: Connection, filter: Filter, *, depth: int = 1) -> Selection:
    """What fits the filter. With `filter.actor`, that actor's neighbourhood: the events it takes part in (`depth` 1),
    those of the actors it meets there (2), and so on; the standing relations of the same actors."""
    if not filter.actor:
        events = event_conditions(connection, event_mentions, filter)
        standing = relation_conditions(connection, filter)
        return Selection(_all(events), _all(standing), whole=not events and not standing)
    edges = event_conditions(connection, relation_edges, filter)
    others = relation_conditions(connection, filter.model_copy(update={"actor": None}))
    actors: Sequence[str] | Select[Any] = [find_id(connection, "actor", filter.actor)]
    found = select(relation_edges.c.event_id).where(relation_edges.c.actor_id.in_(actors), *edges)
    for _ in range(depth - 1):
        accounts = select(event_mentions.c.id).where(event_mentions.c.event_id.in_(found))
        actors = select(relation_edges.c.actor_id).where(relation_edges.c.mention_id.in_(accounts))
        found = select(relation_edges.c.event_id).where(relation_edges.c.actor_id.in_(actors), *edges)
    ends = or_(relations.c.subject.in_(actors), relations.c.object.in_(actors))
    return Selection(event_mentions.c.event_id.in_(found), _all([ends, *others]))


def select_all() -> Selection:
    """Everything."""
    return Selection(true(), true(), whole=True)


def select_changed(event_ids: Sequence[str], article_ids: Sequence[str]) -> Selection:
    """These events, and the standing relations of these articles."""
    return Selection(event_mentions.c.event_id.in_(event_ids), relations.c.article_id.in_(article_ids))


def _all(conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    return and_(true(), *conditions)
