"""States and territories by what news calls them: name, adjective, capital, seat of government, code.

All-caps abbreviations (US, UAE, DRC) match in exact case only, so that the pronoun "us" is no country; other names
must begin with a capital, so that "turkey" and "polish" are none either. Whether "Georgia", "Jordan" or "Chad" is the
country, a US state or a person is for the caller to decide from the text around it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TypeAlias, TypeVar

from extract.tsv_tables import TableRow, read_table
from ontology.errors import DataFileError
from ontology.ids import fold_text

COLUMNS = (
    "iso3", "iso2", "name", "aliases", "historic", "demonyms", "capital", "seats", "geonames_id", "lat", "lon", "notes",
)  # fmt: skip
# Codes that other sources write for the same country.
_OTHER_CODES = {"XKX": "KOS", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS"}


T = TypeVar("T")


@dataclass(frozen=True)
class Country:
    """A state or territory. `iso3` is ISO 3166 alpha-3, KOS for Kosovo; the point is GeoNames' own."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    historic: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    geonames_id: int
    lat: float
    lon: float
    notes: str | None = None


@dataclass(frozen=True)
class Metonym:
    """A place name that stands for a government; `kind` is "capital" (Baghdad) or "seat" (the Kremlin)."""

    name: str
    country: Country
    kind: str


@dataclass(frozen=True)
class Countries:
    """The countries in the order of their codes, with an index for each way to name them."""

    countries: tuple[Country, ...]
    names: Mapping[str, Country]
    demonyms: Mapping[str, Country]
    metonyms: Mapping[str, Metonym]
    iso3: Mapping[str, Country]
    iso2: Mapping[str, Country]

    @classmethod
    def load(cls, path: Path | None = None) -> "Countries":
        """Read and check a country list, by default the one that comes with Belligraph. Raises DataFileError."""
        rows = list(read_table(path or _default_path(), COLUMNS))
        pairs = [(row, _make_country(row)) for row in rows]
        return cls(
            countries=tuple(country for _, country in pairs),
            names=_index(pairs, lambda c: (c.name, *c.aliases, *c.historic), "name"),
            demonyms=_index(pairs, lambda c: c.demonyms, "demonym"),
            metonyms=_index_metonyms(pairs),
            iso3=_index_codes(pairs, lambda c: c.iso3),
            iso2=_index_codes(pairs, lambda c: c.iso2),
        )

    def __iter__(self) -> Iterator[Country]:
        return iter(self.countries)

    def __len__(self) -> int:
        return len(self.countries)

    def by_name(self, text: str) -> Country | None:
        """The country with this name, alias or historic name; "the" and a possessive 's are ignored."""
        return _look_up(self.names, text)

    def by_demonym(self, text: str) -> Country | None:
        """The country of this adjective or word for its people: Iraqi, Frenchmen, US."""
        return _look_up(self.demonyms, text)

    def by_seat(self, text: str) -> Metonym | None:
        """The country for which this capital or seat of government stands."""
        return _look_up(self.metonyms, text)

    def by_iso3(self, code: str) -> Country | None:
        """The country with this alpha-3 code, in upper case."""
        return self.iso3.get(_OTHER_CODES.get(code, code))

    def by_iso2(self, code: str) -> Country | None:
        """The country with this alpha-2 code, in upper case; XK is Kosovo."""
        return self.iso2.get(code)


def _default_path() -> Path:
    return Path(str(files("extract"))) / "data" / "countries.tsv"


def _look_up(index: Mapping[str, T], text: str) -> T | None:
    name = text.strip()
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    if name[:4].lower() == "the ":
        name = name[4:].lstrip()
    if not name[:1].isupper():
        return None
    found = index.get(_letters(name)) if is_abbreviation(name) else None
    return found if found is not None else index.get(_fold(name))


def _letters(name: str) -> str:
    """U.S. and U. S. as US, so that an abbreviation has one exact form."""
    return name.replace(".", "").replace(" ", "") if len(name) <= 10 else name


def _fold(name: str) -> str:
    return fold_text(name.replace("-", " ").replace(".", " "))


def _key(name: str) -> str:
    letters = _letters(name)
    return letters if is_abbreviation(name) else _fold(name)


def is_abbreviation(name: str) -> bool:
    """Whether a name is all capitals, such as UAE or U.S.: it then counts in exactly this case only."""
    letters = _letters(name)
    return len(letters) <= 6 and letters.isalpha() and letters.isupper()


def _make_country(row: TableRow) -> Country:
    iso3, iso2 = row.text("iso3"), row.text("iso2")
    if not (len(iso3) == 3 and iso3.isascii() and iso3.isalpha() and iso3.isupper()):
        raise row.error(f"iso3 {iso3!r} is not three capital letters")
    if not (len(iso2) == 2 and iso2.isascii() and iso2.isalpha() and iso2.isupper()):
        raise row.error(f"iso2 {iso2!r} is not two capital letters")
    if not row.text("geonames_id").isdecimal():
        raise row.error(f"geonames_id {row.text('geonames_id')!r} is not a number")
    return Country(
        iso3=iso3,
        iso2=iso2,
        name=row.text("name"),
        aliases=row.values("aliases"),
        historic=row.values("historic"),
        demonyms=row.values("demonyms"),
        capitals=row.values("capital"),
        seats=row.values("seats"),
        geonames_id=int(row.text("geonames_id")),
        lat=_degrees(row, "lat", 90),
        lon=_degrees(row, "lon", 180),
        notes=row.optional("notes"),
    )


def _degrees(row: TableRow, column: str, limit: int) -> float:
    try:
        value = float(row.text(column))
    except ValueError:
        raise row.error(f"{column} {row.text(column)!r} is not a number") from None
    if not -limit <= value <= limit:
        raise row.error(f"{column} {value} is outside {-limit}..{limit}")
    return value


_Pairs: TypeAlias = list[tuple[TableRow, Country]]


def _index(pairs: _Pairs, names_of: Callable[[Country], Iterable[str]], what: str) -> dict[str, Country]:
    index: dict[str, Country] = {}
    for row, country in pairs:
        for name in names_of(country):
            other = index.setdefault(_key(name), country)
            if other is not country:
                raise row.error(f"{what} {name!r} belongs to {other.iso3} already")
    return index


def _index_metonyms(pairs: _Pairs) -> dict[str, Metonym]:
    index: dict[str, Metonym] = {}
    for row, country in pairs:
        named = [(name, "capital") for name in country.capitals] + [(name, "seat") for name in country.seats]
        for name, kind in named:
            other = index.setdefault(_key(name), Metonym(name, country, kind))
            if other.country is not country:
                raise row.error(f"capital or seat {name!r} belongs to {other.country.iso3} already")
    return index


def _index_codes(pairs: _Pairs, code_of: Callable[[Country], str]) -> dict[str, Country]:
    index: dict[str, Country] = {}
    for row, country in pairs:
        if index.setdefault(code_of(country), country) is not country:
            raise row.error(f"code {code_of(country)!r} stands in the list twice")
    return index


def check_country(row: TableRow, column: str, countries: Countries) -> str | None:
    """The country code of a cell of another list; raises DataFileError for a code that no country has."""
    code = row.optional(column)
    if code is not None and code not in countries.iso3:
        raise DataFileError(row.path, row.line, f"{column} {code!r} is no ISO 3166 alpha-3 code of the country list")
    return code
