"""Reads the dump that GeoNames offers for download, allCountries.txt or that of one country, line by line.

Format: the 19 tab-separated columns of the table "geoname" in https://download.geonames.org/export/dump/readme.txt.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from extract.countries import Countries
from extract.gazetteer_sources import VILLAGE_BELOW, display_name, english_area_name, usable_aliases
from extract.gazetteer_tables import DATA
from extract.place_rows import PLACE_KINDS, PlaceRow
from extract.tsv_tables import read_table
from ontology.errors import DataFileError

_COLUMNS = 19
_CLASSES = frozenset("AHLPRSTUV")
_HIGHEST_ID = 1 << 31
_LONGEST_LINE = 1 << 20
_MOST_DIGITS = 11
_EXAMPLES = 3
_NO_DUMP = "this is no dump of GeoNames"
# A file of which more lines are bad than this, and one in a hundred, is none of GeoNames'.
_FEW_BAD = 20
_AREA_CODES = {"ADM1": 1, "ADM2": 2}
Point = tuple[float, float]


class _Line(NamedTuple):
    """The columns that are used. `areas` holds the codes of country, first and second division."""

    number: int
    name: str
    alternates: list[str]
    point: Point
    feature: str
    areas: tuple[str, str, str]
    population: int

    def area_key(self, level: int) -> str | None:
        codes = self.areas[: level + 1]
        return ".".join(codes) if all(codes) else None


@dataclass
class DumpReport:
    """What came of the lines of a dump; `examples` says of the first bad ones what is wrong."""

    lines: int = 0
    kept: int = 0
    left_out: int = 0
    bad: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass
class DumpAreas:
    """The provinces and districts of a dump: GeoNames ids by code (US.CA, US.CA.037), and their points."""

    numbers: dict[str, int] = field(default_factory=dict)
    points: dict[int, Point] = field(default_factory=dict)

    def id_of(self, key: str | None) -> str | None:
        """The place id of an area."""
        number = self.numbers.get(key) if key else None
        return f"gn:{number}" if number else None


class GeonamesDump:
    """A dump at `path`, .txt or .zip. Every reading starts at its first line; `report` counts what `read_places` met."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.report = DumpReport()
        self._kinds = load_feature_kinds()
        self._iso3 = {country.iso2: country.iso3 for country in Countries.load()}
        self._seen = bytearray()

    def read_areas(self) -> DumpAreas:
        """The areas that places are said to lie in. Raises DataFileError where the file cannot be read or starts wrong."""
        areas = DumpAreas()
        with _open(self.path) as lines:
            for number, raw in enumerate(lines, start=1):
                if number == 1 or b"\tADM1\t" in raw or b"\tADM2\t" in raw:
                    self._add_area(number, raw, areas)
        return areas

    def _add_area(self, number: int, raw: bytes, areas: DumpAreas) -> None:
        try:
            line = _parse(raw)
        except ValueError as error:
            if number == 1:
                raise DataFileError(self.path, 1, f"{_NO_DUMP}: {error}") from None
            # It is counted when the places are read.
            return
        level = _AREA_CODES.get(line.feature.removeprefix("A."))
        key = line.area_key(level) if level else None
        if key:
            areas.numbers.setdefault(key, line.number)
            areas.points[line.number] = line.point

    def read_places(self, areas: DumpAreas) -> Iterator[PlaceRow]:
        """Every place of a kind that news may name, once. Raises DataFileError where this is no dump of GeoNames."""
        self.report, self._seen = DumpReport(), bytearray()
        with _open(self.path) as lines:
            for self.report.lines, raw in enumerate(lines, start=1):
                row = self._read_line(raw, areas)
                if row is not None:
                    self.report.kept += 1
                    yield row
        if not self.report.kept + self.report.left_out:
            raise DataFileError(self.path, None, "it has no line")

    def _read_line(self, raw: bytes, areas: DumpAreas) -> PlaceRow | None:
        try:
            line = _parse(raw)
            if self._known_already(line.number):
                raise ValueError(f"geonameid {line.number} was there before")
        except ValueError as error:
            self._note_bad(str(error))
            return None
        kind = self._kinds.get(line.feature)
        if kind is None:
            self.report.left_out += 1
            return None
        return self._make_row(line, kind, areas)

    def _known_already(self, number: int) -> bool:
        byte, bit = number >> 3, 1 << (number & 7)
        if byte >= len(self._seen):
            self._seen.extend(bytes(byte + 1 - len(self._seen)))
        before = bool(self._seen[byte] & bit)
        self._seen[byte] |= bit
        return before

    def _note_bad(self, what: str) -> None:
        report = self.report
        report.bad += 1
        if len(report.examples) < _EXAMPLES:
            report.examples.append(f"{self.path.name}:{report.lines}: {what}")
        good = report.kept + report.left_out
        if not good or report.bad > _FEW_BAD + good // 100:
            raise DataFileError(self.path, report.lines, f"{_NO_DUMP}: {what}")

    def _make_row(self, line: _Line, kind: str, areas: DumpAreas) -> PlaceRow:
        iso2, code = line.areas[0], line.feature[2:]
        if code == "PPL" and line.population < VILLAGE_BELOW:
            kind = "village"
        level = _AREA_CODES.get(code, 3)
        return PlaceRow(
            id=f"gn:{line.number}",
            geonames_id=line.number,
            name=(english_area_name(line.alternates) if level == 1 else None) or display_name(line.name, line.alternates, iso2),
            kind=kind,
            feature_code=code,
            lat=line.point[0],
            lon=line.point[1],
            country=self._iso3.get(iso2),
            iso2=iso2 or None,
            admin1=areas.id_of(line.area_key(1)) if level > 1 else None,
            admin2=areas.id_of(line.area_key(2)) if level > 2 else None,
            population=line.population,
            aliases=[line.name, *usable_aliases(line.alternates)],
            fame=len(line.alternates),
        )


