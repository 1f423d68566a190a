"""Events to look at first, by how unsure they are and what rests on them."""

from collections.abc import Sequence

import pytest

from graph.actions import make_action
from graph.doubts import Doubt, list_doubtful
from graph.filters import make_filter
from graph.store import Store


def doubts(store: Store, **filter: object) -> Sequence[Doubt]:
    return list_doubtful(store, make_filter(**filter)).items


def test_value_is_doubt_times_what_rests_on_the_event(calls_and_seizures: Store) -> None:
    ranked = {one.event.relation: one for one in doubts(calls_and_seizures)}
    # An account, the army and ISIL; 0.4 is 600 thousandths short of sure.
    assert (ranked["air strike"].rests, ranked["air strike"].value) == (3, 1800)
    # An account, ISIL, Fallujah, which no other event names, and who holds a place.
    assert (ranked["seizure"].rests, ranked["seizure"].value) == (6, 1200)
    assert ranked["seizure"].why == (
        "confidence 80 %",
        "names 2 actors and places",
        "1 of them in no other event",
        "tells who holds a place",
    )
    assert [one.value for one in doubts(calls_and_seizures)] == sorted((o.value for o in ranked.values()), reverse=True)


def test_what_a_person_confirmed_is_not_in_doubt(calls_and_seizures: Store) -> None:
    first = doubts(calls_and_seizures)[0].event.id
    action = make_action({"action": "confirm-event", "event": first})
    made = calls_and_seizures.judge(action, author="A. Nalyst", reason="read it")
    assert first not in [one.event.id for one in doubts(calls_and_seizures)]
    calls_and_seizures.undo(made.id, author="A. Nalyst", reason="misread")
    assert doubts(calls_and_seizures)[0].event.id == first


@pytest.mark.parametrize(
    ("filter", "relations"),
    [({"actor": "Joe Biden"}, {"call"}), ({"place": "Anbar"}, {"seizure", "clash"}), ({"min_confidence": 0.9}, set())],
)
def test_the_filter_holds(calls_and_seizures: Store, filter: dict[str, object], relations: set[str]) -> None:
    assert {one.event.relation for one in doubts(calls_and_seizures, **filter)} == relations


def test_pages_follow_each_other(calls_and_seizures: Store) -> None:
    everything = [one.event.id for one in doubts(calls_and_seizures)]
    first = list_doubtful(calls_and_seizures, make_filter(limit=1))
    rest = list_doubtful(calls_and_seizures, make_filter(cursor=first.next))
    assert [one.event.id for page in (first, rest) for one in page.items] == everything
