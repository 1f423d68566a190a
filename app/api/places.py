"""Places of the gazetteer that articles speak of."""

from fastapi import APIRouter

from app.api.filter_query import FilterQuery
from app.api.services import StoreOf
from graph import place_queries
from graph.answers import Page, PlaceAnswer

router = APIRouter(prefix="/v1/places", tags=["places"])


@router.get("", summary="List places")
def list_places(store: StoreOf, query: FilterQuery) -> Page[PlaceAnswer]:
    """Places by number of events, most first."""
    return place_queries.list_places(store, query.to_filter())


@router.get("/{place:path}", summary="One place")
def get_place(store: StoreOf, place: str) -> PlaceAnswer:
    """A place by id or name; 409 with the candidates when several share the name."""
    return place_queries.get_place(store, place)
