"""Events as articles report them."""

from fastapi import APIRouter

from app.api.filter_query import FilterQuery
from app.api.services import StoreAsOf
from graph import event_queries
from graph.answers import EventAnswer, OneEvent, Page

router = APIRouter(prefix="/v1/events", tags=["events"])


@router.get("", summary="List events")
def list_events(store: StoreAsOf, query: FilterQuery) -> Page[EventAnswer]:
    """Events, newest first, each with the sentence it was read from."""
    return event_queries.list_events(store, query.to_filter())


@router.get("/{event}", summary="One event")
def get_event(store: StoreAsOf, event: str) -> OneEvent:
    """An event by its id or that of any account of it, with all accounts and what they disagree on."""
    return event_queries.get_event(store, event)
