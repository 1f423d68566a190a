from datetime import date

import pytest

from app.intake import check_known, decode_text, make_input
from ontology.errors import InputError


@pytest.mark.parametrize("written", ["2014-01-07", "2014-01-07T23:30:00Z", " 2014-01-07 "])
def test_published_takes_dates_and_times(written: str) -> None:
    assert make_input(text="x", published=written).published == date(2014, 1, 7)
    assert make_input(text="x", date=written).published == date(2014, 1, 7)


@pytest.mark.parametrize("written", ["2014-02-30", "yesterday", "20140107x", 1389052800, ["2014-01-07"], True])
def test_impossible_dates_are_refused(written: object) -> None:
    with pytest.raises(InputError, match=r"published|date"):
        make_input(text="x", published=written)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "one of them"),
        ({"text": "a", "html": "<p>a"}, "one of them"),
        ({"text": " \n\t "}, "empty"),
        ({"text": "PK\x03\x04\x00\x00"}, "not text: .* at offset 4"),
        ({"text": "a", "title": "\ud800"}, "^title: "),
        ({"text": 5}, "string"),
    ],
)
def test_bad_articles_are_refused_in_one_line(fields: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        make_input(**fields)
    assert "\n" not in str(caught.value)


def test_invalid_utf8_is_named_with_its_byte() -> None:
    with pytest.raises(InputError, match="the body is not UTF-8 text: byte 3"):
        decode_text(b"caf\xe9", "the body")


def test_what_is_known_is_checked_before_any_article() -> None:
    assert check_known(published="2014-01-07", title=None) == {"published": "2014-01-07", "title": None}
    with pytest.raises(InputError, match="2014-13-01"):
        check_known(published="2014-13-01")
