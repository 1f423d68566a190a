"""From input to store: what the server does with articles that are handed in to be kept."""

import asyncio
import logging
from collections.abc import Sequence
from typing import NamedTuple

from app.api.services import Services
from app.dispatching import Dispatcher
from app.examples import read_examples
from app.faults import contain_faults
from app.intake import ArticleInput, write_payload
from app.leasing import LEASE, keep_leased
from app.local_engine import LocalEngine
from graph.article_queries import list_articles
from graph.filters import Filter
from graph.inbox import Taken, drop, enqueue, input_id, take
from graph.jobs import Job, get_job
from graph.queue import complete, fail, release
from graph.queue_records import Failure
from graph.store import AddResult, read_clock
from ontology.errors import BelligraphError, BusyError, InputError, ReadingError, WorkerError
from ontology.ids import digest
from ontology.records import Extraction

log = logging.getLogger(__name__)

# The job of articles that were handed in one by one.
SINGLE = "single"


class HandedIn(NamedTuple):
    """A batch that waits to be read: its job, and how many of it were not there before."""

    job: Job
    queued: int


async def read_and_keep(services: Services, given: ArticleInput) -> tuple[Extraction, AddResult]:
    """Extract in a worker, store in a thread: one article, one transaction.

    The article is kept before it is read: should this process end meanwhile, another one reads it. BusyError, and nothing
    is kept, where too many wait already.
    """
    services.workers.check_free()
    now = read_clock()
    source = "articles handed in one by one"
    payload = write_payload(given)
    taken = await asyncio.to_thread(
        take, services.store, payload, SINGLE, source=source, holder="server", at=now, until=now + LEASE
    )
    try:
        async with keep_leased(services.store, taken.token, [taken.id]):
            read = await services.workers.extract(given)
            return await asyncio.to_thread(_keep, services, taken, read)
    except BaseException as error:
        await asyncio.shield(asyncio.to_thread(_let_go, services, taken, error))
        raise


def _keep(services: Services, taken: Taken, read: str) -> tuple[Extraction, AddResult]:
    with contain_faults("storing"):
        extraction = Extraction.model_validate_json(read)
        done = complete(services.store, taken.token, {taken.id: extraction}, at=read_clock())
        # Handed in again meanwhile, it is another's to finish; that this one was told of is stored all the same.
        return extraction, done.get(taken.id) or services.store.add(extraction)


def _let_go(services: Services, taken: Taken, error: BaseException) -> None:
    """What to do with an article that was not kept, as who handed it in was told or is no longer there."""
    if isinstance(error, InputError):
        drop(services.store, taken, at=read_clock())
    elif isinstance(error, ReadingError | WorkerError) and not isinstance(error, BusyError):
        fail(services.store, taken.token, {taken.id: Failure(str(error), final=True)}, at=read_clock())
    else:
        # That is no fault of the article: it is read when its turn comes.
        release(services.store, taken.token, [taken.id])


def hand_in_batch(services: Services, given: Sequence[ArticleInput]) -> HandedIn:
    """Put a batch in line, all of it or nothing. The same batch again is the same job."""
    payloads = list(map(write_payload, given))
    job = "batch-" + digest(*map(input_id, payloads))
    done = enqueue(services.store, payloads, job, source="a batch that was posted", at=read_clock())
    return HandedIn(get_job(services.store, job), done.queued)


async def read_queue(services: Services) -> None:
    """Read what waits until the server stops; then what is in hand is given back."""
    # One by one: an article that somebody waits for is next when a worker is free.
    await Dispatcher(services.store, LocalEngine(services.store, services.workers, size=1)).run()


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
