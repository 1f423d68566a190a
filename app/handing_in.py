"""Puts articles in line to be read: what feeds, folders, addresses and batches have in common."""

from collections.abc import Iterable
from itertools import islice

from app.intake import ArticleInput, write_payload
from graph.inbox import Enqueued, enqueue
from graph.store import Clock, Store, read_clock

# Articles in one transaction.
BATCH = 500


def hand_in(
    store: Store, inputs: Iterable[ArticleInput], *, job: str, source: str, clock: Clock = read_clock
) -> Enqueued:
    """Put inputs in line under a job, which is made where there is none; what was there already is left alone.

    Nothing is lost from the moment this returns. Of a run that was cut off, handing everything in again queues the rest.
    `source` is told to people: where the inputs of the job come from.
    """
    rest = (write_payload(given) for given in inputs)
    queued = known = 0
    while batch := list(islice(rest, BATCH)):
        done = enqueue(store, batch, job, source=source, at=clock())
        queued, known = queued + done.queued, known + done.known
    return Enqueued(job, queued, known)
