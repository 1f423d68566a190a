"""Questions about standing relations."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, and_, bindparam, false, func, or_, select

from graph.answers import Page, RelationAnswer
from graph.conditions import date_conditions, find_area, places_within
from graph.describing import describe_relations
from graph.filters import Filter
from graph.name_search import find_id
from graph.paging import read_page
from graph.rows import iso, publisher_key
from graph.store import Store
from graph.tables import KEY, relations

_KEY = (relations.c.article_id, relations.c.position)
# Of what is asked of a statement, that which is several values.
_LISTS = ("publisher", "relation")
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
    values = _asked(connection, filter)
    rows = connection.execute(_newest(tuple(values)), {**values, "own": actor_id, "most": filter.limit})
    return describe_relations(connection, rows)


@cache
def _newest(asked: tuple[str, ...]) -> Select[Any]:
    """The newest of the statements that say the same of an actor, `own`, and fit what else is asked, `most` of them, and the
    number of `reports`. Making the statement takes as long as asking it ten times."""
    conditions = _conditions({name: bindparam(name, type_=KEY, expanding=name in _LISTS) for name in asked})
    newest = [relations.c.published.desc(), relations.c.article_id, relations.c.position]
    stated = (
        select(
            *_KEY,
            func.row_number().over(partition_by=_SAME, order_by=newest).label("age"),
            func.count().over(partition_by=_SAME).label("reports"),
        )
        .where(*conditions, _has_end(bindparam("own")))
        .subquery()
    )
    own = [column == stated.c[column.name] for column in _KEY]
    query = select(relations, stated.c.reports).join(stated, and_(*own)).where(stated.c.age == 1)
    return query.order_by(*newest).limit(bindparam("most"))


def relation_conditions(connection: Connection, filter: Filter) -> list[ColumnElement[bool]]:
    """What a row of `relations` must fulfil. A filter by type, mode, status, country or confidence of an event, or by
    words of a sentence, is about events only: no standing relation fits it."""
    return [false()] if _asks_for_events(filter) else _conditions(_asked(connection, filter))


def _asked(connection: Connection, filter: Filter) -> dict[str, Any]:
    """What the filter asks of a row, as `_conditions` takes it."""
    found: dict[str, Any] = {name: iso(day) for name in ("since", "until") if (day := getattr(filter, name))}
    if filter.publisher:
        found["publisher"] = list(map(publisher_key, filter.publisher))
    if filter.relation:
        found["relation"] = list(filter.relation)
    for name in ("actor", "with_"):
        if given := getattr(filter, name):
            found[name] = find_id(connection, "actor", given)
    if filter.place:
        found["place"] = find_area(connection, filter.place)
    return found


def _conditions(asked: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """The conditions on a row for values, or for the parameters that will hold them."""
    own = relations.c
    found = date_conditions(relations, asked.get("since"), asked.get("until"))
    if "publisher" in asked:
        found.append(own.publisher_key.in_(asked["publisher"]))
    if "relation" in asked:
        found.append(own.predicate.in_(asked["relation"]))
    found += [_has_end(asked[name]) for name in ("actor", "with_") if name in asked]
    if "place" in asked:
        inside = places_within(asked["place"])
        found.append(or_(own.subject.in_(inside), own.object.in_(inside)))
    return found


def _has_end(id: str | BindParameter[Any]) -> ColumnElement[bool]:
    return or_(relations.c.subject == id, relations.c.object == id)


def _asks_for_events(filter: Filter) -> bool:
    about_events = (filter.type, filter.mode, filter.status, filter.country, filter.q, filter.min_confidence)
    return any(value not in ((), None) for value in about_events)
