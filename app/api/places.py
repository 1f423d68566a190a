"""Places of the gazetteer that articles speak of."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.api.filter_query import FilterQuery
from app.api.services import StoreAsOf
from app.moments import AS_OF, valid_day
from graph import place_queries
from graph.answers import EventAnswer, OnePlace, Page, PlacePage
from graph.control import Control, place_control

_AT = "A day like 2014-01-07: who held it then. Without it, the day of `as_of` if that is given, else the latest known."

router = APIRouter(prefix="/v1/places", tags=["places"])


@router.get("", summary="List places")
def list_places(store: StoreAsOf, query: FilterQuery) -> PlacePage:
    """Places by number of events, most first; `q` begins words of their names."""
    return place_queries.list_places(store, query.to_filter())


# A name may hold a slash, so the longer address comes first and names match as paths.
@router.get("/{place:path}/events", summary="What happened at a place and within it")
def get_events(store: StoreAsOf, place: str, query: FilterQuery) -> Page[EventAnswer]:
    """The events at a place or at places it contains, newest first, each with the sentence it was read from."""
    return place_queries.list_place_events(store, place, query.to_filter())


@router.get("/{place:path}/control", summary="Who holds a place, by which reports")
def get_control(
    store: StoreAsOf,
    place: str,
    at: Annotated[str | None, Query(description=_AT)] = None,
    as_of: Annotated[str | None, Query(description=AS_OF)] = None,
) -> Control:
    """Who holds the place and those within it on a day, and every report of that until then, latest first, with who asserts
    and who denies it."""
    return place_control(store, place, at=valid_day(at, as_of))


@router.get("/{place:path}", summary="One place")
def get_place(store: StoreAsOf, place: str) -> OnePlace:
    """A place by id or name; 409 with the candidates when several share the name."""
    return place_queries.get_place(store, place)
