"""Dates counted from what was told before: "Two days later shells hit the market", "The following morning police arrested ten"."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from spacy.tokens import Span, Token

from extract import calendar_arithmetic as calendar
from extract.dates_words import number as count
from extract.events.candidates import Candidate
from extract.events.date_offsets import UNIT_DAYS, resolve_offset
from extract.tables import DateMention

_SIGNS = {"later": 1, "afterwards": 1, "earlier": -1}
_STEPS = {"next": 1, "following": 1, "same": 0, "previous": -1}
_PARTS = frozenset({"morning", "afternoon", "evening", "night", "day"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis"})
# How many sentences back the day is looked for from which is counted.
_REACH = 3


class _Step(NamedTuple):
    """The word that counts, the verb it dates, and how far in days, with the unit it was told in."""

    marker: Token
    verb: Token
    days: int
    unit: str


def follow_dates(
    candidates: Sequence[Candidate], dates: Sequence[DateMention], earlier: Sequence[tuple[int, Candidate]], number: int
) -> list[Candidate]:
    """The candidates of sentence `number`; those told at a distance from what went before are dated from it, if its day is known."""
    result = list(candidates)
    for step in _find_steps(candidates[0].trigger.sent) if candidates else ():
        if _has_date(step, dates):
            # "two days later, on 9 May", "took Minova on 21 January and Sake two days later"
            continue
        meant = {i for i, c in enumerate(result) if _is_dated(c.trigger, step.verb)}
        others = [c for i, c in enumerate(result) if i not in meant and c.trigger.i < step.marker.i]
        base = _base(others, earlier, number)
        when = calendar.shift(base, step.days) if base is not None else None
        interval = resolve_offset(when, step.unit)
        if interval is not None:
            result = [c.changed(date=interval) if i in meant else c for i, c in enumerate(result)]
    return result


def _has_date(step: _Step, dates: Sequence[DateMention]) -> bool:
    """Whether the clause of the verb, or what follows the counting words, tells a date by itself."""
    joined = {t.i for c in step.verb.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") for t in c.subtree}
    own = [t for t in step.verb.subtree if t.i not in joined]
    return any(m.start > step.marker.idx or any(m.start <= t.idx < m.end for t in own) for m in dates)


def _find_steps(sentence: Span) -> Iterator[_Step]:
    for token in sentence:
        if token.lower_ in _SIGNS and token.head.pos_ in ("VERB", "AUX"):
            unit = next((c for c in token.children if c.dep_ == "npadvmod" and c.lemma_.lower() in UNIT_DAYS), None)
            if unit is not None:
                yield _Step(token, token.head, _SIGNS[token.lower_] * _length(unit), unit.lemma_.lower())
        elif token.lemma_.lower() in _PARTS or token.lemma_.lower() in UNIT_DAYS:
            yield from _named_step(token)


def _named_step(unit: Token) -> Iterator[_Step]:
    """ "the following week", "the same day": an adjective that says how far."""
    word = next((c.lower_ for c in unit.children if c.dep_ == "amod" and c.lower_ in _STEPS), None)
    verb = unit.head if unit.dep_ == "npadvmod" else next((c for c in unit.children if c.dep_ == "relcl"), None)
    if word is not None and verb is not None and verb.pos_ in ("VERB", "AUX"):
        lemma = unit.lemma_.lower()
        yield _Step(unit, verb, _STEPS[word] * UNIT_DAYS.get(lemma, 1), "day" if lemma in _PARTS else lemma)


def _length(unit: Token) -> int:
    counted = [c for c in unit.children if c.dep_ in ("nummod", "det") and c.lower_ != "the"]
    return (count(counted[0].text) if len(counted) == 1 else 0) * UNIT_DAYS[unit.lemma_.lower()]


def _is_dated(trigger: Token, verb: Token) -> bool:
    """Whether an act lies in the clause of a verb, not in one that hangs on it."""
    node = trigger
    while node != verb:
        if node.dep_ in _CLAUSES or node.head == node:
            return False
        node = node.head
    return True


def _base(others: Sequence[Candidate], earlier: Sequence[tuple[int, Candidate]], number: int) -> date | None:
    near = [*reversed(others), *(c for n, c in reversed(earlier) if number - n <= _REACH)]
    return next((c.date.start for c in near if c.date.granularity == "day"), None)
