"""Days of the week that lie ahead, in articles of Sunday 16 August 1998."""

from datetime import date

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article
from ontology.records import EventMention

SUNDAY = date(1998, 8, 16)


def last(extractor: Extractor, text: str) -> EventMention:
    """The last event of an article of that Sunday."""
    return extractor.extract(read_article(text, published=SUNDAY)).events[-1]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bertie Ahern will meet David Trimble in Dublin on Monday.", 17),
        ("Dock workers in Chile announced a general strike for Wednesday.", 19),
        ("The president of Ghana is to visit Lagos on Thursday.", 20),
        ("The opposition in Kenya called a march for Friday.", 21),
    ],
)
def test_what_is_to_come_is_dated_ahead(extractor: Extractor, text: str, day: int) -> None:
    event = last(extractor, text)
    assert (event.status, event.date.start) == ("future", date(1998, 8, day))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bertie Ahern met David Trimble in Dublin on Monday.", 10),
        ("Ghana said on Monday that it will send troops to Mali.", 10),
        ("The army of Chad attacked Abeche on Friday.", 14),
    ],
)
def test_what_was_is_not(extractor: Extractor, text: str, day: int) -> None:
    assert last(extractor, text).date.start == date(1998, 8, day)
