"""Questions about standing relations."""

from graph.answers import Page, RelationAnswer
from graph.filters import Filter
from graph.store import Store


def list_relations(store: Store, filter: Filter) -> Page[RelationAnswer]:
    """Standing relations, newest article first. The filter's relation is the predicate, actor and place either end."""
    raise NotImplementedError
