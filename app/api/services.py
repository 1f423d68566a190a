"""What the routes work with: the settings, the store and the workers of one server."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from app.examples import ExampleProgress
from app.settings import Settings
from app.workers import Workers
from graph.store import Store


@dataclass(frozen=True)
class Services:
    """The parts of one running server."""

    settings: Settings
    store: Store
    workers: Workers
    examples: ExampleProgress = field(default_factory=ExampleProgress)


def _get_services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _get_store(request: Request) -> Store:
    return _get_services(request).store


ServicesOf = Annotated[Services, Depends(_get_services)]
StoreOf = Annotated[Store, Depends(_get_store)]
