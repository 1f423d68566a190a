"""The gazetteer: a small one made of rows, and what its look-ups promise."""

from pathlib import Path

import pytest

from extract.gazetteer import Gazetteer
from extract.gazetteer_build import write_gazetteer
from extract.place_names import place_key, reduced_key
from extract.place_rows import NameGrade, PlaceRow
from ontology.errors import NotFoundError, SettingsError


def make_rows() -> list[PlaceRow]:
    iraq = PlaceRow("gn:99237", "Iraq", "country", "PCLI", 33.0, 44.0, "IRQ", "IQ", 99237, population=38_000_000)
    anbar = PlaceRow("gn:99592", "Anbar", "admin1", "ADM1", 32.9, 41.5, "IRQ", "IQ", 99592, aliases=["Al Anbār"])
    fallujah = PlaceRow("gn:99454", "Fallujah", "city", "PPL", 33.35, 43.79, "IRQ", "IQ", 99454, admin1="gn:99592")
    fallujah.aliases.append("Al Fallūjah")
    sahel = PlaceRow("bg:sahel", "Sahel", "region", "RGN", 15.0, 5.0, None)
    louisiana = PlaceRow("gn:4331987", "Louisiana", "admin1", "ADM1", 31.0, -92.0, "USA", "US", 4331987)
    louisiana.abbreviations.append("La.")
    st_louis = PlaceRow("gn:4407066", "St. Louis", "city", "PPL", 38.6, -90.2, "USA", "US", 4407066, population=300_000)
    return [iraq, anbar, fallujah, sahel, louisiana, st_louis]


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    write_gazetteer(make_rows(), tmp_path / "g.sqlite", {"test": "1"})
    return Gazetteer(tmp_path / "g.sqlite")


@pytest.mark.parametrize("name", ["Fallujah", "FALLUJAH", "al-Fallujah", "Al Fallūjah"])
def test_names_are_found_whatever_case_accents_and_article(small: Gazetteer, name: str) -> None:
    assert [c.id for c in small.candidates(name)] == ["gn:99454"]


@pytest.mark.parametrize("name", ["Anbar", "Anbar Province", "Anbar governorate", "province of Anbar"])
def test_area_words_do_not_hide_an_area(small: Gazetteer, name: str) -> None:
    assert [c.id for c in small.candidates(name)] == ["gn:99592"]


def test_saint_is_written_out(small: Gazetteer) -> None:
    assert small.candidates("Saint Louis") == small.candidates("St. Louis") != ()


def test_abbreviations_are_graded_as_such(small: Gazetteer) -> None:
    assert [c.grade for c in small.candidates("La.")] == [NameGrade.ABBREVIATION]


def test_place_lies_in_its_province_and_country(small: Gazetteer) -> None:
    place = small.get("gn:99454")
    assert place.parents == ("gn:99592", "gn:99237")
    assert (place.admin1, place.country, place.precision, place.geonames_id) == ("Anbar", "IRQ", "city", 99454)


def test_own_places_have_no_geonames_id(small: Gazetteer) -> None:
    place = small.get("bg:sahel")
    assert (place.geonames_id, place.precision, place.parents) == (None, "region", ())


def test_search_finds_by_prefix_most_prominent_first(small: Gazetteer) -> None:
    assert [p.name for p in small.search("I")] == ["Iraq"]
    assert small.search("") == ()
    assert len(small.search("a", limit=1)) == 1


def test_unknown_id_is_not_found(small: Gazetteer) -> None:
    with pytest.raises(NotFoundError, match="gn:1"):
        small.get("gn:1")


def test_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="belligraph gazetteer build"):
        Gazetteer(tmp_path / "none.sqlite")


def test_other_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("not a database at all, only text that is long enough to be read as a header" * 20)
    with pytest.raises(SettingsError, match="not a gazetteer"):
        Gazetteer(path)


def test_same_rows_make_the_same_file(tmp_path: Path) -> None:
    write_gazetteer(make_rows(), tmp_path / "a.sqlite", {"test": "1"})
    write_gazetteer(reversed(make_rows()), tmp_path / "b.sqlite", {"test": "1"})
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_a_failed_build_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "g.sqlite"
    write_gazetteer(make_rows(), target, {"test": "1"})
    before = target.read_bytes()
    twice = [*make_rows(), *make_rows()]
    with pytest.raises(Exception, match="UNIQUE"):
        write_gazetteer(twice, target, {"test": "1"})
    assert target.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["g.sqlite"]


def test_keys() -> None:
    assert place_key("The Sahel") == "sahel"
    assert place_key("West Chester Twp.") == "west chester township"
    assert reduced_key("city of mosul") == "mosul"
    assert reduced_key("mosul") is None
