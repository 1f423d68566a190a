"""Sends what saved queries find, in rounds. Any number of servers may: one of them sends at a time."""

import logging
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from app.settings import Settings
from app.webhooks import DELIVERY, SIGNATURE, WebhookError, post, sign
from graph.deliveries import Due, list_due, queue_news, record_attempt
from graph.leases import end_lease, take_lease
from graph.store import Clock, Store, read_clock
from ontology.errors import InputError

log = logging.getLogger(__name__)

# Longer than a round can take: names, connections and answers of `_AT_ONCE` receivers, twice.
_LEASE = timedelta(seconds=90)
_AT_ONCE = 8
_NAME = "webhooks"

Post = Callable[..., None]


class Courier:
    """Sends what is due, as long as it is this process's turn."""

    def __init__(self, store: Store, settings: Settings, *, clock: Clock = read_clock, send: Post = post) -> None:
        self._store = store
        self._allowed = settings.webhook_hosts
        self._clock = clock
        self._send = send
        self._id = uuid.uuid4().hex

    def work(self) -> int:
        """One round: queue what is new and send what is due; how many deliveries were tried."""
        now = self._clock()
        if not take_lease(self._store, _NAME, self._id, at=now, until=now + _LEASE):
            return 0
        queue_news(self._store, at=now)
        due = list_due(self._store, at=now, limit=2 * _AT_ONCE)
        if due:
            with ThreadPoolExecutor(_AT_ONCE) as threads:
                list(threads.map(self._deliver, due))
        return len(due)

    def stop(self) -> None:
        """Let another process have its turn at once."""
        end_lease(self._store, _NAME, self._id)

    def _deliver(self, due: Due) -> None:
        """Received is recorded after the answer: who is cut off in between sends again."""
        now = self._clock()
        body = due.body.encode()
        headers = {DELIVERY: due.id, SIGNATURE: sign(due.secret, int(now.timestamp()), body)}
        try:
            self._send(due.url, body, headers, allowed=self._allowed)
        except WebhookError as error:
            log.warning("webhook delivery %s, attempt %d: %s", due.id, due.attempts + 1, error)
            record_attempt(self._store, due.id, at=now, reason=str(error), final=error.final)
        except InputError as error:
            log.warning("webhook delivery %s, attempt %d: %s", due.id, due.attempts + 1, error)
            record_attempt(self._store, due.id, at=now, reason=str(error))
        else:
            record_attempt(self._store, due.id, at=now)
