"""Finds the place names of an article: gazetteer names weighed by the tagger's label and the words around them.

Every sign adds to or takes from a weight; a name counts as a place from `ACCEPT` on. A name that is plainly a place
once in an article helps its other mentions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extract.countries import Countries
from extract.gazetteer import Gazetteer
from extract.name_matches import NameMatch, match_names
from extract.place_words import PlaceWords
from extract.token_view import TokenView
from extract.toponym_signs import Signs

ACCEPT = 2.0
PLAIN = 3.5
SAME_NAME = 2.0
LISTED = 1.0


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the text. `kinds` are the kinds its words call for ("Anbar province"), `container` the index of the
    toponym that it is said to lie in and `tie` how firmly; `encloses` that another is said to lie in it; `listed` that it
    goes on with a list the toponym before is in."""

    match: NameMatch
    weight: float
    kinds: frozenset[str] = frozenset()
    container: int | None = None
    tie: float = 0.0
    encloses: bool = False
    listed: bool = False

    @property
    def sense(self) -> str:
        """What one place is chosen for: the name, apart for "Baghdad province" beside "Baghdad" and for "Buffalo, New York"."""
        kinds = {"city" if c.kind == "village" else c.kind for c in self.match.candidates} & self.kinds
        return "|".join((self.match.key, *sorted(kinds), *(["encloses"] if self.encloses else [])))


@dataclass
class Finder:
    """What is needed to find the toponyms of one article."""

    view: TokenView
    gazetteer: Gazetteer
    countries: Countries
    words: PlaceWords
    matches: list[NameMatch] = field(default_factory=list)

    def find(self) -> list[Toponym]:
        """The toponyms in order."""
        self.matches = list(match_names(self.view, self.gazetteer, self.words))
        signs = Signs(self.view, self.countries, self.words, self.matches)
        weights = [signs.weight(i) for i in range(len(self.matches))]
        plain = {m.key for m, w in zip(self.matches, weights, strict=True) if w >= PLAIN}
        kept = []
        for i, match in enumerate(self.matches):
            weight = weights[i]
            if weight < PLAIN:
                weight += SAME_NAME if match.key in plain else 0.0
                weight += LISTED if signs.listed_with(i, weights, PLAIN) else 0.0
            if weight >= ACCEPT:
                kept.append((i, weight))
        return self._linked(kept, signs)

    def _linked(self, kept: Sequence[tuple[int, float]], signs: Signs) -> list[Toponym]:
        position = {i: n for n, (i, _) in enumerate(kept)}
        toponyms = []
        for i, weight in kept:
            parent, tie = signs.container(i)
            container = position.get(parent) if parent is not None else None
            toponyms.append(
                Toponym(
                    match=signs.spanned(i),
                    weight=weight,
                    kinds=signs.kinds(i),
                    container=container,
                    tie=tie if container is not None else 0.0,
                    listed=i - 1 in position and signs.in_list(i - 1, i) and signs.container(i - 1)[0] != i,
                )
            )
        firm = {t.container for t in toponyms if t.tie >= 1.0}
        return [replace(t, encloses=True) if n in firm else t for n, t in enumerate(toponyms)]
