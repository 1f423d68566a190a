"""The news agency that an article credits for its report: in the dateline, the byline, or behind the text."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ontology.datafiles import read_tsv
from ontology.records import Record, Section, SectionKind

_FILE = "agencies.tsv"


class _Agency(Record):
    name: str
    credits: tuple[str, ...]


def read_agencies(path: Traversable) -> dict[str, str]:
    """The names of agencies by all that they are credited as. DataFileError for a credit of two agencies."""
    names: dict[str, str] = {}
    for entry in read_tsv(path, ("name", "credits"), lists=("credits",)):
        agency = entry.make(_Agency)
        for credit in (agency.name, *agency.credits):
            if credit in names:
                raise entry.error(f"{credit!r} is listed already")
            names[credit] = agency.name
    return names


def find_agency(text: str, sections: Sequence[Section]) -> str | None:
    """The agency that is credited for the report: of several the first. Who took the pictures, and who added to a report of
    the publisher's own ("with inputs from AFP"), is not."""
    for kind, pattern in _patterns().items():
        for section in sections:
            found = pattern.search(text[section.start : section.end]) if section.kind is kind else None
            if found:
                return _load()[found[1]]
    return None


@cache
def _load() -> Mapping[str, str]:
    return read_agencies(files("extract") / "data" / _FILE)


@cache
def _patterns() -> Mapping[SectionKind, re.Pattern[str]]:
    """Where a credit stands in each kind of section, in the order in which they are looked at."""
    names = "|".join(re.escape(name) for name in sorted(_load(), key=len, reverse=True))
    agency, others = rf"(?<!\w)({names})(?!\w)", rf"(?:[ ,/&+]|and|{names})*"
    initials = r"(?:[a-z]{1,4}(?:[/,][a-z]{1,4})*\W+)?"
    return {
        # "BAGHDAD (Reuters) -"
        SectionKind.DATELINE: re.compile(rf"[(\[]{agency}"),
        # "By Sara Hassan, Associated Press"
        SectionKind.BYLINE: re.compile(agency),
        # "(AFP)", "— Reuters", "ab/cd (dpa, Reuters)": nothing else but the initials of editors. A line of its own that is
        # not in brackets may be of a picture.
        SectionKind.SIGNOFF: re.compile(rf"\A\W*{initials}{agency}{others}\W*\Z"),
        SectionKind.CREDIT: re.compile(rf"\A{initials}[(\[]{agency}{others}[)\]]\W*\Z"),
    }
