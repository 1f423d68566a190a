"""When one place speaks for another: it contains it, shares its province or country, or lies near."""

import math

from extract.gazetteer import Candidate

# Degrees of the squares that tell neighbours.
CELL = 1.5
Cell = tuple[int, int]


def lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Whether a place lies in an area by the gazetteer's containment."""
    if outer.kind == "country":
        return inner.country == outer.country and inner.kind != "country"
    return outer.id in (inner.admin1, inner.admin2)


def cell(c: Candidate) -> Cell | None:
    """The square a place lies in, None for areas that have no one spot."""
    if c.lat is None or c.lon is None or c.kind in ("country", "admin1"):
        return None
    return math.floor(c.lat / CELL), math.floor(c.lon / CELL)


def province(c: Candidate) -> str | None:
    """The id of the province that a place is or lies in."""
    return c.id if c.kind == "admin1" else c.admin1


def nearness(one: Candidate, other: Candidate) -> int:
    """3 in the same province, 2 nearby, 1 in the same country, else 0."""
    if province(one) is not None and province(one) == province(other):
        return 3
    here, there = cell(one), cell(other)
    if here and there and abs(here[0] - there[0]) <= 1 and abs(here[1] - there[1]) <= 1:
        return 2
    return 1 if one.country is not None and one.country == other.country else 0
