from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from graph.actor_queries import actor_relations, actor_timeline, get_actor, list_actors
from graph.filters import make_filter
from graph.store import Store
from ontology.errors import InputError, NotFoundError


def test_an_event_is_told_from_the_side_of_the_actor(calls_and_seizures: Store) -> None:
    answer = actor_relations(calls_and_seizures, "Maliki", make_filter())
    (call,) = answer.items
    assert answer.actor.name == "Nouri al-Maliki"
    assert (call.relation, call.mode, call.role, call.date.start) == ("call", "phone", "actor", date(2014, 1, 6))
    assert [(other.name, other.country, other.role) for other in call.others] == [("Joe Biden", "USA", "actor")]
    assert call.evidence.sentence == "Report of a call."
    assert (call.article.title, call.article.publisher, call.article.url) == (
        "Arms for Iraq",
        "DW",
        "https://example.org/1",
    )


def test_an_event_names_its_place_and_who_says_so(calls_and_seizures: Store) -> None:
    seizure = actor_relations(calls_and_seizures, "ISIL", make_filter(relation="seizure")).items[0]
    assert [(place.name, place.precision) for place in seizure.places] == [("Fallujah", "city")]
    assert seizure.claimant is not None
    assert (seizure.claimant.name, seizure.claimant.role) == ("Joe Biden", "claimant")


def test_relations_are_newest_first_and_a_timeline_is_oldest_first(calls_and_seizures: Store) -> None:
    newest = [event.relation for event in actor_relations(calls_and_seizures, "ISIL", make_filter()).items]
    oldest = [event.relation for event in actor_timeline(calls_and_seizures, "ISIL", make_filter()).items]
    assert newest == ["air strike", "clash", "seizure"]
    assert oldest == ["seizure", "clash", "air strike"]


def test_an_event_without_a_date_counts_as_of_publication_but_says_that_it_has_none(calls_and_seizures: Store) -> None:
    (strike,) = actor_relations(calls_and_seizures, "ISIL", make_filter(since="2014-01-09")).items
    assert (strike.relation, strike.date.start, strike.role) == ("air strike", None, "recipient")


@pytest.mark.parametrize(
    ("values", "relations"),
    [
        ({"type": "COERCE"}, ["seizure"]),
        ({"type": ["COERCE", "ASSAULT"]}, ["air strike", "clash", "seizure"]),
        ({"mode": "aerial"}, ["air strike"]),
        ({"status": "claimed"}, ["air strike"]),
        ({"with": "Iraqi army"}, ["air strike", "clash"]),
        ({"actor": "Iraqi army", "relation": "clash"}, ["clash"]),
        ({"place": "Fallujah"}, ["seizure"]),
        ({"place": "Anbar"}, ["clash", "seizure"]),
        ({"place": "place-iraq"}, ["clash", "seizure"]),
        ({"country": "IRQ"}, ["clash", "seizure"]),
        ({"country": "SYR"}, []),
        ({"since": "2014-01-07", "until": "2014-01-08"}, ["clash"]),
        ({"until": "2014-01-07"}, ["seizure"]),
        ({"publisher": "reuters"}, ["air strike", "clash"]),
        ({"min_confidence": 0.5}, ["clash", "seizure"]),
        ({"q": "report SEIZ*"}, ["seizure"]),
        ({"q": "100%"}, []),
    ],
)
def test_each_filter_keeps_what_fits(calls_and_seizures: Store, values: dict[str, Any], relations: list[str]) -> None:
    found = actor_relations(calls_and_seizures, "ISIL", make_filter(**values))
    assert [event.relation for event in found.items] == relations


def test_pages_follow_each_other_without_gap_or_repeat(store: Store, make: SimpleNamespace) -> None:
    days = [date(2014, 1, 1 + n // 3) for n in range(10)]
    acts = ("call", "aid", "protest")
    events = [make.event(acts[n % 3], actors=["Maliki"], recipients=["Maliki"], day=day) for n, day in enumerate(days)]
    store.add(make.extraction(actors=["Maliki"], events=events))
    whole = actor_relations(store, "Maliki", make_filter(limit=100)).items
    seen, cursor = [], None
    for _ in range(7):
        page = actor_relations(store, "Maliki", make_filter(limit=3, cursor=cursor))
        seen += page.items
        cursor = page.next
    assert cursor is None
    assert len(whole) == 20
    assert tuple(seen) == whole


def test_a_cursor_is_refused_elsewhere(calls_and_seizures: Store) -> None:
    cursor = actor_relations(calls_and_seizures, "ISIL", make_filter(limit=1)).next
    for values in ({"cursor": "nonsense"}, {"cursor": cursor, "type": "COERCE"}):
        with pytest.raises(InputError, match="cursor"):
            actor_relations(calls_and_seizures, "ISIL", make_filter(**values))
    with pytest.raises(InputError, match="cursor"):
        actor_timeline(calls_and_seizures, "ISIL", make_filter(cursor=cursor))


def test_standing_relations_come_with_the_first_page_only(calls_and_seizures: Store) -> None:
    first = actor_relations(calls_and_seizures, "ISIL", make_filter(limit=1))
    second = actor_relations(calls_and_seizures, "ISIL", make_filter(limit=1, cursor=first.next))
    (standing,) = first.standing
    assert (standing.subject.name, standing.predicate, standing.object.name, standing.object.node) == (
        "Islamic State of Iraq and the Levant",
        "located in",
        "Anbar",
        "place",
    )
    assert second.standing == ()


def test_standing_relations_obey_the_filter(calls_and_seizures: Store) -> None:
    def found(**values: str) -> int:
        return len(actor_relations(calls_and_seizures, "ISIL", make_filter(**values)).standing)

    assert found(relation="located in") == found(place="Anbar") == found(since="2014-01-07") == 1
    assert found(relation="seizure") == found(status="asserted") == found(until="2014-01-06") == found(publisher="x") == 0


def test_an_unknown_actor_is_not_found(calls_and_seizures: Store) -> None:
    for values in ({}, {"with": "Nobody"}):
        with pytest.raises(NotFoundError, match="Nobody"):
            actor_relations(calls_and_seizures, "ISIL" if values else "Nobody", make_filter(**values))


def test_an_actor_counts_its_articles_and_events(calls_and_seizures: Store) -> None:
    isil = get_actor(calls_and_seizures, "ISIL")
    assert (isil.kind, isil.articles, isil.events, isil.aliases) == ("armed group", 2, 3, ("ISIL",))


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, ["ISIL", "Iraqi army", "Nouri al-Maliki", "Joe Biden"]),
        ({"q": "nuri"}, ["Nouri al-Maliki"]),
        ({"country": "IRQ"}, ["Iraqi army", "Nouri al-Maliki"]),
        ({"relation": "clash"}, ["ISIL", "Iraqi army"]),
        ({"place": "Fallujah"}, ["ISIL"]),
        ({"with": "Maliki"}, ["Nouri al-Maliki", "Joe Biden"]),
        ({"actor": "Biden"}, ["Joe Biden"]),
        ({"limit": 1}, ["ISIL"]),
    ],
)
def test_actors_are_listed_by_number_of_events(
    calls_and_seizures: Store, values: dict[str, Any], names: list[str]
) -> None:
    found = list_actors(calls_and_seizures, make_filter(**values))
    assert [a.name.replace("Islamic State of Iraq and the Levant", "ISIL") for a in found.items] == names
