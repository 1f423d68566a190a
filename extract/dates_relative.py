"""Time expressions that count from publication: on Monday, yesterday, last week, two years ago, the past three days.

Without a publication date none of them can be resolved, and they are left out.
"""

import re
from collections.abc import Callable
from datetime import date

from extract import calendar_arithmetic as calendar
from extract.dates_words import (
    NUMBER,
    PART,
    UNIT,
    VAGUE,
    WEEKDAY,
    Rule,
    When,
    group,
    number,
    part,
    rule,
    weekday_number,
)
from ontology.records import DateInterval

_UNIT_DAYS = {
    "minute": 0,
    "hour": 0,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3652,
}
_GRANULARITY = {"week": "week", "month": "month", "year": "year", "decade": "decade"}
_SHIFTS = {"this": 0, "last": -1, "next": 1, "the": 0}
_WORD_DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "yesterday": -1,
    "last night": -1, "last evening": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip
_WORD = "|".join(sorted(_WORD_DAYS, key=len, reverse=True))
_ABOUT = (
    "(?:(?i:about|around|some|nearly|almost|roughly|approximately|more than|less than|just over|just under|over|"
    "under|at least|only|just|barely) )?"
)
_TIME_OF_DAY = r"(?: (?i:morning|afternoon|evening|night))?"
# Black Friday and the Sunday Times are names; every Friday is a habit.
_NAMED_DAYS = ("Black", "Good", "Bloody", "Easter", "Palm", "Ash", "Super", "Holy", "very", "each")
_NO_DAY = "".join(rf"(?<!{word}\s)" for word in _NAMED_DAYS)
_NO_PAPER = r"(?! (?:Times|Telegraph|Mirror|Express|Mail|Herald|World|People|Star|Mosque|Market)\b)"


def _anchored(
    read: Callable[[re.Match[str], date, bool], DateInterval | None],
) -> Callable[[re.Match[str], When], DateInterval | None]:
    """A resolver that says None where there is nothing to count from."""
    return lambda match, when: read(match, when.anchor, when.future) if when.anchor else None


def _word(match: re.Match[str], anchor: date, _: bool) -> DateInterval | None:
    return calendar.day(calendar.shift(anchor, _WORD_DAYS[" ".join(match["word"].lower().split())]))


def _overnight(_: re.Match[str], anchor: date, __: bool) -> DateInterval | None:
    return calendar.span(calendar.shift(anchor, -1), anchor)


def _weekday(match: re.Match[str], anchor: date, future: bool) -> DateInterval | None:
    """last Monday is before the day of publication, next Monday after it, this Monday in the same week."""
    day, pointer = weekday_number(match["day"]), (match["which"] or "").lower()
    if relative := match["week"]:
        return calendar.day(calendar.shift(anchor, day - anchor.weekday() + 7 * _SHIFTS[relative.lower()]))
    if pointer == "this":
        return calendar.day(calendar.shift(anchor, day - anchor.weekday()))
    if pointer in ("last", "past") or match["after"]:
        before = calendar.shift(anchor, -1)
        return calendar.day(calendar.weekday(day, before, future=False)) if before else None
    if pointer:
        after = calendar.shift(anchor, 1)
        return calendar.day(calendar.weekday(day, after, future=True)) if after else None
    return calendar.day(calendar.weekday(day, anchor, future=future))


def _unit_at(unit: str, shift: int, anchor: date) -> DateInterval | None:
    """The calendar day, week, month, year or decade `shift` units from the anchor."""
    if unit == "month":
        return calendar.month(*calendar.shift_month(anchor.year, anchor.month, shift))
    if unit == "year":
        return calendar.year(anchor.year + shift)
    if unit == "decade":
        start, end = calendar.year(anchor.year + 10 * shift - 1), calendar.year(anchor.year + 10 * shift + 1)
        return calendar.interval(start.start, end.end, "years") if start and end else None
    when = calendar.shift(anchor, shift * _UNIT_DAYS[unit])
    return calendar.week(when) if unit in ("week", "fortnight") else calendar.day(when)


def _pointed_unit(match: re.Match[str], anchor: date, _: bool) -> DateInterval | None:
    """last week, this month, next year; early last year; the end of the week."""
    whole = _unit_at(match["unit"].lower(), _SHIFTS[match["which"].lower()], anchor)
    name = group(match, "part")
    if name is None or whole is None or whole.start is None or match["unit"].lower() == "week":
        return whole
    if match["unit"].lower() == "month":
        return calendar.part_of_month(whole.start.year, whole.start.month, part(name))
    return calendar.edge_of_year(whole.start.year, name.lower()) or calendar.part_of_year(whole.start.year, part(name))


