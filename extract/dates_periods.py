"""Time expressions that name longer stretches: April 2015, early November, in 2011, the 1990s, last summer.

Months and seasons without a year are the last ones that began on or before publication. Seasons are those of the
northern hemisphere. A number alone is a year only after a word that says so ("in 2011", "the 2003 invasion").
"""

import re

from extract import calendar_arithmetic as calendar
from extract.dates_words import (
    ANY_MONTH,
    FULL_MONTH,
    NUMBER,
    PART,
    YEAR,
    YEAR_TAIL,
    Rule,
    When,
    day_number,
    group,
    in_year,
    month_number,
    number,
    ordinal,
    part,
    rule,
)
from ontology.records import DateInterval

_PART_OF = rf"(?P<part>{PART})(?: in | of |-| )(?:the )?(?:month of |year )?"
_BEFORE = "in|into|since|until|till|by|during|of|from|between|before|after|through|throughout|around|for"
_BEFORE_MONTH = f"(?i:{_BEFORE})(?: the month of)?"
_BEFORE_YEAR = f"(?i:{_BEFORE}|to|and|or)(?: (?:the|fiscal) year)?"
_DETERMINER = r"(?:(?i:the|an?|its|their|his|her)|\w+['’]s)"
# "of 2000 soldiers" counts people; "in 2003 was" and "in 2003 as" do not.
_NO_COUNT = r"(?! (?:people|children|police|[a-z]*(?:men|women)|(?!(?:was|has|is|this|its|as|his|does)\b)[a-z]+s)\b)"
_MONTH = rf"(?P<month>{ANY_MONTH})"
_BARE_MONTH = rf"(?P<month>{FULL_MONTH})"
_SEASON = r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)"
_RANK = r"(?P<rank>first|second|third|fourth|last|final)"


def _month(match: re.Match[str], when: When) -> DateInterval | None:
    month, name = month_number(match["month"]), group(match, "part")

    def build(year: int) -> DateInterval | None:
        return calendar.part_of_month(year, month, part(name)) if name else calendar.month(year, month)

    return in_year(match, when, build)


def _pointed_month(match: re.Match[str], when: When) -> DateInterval | None:
    """last April is strictly before the month of publication, next April strictly after, this April in its year."""
    if when.anchor is None:
        return None
    month, current = month_number(match["month"]), when.anchor.month
    year = when.anchor.year
    if match["which"].lower() in ("last", "past"):
        year -= month >= current
    elif match["which"].lower() == "next":
        year += month <= current
    return calendar.month(year, month)


def _week_of_month(match: re.Match[str], when: When) -> DateInterval | None:
    """The first week is days 1 to 7, the last the final seven days."""
    month, rank = month_number(match["month"]), ordinal(match["rank"])

    def build(year: int) -> DateInterval | None:
        whole = calendar.month(year, month)
        if whole is None or whole.start is None or whole.end is None:
            return None
        first = whole.end.day - 6 if rank < 0 else 7 * rank - 6
        return calendar.interval(whole.start.replace(day=first), whole.start.replace(day=first + 6), "week")

    return in_year(match, when, build)


def _year(match: re.Match[str], _: When) -> DateInterval | None:
    return calendar.year(int(match["year"]))


def _year_part(match: re.Match[str], _: When) -> DateInterval | None:
    """early, mid- and late 2011 are four months each; its start is January and its end December."""
    return calendar.edge_of_year(int(match["year"]), match["part"].lower()) or calendar.part_of_year(
        int(match["year"]), part(match["part"])
    )


def _years(match: re.Match[str], _: When) -> DateInterval | None:
    first, last = match["year"], match["last"]
    start, end = calendar.year(int(first)), calendar.year(int(first[: 4 - len(last)] + last))
    return calendar.interval(start.start, end.end, "years") if start and end else None


def _decade(match: re.Match[str], _: When) -> DateInterval | None:
    return calendar.decade(int(match["decade"]), part(match["part"]) if match["part"] else None)


def _century(match: re.Match[str], _: When) -> DateInterval | None:
    return calendar.century(day_number(match["century"]))


