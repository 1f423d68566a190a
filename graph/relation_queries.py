"""Questions about standing relations."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, and_, bindparam, false, func, or_, select

from graph.answers import Page, RelationAnswer
from graph.conditions import date_conditions, find_area, places_within, publisher_conditions
from graph.describing import describe_relations
from graph.filters import Filter
from graph.name_search import find_id
from graph.paging import read_page
from graph.store import Store
from graph.tables import relations

_KEY = (relations.c.article_id, relations.c.position)
# Statements that are alike in these say the same.
_SAME = [relations.c[name] for name in ("subject", "predicate", "title", "object")]


def list_relations(store: Store, filter: Filter) -> Page[RelationAnswer]:
    """Standing relations, newest article first. The filter's relation is the predicate, actor and place either end."""
    with store.reading() as connection:
        conditions = relation_conditions(connection, filter)
        query = select(relations).where(*conditions)
        order = (relations.c.published, relations.c.article_id, relations.c.position)
        rows, following = read_page(connection, query, filter, order=order, list_name="standing relations")
        return Page(items=describe_relations(connection, rows), next=following)


def standing_of(connection: Connection, actor_id: str, filter: Filter) -> tuple[RelationAnswer, ...]:
    """The standing relations of an actor that fit the filter, each once by its newest statement, at most `limit`."""
    if _asks_for_events(filter):
        return ()
    conditions = relation_conditions(connection, filter)
    query = _newest(conditions) if conditions else _newest_of_all()
    return describe_relations(connection, connection.execute(query, {"actor": actor_id, "most": filter.limit}))


@cache
def _newest_of_all() -> Select[Any]:
    # Making the statement takes three times as long as asking it.
    return _newest(())


def _newest(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The newest of the statements that say the same of an `actor`, `most` of them, and the number of `reports`."""
    newest = [relations.c.published.desc(), relations.c.article_id, relations.c.position]
    stated = (
        select(
            *_KEY,
            func.row_number().over(partition_by=_SAME, order_by=newest).label("age"),
            func.count().over(partition_by=_SAME).label("reports"),
        )
        .where(*conditions, _has_end(bindparam("actor")))
        .subquery()
    )
    own = [column == stated.c[column.name] for column in _KEY]
    query = select(relations, stated.c.reports).join(stated, and_(*own)).where(stated.c.age == 1)
    return query.order_by(*newest).limit(bindparam("most"))


def relation_conditions(connection: Connection, filter: Filter) -> list[ColumnElement[bool]]:
    """What a row of `relations` must fulfil. A filter by type, mode, status, country or confidence of an event, or by
    words of a sentence, is about events only: no standing relation fits it."""
    if _asks_for_events(filter):
        return [false()]
    found = publisher_conditions(relations, filter) + date_conditions(relations, filter)
    if filter.relation:
        found.append(relations.c.predicate.in_(filter.relation))
    for name in (filter.actor, filter.with_):
        if name:
            found.append(_has_end(find_id(connection, "actor", name)))
    if filter.place:
        inside = places_within(find_area(connection, filter.place))
        found.append(or_(relations.c.subject.in_(inside), relations.c.object.in_(inside)))
    return found


def _has_end(id: str | BindParameter[Any]) -> ColumnElement[bool]:
    return or_(relations.c.subject == id, relations.c.object == id)


def _asks_for_events(filter: Filter) -> bool:
    about_events = (filter.type, filter.mode, filter.status, filter.country, filter.q, filter.min_confidence)
    return any(value not in ((), None) for value in about_events)
