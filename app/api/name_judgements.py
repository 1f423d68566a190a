"""Corrections of what names in articles stand for: places and actors."""

from fastapi import APIRouter
from pydantic import ConfigDict, Field, JsonValue

from app.api.services import ServicesOf
from app.api.signed import SignedRoute, fields_of, judge
from app.judging import Signature
from graph.actions import Span
from graph.change_queries import Judged
from ontology.records import Actor, Place

places_router = APIRouter(prefix="/v1/places", tags=["places"], route_class=SignedRoute)
mentions_router = APIRouter(prefix="/v1/mentions", tags=["mentions"], route_class=SignedRoute)

_SPAN: dict[str, JsonValue] = {"article": "a-0123456789abcdef", "start": 120, "end": 127}
_SIGNED: dict[str, JsonValue] = {"author": "A. Analyst", "reason": "The article is about Texas."}


class PlaceCorrection(Signature):
    """Which name, and what it stands for: one mention (`article`, `start`, `end`), a name in one article (`article`, `name`)
    or a name wherever it stands (`name`); of names perhaps only those that were taken for a place in `country`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"name": "Paris", "country": "FRA", "place": "gn:4717560", **_SIGNED},
                {**_SPAN, "place": None, **_SIGNED},
            ]
        }
    )

    article: str | None = Field(None, description="The id of the article; left out, all articles.")
    start: int | None = Field(None, description="Where the mention starts in the article's text.")
    end: int | None = Field(None, description="Where the mention ends.")
    name: str | None = Field(None, description="The name, in any case and with or without diacritics.")
    country: str | None = Field(None, description="Only where it was taken for a place there: a code such as `FRA`.")
    place: Place | str | None = Field(
        description="What it stands for: an id of the gazetteer or the graph, a record of your own, or null: no place."
    )


class LinkBody(Signature):
    """Which mention, and whom it names."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"mention": _SPAN, "actor": "joe-biden", **_SIGNED}]})

    mention: Span
    actor: Actor | str = Field(description="An id, name or alias; or a record of one that the graph does not know yet.")


class RejectBody(Signature):
    """Which mention."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"mention": _SPAN, **_SIGNED}]})

    mention: Span


@places_router.post("/corrections", summary="A name stands for another place, or for none")
def correct_place(services: ServicesOf, body: PlaceCorrection) -> Judged:
    """The mentions, and the events that rest on them, are at the given place."""
    return judge(services, body, "correct-place", **fields_of(body))


@mentions_router.post("/link", summary="A mention names an actor")
def link_mention(services: ServicesOf, body: LinkBody) -> Judged:
    """The mention, and the events that rest on it, are of the given actor."""
    return judge(services, body, "link-mention", **fields_of(body))


@mentions_router.post("/reject", summary="A mention names no actor")
def reject_mention(services: ServicesOf, body: RejectBody) -> Judged:
    """The mention goes, with what rests on it alone."""
    return judge(services, body, "reject-mention", **fields_of(body))
