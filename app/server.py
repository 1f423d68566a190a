"""Makes the HTTP server from its parts."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Coroutine, Iterator
from importlib.metadata import version

from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline

from app.api import (
    actor_judgements,
    actors,
    articles,
    candidates,
    changes,
    events,
    export,
    extract,
    gazetteer,
    graph,
    health,
    jobs,
    judgements,
    name_judgements,
    places,
    relations,
    review,
    saved_queries,
    sources,
    statement_judgements,
    vocabulary,
    workbench,
)
from app.api.filter_query import check_repeated
from app.api.guard import check_key, check_origin
from app.api.hosts import HostGuard
from app.api.services import Services
from app.background import keep_working
from app.delivering import Courier
from app.errors import add_error_handlers
from app.ingestion import announce_examples, load_examples, read_queue
from app.pages import add_pages
from app.pulling import Puller
from app.reading import LoadReader, load_reader
from app.settings import Settings
from app.workers import Workers
from graph.store import open_store
from ontology.errors import BelligraphError

log = logging.getLogger(__name__)

ABOUT = """Turns news articles into a conflict-event knowledge graph: who did what to whom, where and when,
and who says so. Every statement carries the sentence it was read from. Place data from GeoNames, CC BY 4.0.

This page works without a network; every example runs as it is shown."""

GUARDED = (
    extract.router,
    articles.router,
    jobs.router,
    candidates.router,
    actors.router,
    places.router,
    gazetteer.router,
    review.router,
    events.router,
    relations.router,
    graph.router,
    export.router,
    actor_judgements.router,
    name_judgements.places_router,
    name_judgements.mentions_router,
    statement_judgements.events_router,
    statement_judgements.relations_router,
    judgements.router,
    changes.router,
    saved_queries.router,
    sources.router,
    vocabulary.router,
    workbench.router,
    health.metrics_router,
)


def create_app(settings: Settings, *, load: LoadReader = load_reader) -> FastAPI:
    """The server of these settings. Opens the store now (StoreError if it cannot); workers start with the first request
    or, under a server, at once."""
    services = Services(settings, open_store(settings.database_url), Workers(settings, load=load))
    app = FastAPIOffline(
        title="Belligraph",
        version=version("belligraph"),
        description=ABOUT,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=_lifespan,
        dependencies=[Depends(check_origin), Depends(check_repeated)],
    )
    app.state.services = services
    app.add_middleware(HostGuard, allowed_hosts=settings.hosts)
    add_error_handlers(app)
    app.include_router(health.router)
    for router in GUARDED:
        app.include_router(router, dependencies=[Depends(check_key)])
    add_pages(app, tiles=settings.tiles)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    announce_examples(services)
    working = asyncio.create_task(_work(services))
    beside = [asyncio.create_task(task) for task in _make_rounds(services)]
    yield
    services.stopping.set()
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
    await asyncio.gather(*beside)
    services.workers.stop()
    services.store.close()


def _make_rounds(services: Services) -> Iterator[Coroutine[None, None, None]]:
    """What the settings want to be done in rounds."""
    if services.settings.webhooks:
        yield keep_working(Courier(services.store, services.settings), services.stopping, name="webhooks")
    if services.settings.fetch:
        puller = Puller(services.store, services.settings, sleep=services.stopping.wait)
        yield keep_working(puller, services.stopping, name="sources")


async def _work(services: Services) -> None:
    """Start the workers, load the examples and read the queue, while requests are answered already."""
    try:
        await services.workers.start()
        if services.examples.state == "loading":
            await load_examples(services)
        if services.settings.read_queue:
            await read_queue(services)
    except BelligraphError as error:
        log.error("%s", error)
    except Exception:
        log.exception("the work in the background failed")
    finally:
        if services.examples.state == "loading":
            services.examples.state = "none"
