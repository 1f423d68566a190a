"""The words time expressions are made of, as pieces of regular expressions, and what they mean.

Month and weekday names match capitalised or in capitals only, so that "may", "march" and "sun" stay words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extract.calendar_arithmetic import Builder, nearest
from ontology.records import DateInterval

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
_MONTHS += ["November", "December"]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBERS += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
# Nobody counts these; they are read as a small range by rules that can, as five by rules that cannot.
VAGUE = frozenset({"few", "several"})
_VAGUE_NUMBER = 5


def _either_case(words: list[str]) -> str:
    return "|".join(form for word in words for form in (word, word.upper()))


FULL_MONTH = f"(?:{_either_case(_MONTHS)})"
_SHORT = _either_case(["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec"])
ANY_MONTH = rf"(?:{_either_case(_MONTHS)}|(?:{_SHORT})\b\.?)"
WEEKDAY = f"(?:{_either_case(_WEEKDAYS)})"
ANY_WEEKDAY = rf"(?:{_either_case(_WEEKDAYS)}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d))"
YEAR_TAIL = rf"(?:,? (?:of )?(?:in )?(?P<year>{YEAR})|,? (?:of )?(?P<relative>this|last|next) year)"
PART = r"(?:[Ee]arly|[Mm]id(?:dle)?|[Ll]ate|[Bb]eginning|[Ss]tart|[Ee]nd)"
NUMBER = (
    r"(?:\d{1,3}|an?\s+couple\s+of|a\s+couple|couple(?:\s+of)?|a\s+dozen|a\s+few|few|several|an?|"
    + "|".join([rf"{ten}-(?:{'|'.join(_NUMBERS[1:10])})" for ten in _TENS] + _NUMBERS[1:] + list(_TENS)[1:])
    + ")"
)
UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade)"
HINTS = {
    "month": re.compile(
        r"Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JU[NL]|AUG|SEP|OCT|NOV|DEC"
    ),
    "year": re.compile(r"(?:1[5-9]|20)\d\d"),
    "number": re.compile(r"\d[-./]\d|1[5-9]th|20th|21st|11"),
    "season": re.compile(r"[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"),
    "weekday": re.compile(r"day|DAY"),
    "unit": re.compile(r"week|month|year|decade|day|hour|night"),
    "ago": re.compile(r"\bago\b"),
    "word": re.compile(r"(?i)today|yester|tomorr|night|morning|evening|afternoon"),
    "holiday": re.compile(r"(?i)christmas|boxing|new\s+year"),
}
DASH = r"\s?[-–—]\s?"


@dataclass(frozen=True)
class When:
    """What relative expressions are resolved against: the publication date, and whether the future is meant."""

    anchor: date | None
    future: bool = False


@dataclass(frozen=True)
class Rule:
    """A pattern and its reading. The time expression is the group `s` where there is one, else the whole match.

    `hint` is a key of `HINTS`: text without it cannot match, which spares most sentences most rules.
    """

    hint: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], When], DateInterval | None]


def rule(hint: str, pattern: str, resolve: Callable[[re.Match[str], When], DateInterval | None]) -> Rule:
    """A rule whose pattern stands between word boundaries, a space in it standing for any white space."""
    return Rule(hint, re.compile(r"(?<![\w$€£])(?:" + pattern.replace(" ", r"\s+") + r")(?!\w)"), resolve)


def group(match: re.Match[str], name: str) -> str | None:
    """A named group's text; None where the pattern has no such group or it did not take part."""
    return match.groupdict().get(name)


def in_year(match: re.Match[str], when: When, build: Builder) -> DateInterval | None:
    """`build(year)` for the year that `YEAR_TAIL` names, else for the year nearest to the anchor."""
    if explicit := group(match, "year"):
        return build(int(explicit))
    if when.anchor is None:
        return None
    if relative := group(match, "relative"):
        return build(when.anchor.year + {"last": -1, "this": 0, "next": 1}[relative])
    return nearest(build, when.anchor, future=when.future)


def month_number(name: str) -> int:
    """1 to 12 from a month name, however short."""
    return [month[:3].lower() for month in _MONTHS].index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 from a weekday name, however short."""
    return [day[:3].lower() for day in _WEEKDAYS].index(name[:3].lower())


def day_number(text: str) -> int:
    """The number in "5" or "5th"."""
    return int(re.sub(r"\D", "", text))


def number(text: str) -> int:
    """The number in "24", "twenty-four", "a", "a couple of", "a few"."""
    words = text.lower().split()
    if words[0].isdigit():
        return int(words[0])
    if "couple" in words:
        return 2
    if "dozen" in words:
        return 12
    if words[-1] in VAGUE:
        return _VAGUE_NUMBER
    tens, _, ones = words[0].partition("-")
    if tens in _TENS:
        return _TENS[tens] + (_NUMBERS.index(ones) if ones else 0)
    return _NUMBERS.index(words[0]) if words[0] in _NUMBERS else 1


def ordinal(text: str) -> int:
    """1 to 4, or -1 for the last."""
    return _ORDINALS[text.lower()]


def part(text: str) -> str:
    """early, mid or late, from any of the words of `PART`."""
    word = text.lower()
    if word.startswith("mid"):
        return "mid"
    return "late" if word in ("late", "end") else "early"
