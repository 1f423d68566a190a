import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.ids import article_id, digest, fold_text, slug

TEXT = st.text(max_size=80)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Nouri al-Maliki", "nouri al maliki"),
        ("NOURI  AL-MALIKI", "nouri al maliki"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("Łódź", "lodz"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("Straße", "strasse"),
        ("M23_rebels", "m23 rebels"),
        ("", ""),
        ("...", ""),
    ],
)
def test_folding_takes_away_case_marks_and_punctuation(name: str, folded: str) -> None:
    assert fold_text(name) == folded


def test_slug_of_nothing_is_still_an_id_part() -> None:
    assert slug("!?") == "x"
    assert slug("Islamic State (group)") == "islamic-state-group"


@given(TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(TEXT)
def test_composed_and_decomposed_spellings_fold_alike(text: str) -> None:
    assert fold_text(unicodedata.normalize("NFC", text)) == fold_text(unicodedata.normalize("NFD", text))


@given(st.lists(TEXT, max_size=4))
def test_digest_is_stable_and_hexadecimal(parts: list[str]) -> None:
    assert digest(*parts) == digest(*parts)
    assert len(digest(*parts, length=12)) == 12
    assert set(digest(*parts)) <= set("0123456789abcdef")


@given(TEXT, TEXT)
def test_digest_tells_where_one_part_ends(first: str, second: str) -> None:
    if "\x1f" not in first + second and first and second:
        assert digest(first, second) != digest(first + second)


def test_digest_accepts_lone_surrogates() -> None:
    assert digest("\ud800") != digest("\ud801")


def test_article_id_ignores_white_space_case_and_spelling_of_the_publisher() -> None:
    assert article_id("Troops  left\nthe city.", "The Example") == article_id("troops left the city. ", "the example")


def test_article_id_depends_on_text_and_publisher() -> None:
    ids = {article_id("Troops left.", None), article_id("Troops left.", "A"), article_id("Troops came.", "A")}
    assert len(ids) == 3


def test_article_id_is_pinned() -> None:
    """Stored databases hold these ids: a change here is a change of the schema."""
    assert article_id("Troops left the city.", "Example") == "a-27c885917d1a22e6"