def _season(match: re.Match[str], when: When) -> DateInterval | None:
    """last summer is the last one that is over, next summer the next that begins."""
    name, pointer = match["season"].lower(), (group(match, "which") or "").lower()
    if pointer == "this" and when.anchor:
        return calendar.season(when.anchor.year, name)
    found = in_year(
        match, When(when.anchor, future=when.future or pointer == "next"), lambda y: calendar.season(y, name)
    )
    if not pointer or when.anchor is None or found is None or found.start is None or found.end is None:
        return found
    if pointer == "last" and found.end >= when.anchor:
        return calendar.season(found.start.year - 1, name)
    if pointer == "next" and found.start <= when.anchor:
        return calendar.season(found.start.year + 1, name)
    return found


def _months_of_year(match: re.Match[str], when: When) -> DateInterval | None:
    """Quarters, halves and the first or last N months of a year."""
    rank, unit = ordinal(match["rank"]), match["unit"]
    length = {"quarter": 3, "half": 6}.get(unit) or number(match["n"])
    first = 13 - length if rank < 0 else length * (rank - 1) + 1
    if not 1 <= first <= 13 - length:
        return None
    return in_year(match, when, lambda year: calendar.months_of_year(year, first, length))


PERIOD_RULES: tuple[Rule, ...] = (
    rule("month", rf"{_MONTH}{YEAR_TAIL}", _month),
    rule("month", rf"(?:[Tt]he )?{_PART_OF}{_MONTH}{YEAR_TAIL}?", _month),
    rule("month", rf"{_BEFORE_MONTH} (?P<s>{_BARE_MONTH})", _month),
    rule("month", rf"{FULL_MONTH} (?:and|or|to|until|through) (?P<s>{_BARE_MONTH})(?! \d)", _month),
    rule(
        "month",
        rf"{_DETERMINER} (?P<s>(?!May|MAY){_BARE_MONTH})(?= (?!on\b|to\b|in\b|for\b|of\b|against\b)[a-z])",
        _month,
    ),
    rule(
        "month",
        rf"(?:[Tt]his (?=past))?(?P<which>[Ll]ast|[Pp]ast|[Tt]his|[Nn]ext) {_BARE_MONTH}(?! \d)",
        _pointed_month,
    ),
    rule("month", rf"(?:[Tt]he )?{_RANK} week of {_MONTH}{YEAR_TAIL}?", _week_of_month),
    rule("year", rf"{_BEFORE_YEAR} (?P<s>(?P<year>{YEAR})){_NO_COUNT}", _year),
    rule("year", rf"{_DETERMINER} (?P<s>(?P<year>{YEAR}))(?= [A-Za-z])", _year),
    rule("year", rf"(?P<s>(?P<year>{YEAR}))['’]s", _year),
    rule("year", rf"\((?P<s>(?P<year>{YEAR}))\)", _year),
    rule("year", rf"(?:[Tt]he )?{_PART_OF}(?P<year>{YEAR})", _year_part),
    rule("year", rf"(?P<year>{YEAR})\s?[-–—]\s?(?P<last>{YEAR}|\d\d)(?!-?\d)", _years),
    rule("year", rf"(?:[Tt]he )?(?:(?P<part>{PART})[- ](?:the )?)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s", _decade),
    rule("number", r"(?:[Tt]he )?(?P<century>1[5-9]th|20th|21st)[- ]century", _century),
    rule("season", rf"(?:[Tt]he )?(?:(?:early|mid|late)[- ])?{_SEASON}{YEAR_TAIL}", _season),
    rule("season", r"(?:[Tt]he )?(?P<season>fall) of (?P<year>20\d\d|19\d\d)", _season),
    rule(
        "season",
        r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)",
        _season,
    ),
    rule("season", r"(?i:in|during|since|over) (?P<s>(?:the )?(?P<season>spring|summer|autumn|winter))", _season),
    rule("year", rf"(?:[Tt]he )?{_RANK} (?P<unit>quarter|half)(?: of)?{YEAR_TAIL}", _months_of_year),
    rule("year", rf"(?:[Tt]he )?{_RANK} (?P<n>{NUMBER}) (?P<unit>months)(?: of)?{YEAR_TAIL}", _months_of_year),
)
