"""Finds the time expressions of a text and the closed intervals they stand for, resolved against the publication date.

Durations ("for two weeks", "aged 42") and dates that hang on another event ("a day earlier") are no dates here.
Weekdays, seasons and other readings are documented with the rules: dates_days, dates_periods, dates_relative.
"""

import re
from bisect import bisect_left
from datetime import date, timedelta

from extract.calendar_arithmetic import span
from extract.dates_days import DAY_RULES
from extract.dates_periods import PERIOD_RULES
from extract.dates_relative import RELATIVE_RULES
from extract.dates_words import HINTS, Rule, When
from extract.tables import DateMention
from ontology.records import DateInterval

_RULES = DAY_RULES + PERIOD_RULES + RELATIVE_RULES
_JOIN = re.compile(r"\s+(?:and|to|until|till|through)\s+(?:the\s+)?|\s?[-–—]\s?")
_OPEN_RANGE = re.compile(r"\b([Ff]rom|[Bb]etween)\s+(?:the\s+)?$")
_SINCE = re.compile(r"\b[Ss]ince\s+(?:at\s+least\s+)?(?:the\s+)?$")
# How far before an expression "since" or "between" may begin.
_LEAD = 30
_HISTORY = timedelta(days=366)
_Found = tuple[int, int, re.Match[str], Rule]


def find_dates(text: str, start: int, end: int, published: date | None, *, future: bool = False) -> list[DateMention]:
    """All time expressions in `text[start:end]`, in order, without overlap; offsets are those of `text`.

    What cannot be resolved (a weekday or a day without year where `published` is None) is left out. `since X`
    runs from X to publication, with no end if that is unknown. `future` reads weekdays, days and months as the next
    ones, not the last.
    """
    found = _longest(_matches(text, start, end))
    mentions: list[DateMention] = []
    at = 0
    while at < len(found):
        mention, used = _read(text, start, found[at : at + 2], When(published, future))
        at += used
        if mention:
            mentions.append(mention)
    return mentions


def historical(interval: DateInterval, published: date | None) -> bool:
    """Whether the interval ended more than a year before publication; False if either is unknown."""
    return bool(published and interval.end and published - interval.end > _HISTORY)


def _matches(text: str, start: int, end: int) -> list[_Found]:
    found = []
    present = {name for name, hint in HINTS.items() if hint.search(text, start, end)}
    for rule in [rule for rule in _RULES if rule.hint in present]:
        for match in rule.pattern.finditer(text, start, end):
            name = "s" if "s" in rule.pattern.groupindex else 0
            if match.start(name) >= 0:
                found.append((match.start(name), match.end(name), match, rule))
    return found


def _longest(found: list[_Found]) -> list[_Found]:
    """Of overlapping matches the longest; of equally long ones that of the earlier rule."""
    kept: list[_Found] = []
    for candidate in sorted(found, key=lambda f: f[0] - f[1]):
        at = bisect_left(kept, candidate[0], key=lambda f: f[0])
        free_before = at == 0 or kept[at - 1][1] <= candidate[0]
        if free_before and (at == len(kept) or candidate[1] <= kept[at][0]):
            kept.insert(at, candidate)
    return kept


def _read(text: str, floor: int, found: list[_Found], when: When) -> tuple[DateMention | None, int]:
    """The first expression, joined with the second if they are the ends of a range, and how many were used."""
    start, end, match, rule = found[0]
    floor = max(floor, start - _LEAD)
    if opening := _OPEN_RANGE.search(text, floor, start):
        joined = _read_range(text, found, when)
        if joined:
            return DateMention(opening.start(), found[1][1], joined), 2
    interval = rule.resolve(match, when)
    if interval is None:
        return None, 1
    if since := _SINCE.search(text, floor, start):
        return DateMention(since.start(), end, _until_now(interval, when.anchor)), 1
    return DateMention(start, end, interval), 1


def _read_range(text: str, found: list[_Found], when: When) -> DateInterval | None:
    """from Monday to Wednesday: the second is resolved first, then the first as the last one before it."""
    if len(found) < 2 or not _JOIN.fullmatch(text, found[0][1], found[1][0]):
        return None
    last = found[1][3].resolve(found[1][2], when)
    first = found[0][3].resolve(found[0][2], When(last.start if last else None))
    return span(first.start, last.end) if first and last else None


def _until_now(interval: DateInterval, published: date | None) -> DateInterval:
    if published is None or interval.start is None:
        return DateInterval(start=interval.start, end=None, granularity="years")
    return span(interval.start, published) or interval