def _so_far(match: re.Match[str], anchor: date, _: bool) -> DateInterval | None:
    """earlier this month runs from its start to publication, later this month from publication to its end."""
    unit = match["unit"].lower()
    whole = _unit_at(unit, 0, anchor)
    if whole is None:
        return None
    start, end = (whole.start, anchor) if match["side"].lower() == "earlier" else (anchor, whole.end)
    return calendar.interval(start, end, unit)


def _ago(match: re.Match[str], anchor: date, _: bool) -> DateInterval | None:
    """The calendar unit that many units back; a few or several are three to seven."""
    unit, amount = match["unit"].lower(), match["n"]
    if unit in ("minute", "hour"):
        return calendar.day(calendar.shift(anchor, -(number(amount) // 24) if unit == "hour" else 0))
    if amount.lower().split()[-1] in VAGUE:
        first, last = _unit_at(unit, -7, anchor), _unit_at(unit, -3, anchor)
        return calendar.span(first.start, last.end) if first and last else None
    return _unit_at(unit, -number(amount), anchor)


def _stretch(match: re.Match[str], anchor: date, _: bool) -> DateInterval | None:
    """the past three days, the last 24 hours, the next two weeks: from or to the day of publication."""
    unit, amount = match["unit"].lower(), number(match["n"]) if match["n"] else 1
    if match["n"] is None and group(match, "many"):
        return None  # "the coming months": nobody knows how many
    days = -(-amount // 24) if unit == "hour" else amount * _UNIT_DAYS[unit]
    past = match["which"].lower() in ("past", "last")
    other = calendar.shift(anchor, -days if past else days)
    whole = calendar.span(other, anchor) if past else calendar.span(anchor, other)
    if whole is None or amount != 1 or unit not in _GRANULARITY:
        return whole
    return calendar.interval(whole.start, whole.end, _GRANULARITY[unit])


def _weekend(match: re.Match[str], anchor: date, future: bool) -> DateInterval | None:
    """The weekend that has begun; last weekend is one that is over, next weekend one still to come."""
    pointer = (match["which"] or "").lower()
    if pointer == "last" and anchor.weekday() >= 5:
        return calendar.weekend(anchor, -1)
    if pointer in ("next", "coming") or (future and anchor.weekday() < 5):
        return calendar.weekend(anchor, 1)
    # On Wednesday "this weekend" is the one to come, on Monday mostly the one just past.
    return calendar.weekend(anchor, 1 if pointer == "this" and 2 <= anchor.weekday() <= 4 else 0)


RELATIVE_RULES: tuple[Rule, ...] = (
    rule(
        "word",
        rf"(?<!USA\s)(?<!Russia\s)(?:(?i:earlier|later|late|early) )?(?P<word>(?i:{_WORD})){_TIME_OF_DAY}",
        _anchored(_word),
    ),
    rule("word", r"(?i:overnight)", _anchored(_overnight)),
    rule(
        "weekday",
        rf"{_NO_DAY}(?:(?i:earlier|early|late|later|overnight)(?: (?:on|into|to))? )?"
        rf"(?:(?P<which>(?i:last|past|next|this|coming))(?: coming)? )?(?P<day>{WEEKDAY}){_NO_PAPER}{_TIME_OF_DAY}"
        r"(?:(?: of)? (?P<week>last|this|next) week|(?P<after> last)(?=[\s,.;]*$))?",
        _anchored(_weekday),
    ),
    rule(
        "unit",
        rf"(?:(?:[Tt]he )?(?P<part>{PART})(?: in | of |-| ))?(?P<which>(?i:last|this|next)) (?P<unit>week|month|year)"
        r"(?! of\b)",
        _anchored(_pointed_unit),
    ),
    rule(
        "unit",
        r"(?:[Tt]he )?(?P<part>end|beginning|start|middle) of (?P<which>the) (?P<unit>week|month|year)",
        _anchored(_pointed_unit),
    ),
    rule("unit", r"(?P<side>(?i:earlier|later)) this (?P<unit>week|month|year)", _anchored(_so_far)),
    rule("ago", rf"{_ABOUT}(?P<n>(?i:{NUMBER}))(?: and a half)?[ -](?P<unit>{UNIT})s? ago", _anchored(_ago)),
    rule(
        "unit",
        rf"(?i:the|these) (?P<which>past|last|next|coming)(?: (?P<n>{NUMBER}))? (?P<unit>{UNIT})(?P<many>s)?(?! of\b)",
        _anchored(_stretch),
    ),
    rule(
        "unit",
        rf"(?i:in|over|during|within|for) (?P<s>(?P<which>past|last|next) (?P<n>{NUMBER}) (?P<unit>{UNIT})s?)",
        _anchored(_stretch),
    ),
    rule(
        "unit",
        r"(?:(?:[Tt]he|[Oo]ver the|[Aa]t the) )?(?:(?P<which>(?i:last|this|next|coming)) )?[Ww]eekend",
        _anchored(_weekend),
    ),
)
