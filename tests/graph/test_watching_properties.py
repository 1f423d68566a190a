"""Whatever happens to a store, a saved query has in the end told of the events that fit it, and of no others."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.actions import make_action
from graph.deliveries import list_due, queue_news, record_attempt
from graph.event_queries import list_events
from graph.filters import Filter, make_filter
from graph.saved_queries import Webhook, save_query
from graph.store import Store, open_store
from graph.watching import DELETED, list_news
from ontology.errors import BelligraphError, NotFoundError
from ontology.records import Extraction

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOOK = Webhook("https://desk.example/hook", "a secret of some length")
FILTERS = {
    "all": {},
    "biden": {"actor": "actor-biden"},
    "strikes": {"relation": ["air strike"], "min_confidence": 0.5},
    "talks": {"with": "actor-maliki", "type": ["CONSULT"]},
}
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "delete", "reject", "merge", "undo", "look"]), st.integers(0, 5)), max_size=14
)


@pytest.fixture(scope="module")
def readings() -> Callable[[SimpleNamespace, int], Extraction]:
    """Six readings of three articles."""

    def reading(make: SimpleNamespace, number: int) -> Extraction:
        confidence = 0.9 if number < 3 else 0.3
        call = make.event("call", actors=["Biden", "Maliki"], confidence=confidence)
        strike = make.event("air strike", type="ASSAULT", actors=["Biden"], places=["Fallujah"], confidence=confidence)
        made: Extraction = make.extraction(
            f"Text {number % 3}.", actors=["Biden", "Maliki", "J. Biden"], places=["Fallujah"],
            events=[call, strike][: 1 + number % 2],
        )  # fmt: skip
        return made

    return reading


def step(store: Store, what: str, number: int, reading: Extraction) -> None:
    signed = {"author": "A", "reason": "B"}
    match what:
        case "add":
            store.add(reading)
        case "delete":
            store.delete_article(reading.article.id)
        case "reject":
            store.judge(make_action({"action": "reject-event", "event": reading.events[0].id}), **signed)
        case "merge":
            action = {"action": "merge-actors", "into": "actor-maliki", "others": ["actor-biden"]}
            store.judge(make_action(action), **signed)
        case "undo":
            store.undo(f"j-{number + 1}", **signed)
        case "look":
            list_news(store, "biden", limit=1)
            queue_news(store, at=NOW)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_what_was_told_is_what_fits(
    steps: list[tuple[str, int]], readings: Callable[[SimpleNamespace, int], Extraction], make: SimpleNamespace
) -> None:
    with open_store("sqlite://") as store:
        for name, filter in FILTERS.items():
            save_query(store, name, make_filter(**filter), at=NOW, webhook=HOOK if name == "all" else None)
        for what, number in steps:
            try:
                step(store, what, number, readings(make, number))
            except BelligraphError:
                continue
        for name, filter in FILTERS.items():
            # The query of everything is followed by its webhook below.
            if name != "all":
                told = {one.event_id for one in list_news(store, name, limit=1000) if one.action != DELETED}
                assert told == fitting(store, make_filter(**filter, limit=1000))
        queue_news(store, at=NOW)
        assert received(store) == fitting(store, Filter(limit=1000))


def fitting(store: Store, filter: Filter) -> set[str]:
    try:
        return {event.id for event in list_events(store, filter).items}
    except NotFoundError:
        # Nobody bears the id now.
        return set()


def received(store: Store) -> set[str]:
    """What a receiver of the query of everything has in the end."""
    known: set[str] = set()
    while due := list_due(store, at=NOW, limit=10):
        for delivery in due:
            for item in json.loads(delivery.body)["items"]:
                (known.discard if item["action"] == DELETED else known.add)(item["event_id"])
            record_attempt(store, delivery.id, at=NOW)
    return known
