"""How likely a name means a place before the rest of the article is asked: size, fame, the grade of the name, its kind."""

import math
from collections.abc import Sequence
from functools import partial

from extract.gazetteer import Candidate
from extract.place_rows import NameGrade

# By NameGrade.
GRADE = (0.0, -0.8, -0.8, 0.0)
# What is taken off another name of a place where a larger place has it as its own.
OUTSHONE = 2.0
# What is taken off a small place that shares its name with a country or a great capital: Russia in Ohio, Moscow in Idaho.
IN_THE_SHADE, SMALL, GREAT = 3.0, 5_000, 500_000
WELL_KNOWN, KNOWN_ALTERNATE = 100_000, 0.6
CAPITAL, FAME = 1.0, 0.5
KIND, WRONG_KIND = 3.0, -2.0
# "Baghdad" alone is the city, not the province around it; "Harris" alone is seldom Harris County.
AROUND_ITS_CITY, BARE_ADMIN2 = -2.5, -1.0
# What to take for the size of a place whose population GeoNames does not have.
UNKNOWN_SIZE, UNKNOWN_VILLAGE = 1500, 150
# A place without inhabitants that nobody put into a list by hand: a stream, a hill, an airfield of the full gazetteer.
UNLISTED = 2.4
# A town that a user added: as well known as one of a hundred thousand.
ADDED_TOWN = 5.5
_FEATURES = frozenset(("region", "water", "mountain", "facility"))


def prominence(c: Candidate) -> float:
    """How likely a name means this place when nothing else is known, as a logarithm."""
    if c.kind == "country":
        return (10.0 if c.grade == NameGrade.MAIN else 9.0) if c.population > 500_000 else 7.5
    if c.kind in _FEATURES:
        listed = 6.0 if c.kind == "facility" else 7.5 if c.country else 9.0
        return listed if c.chosen else UNLISTED + FAME * math.log10(c.fame + 1)
    if c.chosen and not c.area:
        return ADDED_TOWN
    people = c.population or (UNKNOWN_VILLAGE if c.kind == "village" else UNKNOWN_SIZE)
    size = math.log10(people + 300) + (CAPITAL if c.feature_code == "PPLC" else 0.0)
    if c.kind == "admin1":
        return 0.45 * size + 4.0
    if c.kind == "admin2":
        return 0.6 * size + 0.2
    return size + FAME * math.log10(c.fame + 1)


def standing(c: Candidate, kinds: frozenset[str], rivals: Sequence[Candidate]) -> float:
    """How good a candidate is by itself among the others of its name, when the words beside the name call for `kinds`."""
    score = prominence(c) + GRADE[c.grade]
    if c.grade == NameGrade.ALTERNATE and c.population > WELL_KNOWN:
        # "Geneva" is only another name of Genève, and what English calls it.
        score += KNOWN_ALTERNATE
    if c.grade and any(map(partial(_outshines, c), rivals)):
        score -= OUTSHONE
    if not c.area and c.population < SMALL and any(map(_world_known, rivals)):
        score -= IN_THE_SHADE
    kind = "city" if c.kind == "village" else c.kind
    if any(r.kind in kinds or (r.kind == "village" and "city" in kinds) for r in rivals):
        score += KIND if kind in kinds else WRONG_KIND
    elif c.kind in ("admin1", "admin2") and any(r.admin1 == c.id or r.admin2 == c.id for r in rivals if not r.area):
        score += AROUND_ITS_CITY
    elif c.kind == "admin2":
        score += BARE_ADMIN2
    return score


def _outshines(c: Candidate, rival: Candidate) -> bool:
    """Whether a name is rather that of a larger place. A town of some size may share the name of the area around it."""
    around = rival.id in (c.admin1, c.admin2) and c.population >= SMALL
    return rival.grade == NameGrade.MAIN and rival.rank < c.rank and not around


def _world_known(c: Candidate) -> bool:
    """A country, or a capital of more than half a million, by the name it is known by."""
    capital = c.feature_code == "PPLC" and c.population > GREAT
    return c.grade == NameGrade.MAIN and (c.kind == "country" or capital)
