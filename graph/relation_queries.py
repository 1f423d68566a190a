"""Questions about standing relations."""

from sqlalchemy import ColumnElement, Connection, false, func, or_, select

from graph.answers import Page, RelationAnswer
from graph.conditions import date_conditions, find_area, places_within, publisher_conditions
from graph.describing import describe_relations
from graph.filters import Filter
from graph.name_search import find_id
from graph.paging import read_page
from graph.store import Store
from graph.tables import relations


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
    same = [relations.c[name] for name in ("subject", "predicate", "title", "object")]
    newest = [relations.c.published.desc(), relations.c.article_id, relations.c.position]
    stated = (
        select(
            relations,
            func.row_number().over(partition_by=same, order_by=newest).label("age"),
            func.count().over(partition_by=same).label("reports"),
        )
        .where(*relation_conditions(connection, filter), _has_end(actor_id))
        .subquery()
    )
    order = [stated.c.published.desc(), stated.c.article_id, stated.c.position]
    rows = connection.execute(select(stated).where(stated.c.age == 1).order_by(*order).limit(filter.limit))
    return describe_relations(connection, rows)


def relation_conditions(connection: Connection, filter: Filter) -> list[ColumnElement[bool]]:
    """What a row of `relations` must fulfil. A filter by type, mode, status, country or confidence of an event, or by
    words of a sentence, is about events only: no standing relation fits it."""
    about_events = (filter.type, filter.mode, filter.status, filter.country, filter.q, filter.min_confidence)
    if any(value not in ((), None) for value in about_events):
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


def _has_end(id: str) -> ColumnElement[bool]:
    return or_(relations.c.subject == id, relations.c.object == id)

