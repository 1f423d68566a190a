"""Writes what became of inputs that were read: stored and done, to be tried again, or given up."""

import logging
from collections.abc import Sequence

from app.faults import contain_faults
from app.reading import Outcome
from graph.queue import complete, fail
from graph.queue_records import Failure
from graph.store import AddResult, Clock, Store, read_clock
from ontology.errors import BelligraphError, StoreError
from ontology.records import Extraction

log = logging.getLogger(__name__)


def settle(store: Store, token: int, outcomes: Sequence[Outcome], *, clock: Clock = read_clock) -> dict[str, AddResult]:
    """Store what was read, all of it in one transaction; where that fails, one by one, so that no article holds up others.

    StoreError where the database cannot be used; what was not settled then is leased still.
    """
    failures = {outcome.id: outcome.failure for outcome in outcomes if outcome.failure is not None}
    read = {o.id: Extraction.model_validate_json(o.extraction) for o in outcomes if o.extraction is not None}
    try:
        results = _complete(store, token, read, clock)
    except StoreError:
        raise
    except BelligraphError:
        log.debug("storing %d articles at once failed", len(read), exc_info=True)
        results = {}
        for id, extraction in read.items():
            try:
                results |= _complete(store, token, {id: extraction}, clock)
            except StoreError:
                raise
            except BelligraphError as error:
                log.exception("storing an article failed")
                failures[id] = Failure(str(error))
    if failures:
        fail(store, token, failures, at=clock())
    return results


def _complete(store: Store, token: int, read: dict[str, Extraction], clock: Clock) -> dict[str, AddResult]:
    with contain_faults("storing"):
        return complete(store, token, read, at=clock()) if read else {}
