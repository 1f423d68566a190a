"""One place as the gazetteer stores it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from extract.place_names import (
    ARABIC_ARTICLE_COUNTRIES,
    place_key,
    reduced_key,
    without_article,
)

# The kinds of places, in the order of their prominence where nothing else tells.
PLACE_KINDS = ("country", "region", "admin1", "water", "mountain", "facility", "city", "admin2", "village")


class NameGrade(IntEnum):
    """How good a name is for its place; the lower the better."""

    MAIN = 0
    ALTERNATE = 1
    REDUCED = 2
    ABBREVIATION = 3


@dataclass
class PlaceRow:
    """A place before it is written; `admin1` and `admin2` are place ids, `code` an ISO 3166-2 code.

    `chosen_names`: the place and its aliases were put into a list by hand, as what English calls it, so that every alias is as
    good as its name and the place is known better than its size tells.
    `fame`: in how many ways the world's languages write it, which tells a Geneva known everywhere from the others.
    """

    id: str
    name: str
    kind: str
    feature_code: str
    lat: float | None
    lon: float | None
    country: str | None
    iso2: str | None = None
    geonames_id: int | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    aliases: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    code: str | None = None
    chosen_names: bool = False
    fame: int = 0

    def keys(self) -> dict[str, NameGrade]:
        """Every key the place is found by, with the best grade it has there."""
        found: dict[str, NameGrade] = {}
        for key, grade in self._graded_keys():
            if key and (key not in found or grade < found[key]):
                found[key] = grade
        return found

    def _graded_keys(self) -> Iterator[tuple[str, NameGrade]]:
        for position, name in enumerate([self.name, *self.aliases]):
            key = place_key(name)
            yield key, NameGrade.MAIN if position == 0 or self.chosen_names else NameGrade.ALTERNATE
            for short in self._short_keys(key):
                yield short, NameGrade.REDUCED
        for text in self.abbreviations:
            yield place_key(text), NameGrade.ABBREVIATION

    def _short_keys(self, key: str) -> Iterator[str]:
        reduced = reduced_key(key) if self.kind in ("admin1", "admin2") else None
        for form in filter(None, (key, reduced)):
            if form != key:
                yield form
            bare = without_article(form) if self.iso2 in ARABIC_ARTICLE_COUNTRIES else None
            if bare:
                yield bare
