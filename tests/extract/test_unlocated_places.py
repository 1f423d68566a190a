"""Names that no gazetteer has, on sentences of our own."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article
from ontology.records import Place


def _event_places(extractor: Extractor, text: str) -> list[Place]:
    extraction = extractor.extract(read_article(text))
    places = {place.id: place for place in extraction.places}
    return [places[p.id] for event in extraction.events for p in event.places]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rebels shelled the village of Kandolomi on Friday.", "Kandolomi"),
        ("A drone strike hit the airfield at Zermeneh on Friday, killing two soldiers.", "Zermeneh"),
        ("Islamist fighters captured the Wurmala Barrage on Friday.", "Wurmala Barrage"),
        ("The army began its assault on rebel-held Karzubah on Friday.", "Karzubah"),
        ("Gunmen killed two teachers in the Kandolomi district on Friday.", "Kandolomi"),
        ("Gunmen attacked Camp Nurriya at dawn, killing six refugees.", "Camp Nurriya"),
    ],
)
def test_an_act_shows_an_unknown_name_to_be_its_place(extractor: Extractor, text: str, name: str) -> None:
    found = _event_places(extractor, text)
    assert [(p.name, p.lat) for p in found if p.id.startswith("local:")] == [(name, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister joined the talks at Exercise Sabre Dawn.",
        "Soldiers of Task Force Olympus patrolled with the Karzubah Brigade.",
        "The army chief praised Dunmore Textiles for its uniforms.",
    ],
)
def test_other_capitalised_names_are_no_places(extractor: Extractor, text: str) -> None:
    extraction = extractor.extract(read_article(text))
    assert not [p for p in extraction.places if p.id.startswith("local:")]


def test_it_lies_in_the_only_country_that_the_article_names(extractor: Extractor) -> None:
    one = _event_places(extractor, "Government jets bombed rebel-held Karzubah in Syria on Friday.")
    two = _event_places(extractor, "Jordan said Syria had bombed rebel-held Karzubah on Friday.")
    assert [p.country for p in one if p.name == "Karzubah"] == ["SYR"]
    assert [p.country for p in two if p.name == "Karzubah"] == [None]


def test_the_first_word_of_a_longer_name_is_not_pinned(extractor: Extractor) -> None:
    found = _event_places(extractor, "The army shelled Dar Ezzamin, a town in northern Syria, on Friday.")
    assert [p.name for p in found][:1] == ["Dar Ezzamin"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Lubumbashi six people died last week when soldiers broke up a rally of the opposition.", "Lubumbashi"),
        ("Gunmen attacked three buses on the road from Tegucigalpa on Friday.", "Tegucigalpa"),
    ],
)
def test_where_the_sentence_says_it_around_the_act(extractor: Extractor, text: str, name: str) -> None:
    assert {place.name for place in _event_places(extractor, text)} == {name}


def test_a_seized_town_is_no_person(extractor: Extractor) -> None:
    found = extractor.extract(read_article("Rebels seized Goma on Tuesday."))
    assert [(e.relation, [p.id for p in e.places]) for e in found.events] == [("seizure", ["gn:216281"])]


def test_a_past_form_is_a_verb_whatever_the_tagger_says(extractor: Extractor) -> None:
    found = extractor.extract(read_article("The army retook Palmyra after a week of fighting."))
    assert "recapture" in {e.relation for e in found.events}


def test_the_scene_of_a_story_is_carried_on(extractor: Extractor) -> None:
    text = "Gunmen killed the mayor of San Jacinto del Valle in northern Mexico. Soldiers at a roadblock south of the town detained six men."
    found = extractor.extract(read_article(text))
    places = {p.id: p.name for p in found.places}
    assert [[places[str(p.id)] for p in e.places] for e in found.events] == [["San Jacinto del Valle"], ["San Jacinto del Valle"]]


def test_west_of_a_name_there_is_a_place(extractor: Extractor) -> None:
    found = extractor.extract(read_article("Gunmen attacked a bus 20 km west of Goma."))
    assert [p.id for e in found.events for p in e.places] == ["gn:216281"]


def test_leaders_in_a_town_say_which_town(extractor: Extractor) -> None:
    text = "Rebels hold parts of Homs and Idlib. Elders in Homs on Friday claimed that the rebels had left the city."
    found = extractor.extract(read_article(text))
    places = {p.id: p.name for p in found.places}
    assert [places[str(p.id)] for e in found.events if e.relation == "withdrawal" for p in e.places] == ["Homs"]
