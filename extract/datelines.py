"""Finds the dateline that opens a report ("BAGHDAD, Jan. 7 (Reuters) - ") and the agency that closes it (" - AFP")."""

import re
from functools import cache

from extract.dates_words import ANY_MONTH, DAY_NUMBER, YEAR
from extract.page_lines import page_lines

_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_PLACE = rf"{_CAPITAL}[\w'’.-]*(?:[ /-]{_CAPITAL}[\w'’.-]*|\s(?:de|la|el|al|du|of|and)\b){{0,3}}"
_SHOUTED = rf"{_CAPITAL}{{2,}}(?:(?:[ '’.-]|St\. ){_CAPITAL}+\b){{0,3}}(?:/{_CAPITAL}{{3,}}(?: {_CAPITAL}+)?)*"
_DATE = rf"(?:\w+day,? )?(?:{ANY_MONTH} {DAY_NUMBER}|{DAY_NUMBER} {ANY_MONTH})(?:,? {YEAR})?"
_REST = rf"(?:, ?{_PLACE}){{0,2}}(?:,? {_DATE})?"
_DASH = r" ?(?:—|–|--) ?| - "
# A dateline is followed by the start of a sentence.
_SENTENCE = rf"(?=[\"'“‘(]?(?:{_CAPITAL}|\d))"


@cache
def _datelines() -> re.Pattern[str]:
    agency = rf"(?:{page_lines().agency})"
    signed = rf" ?[(\[]{agency}(?:[ /,&-]+[\w ]{{2,30}})?[)\]]"
    return re.compile(
        rf"(?:(?P<shout>{_SHOUTED}){_REST}(?: ?\([\w /,.'’&-]{{2,40}}\))?(?:{_DASH})"
        rf"|(?:{_PLACE}{_REST}|{_DATE}){signed}(?:{_DASH}|: )"
        rf"|{_PLACE}, {_PLACE}(?:,? {_DATE})?(?: ?\([\w /,.'’&-]{{2,40}}\))?(?:{_DASH})"
        rf"|\({_PLACE}(?:, ?{_PLACE})?(?:,? {_DATE})?\)(?:{_DASH})"
        rf"|(?P<colon>{_CAPITAL}{{4,}}(?: {_CAPITAL}{{3,}})?(?:, {_DATE})?): )\s*{_SENTENCE}"
    )


@cache
def _signoffs() -> re.Pattern[str]:
    agency = rf"(?i:{page_lines().agency})"
    names = rf"{agency}(?: ?(?:[,/&]|and) ?(?:{agency}|[\w ]{{2,20}})){{0,4}}"
    return re.compile(rf"(?<=[.!?\"”’'])\s*(?:[(\[]\s*{names}\s*[)\]]|(?:—|–|--?|/{{1,2}})\s*{names})\W*$")


def dateline_end(text: str, start: int, end: int, *, first: bool = True) -> int:
    """Where the report behind the dateline begins; `start` if there is none. Only the `first` paragraph has "KABUL: "."""
    match = _datelines().match(text, start, end)
    if match is None or (match["colon"] and not first):
        return start
    shouted = (match["shout"] or match["colon"] or "").split()
    return start if any(word in page_lines().no_place for word in shouted) else match.end()


def signoff_start(text: str, start: int, end: int) -> int:
    """Where the agency behind the last sentence begins; `end` if there is none."""
    match = _signoffs().search(text, max(start, end - 120), end)
    return match.start() if match else end
