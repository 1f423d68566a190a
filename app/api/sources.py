"""Sources: feeds, sitemaps and pages that articles are pulled from, where the settings allow the server to fetch."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from app.api.bounded import BoundedRoute
from app.api.services import Services, ServicesOf, StoreOf
from app.intake import PublishedDate
from app.subscribing import subscribe
from graph import sources
from graph.answers import Page
from graph.filters import MAX_LIMIT
from graph.source_pages import RefusedPage, list_refused
from graph.source_tables import SourceKind
from graph.sources import Source, SourceFilter
from graph.store import read_clock
from ontology.errors import InputError

router = APIRouter(prefix="/v1/sources", tags=["sources"], route_class=BoundedRoute)


class NewSource(BaseModel):
    """An address to look at from now on."""

    model_config = ConfigDict(extra="forbid")

    address: str = Field(max_length=2000, description="The web address of the feed, sitemap or page.")
    kind: SourceKind | None = Field(None, description="What it is; unset, it is fetched to tell.")
    name: str | None = Field(None, max_length=200, description="What to call it; unset, its address says.")
    publisher: str | None = Field(None, max_length=200, description="Who publishes its articles.")
    minutes: int = Field(60, ge=1, le=525_600, description="How often to look at it.")
    since: PublishedDate = Field(None, description="Leave out what it dates before this day.")


class SourceParameters(BaseModel):
    """Which page of the list; a parameter that is none of these is refused."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=MAX_LIMIT, description=f"How many to return at most, up to {MAX_LIMIT}.")
    cursor: str | None = Field(None, description="`next` of the page before.")


class RefusedParameters(BaseModel):
    """How many pages."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(100, ge=1, le=MAX_LIMIT, description=f"How many pages at most, up to {MAX_LIMIT}.")


class RefusedPages(BaseModel):
    """Pages that were given up, the last ones first."""

    items: tuple[RefusedPage, ...]


@router.post("", summary="Pull articles from an address", status_code=201)
def add_source(services: ServicesOf, body: NewSource) -> Source:
    """It is looked at regularly, and the articles that it names are read. The server must be allowed to fetch."""
    _check_fetching(services)
    return subscribe(
        services.store,
        services.settings,
        body.address,
        kind=body.kind,
        name=body.name,
        publisher=body.publisher,
        minutes=body.minutes,
        since=body.since,
        sleep=services.stopping.wait,
    )


@router.get("", summary="List sources")
def list_sources(store: StoreOf, query: Annotated[SourceParameters, Query()]) -> Page[Source]:
    """By id: when each was fetched and is due, what became of its pages, and what is wrong with it."""
    return sources.page_sources(store, SourceFilter(**dict(query)))


@router.get("/{source}", summary="One source")
def get_source(store: StoreOf, source: str) -> Source:
    """When it was fetched and is due, what became of its pages, and what is wrong with it."""
    return sources.get_source(store, source)


@router.get("/{source}/refused", summary="Pages of a source that were given up")
def list_refused_pages(
    store: StoreOf, source: str, query: Annotated[RefusedParameters, Query()]
) -> RefusedPages:
    """The last ones first, each with the reason."""
    return RefusedPages(items=list_refused(store, source, limit=query.limit))


@router.post("/{source}/pause", summary="Pause a source")
def pause_source(store: StoreOf, source: str) -> Source:
    """It is looked at no more, nor are its pages fetched, until it is resumed."""
    return sources.pause_source(store, source)


@router.post("/{source}/resume", summary="Go on with a source")
def resume_source(store: StoreOf, source: str) -> Source:
    """One that was paused is looked at at once; any other one is left as it is."""
    return sources.resume_source(store, source, at=read_clock())


@router.post("/{source}/fetch", summary="Look at a source now")
def fetch_source(services: ServicesOf, source: str) -> Source:
    """It is the next one to be looked at. The server must be allowed to fetch."""
    _check_fetching(services)
    sources.hurry(services.store, [source], at=read_clock())
    return sources.get_source(services.store, source)


@router.delete("/{source}", summary="Remove a source", status_code=204)
def remove_source(store: StoreOf, source: str) -> None:
    """It is looked at no more, and its pages are forgotten. Articles that came from it stay."""
    sources.remove_source(store, source)


def _check_fetching(services: Services) -> None:
    if not services.settings.fetch:
        raise InputError("this server fetches nothing from the network; set BELLIGRAPH_FETCH=on")
