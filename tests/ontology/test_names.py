"""Names across transliterations: equal keys for one name, different keys where folding would go too far."""

from pathlib import Path

import pytest

from ontology.errors import DataFileError
from ontology.names import abbreviation, given_names, name_key, name_words, read_variants


@pytest.mark.parametrize(
    "spellings",
    [
        ("Nouri al-Maliki", "Nuri Al Maliki", "Noori al-Maliki", "Nouri Maliki"),
        ("Hezbollah", "Hizbullah", "Hizballah", "Hezbolla"),
        ("al-Qaeda", "Al Qaida", "al-Qa'ida"),
        ("al-Shabaab", "Ash-Shabaab", "Al-Shabab"),
        ("Abdelaziz Bouteflika", "Abdul Aziz Bouteflika", "Abd al-Aziz Bouteflika"),
        ("Mohammed Mursi", "Mohamed Morsi", "Muhammad Mursi"),
        ("Mohamed ElBaradei", "Mohammed El Baradei", "Muhammad al-Baradei"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Gerhard Schröder", "Gerhard Schroeder"),
        ("Boris Tadić", "Boris Tadic"),
        ("Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN"),
        ("Fakhr al-Din Khan", "Fakhruddin Khan"),
    ],
)
def test_usual_transliterations_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({name_key(s) for s in spellings}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Li Peng", "Lei Peng"),
        ("Wang Yi", "Wang Yu"),
        ("Hu Jintao", "Ho Jintao"),
        ("Hassan Rouhani", "Hussein Rouhani"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Bashar al-Assad", "Hafez al-Assad"),
    ],
)
def test_different_names_keep_different_keys(first: str, second: str) -> None:
    assert name_key(first) != name_key(second)


def test_an_article_stays_where_one_word_would_be_left() -> None:
    assert name_words("Al Gore") == name_words("Algore")
    assert len(name_words("Ed Davey")) == 2


def test_nothing_is_left_of_a_name_without_letters() -> None:
    assert name_key("... -") == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [("U.N.", "UN"), ("U. N.", "UN"), ("PKK", "PKK"), ("Pkk", None), ("UNITED NATIONS FORCE", None), ("M23", None)],
)
def test_abbreviations_are_short_words_in_capitals(name: str, letters: str | None) -> None:
    assert abbreviation(name) == letters


def test_given_names_fold_their_spellings_together() -> None:
    assert name_words("Mohamed")[0] in given_names()
    assert name_key("Aleksandr Dugin") == name_key("Alexander Dugin")


def test_a_spelling_of_two_given_names_is_reported_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "given.tsv"
    path.write_text("# x\nname\tvariants\nAmir\tEmir\nOmar\tAmir\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"given\.tsv:4: .*'Amir'"):
        read_variants(path)
