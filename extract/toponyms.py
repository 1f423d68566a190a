"""Finds the place names of an article: gazetteer names weighed by the tagger's label and the words around them.

Every sign adds to or takes from a weight; a name counts as a place from `ACCEPT` on. A name that is plainly a place
once in an article helps its other mentions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.countries import Countries
from extract.gazetteer import Gazetteer
from extract.name_context import NameContext
from extract.name_matches import NameMatch, match_names
from extract.place_words import PlaceWords
from extract.token_view import TokenView
from extract.toponym_links import Links
from extract.toponym_signs import Signs

ACCEPT = 2.0
PLAIN = 3.5
SAME_NAME = 2.0
LISTED = 2.0


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


def find_toponyms(view: TokenView, gazetteer: Gazetteer, countries: Countries, words: PlaceWords) -> list[Toponym]:
    """The toponyms of an article in order; they do not overlap."""
    matches = list(match_names(view, gazetteer, words))
    context = NameContext(view, words, matches)
    links = Links(context)
    weights = _weights(matches, Signs(context, countries, links))
    return _linked([(i, w) for i, w in enumerate(weights) if w >= ACCEPT], links)


def _weights(matches: Sequence[NameMatch], signs: Signs) -> list[float]:
    """The weight of each match, helped by plain mentions of the same name and by its neighbours in lists."""
    weights = [signs.weight(i) for i in range(len(matches))]
    plain = {m.key for m, w in zip(matches, weights, strict=True) if w >= PLAIN}
    weights = [w + SAME_NAME if w < PLAIN and m.key in plain else w for m, w in zip(matches, weights, strict=True)]
    helped: set[int] = set()
    for order in (range(len(weights)), range(len(weights) - 1, -1, -1)):
        for i in order:
            if weights[i] < ACCEPT and i not in helped and signs.listed_with(i, weights, ACCEPT):
                weights[i] += LISTED
                helped.add(i)
    return weights


def _linked(kept: Sequence[tuple[int, float]], links: Links) -> list[Toponym]:
    position = {i: n for n, (i, _) in enumerate(kept)}
    toponyms = []
    for i, weight in kept:
        parent, tie = links.container(i)
        container = position.get(parent) if parent is not None else None
        toponyms.append(
            Toponym(
                match=links.spanned(i),
                weight=weight,
                kinds=links.kinds(i),
                container=container,
                tie=tie if container is not None else 0.0,
                listed=i - 1 in position and links.in_list(i - 1, i) and links.container(i - 1)[0] != i,
            )
        )
    firm = {t.container for t in toponyms if t.tie >= 1.0}
    return [replace(t, encloses=True) if n in firm else t for n, t in enumerate(toponyms)]
