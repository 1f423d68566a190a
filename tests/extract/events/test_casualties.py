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
        ("Uganda condemned the killing of 14 villagers by Sudanese soldiers.", 14, None),
        ("The massacre of at least 60 farmers by gunmen near Jos shocked Nigeria.", 60, None),
        ("Human rights groups in Honduras condemned the murder of two judges.", 2, None),
    ],
)
def test_people_are_counted(extractor: Extractor, text: str, killed: int | None, injured: int | None) -> None:
    counts = [event.casualties for event in extractor.extract(read_article(text)).events]
    assert {c.killed.low for c in counts if c.killed} == ({killed} if killed else set())
    assert {c.injured.low for c in counts if c.injured} == ({injured} if injured else set())


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shot down one of the planes over Bangui.",
        "Syrian forces shot down two of the helicopters near Idlib.",
        "Eritrea said it had shot down one of the Ethiopian jets.",
    ],
)
def test_one_of_the_planes_is_nobody(extractor: Extractor, text: str) -> None:
    assert all(event.casualties.killed is None for event in extractor.extract(read_article(text)).events)


@pytest.mark.parametrize(
    ("text", "arrested"),
    [
        ("Amnesty International condemned the arrest of 20 students in Minsk.", 20),
        ("The European Union protested at the detention of five journalists by Eritrea.", 5),
        ("The jailing of three monks by Burma angered the United States.", 3),
    ],
)
def test_the_arrested_of_a_noun_are_counted(extractor: Extractor, text: str, arrested: int) -> None:
    counts = [event.casualties.arrested for event in extractor.extract(read_article(text)).events]
    assert {c.low for c in counts if c} == {arrested}


def test_workers_on_strike_strike_nobody(extractor: Extractor) -> None:
    text = "Security forces in Mandalay broke up a sit-in by striking railway workers on Tuesday."
    assert "attack" not in {event.relation for event in extractor.extract(read_article(text)).events}


def test_the_name_of_a_news_site_is_no_place(extractor: Extractor) -> None:
    text = "Troops in Mandalay took away two reporters for the news site Irrawaddy."
    assert {place.name for place in extractor.extract(read_article(text)).places} == {"Mandalay"}
