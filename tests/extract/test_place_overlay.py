"""Places of the user's own, over a small gazetteer."""

from pathlib import Path

import pytest

from extract.gazetteer import Gazetteer
from extract.gazetteer_build import write_gazetteer
from extract.place_overlay import open_gazetteer
from extract.place_prominence import prominence
from extract.place_rows import PlaceRow
from ontology.errors import DataFileError

HEADER = "name\taliases\tkind\tlat\tlon\tcountry\tadmin1\tgeonames_id\tnote\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    syria = PlaceRow("gn:163843", "Syria", "country", "PCLI", 35.0, 38.0, "SYR", "SY", 163843)
    raqqa = PlaceRow("gn:172955", "Raqqa", "admin1", "ADM1", 36.0, 38.9, "SYR", "SY", 172955, aliases=["Ar Raqqah"])
    town = PlaceRow("gn:1", "Tall Abyad", "city", "PPL", 36.7, 38.9, "SYR", "SY", 1, admin1="gn:172955", population=15000)
    write_gazetteer([syria, raqqa, town], tmp_path / "g.sqlite", {"test": "1"})
    return tmp_path / "g.sqlite"


def lay(base: Path, rows: str, header: str = HEADER) -> Gazetteer:
    table = base.with_name("places.tsv")
    table.write_text("# ours\n" + header + rows, encoding="utf-8")
    return open_gazetteer(base, table)


def test_added_place_is_found_by_every_name_and_lies_in_its_province(base: Path) -> None:
    gazetteer = lay(base, "Ain Issa Camp\tCamp Issa|Ayn Isa camp\tcamp\t36.38\t38.86\tSYR\tRaqqa\t\tvisited 2019\n")
    for name in ("Ain Issa Camp", "camp issa", "Ayn Isa Camp"):
        assert [c.id for c in gazetteer.candidates(name)] == ["own:ain-issa-camp-raqqa-syr"]
    place = gazetteer.get("own:ain-issa-camp-raqqa-syr")
    assert (place.kind, place.precision, place.admin1) == ("facility", "below city", "Raqqa")
    assert (place.parents, place.geonames_id) == (("gn:172955", "gn:163843"), None)
    assert gazetteer.knows("camp issa")
    assert [p.name for p in gazetteer.search("ain")] == ["Ain Issa Camp"]


def test_optional_columns_may_be_missing(base: Path) -> None:
    gazetteer = lay(base, "Al-Tanf zone\tregion\t33.5\t38.7\n", "name\tkind\tlat\tlon\n")
    assert gazetteer.get("own:al-tanf-zone").country is None


def test_row_with_a_known_id_corrects_the_place_and_adds_names(base: Path) -> None:
    gazetteer = lay(base, "Tell Abyad\tGire Spi\tcity\t36.69\t38.95\tSYR\t\t1\t\n")
    for name in ("Gire Spi", "Tell Abyad", "Tall Abyad"):
        assert [(c.id, c.name, c.lat, c.population) for c in gazetteer.candidates(name)] == [("gn:1", "Tell Abyad", 36.69, 15000)]
    assert gazetteer.get("gn:1").parents == ("gn:172955", "gn:163843")


def test_added_place_stands_beside_its_namesakes(base: Path) -> None:
    gazetteer = lay(base, "Tall Abyad\t\tvillage\t34\t37\tSYR\t\t\t\n")
    assert [c.id for c in gazetteer.candidates("Tall Abyad")] == ["own:tall-abyad-syr", "gn:1"]


def test_added_town_is_more_prominent_than_small_namesakes_and_less_than_cities(base: Path) -> None:
    own, small = lay(base, "Tall Abyad\t\tvillage\t34\t37\tSYR\t\t\t\n").candidates("Tall Abyad")
    assert prominence(small) < prominence(own) < prominence(small._replace(population=2_000_000))


def test_extractions_tell_which_additions_they_were_made_with(base: Path) -> None:
    digests = {open_gazetteer(base).meta["digest"]}
    digests |= {lay(base, row).meta["digest"] for row in ("A\t\tcity\t1\t2\t\t\t\t\n", "B\t\tcity\t1\t2\t\t\t\t\n")}
    assert len(digests) == 3


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("X\t\ttown\t1\t2\t\t\t\t\n", r"places.tsv:3: no kind 'town'; there is admin1"),
        ("X\t\tcountry\t1\t2\t\t\t\t\n", r"places.tsv:3: no kind 'country'"),
        ("\t\tcity\t1\t2\t\t\t\t\n", r"places.tsv:3: column 'name' is empty"),
        ("X\t\tcity\t1\t200\t\t\t\t\n", r"places.tsv:3: lon '200' is outside the globe"),
        ("X\t\tcity\tnan\t2\t\t\t\t\n", r"places.tsv:3: lat 'nan'"),
        ("X\t\tcity\t1\t2\tIRX\t\t\t\n", r"places.tsv:3: no country 'IRX'"),
        ("X\t\tcity\t1\t2\t\tRaqqa\t\t\n", r"places.tsv:3: admin1 'Raqqa' without its country"),
        ("X\t\tcity\t1\t2\tIRQ\tRaqqa\t\t\n", r"places.tsv:3: the gazetteer has no province 'Raqqa' of IRQ"),
        ("X\t\tcity\t1\t2\t\t\tseven\t\n", r"places.tsv:3: geonames_id 'seven' is not a number"),
        ("X\t\tcity\t1\t2\t\t\t\t\nX\t\tcamp\t1\t2\t\t\t\t\n", r"places.tsv:4: 'X' stands on line 3 already"),
        ("X\tcity\n", r"places.tsv:3: 2 cells"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(base: Path, row: str, message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        lay(base, row)


def test_missing_table_is_refused(base: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        open_gazetteer(base, base.with_name("none.tsv"))
