import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import find_dates, historical
from ontology.records import DateInterval

CASES = [json.loads(line) for line in Path(__file__).with_name("dates.jsonl").read_text(encoding="utf-8").splitlines()]
WORDS = (
    "on in since from to between and the Monday next last week 5 May 2014 ago two years , . - early end of 31 "
    "February past 24 hours June 's 1990s summer 99999 Christmas Eve 0 9999-12-31 0001-01-01"
)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['text']} ({case['published']})" for case in CASES])
def test_time_expressions_are_found_and_resolved(case: dict[str, object]) -> None:
    text = str(case["text"])
    published = date.fromisoformat(str(case["published"])) if case["published"] else None
    found = find_dates(text, 0, len(text), published, future=bool(case.get("future")))
    assert [_row(text, mention.start, mention.end, mention.interval) for mention in found] == case["dates"]


def _row(text: str, start: int, end: int, interval: DateInterval) -> list[str | None]:
    days = [day.isoformat() if day else None for day in (interval.start, interval.end)]
    return [text[start:end], *days, interval.granularity]


def test_only_the_given_stretch_is_read_and_offsets_are_those_of_the_text() -> None:
    text = "It began on Monday. It ended on Tuesday."
    (found,) = find_dates(text, 20, len(text), date(2014, 1, 8))
    assert text[found.start : found.end] == "Tuesday"


def test_hard_wraps_do_not_hide_dates() -> None:
    text = "It ended at the end\nof 2011 and on 5\nMay 2012."
    assert [text[m.start : m.end] for m in find_dates(text, 0, len(text), None)] == ["the end\nof 2011", "5\nMay 2012"]


@pytest.mark.parametrize("published", [date.min, date.max, date(2016, 2, 29)])
def test_ends_of_the_calendar_raise_nothing(published: date) -> None:
    for case in CASES:
        find_dates(str(case["text"]), 0, len(str(case["text"])), published)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join), st.dates() | st.none(), st.booleans())
def test_mentions_are_sorted_disjoint_and_closed(text: str, published: date | None, future: bool) -> None:
    at = 0
    for mention in find_dates(text, 0, len(text), published, future=future):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
        assert mention.interval.start is not None
        assert mention.interval.end is None or mention.interval.start <= mention.interval.end


@pytest.mark.parametrize(
    ("end", "published", "expected"),
    [
        (date(2011, 12, 31), date(2014, 1, 7), True),
        (date(2012, 12, 31), date(2014, 1, 7), True),
        (date(2013, 12, 31), date(2014, 1, 7), False),
        (None, date(2014, 1, 7), False),
        (date(2011, 12, 31), None, False),
    ],
)
def test_historical_is_more_than_a_year_before(end: date | None, published: date | None, expected: bool) -> None:
    assert historical(DateInterval(start=date(2011, 1, 1), end=end), published) is expected
