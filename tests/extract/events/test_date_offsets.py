"""Dates told as a distance from another act, on sentences of our own."""

from datetime import date

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article

PUBLISHED = date(2014, 6, 14)  # a Saturday


def _dates(extractor: Extractor, text: str) -> dict[str, tuple[date | None, date | None]]:
    events = extractor.extract(read_article(text, published=PUBLISHED)).events
    return {event.relation: (event.date.start, event.date.end) for event in events}


@pytest.mark.parametrize(
    ("text", "relation", "start", "end"),
    [
        (
            "The army shelled Homs on Wednesday, a day after rebels captured a village nearby.",
            "seizure",
            date(2014, 6, 10),
            date(2014, 6, 10),
        ),
        (
            "Soldiers shot dead six people on Sunday, two days after a bomb attack on a market in Homs.",
            "bombing",
            date(2014, 6, 6),
            date(2014, 6, 6),
        ),
        (
            "The truce was signed on 3 May 2012, a week before the army withdrew from Homs.",
            "withdrawal",
            date(2012, 5, 7),
            date(2012, 5, 13),
        ),
    ],
)
def test_an_act_behind_after_is_dated_from_the_other(
    extractor: Extractor, text: str, relation: str, start: date, end: date
) -> None:
    assert _dates(extractor, text)[relation] == (start, end)


@pytest.mark.parametrize(
    ("text", "relation", "start", "end"),
    [
        ("Troops shelled Goma on 20 March 2012. They seized the airport two days later.", "seizure", date(2012, 3, 22), date(2012, 3, 22)),
        ("Troops shelled Goma on 20 March 2012. The following morning the police arrested ten men.", "arrest", date(2012, 3, 21), date(2012, 3, 21)),
        ("Troops shelled Goma on 20 March 2012. A week later the governor resigned.", "resignation", date(2012, 3, 26), date(2012, 4, 1)),
        ("Troops shelled Goma on 20 March 2012. Gunmen killed two policemen the same day.", "killing", date(2012, 3, 20), date(2012, 3, 20)),
        ("Troops shelled Goma on 20 March 2012. A day earlier the rebels had killed two policemen.", "killing", date(2012, 3, 19), date(2012, 3, 19)),
        ("On 5 May 2012 troops attacked Beni, and had captured the town four days later.", "seizure", date(2012, 5, 9), date(2012, 5, 9)),
        # A date of its own counts for more.
        ("Troops shelled Goma on Monday. Rebels had seized Beni on Friday and Sake two days later.", "seizure", date(2014, 6, 13), date(2014, 6, 13)),
        ("Troops shelled Goma on 20 March 2012. A day later, on 23 March 2012, they seized Beni.", "seizure", date(2012, 3, 23), date(2012, 3, 23)),
    ],
)  # fmt: skip
def test_days_are_counted_from_what_was_told_before(
    extractor: Extractor, text: str, relation: str, start: date, end: date
) -> None:
    assert _dates(extractor, text)[relation] == (start, end)


def test_nothing_is_counted_from_an_unknown_day(extractor: Extractor) -> None:
    assert _dates(extractor, "The army shelled Homs. Two days later rebels seized the airport.")["seizure"] == (None, None)


def test_the_main_act_keeps_its_own_day(extractor: Extractor) -> None:
    found = _dates(extractor, "The army shelled Homs on Wednesday, a day after rebels captured a village nearby.")
    assert found["shelling"] == (date(2014, 6, 11), date(2014, 6, 11))


def test_the_day_may_stand_in_the_sentence_before(extractor: Extractor) -> None:
    text = "Government warplanes bombed Jaar on Monday. The raids came a day after militants overran an outpost near Zinjibar."
    assert _dates(extractor, text)["seizure"] == (date(2014, 6, 8), date(2014, 6, 8))


def test_nothing_is_dated_from_an_act_without_a_day(extractor: Extractor) -> None:
    found = _dates(extractor, "The army shelled Homs, a day after rebels captured a village nearby.")
    assert found["seizure"] == (None, None)
