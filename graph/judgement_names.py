"""What people mean by a name where a judgement needs an id."""

from sqlalchemy import Connection, select

from graph.identity import load_joins
from graph.name_search import find_id
from graph.store import Store
from graph.tables import actors, judgement_targets, places, raw_actors
from ontology.errors import AmbiguousNameError, NotFoundError


def meant_actor(store: Store, given: str) -> str:
    """The id of the actor that an id, name or alias means; AmbiguousNameError if several bear the name.

    What nobody bears comes back as it is. So does the id of an actor that was merged, for the judgement tells more of it,
    and one that was joined to another automatically, for it may be named to part them.
    """
    with store.reading() as connection:
        if load_joins(connection, [given]) or _was_judged_away(connection, given):
            return given
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


def _was_judged_away(connection: Connection, actor_id: str) -> bool:
    """Whether an article was read with this actor, which judgements speak of and the graph does not have."""
    asked = (
        select(raw_actors.c.actor_id).where(raw_actors.c.actor_id == actor_id),
        select(judgement_targets.c.target).where(judgement_targets.c.target == actor_id),
    )
    shown = connection.scalar(select(actors.c.id).where(actors.c.id == actor_id))
    return shown is None and all(connection.scalar(query.limit(1)) is not None for query in asked)
