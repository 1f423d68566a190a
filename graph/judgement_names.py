"""What people mean by a name where a judgement needs an id."""

from sqlalchemy import select

from graph.name_search import find_id
from graph.store import Store
from graph.tables import places
from ontology.errors import AmbiguousNameError, NotFoundError


def meant_actor(store: Store, given: str) -> str:
    """The id of the actor that an id, name or alias means; AmbiguousNameError if several bear the name.

    What nobody bears comes back as it is: it may be the id of an actor that was merged, which the judgement tells better.
    """
    with store.reading() as connection:
        try:
            return find_id(connection, "actor", given)
        except AmbiguousNameError:
            raise
        except NotFoundError:
            return given


def has_place(store: Store, place_id: str) -> bool:
    """Whether the graph has a place of this id."""
    with store.reading() as connection:
        return connection.scalar(select(places.c.id).where(places.c.id == place_id)) is not None
