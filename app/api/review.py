"""What a person should look at first: doubtful events, and events that may be one."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from app.api.filter_query import FilterParameters, FilterQuery
from app.api.services import StoreAsOf
from graph.answers import Page
from graph.doubts import Doubt, list_doubtful
from graph.event_candidates import LOWEST_SCORE, EventCandidates, list_event_candidates
from graph.filters import MAX_LIMIT

router = APIRouter(prefix="/v1/events", tags=["events"])


class PairParameters(FilterParameters):
    """The filter, and how alike pairs are to be."""

    min_score: float = Field(LOWEST_SCORE, ge=0, le=1, description="The lowest score, 0 to 1.")
    limit: int = Field(50, description=f"How many to return at most, up to {MAX_LIMIT}.")


@router.get("/doubtful", summary="Events that a person should look at")
def get_doubtful(store: StoreAsOf, query: FilterQuery) -> Page[Doubt]:
    """Events that nobody confirmed, those first that are least sure and have most resting on them."""
    return list_doubtful(store, query.to_filter())


@router.get("/candidates", summary="Events that may be one")
def get_candidates(store: StoreAsOf, query: Annotated[PairParameters, Query()]) -> EventCandidates:
    """Pairs of events that may be one and were not joined, with a score and reasons; those that matter most come first."""
    return list_event_candidates(store, query.to_filter(), min_score=query.min_score)
