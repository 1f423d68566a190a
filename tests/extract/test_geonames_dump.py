"""The full gazetteer: a small dump over small packaged data."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extract import gazetteer_build
from extract.gazetteer import Gazetteer
from extract.gazetteer_build import build_gazetteer
from extract.geonames_dump import GeonamesDump, load_feature_kinds
from extract.place_prominence import prominence
from extract.place_rows import PlaceRow
from ontology.errors import DataFileError
from ontology.records import Extent


def line(number: int, name: str, feature: str, *, alternates: str = "", where: str = "IQ", population: int = 0, lat: str = "33.1") -> str:
    kind, _, code = feature.partition(".")
    country, province, district = (*where.split("."), "", "")[:3]
    cells = [str(number), name, name, alternates, lat, "43.5", kind, code, country, "", province, district, "", ""]
    return "\t".join([*cells, str(population), "", "60", "Asia/Baghdad", "2020-01-01"])


DUMP = [
    line(99454, "Al Fallūjah", "P.PPL", where="IQ.01.02", population=190159),
    line(1, "Karmah", "P.PPL", alternates="Al Karmah,Карма,KRM,Garma", where="IQ.01.02", population=300),
    line(99592, "Al Anbar", "A.ADM1", where="IQ.01", lat="32.5"),
    line(2, "Fallujah District", "A.ADM2", where="IQ.01.02"),
    line(3, "Hotel Karmah", "S.HTL", where="IQ.01.02"),
    line(4, "Wādī Hajar", "H.WAD", where="IQ.01"),
    line(5, "Nowhere", "P.PPL", where="ZZ.01"),
]


@pytest.fixture
def packaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def make_rows() -> list[PlaceRow]:
        iraq = PlaceRow("gn:99237", "Iraq", "country", "PCLI", 33.0, 44.0, "IRQ", "IQ", 99237, population=38_000_000)
        anbar = PlaceRow("gn:99592", "Anbar", "admin1", "ADM1", 31.0, 41.5, "IRQ", "IQ", 99592, population=1_500_000)
        fallujah = PlaceRow("gn:99454", "Fallujah", "city", "PPL", 33.35, 43.79, "IRQ", "IQ", 99454, population=190159)
        sahel = PlaceRow("bg:sahel", "Sahel", "region", "RGN", 15.0, 5.0, None, chosen_names=True)
        return [iraq, anbar, fallujah, sahel]

    monkeypatch.setattr(gazetteer_build, "read_rows", make_rows)


@pytest.fixture
def build(packaged: None, tmp_path: Path) -> Callable[[list[str]], Gazetteer]:
    def build(lines: list[str]) -> Gazetteer:
        (tmp_path / "dump.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        build_gazetteer(tmp_path / "g.sqlite", geonames=tmp_path / "dump.txt")
        return Gazetteer(tmp_path / "g.sqlite")

    return build


def test_places_of_the_dump_lie_in_their_district_province_and_country(build: Callable[[list[str]], Gazetteer]) -> None:
    karmah = build(DUMP).get("gn:1")
    assert karmah.parents == ("gn:2", "gn:99592", "gn:99237")
    assert (karmah.kind, karmah.admin1, karmah.country, karmah.precision) == ("village", "Anbar", "IRQ", "city")


def test_packaged_places_stay_and_areas_take_the_point_of_geonames(build: Callable[[list[str]], Gazetteer]) -> None:
    full = build(DUMP)
    assert full.get("gn:99454").name == "Fallujah"
    assert full.get("bg:sahel").kind == "region"
    assert (full.get("gn:99592").name, full.get("gn:99592").lat) == ("Anbar", 32.5)


def test_alternate_names_in_latin_letters_are_found(build: Callable[[list[str]], Gazetteer]) -> None:
    full = build(DUMP)
    assert [c.id for c in full.candidates("Garma")] == ["gn:1"]
    assert full.candidates("Карма") == full.candidates("KRM") == ()


def test_kinds_that_news_does_not_name_are_left_out(build: Callable[[list[str]], Gazetteer]) -> None:
    full = build(DUMP)
    assert full.find("gn:3") is None
    assert full.get("gn:4").kind == "water"


def test_a_stream_is_less_prominent_than_any_village_and_than_listed_regions(build: Callable[[list[str]], Gazetteer]) -> None:
    full = build(DUMP)
    wadi, village, sahel = (prominence(full.candidates(name)[0]) for name in ("Wadi Hajar", "Karmah", "Sahel"))
    assert wadi < village < sahel


def test_unknown_country_is_unknown(build: Callable[[list[str]], Gazetteer]) -> None:
    assert build(DUMP).get("gn:5").country is None


def test_extent_of_an_area_spans_its_settlements(build: Callable[[list[str]], Gazetteer]) -> None:
    lines = [*DUMP, line(6, "Hit", "P.PPL", where="IQ.01", lat="33.6")]
    full = build(lines)
    assert full.get("gn:99592").settled_extent == Extent(43.5, 33.1, 43.5, 33.6)
    assert full.get("gn:2").settled_extent is None
    assert full.get("gn:1").settled_extent is None


def test_bad_lines_are_counted_and_told(packaged: None, tmp_path: Path) -> None:
    bad = ["1\ttoo\tfew", line(7, "Pole", "P.PPL", lat="99"), line(8, "X", "Q.X"), line(1, "Karmah", "P.PPL"), line(9, "Y", "P.PPL", lat="?")]
    (tmp_path / "dump.txt").write_text("\n".join([*DUMP, *bad]), encoding="utf-8")
    told: list[str] = []
    build_gazetteer(tmp_path / "g.sqlite", told.append, geonames=tmp_path / "dump.txt")
    assert "read 12 lines: 6 places" in told[-2]
    assert told[-1].startswith("5 bad lines were left out, such as dump.txt:8: 3 columns instead of 19; dump.txt:9: 99, 43.5 is outside")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"hello\n", r"dump.txt:1: this is no dump of GeoNames: 1 columns instead of 19"),
        (b"", r"dump.txt: it has no line"),
        (b"\xff\xfe\n", r"dump.txt:1: this is no dump"),
        (("\n".join([DUMP[0], *["junk"] * 30])).encode(), r"dump.txt:22: this is no dump"),
    ],
)
def test_what_is_no_dump_is_refused_with_file_and_line(packaged: None, tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "dump.txt").write_bytes(content)
    with pytest.raises(DataFileError, match=message):
        build_gazetteer(tmp_path / "g.sqlite", geonames=tmp_path / "dump.txt")
    assert not (tmp_path / "g.sqlite").exists()


def test_a_zip_is_read_as_what_it_holds(build: Callable[[list[str]], Gazetteer], tmp_path: Path) -> None:
    plain = build(DUMP).meta
    with zipfile.ZipFile(tmp_path / "dump.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.write(tmp_path / "dump.txt", "allCountries.txt")
    build_gazetteer(tmp_path / "g.sqlite", geonames=tmp_path / "dump.zip")
    assert Gazetteer(tmp_path / "g.sqlite").meta["digest"] == plain["digest"]


@pytest.mark.parametrize("names", [[], ["a.txt", "b.txt"]])
def test_a_zip_of_other_things_is_refused(tmp_path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "")
    with pytest.raises(DataFileError, match="must hold one dump"):
        GeonamesDump(tmp_path / "x.zip").read_areas()


def test_missing_and_broken_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read: No such file"):
        GeonamesDump(tmp_path / "none.txt").read_areas()
    (tmp_path / "x.zip").write_text("no zip")
    with pytest.raises(DataFileError, match="cannot be read: File is not a zip"):
        GeonamesDump(tmp_path / "x.zip").read_areas()


def test_feature_codes_load() -> None:
    kinds = load_feature_kinds()
    assert (kinds["P.PPL"], kinds["H.STM"], kinds["A.ADM1"]) == ("city", "water", "admin1")
    assert "S.HTL" not in kinds


def test_feature_code_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "codes.tsv").write_text("class\tcode\tkind\tmeaning\nP\tPPL\ttown\tx\n")
    with pytest.raises(DataFileError, match=r"codes.tsv:2: no kind of place 'town'"):
        load_feature_kinds(tmp_path / "codes.tsv")
