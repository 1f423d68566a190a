"""Where the settlements of an area lie: the nearest thing to a bounding box that place lists without boundaries can give."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.place_rows import PlaceRow
from ontology.records import Extent

_SETTLEMENTS = frozenset(("city", "village"))


@dataclass(slots=True)
class _Span:
    """The range of some points. Longitudes are kept twice, the second time counted from 0 to 360."""

    south: float
    north: float
    west: float
    east: float
    west_turned: float
    east_turned: float
    points: int = 1

    def add(self, lat: float, lon: float, turned: float) -> None:
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.west, self.east = min(self.west, lon), max(self.east, lon)
        self.west_turned, self.east_turned = min(self.west_turned, turned), max(self.east_turned, turned)
        self.points += 1

    def extent(self) -> Extent:
        if self.east_turned - self.west_turned >= self.east - self.west:
            return Extent(self.west, self.south, self.east, self.north)
        west, east = (round(lon - 360 if lon > 180 else lon, 5) for lon in (self.west_turned, self.east_turned))
        return Extent(west, self.south, east, self.north)


@dataclass
class SettledExtents:
    """Gathers the settlements of provinces, districts and countries, one row after the other."""

    _areas: dict[str, _Span] = field(default_factory=dict)
    _countries: dict[str, _Span] = field(default_factory=dict)
    _country_ids: dict[str, str] = field(default_factory=dict)

    def add(self, row: PlaceRow) -> None:
        """Take a place into account."""
        if row.kind == "country" and row.country:
            self._country_ids.setdefault(row.country, row.id)
        if row.kind not in _SETTLEMENTS or row.lat is None or row.lon is None:
            return
        for known, area in ((self._areas, row.admin1), (self._areas, row.admin2), (self._countries, row.country)):
            if area:
                _add(known, area, row.lat, row.lon)

    def items(self) -> Iterator[tuple[str, Extent]]:
        """Place ids with their extents; areas with fewer than two settlements have none."""
        for area, span in self._areas.items():
            if span.points > 1:
                yield area, span.extent()
        for country, span in self._countries.items():
            if span.points > 1 and country in self._country_ids:
                yield self._country_ids[country], span.extent()


def _add(known: dict[str, _Span], area: str, lat: float, lon: float) -> None:
    turned = lon + 360 if lon < 0 else lon
    span = known.get(area)
    if span is None:
        known[area] = _Span(lat, lat, lon, lon, turned, turned)
    else:
        span.add(lat, lon, turned)
