"""Events that may be one and were not joined."""

from types import SimpleNamespace

import pytest

from graph.actions import make_action
from graph.event_candidates import EventCandidates, list_event_candidates
from graph.filters import make_filter
from graph.store import Store
from ontology.records import Evidence


def candidates(store: Store, **filter: object) -> EventCandidates:
    return list_event_candidates(store, make_filter(**filter), min_score=0.3)


@pytest.fixture
def alike(store: Store, make: SimpleNamespace) -> Store:
    """An article whose two sentences may tell of one attack by the army, and a call."""
    army = make.actor("Iraqi army", kind="military", country="IRQ")
    told = [
        make.event(
            relation,
            type="ASSAULT",
            actors=["Iraqi army"],
            day=None,
            id=f"{relation}-1",
            evidence=Evidence(start=start, end=start + 9, sentence=f"A {relation}.", extractor="test"),
        )
        for relation, start in (("attack", 0), ("shelling", 10))
    ]
    store.add(make.extraction("An attack. A shelling.", publisher="AP", actors=[army], events=told))
    store.add(make.extraction("A call.", actors=["Joe Biden"], events=[make.event(actors=["Joe Biden"])]))
    return store


def test_like_events_are_told_with_their_reasons(alike: Store) -> None:
    found = candidates(alike)
    assert (found.compared, found.found) == (3, 3)
    (pair,) = found.items
    assert {pair.first.id, pair.second.id} == {"attack-1", "shelling-1"}
    assert 0.3 <= pair.score <= 1
    assert pair.value == round(pair.score * 1000) * 2
    assert "attack and shelling may be one act" in pair.why


@pytest.mark.parametrize("action", ["join-events", "separate-events"])
def test_what_a_person_decided_is_not_asked_again(alike: Store, action: str) -> None:
    alike.judge(make_action({"action": action, "events": ["attack-1", "shelling-1"]}), author="A. Nalyst", reason="read both")
    assert candidates(alike).items == ()


def test_the_filter_and_the_lowest_score_hold(alike: Store) -> None:
    assert candidates(alike, actor="Joe Biden").items == ()
    assert candidates(alike, publisher="AP").items
    assert list_event_candidates(alike, make_filter(), min_score=1.0).items == ()
