"""Our own place tables load and are in order."""

from pathlib import Path

import pytest

from extract.gazetteer_tables import DATA, abbreviations, area_points, country_rows, own_rows
from extract.place_words import load_place_words
from ontology.errors import DataFileError


def test_regions_load_and_have_points() -> None:
    rows = list(own_rows())
    assert len(rows) >= 400
    assert all(row.lat is not None and row.lon is not None for row in rows)
    assert len({row.id for row in rows}) == len(rows)


@pytest.mark.parametrize("name", ["regions.tsv", "area_points.tsv", "state_abbreviations.tsv"])
def test_tables_are_sorted_and_state_their_licence(name: str) -> None:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    assert any("Licence" in line for line in lines if line.startswith("#"))
    assert len([line for line in lines if not line.startswith("#")]) > 60


def test_points_and_abbreviations_load() -> None:
    assert area_points()[4736286] == (31.25, -99.25)
    assert "La." in abbreviations()["US-LA"]


def test_countries_have_geonames_points() -> None:
    iraq = next(row for row in country_rows() if row.country == "IRQ")
    assert (iraq.id, iraq.lat, iraq.lon) == ("gn:99237", 33.0, 44.0)


def test_word_lists_load() -> None:
    words = load_place_words()
    assert {"admin1", "admin2"} & words.kinds["district"]
    assert words.country_cues["sheriff"] == "USA"


def test_word_list_with_a_yaml_boolean_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    text = (DATA / "place_words.yaml").read_text(encoding="utf-8").replace("'off'", "off")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match="must be a list of words"):
        load_place_words(path)
