"""What the routes work with: the settings, the store and the workers of one server."""

from dataclasses import dataclass, field
from threading import Event
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Query, Request

from app.examples import ExampleProgress
from app.moments import AS_OF, store_as_of
from app.settings import Settings
from app.workers import Workers
from graph.store import Store


@dataclass(frozen=True)
class Services:
    """The parts of one running server. `stopping` is set when it is about to stop, so that streams end; `building` bounds
    how many past states of the store are built at a time."""

    settings: Settings
    store: Store
    workers: Workers
    examples: ExampleProgress = field(default_factory=ExampleProgress)
    stopping: Event = field(default_factory=Event)
    building: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))


# What takes no time is asynchronous, or it would be handed to a thread and back.
async def _get_services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


async def _get_store(request: Request) -> Store:
    return (await _get_services(request)).store


async def _get_store_as_of(request: Request, as_of: Annotated[str | None, Query(description=AS_OF)] = None) -> Store:
    """The store, or what it was. That may take long to build: it waits in a thread of its own, not one of other requests."""
    services = await _get_services(request)
    if as_of is None:
        return services.store
    return await to_thread.run_sync(store_as_of, services.store, as_of, limiter=services.building)


ServicesOf = Annotated[Services, Depends(_get_services)]
StoreOf = Annotated[Store, Depends(_get_store)]
StoreAsOf = Annotated[Store, Depends(_get_store_as_of)]
