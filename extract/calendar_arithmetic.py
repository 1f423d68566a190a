"""Closed intervals of the calendar: months, seasons, weeks, decades, and the one that lies nearest to an anchor date.

Everything is resolved against an anchor (the publication date), never against the clock. Functions return None
where the calendar has no such date (31 February, year 0).
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ontology.records import DateInterval

Builder = Callable[[int], DateInterval | None]
_PARTS = {"early": 0, "mid": 1, "late": 2}


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(anchor: date, days: int) -> date | None:
    """The date `days` after the anchor (before it if negative), None outside the calendar."""
    try:
        return anchor + timedelta(days=days)
    except OverflowError:
        return None


def shift_month(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month, `months` later."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def interval(start: date | None, end: date | None, granularity: str) -> DateInterval | None:
    """The interval, or None if either end is missing or they are the wrong way round."""
    if start is None or end is None or start > end:
        return None
    return DateInterval(start=start, end=end, granularity=granularity)


def span(start: date | None, end: date | None) -> DateInterval | None:
    """The interval with the granularity its length suggests: day, days (to two months), season (to a year), years."""
    if start is None or end is None or start > end:
        return None
    length = (end - start).days
    granularity = "day" if length == 0 else "days" if length <= 62 else "season" if length <= 366 else "years"
    return DateInterval(start=start, end=end, granularity=granularity)


def day(when: date | None) -> DateInterval | None:
    """One day."""
    return interval(when, when, "day")


def week(when: date | None) -> DateInterval | None:
    """The week, Monday to Sunday, that the date lies in."""
    if when is None:
        return None
    monday = shift(when, -when.weekday())
    return interval(monday, shift(when, 6 - when.weekday()), "week")


def month(year: int, number: int) -> DateInterval | None:
    """A calendar month."""
    first = make_day(year, number, 1)
    return interval(first, make_day(year, number, monthrange(year, number)[1]), "month") if first else None


def part_of_month(year: int, number: int, part: str) -> DateInterval | None:
    """The first ten days (early), the 11th to 20th (mid) or the rest (late) of a month."""
    whole = month(year, number)
    if whole is None or whole.start is None:
        return None
    first = (1, 11, 21)[_PARTS[part]]
    last = whole.end if part == "late" else whole.start.replace(day=first + 9)
    return interval(whole.start.replace(day=first), last, "days")


def year(number: int) -> DateInterval | None:
    """A calendar year."""
    return interval(make_day(number, 1, 1), make_day(number, 12, 31), "year")


def part_of_year(number: int, part: str) -> DateInterval | None:
    """The first (early), second (mid) or last (late) four months of a year."""
    return months_of_year(number, _PARTS[part] * 4 + 1, 4)


def edge_of_year(number: int, edge: str) -> DateInterval | None:
    """January for its start or beginning, December for its end, None for any other word."""
    numbers = {"start": 1, "beginning": 1, "end": 12}
    return month(number, numbers[edge]) if edge in numbers else None


def months_of_year(number: int, first: int, length: int) -> DateInterval | None:
    """`length` months from month `first`, which may run into the next year; a season is three."""
    end_year, end_month = shift_month(number, first, length - 1)
    last = month(end_year, end_month) if end_year <= 9999 else None
    return interval(make_day(number, first, 1), last.end if last else None, "season")


def season(number: int, name: str) -> DateInterval | None:
    """A season of the northern hemisphere; a winter is named after the year it starts in."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[name]
    return months_of_year(number, first, 3)


def decade(first: int, part: str | None = None) -> DateInterval | None:
    """Ten years from `first`; early is its first four, mid the fifth to seventh, late the last three or four."""
    if part is None:
        return interval(make_day(first, 1, 1), make_day(first + 9, 12, 31), "decade")
    low, high = ((0, 3), (4, 6), (6, 9))[_PARTS[part]]
    return interval(make_day(first + low, 1, 1), make_day(first + high, 12, 31), "years")


def century(number: int) -> DateInterval | None:
    """The 19th century is 1801 to 1900."""
    return interval(make_day(number * 100 - 99, 1, 1), make_day(number * 100, 12, 31), "years")


def weekend(anchor: date, weeks: int = 0) -> DateInterval | None:
    """The weekend that has begun on or before the anchor, shifted by weeks."""
    saturday = shift(anchor, -((anchor.weekday() - 5) % 7) + 7 * weeks)
    return interval(saturday, shift(saturday, 1), "days") if saturday else None


def weekday(number: int, anchor: date, *, future: bool) -> date | None:
    """The nearest such weekday on or before the anchor (on or after, if future); Monday is 0."""
    if future:
        return shift(anchor, (number - anchor.weekday()) % 7)
    return shift(anchor, -((anchor.weekday() - number) % 7))


def nearest(build: Builder, anchor: date, *, future: bool) -> DateInterval | None:
    """Of the intervals of years around the anchor the last begun on or before it, or the first not yet over."""
    years: Iterator[int] = iter(
        range(anchor.year - 1, anchor.year + 9) if future else range(anchor.year, anchor.year - 9, -1)
    )
    for candidate in map(build, years):
        if candidate is None or candidate.start is None or candidate.end is None:
            continue
        if (candidate.end >= anchor) if future else (candidate.start <= anchor):
            return candidate
    return None
