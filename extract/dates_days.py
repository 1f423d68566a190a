"""Time expressions that name days of the calendar: 5 May 2014, Thursday, Dec. 15, May 3-5, 2014-01-07, 25/12/2014.

Day and month without a year are the last such date on or before publication (the next one, if the future is meant).
Numeric dates count only where day and month cannot be confused.
"""

import re
from datetime import date

from extract import calendar_arithmetic as calendar
from extract.dates_words import (
    ANY_MONTH,
    ANY_WEEKDAY,
    DASH,
    DAY_NUMBER,
    YEAR,
    YEAR_TAIL,
    Rule,
    When,
    day_number,
    group,
    in_year,
    month_number,
    rule,
    weekday_number,
)
from ontology.records import DateInterval

_WEEKDAY_HEAD = rf"(?:(?P<weekday>{ANY_WEEKDAY}),? (?:the )?)?"
# March 14 Alliance, April 6 Movement, 14 February Coalition: names of groups, not dates.
_NO_NAME = r"(?! (?i:alliance|movement|bloc|coalition|forces|brigades?|battalion|camp|party|martyrs|youth)\b)"
_AFTER_DAY = rf"(?!,?\d|:\d|\.\d){_NO_NAME}"
_MONTH = rf"(?P<month>{ANY_MONTH})"
_DAY = rf"(?P<day>{DAY_NUMBER})"
_LAST = rf"(?P<last>{DAY_NUMBER})"
_FIXED = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26)} | {
    f"new year{apostrophe}s {name}": when
    for apostrophe in ("'", "’", "")
    for name, when in (("eve", (12, 31)), ("day", (1, 1)))
}


def _nearest_day(match: re.Match[str], when: When, month: int, day: int) -> DateInterval | None:
    """The named year's date, or the nearest one; a weekday beside it decides whether it lies ahead."""
    if when.anchor is None or group(match, "year") or group(match, "relative"):
        return in_year(match, when, lambda year: calendar.day(calendar.make_day(year, month, day)))
    past, future = (
        calendar.nearest(lambda year: calendar.day(calendar.make_day(year, month, day)), when.anchor, future=ahead)
        for ahead in (False, True)
    )
    likely = (future, past) if when.future else (past, future)
    return next((found for found in likely if _falls_on(found, group(match, "weekday"))), likely[0])


def _falls_on(day: DateInterval | None, name: str | None) -> bool:
    return bool(day and day.start and (name is None or day.start.weekday() == weekday_number(name)))


def _day(match: re.Match[str], when: When) -> DateInterval | None:
    return _nearest_day(match, when, month_number(match["month"]), day_number(match["day"]))


def _holiday(match: re.Match[str], when: When) -> DateInterval | None:
    month, day = _FIXED[" ".join(match["holiday"].lower().split())]
    return _nearest_day(match, when, month, day)


def _days(match: re.Match[str], when: When) -> DateInterval | None:
    month, first, last = month_number(match["month"]), day_number(match["day"]), day_number(match["last"])

    def build(year: int) -> DateInterval | None:
        return calendar.interval(calendar.make_day(year, month, first), calendar.make_day(year, month, last), "days")

    return in_year(match, when, build)


def _iso(match: re.Match[str], _: When) -> DateInterval | None:
    return calendar.day(calendar.make_day(int(match["year"]), int(match["month"]), int(match["day"])))


def _numeric(match: re.Match[str], _: When) -> DateInterval | None:
    """Day first with dots; with slashes only if one of the two numbers cannot be a month, or they are the same."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["mark"] == "." or first > 12 or first == second:
        return calendar.day(calendar.make_day(year, second, first))
    return calendar.day(calendar.make_day(year, first, second)) if second > 12 else None


def _september_11(_: re.Match[str], __: When) -> DateInterval | None:
    return calendar.day(date(2001, 9, 11))


DAY_RULES: tuple[Rule, ...] = (
    rule("number", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T[\d:.]+Z?)?", _iso),
    rule("number", rf"(?P<a>\d\d?)(?P<mark>[./])(?P<b>\d\d?)(?P=mark)(?P<year>{YEAR})", _numeric),
    rule("number", r"[Ss]ept(?:ember|\.)? 11(?:th)?(?= (?:terror|attack|hijack))|9/11", _september_11),
    rule("month", rf"{_WEEKDAY_HEAD}{_MONTH} {_DAY},? (?P<year>{YEAR})", _day),
    # "in May 30 people died" is a month and a count.
    rule("month", rf"(?<!\b[Ii]n\s){_WEEKDAY_HEAD}{_MONTH} {_DAY}{_AFTER_DAY}{YEAR_TAIL}?", _day),
    rule("month", rf"(?<![.,:-]){_WEEKDAY_HEAD}{_DAY} (?:of )?{_MONTH}{_NO_NAME}{YEAR_TAIL}?", _day),
    rule("month", rf"{_MONTH} {_DAY}(?:{DASH}| to | through ){_LAST}{_AFTER_DAY}{YEAR_TAIL}?", _days),
    rule("month", rf"(?:[Ff]rom (?:the )?)?{_DAY}(?:{DASH}| to (?:the )?){_LAST} (?:of )?{_MONTH}{YEAR_TAIL}?", _days),
    rule("month", rf"[Bb]etween (?:the )?{_DAY} and (?:the )?{_LAST} (?:of )?{_MONTH}{YEAR_TAIL}?", _days),
    rule("holiday", rf"(?P<holiday>(?i:{'|'.join(_FIXED)})){YEAR_TAIL}?", _holiday),
)
