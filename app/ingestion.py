"""From input to store: what the server does with an article that is handed in to be kept."""

import asyncio
import logging

from app.api.services import Services
from app.examples import read_examples
from app.faults import contain_faults
from app.intake import ArticleInput
from graph.article_queries import list_articles
from graph.filters import Filter
from graph.store import AddResult
from ontology.errors import BelligraphError
from ontology.records import Extraction

log = logging.getLogger(__name__)


async def read_and_keep(services: Services, given: ArticleInput) -> tuple[Extraction, AddResult]:
    """Extract in a worker, store in a thread: one article, one transaction."""
    read = await services.workers.extract(given)
    return await asyncio.to_thread(_keep, services, read)


def _keep(services: Services, read: str) -> tuple[Extraction, AddResult]:
    with contain_faults("storing"):
        extraction = Extraction.model_validate_json(read)
        return extraction, services.store.add(extraction)


def announce_examples(services: Services) -> None:
    """Say that examples are going to be read, where the settings want them and the store is empty."""
    if services.settings.examples and not list_articles(services.store, Filter(limit=1)).items:
        services.examples.state = "loading"
        log.info("reading the example articles into the empty store; /readyz says when they are in")


async def load_examples(services: Services) -> None:
    """Store the example articles, one after the other so that requests come in between."""
    kept = 0
    for given in read_examples():
        try:
            await read_and_keep(services, given)
            kept += 1
        except BelligraphError as error:
            log.warning("example article %r: %s", given.title, error)
    services.examples.state = "loaded"
    log.info("loaded %d example articles", kept)
