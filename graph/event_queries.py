"""Questions about events."""

from graph.answers import EventAnswer, Page
from graph.filters import Filter
from graph.store import Store


def list_events(store: Store, filter: Filter) -> Page[EventAnswer]:
    """Events, newest first."""
    raise NotImplementedError


def get_event(store: Store, event_id: str) -> EventAnswer:
    """One event. NotFoundError if there is none."""
    raise NotImplementedError
