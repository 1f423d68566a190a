"""Actors, and what they did to and with whom."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.filter_query import FilterQuery
from app.api.services import StoreAsOf
from app.moments import AS_OF, AT, valid_day
from graph import actor_queries, article_queries
from graph.actor_answers import OneActor
from graph.answers import ActorAnswer, ActorEvent, ActorRelations, Page
from graph.report_queries import ArticleAnswer

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


@router.get("/{actor:path}/articles", summary="Articles that mention an actor")
def get_articles(store: StoreAsOf, actor: str, query: FilterQuery) -> Page[ArticleAnswer]:
    """The articles that name an actor, newest first, whether or not it takes part in an event there."""
    return article_queries.list_actor_articles(store, actor, query.to_filter())


@router.get("/{actor:path}", summary="One actor: what it was, and when")
def get_actor(
    store: StoreAsOf,
    actor: str,
    at: Annotated[str | None, Query(description=AT)] = None,
    as_of: Annotated[str | None, Query(description=AS_OF)] = None,
) -> OneActor:
    """An actor by id, name or alias, with its roles, who says so, and what they disagree on; 409 with the candidates when
    several share the name."""
    return actor_queries.describe_actor(store, actor, at=valid_day(at, as_of))
