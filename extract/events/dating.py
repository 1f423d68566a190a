"""The dates of a sentence and of its acts.

In an article without publication date, days and months take the year that the text named last. An act "in the attack" or
"during the battle" has the date of the attack told of before.
"""

import re
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Span, Token

from extract.calendar_arithmetic import month
from extract.dates import find_dates
from extract.events.candidates import Candidate
from extract.events.date_offsets import shift_dates
from extract.events.dates_ahead import look_ahead
from extract.events.later_dates import follow_dates
from extract.events.setting import find_date
from extract.events.sight import Sight
from extract.tables import DateMention, Reading
from ontology.records import DateInterval

_CALENDAR = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
# Acts that go on for weeks: what happens in them is dated by the month.
_LONG = frozenset({"operation", "offensive", "campaign", "battle", "war", "siege", "fighting", "invasion", "push"})
_REACH = 3
_POINTERS = frozenset({"the", "this", "that", "these", "those"})
_KEEPS_YEAR = frozenset({"day", "days", "week", "month", "year"})


def sentence_dates(reading: Reading, sentence: Span, year: int | None) -> tuple[list[DateMention], int | None]:
    """The time expressions of a sentence and the year that later sentences of the article may leave out."""
    article = reading.article
    start, end = sentence.start_char, sentence.end_char
    dates = find_dates(article.text, start, end, article.published)
    if article.published is not None:
        return dates, None
    year = next((y for m in reversed(dates) if (y := _year(m)) is not None), year)
    if year is None:
        return dates, None
    within = find_dates(article.text, start, end, date(year, 12, 31))
    taken = {m.start for m in dates}
    added = [m for m in within if m.start not in taken and _CALENDAR.search(article.text, m.start, m.end)]
    return sorted([*dates, *added], key=lambda m: m.start), year


def _year(mention: DateMention) -> int | None:
    interval = mention.interval
    return interval.start.year if interval.start is not None and interval.granularity in _KEEPS_YEAR else None


def date_acts(
    sight: Sight,
    candidates: Sequence[Candidate],
    dates: Sequence[DateMention],
    earlier: Sequence[tuple[int, Candidate]],
    number: int,
) -> list[Candidate]:
    """The candidates of a sentence with their dates: the sentence's own, else that of the act of force it points back to."""
    published = sight.reading.article.published
    dated = [look_ahead(c.changed(date=find_date(c, dates, candidates)), dates, published) for c in candidates]
    meant = [c if c.date.start or dates else c.changed(date=_meant_date(sight, c, earlier, number)) for c in dated]
    return follow_dates(shift_dates(meant, dates), dates, earlier, number)


def _meant_date(
    sight: Sight, candidate: Candidate, earlier: Sequence[tuple[int, Candidate]], number: int
) -> DateInterval:
    meant = next((t for t in candidate.trigger.sent if _points_back(sight, t)), None)
    if meant is None or not _is_force(sight, candidate):
        return DateInterval()
    goes_on = meant.lemma_.lower() in _LONG
    near = [c for n, c in reversed(earlier) if goes_on or number - n <= _REACH]
    when = next((c.date for c in near if c.date.start is not None and _is_force(sight, c)), DateInterval())
    if when.start is None or not goes_on:
        return when
    return month(when.start.year, when.start.month) or when


def _is_force(sight: Sight, candidate: Candidate) -> bool:
    return sight.lexicon.vocabulary.relations[candidate.relation].type in ("ASSAULT", "COERCE")


def _points_back(sight: Sight, noun: Token) -> bool:
    """Whether a noun is "the attack" or "the battle", with nothing after it that says which."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or not (lemma in _LONG or lemma in sight.lexicon.nouns):
        return False
    bare = not any(c.dep_ in ("prep", "relcl", "acl", "amod") for c in noun.children)
    return bare and any(c.dep_ == "det" and c.lower_ in _POINTERS for c in noun.children)
