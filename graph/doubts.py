"""Events that a person should look at first: what is least sure and has most resting on it."""

from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, cast, func, or_, select, union

from graph.answers import EventAnswer, Page
from graph.conditions import event_conditions, takes_part
from graph.control import MOVES
from graph.describing_events import describe_events
from graph.filters import Filter
from graph.name_search import find_id
from graph.paging import read_page
from graph.store import Store
from graph.tables import actors, event_mentions, event_places, places, relation_edges
from ontology.records import Record

# What is added to what rests on an event that tells who holds a place.
_CONTROL = 2


class Doubt(Record):
    """An event that nobody has confirmed. `value` is what a look at it is worth: how far its confidence is from 1, in
    thousandths, times what rests on it (`rests`). `why` says both in words."""

    event: EventAnswer
    value: int
    rests: int
    why: tuple[str, ...]


def list_doubtful(store: Store, filter: Filter) -> Page[Doubt]:
    """Events of the filter that nobody confirmed and that are not sure, by value, highest first.

    What rests on an event: each account of it, each actor and place that it names, each of these once more if no other event
    names it, and two more if it tells who holds a place.
    """
    with store.reading() as connection:
        ranked = _ranked(connection, filter).subquery()
        order = (ranked.c.value, ranked.c.event_id)
        query = select(ranked).where(ranked.c.value > 0)
        rows, following = read_page(connection, query, filter, order=order, list_name="doubtful events")
        found = describe_events(connection, [row.event_id for row in rows])
        doubts = [
            Doubt(event=found[row.event_id], value=row.value, rests=row.rests, why=_why(row, found[row.event_id]))
            for row in rows
        ]
        return Page(items=tuple(doubts), next=following)


def _ranked(connection: Connection, filter: Filter) -> Select[Any]:
    """Rows of the events of the filter, each with what rests on it and the value of a look at it."""
    conditions = event_conditions(connection, event_mentions, filter)
    if filter.actor:
        conditions.append(takes_part(event_mentions, find_id(connection, "actor", filter.actor)))
    fit = select(event_mentions.c.event_id).where(*conditions).distinct().subquery()
    own = event_mentions.alias()
    doubt = 1000 - cast(func.round(func.max(own.c.confidence) * 1000), Integer)
    told = (
        select(
            own.c.event_id,
            func.count().label("accounts"),
            doubt.label("doubt"),
            func.max(cast(own.c.relation.in_(MOVES), Integer)).label("moves"),
        )
        .join(fit, fit.c.event_id == own.c.event_id)
        .group_by(own.c.event_id)
        .having(func.max(cast(own.c.reviewed, Integer)) == 0)
        .subquery()
    )
    parts = _parts().subquery()
    names, alone = func.coalesce(parts.c.names, 0), func.coalesce(parts.c.alone, 0)
    rests = told.c.accounts + names + alone + _CONTROL * told.c.moves
    return select(
        told, names.label("names"), alone.label("alone"), rests.label("rests"), (told.c.doubt * rests).label("value")
    ).outerjoin(parts, parts.c.event_id == told.c.event_id)


def _parts() -> Select[Any]:
    """How many actors and places each event names, and how many of them no other event does."""
    acting = select(relation_edges.c.event_id, relation_edges.c.actor_id.label("id"))
    where = select(event_mentions.c.event_id, event_places.c.place_id.label("id")).join(event_places)
    named = union(acting, where).subquery()
    only = or_(actors.c.events == 1, and_(actors.c.id.is_(None), places.c.events == 1))
    return (
        select(named.c.event_id, func.count().label("names"), func.sum(cast(only, Integer)).label("alone"))
        .outerjoin(actors, actors.c.id == named.c.id)
        .outerjoin(places, places.c.id == named.c.id)
        .group_by(named.c.event_id)
    )


def _why(row: Any, event: EventAnswer) -> tuple[str, ...]:
    said = [
        f"confidence {round(event.confidence * 100)} %",
        f"names {row.names} actors and places" if row.names != 1 else "names one actor or place",
        f"{row.alone} of them in no other event" if row.alone else "",
        "tells who holds a place" if row.moves else "",
        f"{row.accounts} accounts" if row.accounts > 1 else "",
    ]
    return tuple(reason for reason in said if reason)
