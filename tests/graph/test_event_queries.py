from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from graph.actor_queries import actor_relations
from graph.answers import EventAnswer
from graph.event_queries import get_event, list_events
from graph.filters import Filter, make_filter
from graph.store import Store
from ontology.errors import NotFoundError
from ontology.records import DateInterval


@pytest.mark.parametrize(
    ("values", "relations"),
    [
        ({}, ["air strike", "clash", "seizure", "call"]),
        ({"actor": "ISIL"}, ["air strike", "clash", "seizure"]),
        ({"actor": "ISIL", "with": "Iraqi army", "status": "asserted"}, ["clash"]),
        ({"place": "Anbar"}, ["clash", "seizure"]),
        ({"country": "IRQ", "until": "2014-01-06"}, ["seizure"]),
        ({"q": "call"}, ["call"]),
        ({"with": "Biden"}, ["call"]),
    ],
)
def test_events_are_listed_newest_first(
    calls_and_seizures: Store, values: dict[str, Any], relations: list[str]
) -> None:
    assert [event.relation for event in list_events(calls_and_seizures, make_filter(**values)).items] == relations


def test_an_event_of_one_actor_in_both_roles_is_listed_once(store: Store, make: SimpleNamespace) -> None:
    event = make.event("clash", actors=["Police"], recipients=["Police"])
    store.add(make.extraction(actors=["Police"], events=[event]))
    assert len(list_events(store, make_filter(actor="Police")).items) == 1


def test_event_pages_follow_each_other(calls_and_seizures: Store) -> None:
    for values in ({}, {"actor": "ISIL"}):
        whole = list_events(calls_and_seizures, make_filter(**values)).items
        first = list_events(calls_and_seizures, make_filter(**values, limit=2))
        second = list_events(calls_and_seizures, make_filter(**values, limit=2, cursor=first.next))
        assert first.items + second.items == whole
        assert second.next is None


def test_one_event_is_got_by_id(calls_and_seizures: Store) -> None:
    first = list_events(calls_and_seizures, make_filter()).items[0]
    one = get_event(calls_and_seizures, first.id)
    assert {name: getattr(one, name) for name in type(first).model_fields} == dict(first)
    assert [account.id for account in one.told] == [first.id]
    with pytest.raises(NotFoundError, match="e-none"):
        get_event(calls_and_seizures, "e-none")


# By when they began and ended, newest first; the war and the night go on into another year.
SPANS = {
    "late": (date(2014, 3, 1), date(2014, 3, 1)),
    "year": (date(2014, 1, 1), date(2014, 12, 31)),
    "night": (date(2013, 12, 31), date(2014, 1, 1)),
    "early": (date(2013, 6, 1), date(2013, 6, 1)),
    "war": (date(2003, 3, 20), date(2014, 2, 1)),
    "old": (date(2003, 3, 1), date(2003, 3, 1)),
}


@pytest.mark.parametrize(
    ("values", "spans"),
    [
        ({"since": "2014-01-01"}, ["late", "year", "night", "war"]),
        ({"since": "2014-01-02", "until": "2014-02-28"}, ["year", "war"]),
        ({"since": "2013-07-01", "until": "2013-12-31"}, ["night", "war"]),
        ({"since": "2015-01-01"}, []),
        ({"since": "2003-03-01", "until": "2003-03-20"}, ["war", "old"]),
    ],
)
def test_what_meets_an_interval_is_found_wherever_it_began(
    store: Store, make: SimpleNamespace, values: dict[str, Any], spans: list[str]
) -> None:
    ids = {}
    for name, (start, end) in SPANS.items():
        span = DateInterval(start=start, end=end, granularity="day")
        event = make.event("clash", actors=["Police"], recipients=[name], date=span)
        made = make.extraction(f"About the {name}.", actors=["Police", name], events=[event])
        ids[made.events[0].id] = name
        store.add(made)
    filter = make_filter(**values)
    seen = actor_relations(store, "Police", filter).items
    assert [ids[event.id] for event in seen] == spans
    for asked in (filter, filter.model_copy(update={"actor": "Police"})):
        assert [ids[event.id] for event in _one_by_one(store, asked)] == spans


def _one_by_one(store: Store, filter: Filter) -> Iterator[EventAnswer]:
    page = list_events(store, filter.model_copy(update={"limit": 1}))
    yield from page.items
    if page.next is not None:
        yield from _one_by_one(store, filter.model_copy(update={"cursor": page.next}))
