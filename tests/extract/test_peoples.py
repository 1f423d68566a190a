"""Peoples: found by the words of news, told from nations, and checked when read."""

from pathlib import Path

import pytest

from extract.countries import Countries
from extract.peoples import COLUMNS, Peoples
from ontology.errors import DataFileError


@pytest.fixture(scope="module")
def countries() -> Countries:
    return Countries.load()


@pytest.fixture(scope="module")
def peoples(countries: Countries) -> Peoples:
    return Peoples.load(countries)


def test_enough_peoples_are_listed(peoples: Peoples) -> None:
    assert len(set(peoples.by_word.values())) >= 150


@pytest.mark.parametrize(
    ("word", "kind", "country"),
    [
        ("Tutsis", "ethnic", None), ("Shi'ite", "religious", None), ("Kurdish", "ethnic", None),
        ("Uighurs", "ethnic", "CHN"), ("Rohingya", "ethnic", "MMR"), ("Copts", "religious", "EGY"),
        ("Crimean Tatars", "ethnic", "UKR"), ("Darfuri", "regional", "SDN"),
    ],
)  # fmt: skip
def test_words_for_peoples(peoples: Peoples, word: str, kind: str, country: str | None) -> None:
    found = peoples.find(word)
    assert found is not None
    assert (found.kind, found.country) == (kind, country)


@pytest.mark.parametrize("word", ["kurdish", "Karen", "Han", "Iraqi", "Turkmen", ""])
def test_plain_words_given_names_and_nations_are_no_peoples(peoples: Peoples, word: str) -> None:
    assert peoples.find(word) is None


def test_no_people_is_a_nation(peoples: Peoples, countries: Countries) -> None:
    assert not peoples.by_word.keys() & (countries.demonyms.keys() | countries.names.keys())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Abos\t\ttribal\t", r"own\.tsv:2: kind 'tribal' is not one of"),
        ("Abos\t\tethnic\tXQX", r"own\.tsv:2: country 'XQX'"),
        ("Abos\t\tethnic\t\nBos\tAbos\tethnic\t", r"own\.tsv:3: 'Abos' belongs to 'Abos' already"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, countries: Countries, row: str, message: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_text("\t".join(COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        Peoples.load(countries, path)
