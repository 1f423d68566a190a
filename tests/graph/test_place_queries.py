from types import SimpleNamespace
from typing import Any

import pytest

from graph.filters import make_filter
from graph.place_queries import get_place, list_place_events, list_places
from graph.store import Store
from ontology.errors import InputError, NotFoundError
from ontology.records import RunnerUp


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, ["Ramadi", "Fallujah", "Anbar"]),
        ({"q": "FALL"}, ["Fallujah"]),
        ({"place": "Anbar"}, ["Ramadi", "Fallujah", "Anbar"]),
        ({"place": "Fallujah"}, ["Fallujah"]),
        ({"relation": "seizure"}, ["Fallujah"]),
        ({"actor": "Iraqi army"}, ["Ramadi"]),
        ({"country": "SYR"}, []),
    ],
)
def test_places_are_listed_by_number_of_events(
    calls_and_seizures: Store, values: dict[str, Any], names: list[str]
) -> None:
    assert [place.name for place in list_places(calls_and_seizures, make_filter(**values)).items] == names


def test_one_place_is_got_by_id_or_name(calls_and_seizures: Store) -> None:
    fallujah = get_place(calls_and_seizures, "fallujah")
    assert fallujah == get_place(calls_and_seizures, "place-fallujah")
    assert (fallujah.name, fallujah.parents, fallujah.events) == ("Fallujah", ("place-anbar", "place-iraq"), 1)
    with pytest.raises(NotFoundError, match="Atlantis"):
        get_place(calls_and_seizures, "Atlantis")


@pytest.mark.parametrize(("typed", "names"), [("fal", ["Fallujah"]), ("ALL", []), ("FALLUJAH", ["Fallujah"]), ("fa al", [])])
def test_words_of_names_are_found_by_how_they_begin(
    calls_and_seizures: Store, typed: str, names: list[str]
) -> None:
    assert [place.name for place in list_places(calls_and_seizures, make_filter(q=typed)).items] == names


def test_events_of_a_place_include_those_within_it(calls_and_seizures: Store) -> None:
    def relations(place: str, **values: Any) -> list[str]:
        return [event.relation for event in list_place_events(calls_and_seizures, place, make_filter(**values)).items]

    assert relations("Anbar") == relations("place-iraq") == ["clash", "seizure"]
    assert relations("Fallujah") == ["seizure"]
    assert relations("Anbar", relation="clash") == ["clash"]


def test_events_of_a_place_go_on_where_the_page_before_ended(calls_and_seizures: Store) -> None:
    first = list_place_events(calls_and_seizures, "Anbar", make_filter(limit=1))
    second = list_place_events(calls_and_seizures, "Anbar", make_filter(limit=1, cursor=first.next))
    assert [event.relation for event in (*first.items, *second.items)] == ["clash", "seizure"]
    assert second.next is None


def test_events_of_no_place_and_of_two_places_are_refused(calls_and_seizures: Store) -> None:
    with pytest.raises(NotFoundError, match="Atlantis"):
        list_place_events(calls_and_seizures, "Atlantis", make_filter())
    with pytest.raises(InputError, match="ask for one"):
        list_place_events(calls_and_seizures, "Anbar", make_filter(place="Ramadi"))


def test_answers_of_places_credit_geonames(calls_and_seizures: Store) -> None:
    answers = (list_places(calls_and_seizures, make_filter()), get_place(calls_and_seizures, "Fallujah"))
    assert all("GeoNames" in answer.attribution for answer in answers)


def test_how_an_article_resolved_a_place_is_no_part_of_the_merged_place(store: Store, make: SimpleNamespace) -> None:
    other = RunnerUp(id="place-other", name="Hit", score=0.1)
    for text, why in (("1", ("prominence",)), ("2", ("only candidate",))):
        store.add(make.extraction(text, places=[make.place("Hit", score=0.8, runners_up=(other,), why=why)]))
    merged = get_place(store, "Hit")
    assert (merged.articles, merged.score, merged.runners_up, merged.why) == (2, None, (), ())
