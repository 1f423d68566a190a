"""Questions about places."""

from graph.answers import Page, PlaceAnswer
from graph.filters import Filter
from graph.store import Store


def list_places(store: Store, filter: Filter) -> Page[PlaceAnswer]:
    """Places by number of events, most first. Uses q (name), country, place (within it)."""
    raise NotImplementedError


def get_place(store: Store, name_or_id: str) -> PlaceAnswer:
    """The place of an id or name. NotFoundError; AmbiguousNameError if several share the name."""
    raise NotImplementedError
