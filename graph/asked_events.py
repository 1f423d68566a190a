"""Which of some events a filter asks for."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from graph.chunks import chunks
from graph.conditions import event_conditions
from graph.filters import Filter
from graph.tables import event_mentions

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_LONG = ("words", "record")
# Apart from the conditions, so that a database takes these few accounts and does not begin with all that a condition lets through.
_COLUMNS = select(*(column for column in event_mentions.c if column.name not in _LONG))
_OF_EVENTS = _COLUMNS.where(event_mentions.c.event_id.in_(_IDS)).cte("own").prefix_with("MATERIALIZED")


def find_events(connection: Connection, event_ids: Iterable[str], filter: Filter) -> set[str]:
    """Those of these events of which the filter, its `actor` left to the caller, keeps an account."""
    conditions = event_conditions(connection, _OF_EVENTS, filter)
    found: set[str] = set()
    for ids in chunks(sorted(event_ids)):
        found.update(connection.scalars(select(_OF_EVENTS.c.event_id).where(*conditions), {"ids": ids}))
    return found
