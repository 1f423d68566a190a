"""The country list: every state is there once, under what news calls it, and plain words are no countries."""

from pathlib import Path

import pytest

from extract.countries import COLUMNS, Countries, is_abbreviation
from ontology.errors import DataFileError

ROW = {
    "iso3": "AAA", "iso2": "AA", "name": "Aland", "demonyms": "Alander", "capital": "Alton", "geonames_id": "1",
    "lat": "1", "lon": "2",
}  # fmt: skip


@pytest.fixture(scope="module")
def countries() -> Countries:
    return Countries.load()


def write(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "countries.tsv"
    lines = ["\t".join((ROW | row).get(column, "") for column in COLUMNS) for row in rows]
    path.write_text("\n".join(["# made up", "\t".join(COLUMNS), *lines, ""]), encoding="utf-8")
    return path


def test_all_states_are_listed_once(countries: Countries) -> None:
    assert len(countries) >= 245
    codes = [country.iso3 for country in countries]
    assert codes == sorted(set(codes))
    assert {"KOS", "PSE", "TWN", "SSD", "TLS", "ESH"} <= set(codes)


def test_all_but_small_islands_have_an_adjective(countries: Countries) -> None:
    without = {c.iso3 for c in countries if c.capitals and not c.demonyms}
    assert without <= {"ATF", "BLM", "CXR", "DMA", "GGY", "JEY", "MAF", "MNP", "SGS", "SJM", "SXM", "TCA"}


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("the United States", "USA"), ("U.S.", "USA"), ("US", "USA"), ("Ivory Coast", "CIV"), ("Côte d'Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"), ("Burma", "MMR"), ("Myanmar's", "MMR"), ("Zaire", "COD"), ("DRC", "COD"),
        ("Yugoslavia", "SRB"), ("Soviet Union", "RUS"), ("Kosovo", "KOS"), ("East Timor", "TLS"), ("UAE", "ARE"),
        ("Czechoslovakia", "CZE"), ("North Korea", "PRK"), ("South Sudan", "SSD"), ("Türkiye", "TUR"),
        ("Swaziland", "SWZ"), ("Macedonia", "MKD"),
    ],
)  # fmt: skip
def test_names_of_countries(countries: Countries, name: str, iso3: str) -> None:
    found = countries.by_name(name)
    assert found is not None
    assert found.iso3 == iso3


@pytest.mark.parametrize("word", ["us", "turkey", "Iraqi", "chad", "uae", "it", "Baghdad", "", "Nowhere"])
def test_plain_words_are_no_countries(countries: Countries, word: str) -> None:
    assert countries.by_name(word) is None


@pytest.mark.parametrize(
    ("word", "iso3"),
    [("Iraqi", "IRQ"), ("Frenchmen", "FRA"), ("Ivorian", "CIV"), ("Israelis", "ISR"), ("Burmese", "MMR"), ("US", "USA")],
)
def test_adjectives_and_words_for_people(countries: Countries, word: str, iso3: str) -> None:
    found = countries.by_demonym(word)
    assert found is not None
    assert found.iso3 == iso3


def test_polish_in_small_letters_is_no_adjective_of_poland(countries: Countries) -> None:
    assert countries.by_demonym("polish") is None
    assert countries.by_demonym("Polish") is not None


@pytest.mark.parametrize(
    ("name", "iso3", "kind"),
    [
        ("Baghdad", "IRQ", "capital"), ("the Kremlin", "RUS", "seat"), ("Downing Street", "GBR", "seat"),
        ("the White House", "USA", "seat"), ("Tehran", "IRN", "capital"), ("Jerusalem", "ISR", "capital"),
    ],
)  # fmt: skip
def test_capitals_and_seats_stand_for_governments(countries: Countries, name: str, iso3: str, kind: str) -> None:
    found = countries.by_seat(name)
    assert found is not None
    assert (found.country.iso3, found.kind) == (iso3, kind)


def test_codes_of_other_sources_are_understood(countries: Countries) -> None:
    assert countries.by_iso3("XKX") is countries.by_iso3("KOS") is countries.by_iso2("XK")
    assert countries.by_iso3("irq") is None


def test_abbreviations_are_capitals_only() -> None:
    assert is_abbreviation("U.S.")
    assert is_abbreviation("UAE")
    assert not is_abbreviation("Us")
    assert not is_abbreviation("United States")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"iso3": "aaa"}], r"countries\.tsv:3: iso3 'aaa' is not three capital letters"),
        ([{"iso2": "A1"}], r"countries\.tsv:3: iso2"),
        ([{"lat": "91"}], r"countries\.tsv:3: lat 91\.0 is outside"),
        ([{"lon": "east"}], r"countries\.tsv:3: lon 'east' is not a number"),
        ([{"geonames_id": "x"}], r"countries\.tsv:3: geonames_id"),
        ([{"name": ""}], r"countries\.tsv:3: column 'name' is empty"),
        ([{}, {"iso3": "BBB", "iso2": "BB"}], r"countries\.tsv:4: name 'Aland' belongs to AAA already"),
        ([{}, {"name": "B", "demonyms": "", "capital": ""}], r"countries\.tsv:4: code 'AAA' stands in the list twice"),
        ([{"aliases": "A||B"}], r"countries\.tsv:3: column 'aliases' has an empty value"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, rows: list[dict[str, str]], message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        Countries.load(write(tmp_path, *rows))


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        Countries.load(tmp_path / "none.tsv")
