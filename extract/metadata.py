"""Finds the title, publisher and publication date of a plain-text article among its marked lines. Nothing is guessed from a clock."""

import re
from collections.abc import Sequence
from datetime import date

from extract.dates import find_dates
from extract.publishers import known_publishers
from extract.sections import Line
from ontology.records import Section, SectionKind

_UPDATED = re.compile(r"(?i)\b(?:updated|modified|amended)\b")
_TITLE_SUFFIX = re.compile(r"\s+[|–—·»-]\s+([^|–—·»]{2,40})$")
# Related links may name other publishers; the page's own name stands in these.
_OWN_GROUPS = frozenset({"brand", "navigation", "sharing", "prompt", "legal"})


def split_title(title: str) -> tuple[str, str | None]:
    """A page title without the publisher behind it, and that publisher if it is a known one: "Truce holds | Reuters"."""
    match = _TITLE_SUFFIX.search(title)
    name = known_publishers().names.get(match[1].strip()) if match else None
    return (title[: match.start()].rstrip(), name) if match and name else (title.strip(), None)


def find_title(lines: Sequence[Line]) -> str | None:
    """The heading above the text."""
    return next(
        (split_title(" ".join(line.paragraph.bare.split()))[0] for line in lines if line.group == "title"), None
    )


def find_publisher(lines: Sequence[Line], url: str | None) -> str | None:
    """The publisher of the address, else the one that the page names as its own; None if it names several."""
    if url and (found := known_publishers().of_url(url)):
        return found
    for line in lines:
        if line.group == "title" and (found := split_title(line.paragraph.bare)[1]):
            return found
    named = {name for line in lines if line.group in _OWN_GROUPS for name in _named(line.paragraph.text)}
    return named.pop() if len(named) == 1 else None


def _named(text: str) -> set[str]:
    """Known publishers whose name stands in a line, as written."""
    names = known_publishers().names
    found = {alias for alias in names if alias in text and re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text)}
    longest = [alias for alias in found if not any(alias != other and alias in other for other in found)]
    return {names[alias] for alias in longest}


def find_published(text: str, lines: Sequence[Line], sections: Sequence[Section]) -> date | None:
    """The first full date (with year) of a date line, a byline or the dateline; one of first publication before updates."""
    spans = [(line.paragraph.start, line.paragraph.end) for line in lines if line.kind is SectionKind.DATELINE]
    spans += [(line.paragraph.start, line.paragraph.end) for line in lines if line.kind is SectionKind.BYLINE]
    spans += [(section.start, section.end) for section in sections if section.kind is SectionKind.DATELINE]
    found = [(text[start:end], day) for start, end in spans for day in _full_dates(text, start, end)]
    first = [day for line, day in found if not _UPDATED.search(line)]
    return next(iter(first or [day for _, day in found]), None)


def _full_dates(text: str, start: int, end: int) -> list[date]:
    dates = [mention.interval for mention in find_dates(text, start, end, None)]
    return [interval.start for interval in dates if interval.granularity == "day" and interval.start]
