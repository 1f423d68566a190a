"""Questions about events."""

from typing import Any

from sqlalchemy import Connection, Select, select

from graph.answers import EventAnswer, OneEvent, Page
from graph.conditions import event_conditions, mention_id, ways_by_date
from graph.describing_events import describe_events, describe_in_full
from graph.filters import Filter
from graph.name_search import find_id
from graph.paging import join_ids, read_page, split_ids
from graph.store import Store
from graph.tables import event_mentions, relation_edges
from ontology.errors import NotFoundError


def list_events(store: Store, filter: Filter) -> Page[EventAnswer]:
    """Events, newest first by the earliest day that an account gives; one fits if one of its accounts does."""
    with store.reading() as connection:
        table = relation_edges if filter.actor else event_mentions
        query = _event_rows(connection, filter)
        order = (table.c.event_date, table.c.event_id)
        ways = ways_by_date(table, filter)
        rows, following = read_page(connection, query, filter, order=order, list_name="events", ways=ways)
        ids = list(dict.fromkeys(id for _, id, _ in rows))
        found = describe_events(connection, ids, split_ids(told for *_, told in rows))
        return Page(items=tuple(found[id] for id in ids), next=following)


def get_event(store: Store, event_id: str) -> OneEvent:
    """The event of this id, or the one that an account of this id tells of. NotFoundError if there is none."""
    with store.reading() as connection:
        own = find_event(connection, event_id)
        return describe_in_full(connection, [own])[own]


def find_event(connection: Connection, id: str) -> str:
    """The id of the event that an account tells of; the first account has the id of the event."""
    found: str | None = connection.scalar(select(event_mentions.c.event_id).where(event_mentions.c.id == id))
    if found is None:
        raise NotFoundError(f"no event {id!r}")
    return found


def _event_rows(connection: Connection, filter: Filter) -> Select[Any]:
    """Rows of (event_date, event_id, ids of accounts that fit), each event once; an actor's from the table that is clustered by
    actor."""
    table = relation_edges if filter.actor else event_mentions
    conditions = event_conditions(connection, table, filter, walked=True)
    own = (table.c.event_date, table.c.event_id)
    query = select(*own, join_ids(mention_id(table))).where(*conditions).group_by(*own)
    if filter.actor:
        query = query.where(table.c.actor_id == find_id(connection, "actor", filter.actor))
    return query
