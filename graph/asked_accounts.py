"""Which accounts of events a filter asks for, so that an event shows one of these."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from graph.chunks import chunks
from graph.conditions import event_conditions
from graph.filters import Filter
from graph.tables import event_mentions


def find_accounts(connection: Connection, event_ids: Iterable[str], filter: Filter) -> set[str]:
    """The accounts of events that the filter keeps."""
    conditions = event_conditions(connection, event_mentions, filter)
    found: set[str] = set()
    for ids in chunks(event_ids) if conditions else ():
        own = select(event_mentions.c.id).where(event_mentions.c.event_id.in_(ids), *conditions)
        found.update(connection.scalars(own))
    return found
