"""Writes rows to one read-only SQLite file, however many they are: what does not fit into memory is sorted on disk.

The file is written beside its target and renamed, so that a broken build never replaces a good gazetteer. Places are
numbered by prominence, so that the database hands candidates out in that order.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path

from extract.place_extents import SettledExtents
from extract.place_rows import PLACE_KINDS, PlaceRow

FORMAT_VERSION = 3
_BATCH = 10_000
_CACHE_KIB = 64 * 1024
_COLUMNS = "id, geonames_id, name, kind, feature_code, lat, lon, country, admin1, admin2, population, fame, chosen"
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  rank INTEGER PRIMARY KEY, id TEXT NOT NULL, geonames_id INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL,
  feature_code TEXT NOT NULL, lat REAL, lon REAL, country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL,
  fame INTEGER NOT NULL, chosen INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, grade INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE extent (place INTEGER PRIMARY KEY, west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL);
"""
_STAGE = f"""
CREATE TABLE stage.place (seq INTEGER PRIMARY KEY, kind_order, {_COLUMNS});
CREATE TABLE stage.name (key TEXT, seq INTEGER, grade INTEGER);
"""
# The rowids of stage.ranked are the ranks.
_RANK = f"""
CREATE TABLE stage.ranked AS SELECT seq, {_COLUMNS} FROM stage.place ORDER BY kind != 'country', -population, kind_order, id;
DROP TABLE stage.place;
INSERT INTO place SELECT rowid, {_COLUMNS} FROM stage.ranked ORDER BY rowid;
CREATE TABLE stage.number (seq INTEGER PRIMARY KEY, rank INTEGER);
INSERT INTO stage.number SELECT seq, rowid FROM stage.ranked ORDER BY seq;
DROP TABLE stage.ranked;
CREATE UNIQUE INDEX place_id ON place (id);
INSERT INTO name SELECT key, rank, grade FROM stage.name CROSS JOIN stage.number USING (seq) ORDER BY key, rank;
"""
_EXTENT = "INSERT INTO extent SELECT rank, ?, ?, ?, ? FROM place WHERE id = ?"


def write_rows(rows: Iterable[PlaceRow], target: Path, meta: Mapping[str, str]) -> tuple[int, int]:
    """Write rows to a gazetteer file, replacing it in one step: the numbers of its places and names."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    stage = target.with_name(f"{target.name}.{os.getpid()}.stage")
    try:
        for path in (draft, stage):
            path.unlink(missing_ok=True)
        counts = _write(draft, stage, rows, meta)
        os.replace(draft, target)
        return counts
    finally:
        for path in (draft, stage):
            path.unlink(missing_ok=True)


def _write(draft: Path, stage: Path, rows: Iterable[PlaceRow], meta: Mapping[str, str]) -> tuple[int, int]:
    with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS stage", (str(stage),))
        for schema in ("main", "stage"):
            connection.executescript(
                f"PRAGMA {schema}.journal_mode=OFF; PRAGMA {schema}.synchronous=OFF; PRAGMA {schema}.cache_size=-{_CACHE_KIB};"
            )
        connection.executescript(_TABLES + _STAGE)
        extents = SettledExtents()
        content = _stage(connection, _observed(rows, extents))
        connection.executescript(f"BEGIN; {_RANK} COMMIT; BEGIN;")
        connection.executemany(_EXTENT, ((*extent, area) for area, extent in sorted(extents.items())))
        own = {"format": str(FORMAT_VERSION), "digest": f"{content:016x}"}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted({**meta, **own}.items()))
        connection.execute("COMMIT")
        return _count(connection, "place"), _count(connection, "name")


def _observed(rows: Iterable[PlaceRow], extents: SettledExtents) -> Iterator[PlaceRow]:
    for row in rows:
        extents.add(row)
        yield row


def _stage(connection: sqlite3.Connection, rows: Iterator[PlaceRow]) -> int:
    """Take rows in as they come. The digest of the content, which goes into the id of what is extracted with it, does not
    depend on their order."""
    content = 0
    numbered = enumerate(rows, start=1)
    while batch := list(islice(numbered, _BATCH)):
        places, names = [], []
        for seq, row in batch:
            keys = row.keys()
            columns = _values(row)
            content += int.from_bytes(hashlib.sha256(repr((columns, sorted(keys.items()))).encode()).digest()[:8])
            places.append((seq, PLACE_KINDS.index(row.kind), *columns))
            names += [(key, seq, int(grade)) for key, grade in keys.items()]
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO stage.place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", places)
        connection.executemany("INSERT INTO stage.name VALUES (?,?,?)", names)
        connection.execute("COMMIT")
    return content % (1 << 64)


def _values(row: PlaceRow) -> tuple[object, ...]:
    where = (row.lat, row.lon, row.country, row.admin1, row.admin2)
    what = (row.id, row.geonames_id, row.name, row.kind, row.feature_code)
    return (*what, *where, row.population, row.fame, int(row.chosen_names))


def _count(connection: sqlite3.Connection, table: str) -> int:
    count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return count