def load_feature_kinds(path: Path = DATA / "feature_codes.tsv") -> Mapping[str, str]:
    """Feature class and code, "P.PPL", to the kind of place. Raises DataFileError."""
    kinds: dict[str, str] = {}
    for row in read_table(path, ("class", "code", "kind", "meaning")):
        if row.text("class") not in _CLASSES:
            raise row.error(f"no feature class {row.text('class')!r}")
        if row.text("kind") not in PLACE_KINDS:
            raise row.error(f"no kind of place {row.text('kind')!r}; there is {', '.join(PLACE_KINDS)}")
        if kinds.setdefault(f"{row.text('class')}.{row.text('code')}", row.text("kind")) != row.text("kind"):
            raise row.error(f"feature code {row.text('code')!r} stands twice")
    return kinds


def _parse(raw: bytes) -> _Line:
    """The columns of a line. Raises ValueError, whose message says what is wrong."""
    cells = raw.decode("utf-8").rstrip("\r\n").split("\t")
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns instead of {_COLUMNS}")
    number, population = cells[0], cells[14] or "0"
    if not (number.isdecimal() and 0 < int(number) < _HIGHEST_ID):
        raise ValueError(f"geonameid {number[:20]!r} is no id")
    if not cells[1]:
        raise ValueError("the name is empty")
    if cells[6] and cells[6] not in _CLASSES:
        raise ValueError(f"{cells[6][:20]!r} is no feature class")
    if not (population.isdecimal() and len(population) <= _MOST_DIGITS):
        raise ValueError(f"population {population[:20]!r} is no number of people")
    alternates = cells[3].split(",") if cells[3] else []
    areas = (cells[8], cells[10], cells[11])
    return _Line(int(number), cells[1], alternates, _point(*cells[4:6]), f"{cells[6]}.{cells[7]}", areas, int(population))


def _point(lat: str, lon: str) -> Point:
    point = float(lat), float(lon)
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
        raise ValueError(f"{lat[:20]}, {lon[:20]} is outside the globe")
    return point


@contextmanager
def _open(path: Path) -> Iterator[Iterator[bytes]]:
    """The lines of a dump as bytes, out of its zip file where it is one."""
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb") as lines:
                yield _lines(lines)
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(path, archive)) as packed:
            yield _lines(packed)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise DataFileError(path, None, f"cannot be read: {reason}") from error


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    # A file without line ends is not to be read at once.
    return iter(lambda: stream.readline(_LONGEST_LINE), b"")


def _member(path: Path, archive: zipfile.ZipFile) -> str:
    """The one file of an archive that is no description: allCountries.txt, IQ.txt."""
    names = [n for n in archive.namelist() if n.endswith(".txt") and n != "readme.txt"]
    if len(names) != 1:
        raise DataFileError(path, None, f"must hold one dump, but holds {', '.join(archive.namelist()[:5]) or 'nothing'}")
    return names[0]
