"""Changes as server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html"""

import asyncio
import logging
from collections.abc import AsyncIterator
from itertools import zip_longest
from threading import Event

from graph.answers import Change
from graph.change_queries import ChangePage, list_changes
from graph.store import Store
from ontology.errors import BelligraphError

log = logging.getLogger(__name__)

# Seconds between two looks at the store, which other processes write to as well.
PERIOD = 0.5
# Seconds after which a silent stream says that it lives, so that no proxy takes it for dead.
HEARTBEAT = 15.0
_PAGE = 500


async def read_changes(store: Store, since: int) -> ChangePage:
    """A page of changes, read in a thread."""
    return await asyncio.to_thread(list_changes, store, since=since, limit=_PAGE)


async def stream_changes(store: Store, page: ChangePage, stopping: Event) -> AsyncIterator[str]:
    """One message a change from this page on, for ever or until the server stops.

    Only the last change of a sequence number carries it as `id`: a client that resumes in between gets the number again.
    """
    silent = 0.0
    yield ": changes\n\n"
    while not stopping.is_set():
        for change, following in zip_longest(page.items, page.items[1:]):
            yield _message(change, last=following is None or following.seq != change.seq)
        if page.items:
            silent = 0.0
        if page.next == page.latest:
            await asyncio.sleep(PERIOD)
            silent += PERIOD
        if silent >= HEARTBEAT:
            silent = 0.0
            yield ": still here\n\n"
        try:
            page = await read_changes(store, page.next)
        except BelligraphError as error:
            log.error("a stream of changes ends: %s", error)
            return


def _message(change: Change, *, last: bool) -> str:
    number = f"id: {change.seq}\n" if last else ""
    return f"{number}event: change\ndata: {change.model_dump_json()}\n\n"
