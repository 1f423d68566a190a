"""Corrections of events and standing relations: other than they were read, right, or not in the text."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from app.api.services import ServicesOf
from app.api.signed import SignedRoute, fields_of, judge
from app.judging import Signature
from graph.actions import EventChanges
from graph.change_queries import Judged

events_router = APIRouter(prefix="/v1/events", tags=["events"], route_class=SignedRoute)
relations_router = APIRouter(prefix="/v1/relations", tags=["relations"], route_class=SignedRoute)


class SignedBody(Signature):
    """Who says so, and why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"author": "A. Analyst", "reason": "Read in the article, and in two others."}]}
    )


OnlyAccount = Annotated[
    bool,
    Field(description="Of the event's accounts only the one whose id the address names, also where it is the event's."),
]


class EventBody(SignedBody):
    """Who says so, and why; of the event or of one account of it."""

    only_account: OnlyAccount = False


class EventPatch(EventChanges, Signature):
    """What is to be other than it was read; what is left out stays. Actors and places by id, actors also by name."""

    only_account: OnlyAccount = False

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "claimed",
                    "date": {"start": "2014-01-04", "end": "2014-01-04", "granularity": "day"},
                    "places": ["gn:99454"],
                    "author": "A. Analyst",
                    "reason": "The article quotes the police, and gives the day in its last line.",
                }
            ]
        }
    )


@events_router.patch("/{event}", summary="Correct an event")
def patch_event(services: ServicesOf, event: str, body: EventPatch) -> Judged:
    """The given fields have the given values, in all accounts that the event has; by the id of a single account only there.
    What follows from a new relation, type or mode is set with it."""
    given = fields_of(body)
    scope = {name: given.pop(name) for name in ("only_account",) if name in given}
    return judge(services, body, "edit-event", event=event, changes=given, **scope)


@events_router.post("/{event}/confirm", summary="An event is right")
def confirm_event(services: ServicesOf, event: str, body: EventBody) -> Judged:
    """A person read the sentence that the event shows, or that of a single account: it is `reviewed`, and sure."""
    return judge(services, body, "confirm-event", event=event, **fields_of(body))


@events_router.post("/{event}/reject", summary="An event is not in the text")
def reject_event(services: ServicesOf, event: str, body: EventBody) -> Judged:
    """It goes from the graph with all accounts that it has, or a single account goes; and so do the actors and places that
    nothing else names."""
    return judge(services, body, "reject-event", event=event, **fields_of(body))


class OtherEvents(SignedBody):
    """Other events, by their ids or those of accounts of them."""

    others: Annotated[tuple[str, ...], Field(min_length=1)]

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"others": ["a-5"], "author": "A. Analyst", "reason": "Both are the shelling of the 4th."}]
        }
    )


@events_router.post("/{event}/join", summary="Events are one")
def join_events(services: ServicesOf, event: str, body: OtherEvents) -> Judged:
    """The event and the others are one, with all accounts that they have now."""
    return judge(services, body, "join-events", events=(event, *body.others))


@events_router.post("/{event}/separate", summary="Events are different")
def separate_events(services: ServicesOf, event: str, body: OtherEvents) -> Judged:
    """The event and the others are all different, however alike. Accounts of one event are taken apart."""
    return judge(services, body, "separate-events", events=(event, *body.others))


@relations_router.post("/{relation}/confirm", summary="A standing relation is right")
def confirm_relation(services: ServicesOf, relation: str, body: SignedBody) -> Judged:
    """A person read the sentence: the relation is `reviewed`."""
    return judge(services, body, "confirm-relation", relation=relation)


@relations_router.post("/{relation}/reject", summary="A standing relation is not in the text")
def reject_relation(services: ServicesOf, relation: str, body: SignedBody) -> Judged:
    """It goes from the graph."""
    return judge(services, body, "reject-relation", relation=relation)
