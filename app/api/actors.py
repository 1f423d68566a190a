"""Actors, and what they did to and with whom."""

from fastapi import APIRouter

from app.api.filter_query import FilterQuery
from app.api.services import StoreAsOf
from graph import actor_queries
from graph.answers import ActorAnswer, ActorEvent, ActorRelations, Page

router = APIRouter(prefix="/v1/actors", tags=["actors"])


@router.get("", summary="List actors")
def list_actors(store: StoreAsOf, query: FilterQuery) -> Page[ActorAnswer]:
    """Actors by number of events, most first."""
    return actor_queries.list_actors(store, query.to_filter())


# A name may hold a slash, so the longer addresses come first and names match as paths.
@router.get("/{actor:path}/relations", summary="What an actor did, with whom, and its standing relations")
def get_relations(store: StoreAsOf, actor: str, query: FilterQuery) -> ActorRelations:
    """The events an actor takes part in, newest first, each with its sentence, offsets, date and who says so."""
    return actor_queries.actor_relations(store, actor, query.to_filter())


@router.get("/{actor:path}/timeline", summary="What an actor did, in order")
def get_timeline(store: StoreAsOf, actor: str, query: FilterQuery) -> Page[ActorEvent]:
    """The events an actor takes part in, oldest first."""
    return actor_queries.actor_timeline(store, actor, query.to_filter())


@router.get("/{actor:path}", summary="One actor")
def get_actor(store: StoreAsOf, actor: str) -> ActorAnswer:
    """An actor by id, name or alias; 409 with the candidates when several share the name."""
    return actor_queries.get_actor(store, actor)
