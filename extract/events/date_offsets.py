"""Dates told as a distance from another act: "captured Tikrit on Wednesday, a day after they seized Mosul"."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from spacy.tokens import Span, Token

from extract import calendar_arithmetic as calendar
from extract.dates_words import number
from extract.events.candidates import Candidate
from extract.tables import DateMention
from ontology.records import DateInterval

# The act behind "after" came first.
_SIGNS = {"after": -1, "before": 1}
UNIT_DAYS = {"hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
# Nobody says "a month after" and means the thirtieth day.
_COARSE: dict[str, Callable[[date], DateInterval | None]] = {
    "week": calendar.week,
    "fortnight": calendar.week,
    "month": lambda when: calendar.month(when.year, when.month),
    "year": lambda when: calendar.year(when.year),
}


class _Offset(NamedTuple):
    """The word "after" or "before", how many days, and the unit they were told in."""

    marker: Token
    days: int
    unit: str


def shift_dates(candidates: Sequence[Candidate], dates: Sequence[DateMention]) -> list[Candidate]:
    """The candidates of a sentence; the acts behind "a day after" are dated from the act they followed, if its day is known."""
    result = list(candidates)
    for offset in _find_offsets(candidates[0].trigger.sent) if candidates else ():
        clause = {t.i for t in _clause(offset.marker)}
        base = _base(offset.marker, [c for c in result if c.trigger.i not in clause], dates)
        when = _resolve(offset, base)
        if when is not None:
            result = [c.changed(date=when) if c.trigger.i in clause else c for c in result]
    return result


def _find_offsets(sentence: Span) -> list[_Offset]:
    found: list[_Offset] = []
    text = sentence.text.lower()
    if not any(word in text for word in _SIGNS):
        return found
    for marker in sentence:
        unit = marker.doc[marker.i - 1] if marker.i > sentence.start else None
        if marker.lower_ in _SIGNS and unit is not None and unit.lemma_.lower() in UNIT_DAYS:
            counted = [c for c in unit.children if c.dep_ in ("nummod", "det") and c.lower_ != "the"]
            if len(counted) == 1:
                days = number(counted[0].text) * UNIT_DAYS[unit.lemma_.lower()]
                found.append(_Offset(marker, _SIGNS[marker.lower_] * days, unit.lemma_.lower()))
    return found


def _clause(marker: Token) -> list[Token]:
    """What follows the marker: its clause, or its noun phrase."""
    top = marker.head if marker.dep_ == "mark" else marker
    return [t for t in top.subtree if t.i > marker.i]


def _base(marker: Token, others: Sequence[Candidate], dates: Sequence[DateMention]) -> date | None:
    """The day of the act that the clause hangs on, else of an act before it, else the only day that stands before it."""
    above = {t.i for t in marker.ancestors}
    near = [c.date for c in others if c.trigger.i in above] + [c.date for c in others if c.trigger.i < marker.i]
    days = [d.start for d in near if d.granularity == "day"]
    if days:
        return days[0]
    told = [m.interval.start for m in dates if m.end <= marker.idx and m.interval.granularity == "day"]
    return told[0] if len(told) == 1 else None


def _resolve(offset: _Offset, base: date | None) -> DateInterval | None:
    return resolve_offset(calendar.shift(base, offset.days) if base is not None else None, offset.unit)


def resolve_offset(when: date | None, unit: str) -> DateInterval | None:
    """The interval that a day reached by counting in a unit stands for; None if there is no day."""
    return None if when is None else _COARSE.get(unit, calendar.day)(when)
