"""The dates of a sentence; in an article without publication date, days and months take the year that the text named last."""

import re
from datetime import date

from spacy.tokens import Span

from extract.dates import find_dates
from extract.tables import DateMention, Reading

_CALENDAR = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
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
