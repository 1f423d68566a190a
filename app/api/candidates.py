"""Actors that may be the same, for a person to decide."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from app.api.services import StoreAsOf
from app.filtering import read_filter
from app.moments import AS_OF
from graph.answers import Page
from graph.candidates import LOWEST_SCORE, Candidate, list_candidates
from graph.filters import MAX_LIMIT

router = APIRouter(prefix="/v1/actors", tags=["actors"])


class CandidateParameters(BaseModel):
    """Which candidates to list; a parameter that is none of them is refused."""

    model_config = ConfigDict(extra="forbid")

    actor: str | None = Field(None, description="One of the two: id, name or alias.")
    min_score: float = Field(LOWEST_SCORE, ge=0, le=1, description="The lowest score, 0 to 1.")
    limit: int = Field(50, description=f"How many to return at most, up to {MAX_LIMIT}.")
    cursor: str | None = Field(None, description="`next` of the page before.")
    as_of: str | None = Field(None, description=AS_OF)


@router.get("/candidates", summary="Actors that may be the same")
def get_candidates(store: StoreAsOf, query: Annotated[CandidateParameters, Query()]) -> Page[Candidate]:
    """Pairs of actors that may be one and were not joined, with a score and reasons; those that matter most come first."""
    filter = read_filter(query.model_dump(include={"actor", "limit", "cursor"}))
    return list_candidates(store, filter, min_score=query.min_score)
