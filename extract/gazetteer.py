"""Looks places up in the compiled gazetteer: by name, by id, by prefix. Read-only, one file, safe to share by processes."""

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from extract.gazetteer_file import FORMAT_VERSION
from extract.place_names import place_key, reduced_key
from extract.place_rows import NameGrade
from ontology.errors import NotFoundError, SettingsError
from ontology.records import Extent, Place, RunnerUp

_BUILD = "run `belligraph gazetteer build`"
_COLUMNS = "p.id, p.name, p.kind, p.feature_code, p.lat, p.lon, p.country, p.admin1, p.admin2, p.population, p.fame, p.chosen"
# A name such as "San Antonio" has hundreds of places; the least of them are never meant without being spelt out.
_MOST_CANDIDATES = 150
_BY_NAME = (
    f"SELECT {_COLUMNS}, n.grade, p.rank FROM name n JOIN place p ON p.rank = n.place "
    f"WHERE n.key = ? ORDER BY n.place LIMIT {_MOST_CANDIDATES}"
)
_MAPPED = 1 << 28
_KNOWS = "SELECT 1 FROM name WHERE key = ? LIMIT 1"
_BY_ID = f"SELECT {_COLUMNS}, 0, p.rank FROM place p WHERE p.id = ?"
_BY_PREFIX = (
    "SELECT p.id FROM (SELECT DISTINCT place FROM name WHERE key >= ? AND key < ? AND grade < 3 ORDER BY place LIMIT ?) "
    "JOIN place p ON p.rank = place ORDER BY p.rank"
)
_EXTENT = "SELECT west, south, east, north FROM extent WHERE place = ?"
PRECISIONS = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "city": "city",
    "village": "city",
    "facility": "below city",
}


class Candidate(NamedTuple):
    """A place that a name may stand for, as a row of the file (hundreds are made for one name, so it must be cheap).

    `grade` is a NameGrade and says how good the name is for it, `rank` is its place by prominence (0 first);
    `fame` is in how many ways the languages of the world write it, `chosen` whether it was put into a list by hand.
    """

    id: str
    name: str
    kind: str
    feature_code: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int
    fame: int
    chosen: int
    grade: int
    rank: int

    @property
    def area(self) -> bool:
        """Whether other places lie in it."""
        return self.kind in ("country", "admin1", "admin2")


class Gazetteer:
    """The gazetteer file at `path`. Raises SettingsError where it is missing or of another format."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise SettingsError(f"no gazetteer at {path}: {_BUILD}")
        self.path = path
        self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        self.meta = self._read_meta()
        self._country_ids: dict[str, str] = dict(
            self._connection.execute("SELECT country, id FROM place WHERE kind = 'country' ORDER BY rank DESC")
        )
        self._cached = lru_cache(maxsize=50_000)(self._candidates)
        self._cached_known = lru_cache(maxsize=200_000)(self._knows)
        self._cached_id = lru_cache(maxsize=20_000)(self._find)

    def _read_meta(self) -> dict[str, str]:
        try:
            meta = dict(self._connection.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise SettingsError(f"{self.path} is not a gazetteer ({error}): {_BUILD}") from error
        if meta.get("format") != str(FORMAT_VERSION):
            raise SettingsError(
                f"{self.path} is a gazetteer of format {meta.get('format')}, this version reads {FORMAT_VERSION}: {_BUILD}"
            )
        return meta

    def close(self) -> None:
        """Close the file; the gazetteer cannot be used afterwards."""
        self._connection.close()

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places a name may stand for, most prominent first."""
        return self._cached(place_key(name))

    def candidates_of_key(self, key: str) -> tuple[Candidate, ...]:
        """The same for a name that was made a key by `place_key` already."""
        return self._cached(key)

    def knows(self, key: str) -> bool:
        """Whether some place has this very key."""
        return self._cached_known(key)

    def _knows(self, key: str) -> bool:
        return self._connection.execute(_KNOWS, (key,)).fetchone() is not None

    def _candidates(self, key: str) -> tuple[Candidate, ...]:
        found = self._named(key)
        short = reduced_key(key)
        if short is None:
            return found
        known = {c.id for c in found}
        return found + tuple(c for c in self._named(short) if c.id not in known and c.grade < NameGrade.ABBREVIATION)

    def _named(self, key: str) -> tuple[Candidate, ...]:
        return tuple(map(Candidate._make, self._connection.execute(_BY_NAME, (key,))))

    def _find(self, place_id: str) -> Candidate | None:
        row = self._connection.execute(_BY_ID, (place_id,)).fetchone()
        return Candidate._make(row) if row else None

    def find(self, place_id: str) -> Candidate | None:
        """The place of an id as a candidate, None where the gazetteer lacks it."""
        return self._cached_id(place_id)

    def parents(self, candidate: Candidate) -> tuple[str, ...]:
        """Ids of the places a place lies in, smallest first: admin2, admin1, country."""
        country = self._country_ids.get(candidate.country or "")
        chain = (candidate.admin2, candidate.admin1, country)
        return tuple(p for p in chain if p is not None and p != candidate.id)

    def get(self, place_id: str, *, score: float | None = None) -> Place:
        """The place of an id. Raises NotFoundError."""
        found = self.find(place_id)
        if found is None:
            raise NotFoundError(f"no place {place_id!r} in the gazetteer")
        return self.place(found, score=score)

    def _extent(self, rank: int) -> Extent | None:
        row = self._connection.execute(_EXTENT, (rank,)).fetchone()
        return Extent(*row) if row else None

    def place(
        self,
        candidate: Candidate,
        *,
        score: float | None = None,
        runners_up: tuple[RunnerUp, ...] = (),
        why: tuple[str, ...] = (),
    ) -> Place:
        """The record of a candidate; `score` is how sure its choice is, `why` what spoke for it against the `runners_up`."""
        admin1 = self.find(candidate.admin1) if candidate.admin1 else None
        return Place(
            id=candidate.id,
            name=candidate.name,
            geonames_id=int(candidate.id[3:]) if candidate.id.startswith("gn:") else None,
            kind=candidate.kind,
            feature_code=candidate.feature_code or None,
            lat=candidate.lat,
            lon=candidate.lon,
            country=candidate.country,
            admin1=admin1.name if admin1 else candidate.name if candidate.kind == "admin1" else None,
            parents=self.parents(candidate),
            precision=PRECISIONS.get(candidate.kind, "region"),
            settled_extent=self._extent(candidate.rank) if candidate.area else None,
            score=score,
            runners_up=runners_up,
            why=why,
        )

    def search(self, prefix: str, limit: int = 20) -> tuple[Place, ...]:
        """Places that have a name beginning with `prefix`, most prominent first."""
        key = place_key(prefix)
        if not key:
            return ()
        rows: Iterable[tuple[str]] = self._connection.execute(_BY_PREFIX, (key, key + "\U0010ffff", limit))
        return tuple(self.get(place_id) for (place_id,) in rows)
