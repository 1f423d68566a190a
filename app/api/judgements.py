"""Judgements: what people corrected, listed, undone and redone."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from app import judging
from app.api.services import ServicesOf, StoreOf
from app.api.signed import SignedRoute
from app.api.statement_judgements import SignedBody
from app.filtering import read_judgement_filter
from graph import judgement_queries
from graph.actions import AnyAction
from graph.answers import Page
from graph.change_queries import Judged
from graph.filters import MAX_LIMIT
from graph.judgements import Judgement
from graph.previews import Preview

router = APIRouter(prefix="/v1/judgements", tags=["judgements"], route_class=SignedRoute)


class JudgementParameters(BaseModel):
    """Which judgements to list; a parameter that is none of these is refused."""

    model_config = ConfigDict(extra="forbid")

    target: str | None = Field(None, description="An id that it speaks of, of an article, actor, event ..., or a name.")
    author: str | None = Field(None, description="Who made it.")
    action: str | None = Field(None, description="What it does, such as `merge-actors`.")
    active: bool | None = Field(None, description="Whether it is in force; false: undone.")
    unmatched: bool | None = Field(None, description="Whether it waits for an article with what it speaks of.")
    since: str | None = Field(None, description="The first day on which it was made, like 2014-01-07.")
    until: str | None = Field(None, description="The last day.")
    limit: int = Field(50, description=f"How many to return at most, up to {MAX_LIMIT}.")
    cursor: str | None = Field(None, description="`next` of the page before.")


@router.get("", summary="List judgements")
def list_judgements(store: StoreOf, query: Annotated[JudgementParameters, Query()]) -> Page[Judgement]:
    """Judgements, newest first, undone ones included."""
    return judgement_queries.list_judgements(store, read_judgement_filter(query.model_dump()))


@router.post("/preview", summary="What a judgement would change")
def preview_judgement(services: ServicesOf, body: AnyAction) -> Preview:
    """The effects of an action, such as a merge, that is not made: nothing of it stays."""
    return judging.preview(services.settings, services.store, body.model_dump(exclude_unset=True) | {"action": body.action})


@router.get("/{judgement}", summary="One judgement")
def get_judgement(store: StoreOf, judgement: str) -> Judgement:
    """A judgement with its undoings and redoings, and in how many articles it found what it speaks of."""
    return judgement_queries.get_judgement(store, judgement)


@router.post("/{judgement}/undo", summary="Undo a judgement")
def undo_judgement(services: ServicesOf, judgement: str, body: SignedBody) -> Judged:
    """The graph is as if it had never been made; the judgement itself stays on record."""
    return judging.reverse(services.settings, services.store, body, judgement, redo=False)


@router.post("/{judgement}/redo", summary="Redo a judgement that was undone")
def redo_judgement(services: ServicesOf, judgement: str, body: SignedBody) -> Judged:
    """It is in force again, at its old place in the order."""
    return judging.reverse(services.settings, services.store, body, judgement, redo=True)
