"""Saved queries: kept filters whose news comes as an Atom feed or to a webhook."""

from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.bounded import BoundedRoute
from app.api.filter_query import EventFilter
from app.api.services import Services, ServicesOf, StoreOf
from app.feeds import write_feed
from app.web_addresses import parse_target
from app.webhooks import make_secret
from graph import deliveries, saved_queries
from graph.deliveries import Delivery
from graph.filters import MAX_LIMIT
from graph.saved_queries import SavedQuery, Webhook
from graph.store import read_clock
from graph.watching import list_news
from ontology.errors import InputError
from ontology.ids import digest, fold_text

router = APIRouter(prefix="/v1/saved-queries", tags=["saved queries"], route_class=BoundedRoute)

ATOM = "application/atom+xml"


class NewQuery(BaseModel):
    """A filter to be kept, and where to send what it finds."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=200, description="What it is called; its id is made of it.")
    filter: EventFilter = Field(description="The parameters of the filter, as for `GET /v1/events`.")
    webhook: str | None = Field(None, max_length=2000, description="An http or https address to send news to.")
    secret: str | None = Field(
        None, min_length=16, max_length=200, description="Signs what is sent; made and told once where none is given."
    )
    after: int | None = Field(
        None, description="The number of the change sequence from which on; 0 tells of all events. Unset: from now on."
    )


class MadeQuery(SavedQuery):
    """A query just saved, with the secret of its webhook, which is told this once."""

    secret: str | None = None


class SavedQueries(BaseModel):
    """All saved queries."""

    items: tuple[SavedQuery, ...]


class Deliveries(BaseModel):
    """What was sent or is to be sent, newest first."""

    items: tuple[Delivery, ...]


class DeliveryParameters(BaseModel):
    """Which deliveries to list; a parameter that is none of these is refused."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["waiting", "sent", "dead"] | None = Field(None, description="What became of them.")
    limit: int = Field(50, ge=1, le=MAX_LIMIT, description=f"How many to return at most, up to {MAX_LIMIT}.")


class FeedParameters(BaseModel):
    """How much of a feed."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(100, ge=1, le=MAX_LIMIT, description=f"How many entries at most, up to {MAX_LIMIT}.")


@router.post("", summary="Save a query", status_code=201)
def save_query(services: ServicesOf, body: NewQuery) -> MadeQuery:
    """News of it comes as a feed and, where it has one, to a webhook."""
    if not fold_text(body.name):
        raise InputError(f"name {body.name!r} has no letter or digit")
    webhook = _webhook(services, body)
    made = saved_queries.save_query(
        services.store, body.name, body.filter.to_filter(), at=read_clock(), webhook=webhook, after=body.after
    )
    return MadeQuery(**dict(made), secret=webhook.secret if webhook else None)


@router.get("", summary="List saved queries")
def list_queries(store: StoreOf) -> SavedQueries:
    """All of them, by id, without their secrets."""
    return SavedQueries(items=saved_queries.list_queries(store))


@router.get("/{query}", summary="One saved query")
def get_query(store: StoreOf, query: str) -> SavedQuery:
    """Its filter, how far it has been matched, and why it matches nothing if it cannot."""
    return saved_queries.get_query(store, query)


@router.delete("/{query}", summary="Delete a saved query", status_code=204)
def delete_query(store: StoreOf, query: str) -> None:
    """With everything that waits to be sent for it."""
    saved_queries.delete_query(store, query)


@router.head("/{query}/feed.atom", include_in_schema=False)
@router.get(
    "/{query}/feed.atom",
    summary="What a saved query has to tell, as an Atom feed",
    response_class=Response,
    responses={200: {"content": {ATOM: {}}}, 304: {"description": "Nothing is new"}},
)
def get_feed(
    request: Request,
    store: StoreOf,
    query: str,
    parameters: Annotated[FeedParameters, Query()],
    if_none_match: Annotated[str | None, Header()] = None,
    if_modified_since: Annotated[str | None, Header()] = None,
) -> Response:
    """Events that came to fit the query, changed or went, the last first, each once."""
    news = list_news(store, query, limit=parameters.limit)
    feed = write_feed(saved_queries.get_query(store, query), news, base=str(request.base_url))
    tag = f'"{digest(feed.content.decode(), length=32)}"'
    updated = datetime.fromisoformat(feed.updated)
    headers = {"ETag": tag, "Last-Modified": format_datetime(updated, usegmt=True), "Cache-Control": "no-cache"}
    if _is_known(tag, updated, if_none_match, if_modified_since):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return Response(media_type=ATOM, headers=headers | {"Content-Length": str(len(feed.content))})
    return Response(feed.content, media_type=ATOM, headers=headers)


@router.get("/{query}/deliveries", summary="What a webhook was sent")
def list_deliveries(store: StoreOf, query: str, parameters: Annotated[DeliveryParameters, Query()]) -> Deliveries:
    """Newest first: those that wait, were received, or were given up, with the last reason."""
    found = deliveries.list_deliveries(store, query, state=parameters.state, limit=parameters.limit)
    return Deliveries(items=found)


@router.post("/{query}/deliveries/{delivery}/resend", summary="Send a delivery once more")
def resend(store: StoreOf, query: str, delivery: str) -> Delivery:
    """As soon as those before it are through, with all its attempts before it."""
    return deliveries.resend(store, query, delivery, at=read_clock())


def _webhook(services: Services, body: NewQuery) -> Webhook | None:
    if body.webhook is None:
        if body.secret is not None:
            raise InputError("secret: there is no webhook that it could sign for")
        return None
    if not services.settings.webhooks:
        raise InputError("webhook: this server sends nothing; set BELLIGRAPH_WEBHOOKS=on")
    parse_target(body.webhook, allowed=services.settings.webhook_hosts)
    return Webhook(body.webhook, body.secret or make_secret())


def _is_known(tag: str, updated: datetime, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Whether the client has this version: RFC 9110, section 13. Only without tags does the time count."""
    if if_none_match is not None:
        given = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
        return tag in given or "*" in given
    if if_modified_since is None:
        return False
    try:
        return updated.replace(microsecond=0) <= parsedate_to_datetime(if_modified_since)
    except (TypeError, ValueError):
        return False
