"""Questions about actors."""

from graph.answers import ActorAnswer, ActorEvent, ActorRelations, Page
from graph.filters import Filter
from graph.store import Store


def list_actors(store: Store, filter: Filter) -> Page[ActorAnswer]:
    """Actors by number of events, most first. Uses q (name or alias), country, and the event fields of the filter."""
    raise NotImplementedError


def get_actor(store: Store, name_or_id: str) -> ActorAnswer:
    """The actor of an id, name or alias. NotFoundError; AmbiguousNameError if several share the name."""
    raise NotImplementedError


def actor_relations(store: Store, name_or_id: str, filter: Filter) -> ActorRelations:
    """The events an actor takes part in, newest first, and its standing relations."""
    raise NotImplementedError


def actor_timeline(store: Store, name_or_id: str, filter: Filter) -> Page[ActorEvent]:
    """The events an actor takes part in, oldest first."""
    raise NotImplementedError
