"""Questions about events."""

from typing import Any

from sqlalchemy import Connection, Select, or_, select

from graph.answers import EventAnswer, Page
from graph.conditions import event_conditions, mention_id, takes_part
from graph.describing import describe_events
from graph.filters import Filter
from graph.name_search import find_id
from graph.paging import read_page
from graph.store import Store
from graph.tables import event_mentions, relation_edges
from ontology.errors import NotFoundError


def list_events(store: Store, filter: Filter) -> Page[EventAnswer]:
    """Events, newest first."""
    with store.reading() as connection:
        table = relation_edges if filter.actor else event_mentions
        query = _event_rows(connection, filter)
        order = (table.c.date, table.c.event_id)
        rows, following = read_page(connection, query, filter, order=order, list_name="events")
        found = describe_events(connection, [row.mention_id for row in rows])
        return Page(items=tuple(found[row.mention_id] for row in rows), next=following)


def get_event(store: Store, event_id: str) -> EventAnswer:
    """One event. NotFoundError if there is none."""
    with store.reading() as connection:
        first = connection.scalar(
            select(event_mentions.c.id)
            .where(or_(event_mentions.c.event_id == event_id, event_mentions.c.id == event_id))
            .order_by(event_mentions.c.id)
            .limit(1)
        )
        if first is None:
            raise NotFoundError(f"no event {event_id!r}")
        return describe_events(connection, [first])[first]


def _event_rows(connection: Connection, filter: Filter) -> Select[Any]:
    """Rows of (mention_id, date, event_id), each event once; an actor's from the table that is clustered by actor."""
    table = relation_edges if filter.actor else event_mentions
    columns = (mention_id(table).label("mention_id"), table.c.date, table.c.event_id)
    query = select(*columns).where(*event_conditions(connection, table, filter))
    if not filter.actor:
        return query
    actor_id = find_id(connection, "actor", filter.actor)
    as_both = takes_part(table, actor_id, role="actor")
    return query.where(table.c.actor_id == actor_id, or_(table.c.role == "actor", ~as_both))
