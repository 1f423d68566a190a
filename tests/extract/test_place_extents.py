from extract.place_extents import SettledExtents
from extract.place_rows import PlaceRow
from ontology.records import Extent


def town(lat: float, lon: float, admin1: str = "gn:1") -> PlaceRow:
    return PlaceRow(f"gn:{lat}{lon}", "Town", "city", "PPL", lat, lon, "FJI", admin1=admin1)


def extents(*rows: PlaceRow) -> dict[str, Extent]:
    found = SettledExtents()
    for row in rows:
        found.add(row)
    return dict(found.items())


def test_settlements_on_both_sides_of_180_degrees_are_spanned_across_it() -> None:
    assert extents(town(-17, 178), town(-18, -179))["gn:1"] == Extent(178, -18, -179, -17)


def test_settlements_on_both_sides_of_greenwich_are_spanned_across_it() -> None:
    assert extents(town(48, -4), town(43, 7))["gn:1"] == Extent(-4, 43, 7, 48)


def test_countries_span_their_settlements_wherever_the_country_comes() -> None:
    country = PlaceRow("gn:9", "Fiji", "country", "PCLI", -18.0, 178.0, "FJI")
    assert extents(town(-17, 178, "gn:1"), country, town(-18, 179, "gn:2")) == {"gn:9": Extent(178, -18, 179, -17)}


def test_only_settlements_count() -> None:
    river = PlaceRow("gn:5", "River", "water", "STM", 0.0, 0.0, "FJI", admin1="gn:1")
    assert extents(town(-17, 178), river) == {}
