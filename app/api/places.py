"""Places of the gazetteer that articles speak of."""

from fastapi import APIRouter

from app.api.filter_query import FilterQuery
from app.api.services import StoreAsOf
from graph import place_queries
from graph.answers import EventAnswer, OnePlace, Page, PlacePage

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


@router.get("/{place:path}", summary="One place")
def get_place(store: StoreAsOf, place: str) -> OnePlace:
    """A place by id or name; 409 with the candidates when several share the name."""
    return place_queries.get_place(store, place)
