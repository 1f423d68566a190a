"""Reads the actor dictionaries of TABARI and PETRARCH: names with CAMEO codes, which may be good for some dates only.

    NURI_AL_MALIKI_ ; a comment
    +NOURI_MALIKI_
        [IRQGOV 060520-140908]
        [IRQELI >140908]

An entry with dated codes is a person, each code a term of office. Entries that name a country only are passed over,
because countries have a list of their own. Format: the PETRARCH manual, section on actor dictionaries.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from extract.actor_lists import KnownActor, ListedActor, Office
from extract.countries import Countries
from extract.tsv_tables import TableRow, read_lines
from ontology.ids import slug
from ontology.names import name_words
from ontology.vocabulary import load_vocabulary

_CODES = re.compile(r"\[([^\[\]]*)\]")
_CODE = re.compile(r"([A-Z/]+)(?:\s+(?:(?P<until><)|(?P<since>>))?\s*(\d{8}|\d{6})(?:\s*-\s*(\d{8}|\d{6}))?)?")
# Two digits of a year: the dictionaries reach back to kings of the 1930s.
_FIRST_YEAR = 1931
_LONGEST_ABBREVIATION = 4


@dataclass
class _Entry:
    row: TableRow
    names: list[str]
    codes: list[tuple[TableRow, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Term:
    country: str | None
    sector: str | None
    since: Date | None
    until: Date | None


def read_petrarch_actors(path: Path, countries: Countries) -> list[ListedActor]:
    """The actors of a dictionary. Raises DataFileError naming file and line."""
    listed = []
    for entry in _read_entries(path):
        if not entry.codes:
            raise entry.row.error(f"{entry.names[0]!r} has no code in square brackets")
        terms = [_read_term(row, code, countries) for row, code in entry.codes]
        if any(term.sector for term in terms):
            listed.append(ListedActor(_make_actor(entry, terms), entry.row))
    return listed


def without_comment(line: str) -> str:
    """A line of a dictionary up to its comment."""
    return re.split(r"[;#]|<!--", line, maxsplit=1)[0].rstrip()


def _read_entries(path: Path) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for number, line in enumerate(read_lines(path), start=1):
        text = without_comment(line)
        row = TableRow(path, number, {})
        codes = [(row, code.strip()) for code in _CODES.findall(text)]
        name = _CODES.sub("", text)
        if "[" in name or "]" in name:
            raise row.error(f"a square bracket is not closed: {text.strip()[:60]!r}")
        continued = text[:1].isspace() or text[:1] in ("+", "[")
        if entry is not None and not continued and name.strip():
            yield entry
            entry = None
        if name.strip() and not continued:
            entry = _Entry(row, [_read_name(name)])
        elif entry is None and (codes or name.strip()):
            raise row.error(f"no name stands above {text.strip()[:60]!r}")
        elif entry is not None and name.strip():
            entry.names.append(_read_name(name.strip().removeprefix("+")))
        if entry is not None:
            entry.codes.extend(codes)
    if entry is not None:
        yield entry


def _read_name(text: str) -> str:
    """NURI_AL-MALIKI_ as Nuri Al-Maliki; a short word alone is an abbreviation and keeps its capitals."""
    name = " ".join(text.replace("_", " ").split())
    return name if " " not in name and len(name) <= _LONGEST_ABBREVIATION else name.title()


def _read_term(row: TableRow, code: str, countries: Countries) -> _Term:
    found = _CODE.fullmatch(code)
    if found is None:
        raise row.error(f"[{code}] is not a code such as [IRQGOV] or [IRQGOV 060520-140908]")
    country, sector = _read_code(row, found[1].split("/")[0], countries)
    first, last = (_read_date(row, found[group]) if found[group] else None for group in (4, 5))
    if found["until"]:
        return _Term(country, sector, None, first - timedelta(days=1) if first else None)
    if found["since"] and first:
        return _Term(country, sector, first + timedelta(days=1), None)
    return _Term(country, sector, first, last if last else first)


def _read_code(row: TableRow, code: str, countries: Countries) -> tuple[str | None, str | None]:
    """Country and PLOVER sector of a CAMEO code: IRQGOV, IGOUNO, IRQREBSUN."""
    country = countries.by_iso3(code[:3])
    rest = code[3:] if country is not None else code
    sectors = cameo_sectors()
    sector = sectors.get(rest[:6]) or sectors.get(rest[:3])
    if rest and sector is None:
        raise row.error(f"{code!r} begins with no country and has no agent code that is known")
    return (country.iso3 if country is not None else None), sector


@lru_cache(maxsize=1)
def cameo_sectors() -> Mapping[str, str]:
    """PLOVER sectors by CAMEO agent code; codes of PLOVER alone are understood too."""
    sectors = load_vocabulary().sectors.values()
    cameo = {code: s.code for s in sectors for code in (s.cameo, *s.cameo_also) if code}
    return {s.code: s.code for s in sectors} | cameo


def _read_date(row: TableRow, digits: str) -> Date:
    year = int(digits[:-4])
    if len(digits) == 6:
        year += 1900 if year + 1900 >= _FIRST_YEAR else 2000
    try:
        return Date(year, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError:
        raise row.error(f"{digits!r} is not a date such as 140908 or 20140908") from None


def _make_actor(entry: _Entry, terms: list[_Term]) -> KnownActor:
    dated = [term for term in terms if term.since or term.until]
    name, *aliases = entry.names
    main = next((term for term in terms if term not in dated), terms[-1])
    sectors = load_vocabulary().sectors
    offices = [
        Office(sectors[term.sector].name, term.country, term.sector, term.since, term.until)
        for term in dated
        if term.sector
    ]
    if dated:
        aliases = [alias for alias in aliases if len(name_words(alias)) > 1]
    return KnownActor(
        id=slug(name),
        name=name,
        kind="person" if dated else _kind(main.sector),
        country=main.country,
        sector=main.sector,
        nonstate=main.sector if main.sector and sectors[main.sector].scope == "international" else None,
        aliases=tuple(dict.fromkeys(aliases)),
        offices=tuple(sorted(offices, key=lambda office: office.since or Date.min)),
    )


def _kind(sector: str | None) -> str:
    """The kind of actor that has this sector by itself; where several kinds or none have it, an organisation."""
    vocabulary = load_vocabulary()
    if sector is not None and vocabulary.sectors[sector].side == "international state":
        return "international organisation"
    kinds = [kind.name for kind in vocabulary.kinds.values() if kind.sector == sector]
    return kinds[0] if len(kinds) == 1 else "organisation"
