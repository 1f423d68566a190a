"""Reads the places that a user adds in a table of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from extract.countries import Countries
from extract.gazetteer_tables import FEATURE_CODES, place_kind, read_degrees, read_id
from extract.place_rows import PLACE_KINDS, PlaceRow
from extract.tsv_tables import TableRow, read_table
from ontology.ids import slug

COLUMNS = ("name", "aliases", "kind", "lat", "lon", "country", "admin1", "geonames_id", "note")
_OPTIONAL = ("aliases", "country", "admin1", "geonames_id", "note")
# The words of our own list, and the kinds of places that are none of them; those that many codes share have none.
KINDS: Mapping[str, str] = FEATURE_CODES | {
    "village": "PPL", "admin1": "ADM1", "admin2": "ADM2", "checkpoint": "PSTP", "facility": "", "water": "",
}  # fmt: skip


@dataclass(frozen=True)
class Addition:
    """A place to add. `admin1` is the id or name of its province; `source` is the row that says so, for errors."""

    place: PlaceRow
    admin1: str | None
    source: TableRow


@dataclass(frozen=True)
class Additions:
    """The places of one file; `digest` tells its content from any other."""

    places: tuple[Addition, ...]
    digest: str


def read_additions(path: Path) -> Additions:
    """Read and check a table of places. Raises DataFileError, which names file and line."""
    countries = Countries.load()
    lines: dict[str, int] = {}
    places = []
    for row in read_table(path, COLUMNS, optional=_OPTIONAL):
        addition = _make_addition(row, countries)
        before = lines.setdefault(addition.place.id, row.line)
        if before != row.line:
            raise row.error(f"{addition.place.name!r} stands on line {before} already; put all names of a place into one row")
        places.append(addition)
    return Additions(tuple(places), sha256(path.read_bytes()).hexdigest()[:16])


def _make_addition(row: TableRow, countries: Countries) -> Addition:
    name, word = row.text("name"), row.text("kind")
    if word not in KINDS:
        raise row.error(f"no kind {word!r}; there is {', '.join(sorted(KINDS))}")
    iso3, admin1 = row.optional("country"), row.optional("admin1")
    country = countries.by_iso3(iso3) if iso3 else None
    if iso3 and country is None:
        raise row.error(f"no country {iso3!r}; give the ISO 3166 alpha-3 code such as IRQ")
    if admin1 and country is None:
        raise row.error(f"admin1 {admin1!r} without its country")
    number = read_id(row) if row.optional("geonames_id") else None
    own = "-".join(slug(part) for part in (name, admin1, iso3) if part)
    place = PlaceRow(
        id=f"gn:{number}" if number else f"own:{own}",
        geonames_id=number,
        name=name,
        kind=word if word in PLACE_KINDS else place_kind(word),
        feature_code=KINDS[word],
        lat=read_degrees(row, "lat"),
        lon=read_degrees(row, "lon"),
        country=country.iso3 if country else None,
        iso2=country.iso2 if country else None,
        aliases=list(row.values("aliases")),
        chosen_names=True,
    )
    return Addition(place, admin1, row)
