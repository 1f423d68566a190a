from types import SimpleNamespace
from typing import Any

import pytest

from graph.event_queries import get_event, list_events
from graph.filters import make_filter
from graph.store import Store
from ontology.errors import NotFoundError


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
def test_events_are_listed_newest_first(calls_and_seizures: Store, values: dict[str, Any], relations: list[str]) -> None:
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
