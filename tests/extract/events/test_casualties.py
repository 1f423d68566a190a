"""Numbers of people, on sentences of our own."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("At least 19 civilians were killed and 106 wounded when the army shelled Homs.", 19, 106),
        ("Twelve soldiers were killed and dozens injured in an ambush near Gao, Mali.", 12, 24),
        ("The shelling of Homs left six soldiers dead and 20 wounded.", 6, 20),
        ("Gunmen stormed a prison in Haiti, freeing thousands and leaving at least a dozen people dead.", 12, None),
        ("The ambush near Gao in Mali left nine soldiers wounded.", None, 9),
    ],
)
def test_people_are_counted(extractor: Extractor, text: str, killed: int | None, injured: int | None) -> None:
    counts = [event.casualties for event in extractor.extract(read_article(text)).events]
    assert {c.killed.low for c in counts if c.killed} == ({killed} if killed else set())
    assert {c.injured.low for c in counts if c.injured} == ({injured} if injured else set())


def test_workers_on_strike_strike_nobody(extractor: Extractor) -> None:
    text = "Security forces in Mandalay broke up a sit-in by striking railway workers on Tuesday."
    assert "attack" not in {event.relation for event in extractor.extract(read_article(text)).events}


def test_the_name_of_a_news_site_is_no_place(extractor: Extractor) -> None:
    text = "Troops in Mandalay took away two reporters for the news site Irrawaddy."
    assert {place.name for place in extractor.extract(read_article(text)).places} == {"Mandalay"}
