"""Chooses among the places a name may stand for: by what the article names besides, and how prominent they are.

One sense per name and article. Each name starts from prominence, the grade of the name and the kind of place its words
call for. Then the names support each other, three rounds: a candidate gains from every other name that probably lies in
the same province, country or neighbourhood.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.gazetteer import Candidate
from extract.place_nearness import Cell, cell, lies_in, province
from extract.place_prominence import standing
from extract.place_reasons import Grounds, explain
from extract.toponyms import Toponym

ROUNDS = 3
# Candidates weighed for one name, the best by themselves.
KEPT = 40
# What support from names in the same province, country and neighbourhood counts, and words that point to a country.
SAME_ADMIN1, SAME_COUNTRY, NEARBY, CUE = 1.6, 1.1, 0.9, 1.1
# A name said to lie in another ("Paris, Texas"), when it can and when it cannot.
CONTAINED, NOT_CONTAINED = 6.0, -2.0
# The same place under another sense of the name, and neighbours of the same kind in a list.
SAME_PLACE, SIBLING = 3.0, 1.5
# How much a small share of the article's names lessens their support: 0 not at all, 1 in proportion.
SHARE = 0.5
# A country or capital that is named may only act in the story; another town that is named is where it plays.
MAY_ACT = 0.25
SHARPNESS = 1.5
# How many runners-up are told, and the chance below which one is not worth it.
RUNNERS_UP, LEAST_CHANCE = 3, 0.01


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name, how sure (0..1), the runners-up with their chances, and why it was chosen."""

    candidate: Candidate
    score: float
    others: tuple[tuple[Candidate, float], ...] = ()
    why: tuple[str, ...] = ()


@dataclass
class _Name:
    """One name of the article with its candidates, their fixed scores and their present probabilities; `alone` is what they
    are worth without the rest of the article, `kinds` what the words beside the name call for."""

    candidates: list[Candidate]
    kinds: frozenset[str]
    alone: list[float]
    fixed: list[float]
    chances: list[float]

    def order(self) -> list[int]:
        """Positions of the candidates, the likeliest first."""
        return sorted(range(len(self.candidates)), key=lambda i: (-self.chances[i], self.candidates[i].rank))


def rank(toponyms: Sequence[Toponym], countries: Mapping[str, float]) -> dict[str, Choice]:
    """The choice for each name, by key. `countries` gives the weight of each country in the rest of the article (ISO3)."""
    names = _names(toponyms, countries)
    ties = _ties(toponyms)
    siblings = _siblings(toponyms)
    for _ in range(ROUNDS):
        _support(names, ties, siblings)
    grounds = Grounds(
        chosen={key: name.candidates[name.order()[0]] for key, name in names.items()},
        kinds={key: name.kinds for key, name in names.items()},
        ties=ties,
        siblings=siblings,
        countries=countries,
    )
    return {key: _choice(key, name, grounds) for key, name in names.items()}


def _names(toponyms: Sequence[Toponym], countries: Mapping[str, float]) -> dict[str, _Name]:
    grouped: dict[str, list[Toponym]] = defaultdict(list)
    for t in toponyms:
        if t.match.candidates:
            grouped[t.sense].append(t)
    names = {}
    for key, group in grouped.items():
        candidates = group[0].match.candidates
        kinds = frozenset(k for t in group for k in t.kinds)
        alone = [standing(c, kinds, candidates) for c in candidates]
        scores = [s + CUE * countries.get(c.country or "", 0.0) for s, c in zip(alone, candidates, strict=True)]
        order = sorted(range(len(candidates)), key=lambda i: (-scores[i], candidates[i].rank))
        top = order[:KEPT]
        fixed = [scores[i] for i in top]
        names[key] = _Name([candidates[i] for i in top], kinds, [alone[i] for i in top], fixed, _softmax(fixed))
    return names


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [math.exp(SHARPNESS * (s - top)) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def _ties(toponyms: Sequence[Toponym]) -> dict[tuple[str, str], float]:
    """Firmness of "inner lies in outer" by the keys of both names."""
    found: dict[tuple[str, str], float] = {}
    for t in toponyms:
        if t.container is not None:
            pair = (t.sense, toponyms[t.container].sense)
            found[pair] = max(found.get(pair, 0.0), t.tie)
    return found


def _siblings(toponyms: Sequence[Toponym]) -> dict[str, frozenset[str]]:
    """For each sense those that stand beside it in a list ("Nevada, New York and Ohio")."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairwise(toponyms):
        if other.listed and one.sense != other.sense:
            found[one.sense].add(other.sense)
            found[other.sense].add(one.sense)
    return {sense: frozenset(others) for sense, others in found.items()}


def _beside(c: Candidate, siblings: Iterable[str], names: Mapping[str, _Name]) -> float:
    """The chance that the neighbours in a list are places of the same kind (0..1)."""
    chances = [_chance(names[s], lambda o: o.kind == c.kind) for s in sorted(siblings) if s in names]
    return max(chances, default=0.0) if c.kind in ("country", "admin1", "admin2") else 0.0


def _support(
    names: dict[str, _Name], ties: Mapping[tuple[str, str], float], siblings: Mapping[str, frozenset[str]]
) -> None:
    """One round: recompute all chances from the chances of the other names."""
    admin1, country, cells = _evidence(names)
    for key, name in names.items():
        total = sum(_others(bucket, key) for bucket in country.values())
        scores = []
        for c, fixed in zip(name.candidates, name.fixed, strict=True):
            score = fixed
            own = province(c)
            if own:
                score += SAME_ADMIN1 * _backing(_others(admin1.get(own), key), total)
            if c.country:
                score += SAME_COUNTRY * _backing(_others(country.get(c.country), key), total)
            score += NEARBY * _backing(_near(c, cells, key), total)
            score += SAME_PLACE * _elsewhere(c, key, names) + SIBLING * _beside(c, siblings.get(key, ()), names)
            scores.append(score + _tied(c, key, names, ties))
        name.chances = _softmax(scores)


def _elsewhere(c: Candidate, sense: str, names: Mapping[str, _Name]) -> float:
    """The chance of this very place under the other senses of the same name."""
    key = sense.partition("|")[0]
    others = (n for s, n in names.items() if s != sense and s.partition("|")[0] == key)
    return max((p for n in others for o, p in zip(n.candidates, n.chances, strict=True) if o.id == c.id), default=0.0)


_Bucket = dict[str, float]


def _evidence(names: dict[str, _Name]) -> tuple[dict[str, _Bucket], dict[str, _Bucket], dict[Cell, _Bucket]]:
    admin1: dict[str, _Bucket] = defaultdict(dict)
    country: dict[str, _Bucket] = defaultdict(dict)
    cells: dict[Cell, _Bucket] = defaultdict(dict)
    for key, name in names.items():
        for c, chance in zip(name.candidates, name.chances, strict=True):
            if chance < 0.02:
                continue
            own = province(c)
            if own:
                admin1[own][key] = admin1[own].get(key, 0.0) + chance
            if c.country:
                acts = c.kind == "country" or c.feature_code == "PPLC"
                worth = chance * (MAY_ACT if acts else 1.0)
                country[c.country][key] = country[c.country].get(key, 0.0) + worth
            square = cell(c)
            if square:
                cells[square][key] = cells[square].get(key, 0.0) + chance
    return admin1, country, cells


def _others(bucket: _Bucket | None, key: str) -> float:
    return sum(v for k, v in bucket.items() if k != key) if bucket else 0.0


def _near(c: Candidate, cells: Mapping[Cell, _Bucket], key: str) -> float:
    square = cell(c)
    if square is None:
        return 0.0
    return sum(_others(cells.get((square[0] + i, square[1] + j)), key) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _backing(names: float, total: float) -> float:
    """What `names` other names of the article's `total` are worth: more names tell less each, a small share of them little."""
    return 2.0 * math.log1p(names) * (names / total) ** SHARE if names and total else 0.0


def _tied(c: Candidate, key: str, names: Mapping[str, _Name], ties: Mapping[tuple[str, str], float]) -> float:
    score = 0.0
    for (inner, outer), firmness in ties.items():
        if inner == key and outer in names:
            chance = _chance(names[outer], lambda o: lies_in(c, o))
            score += firmness * (CONTAINED * chance if chance > 0.02 else NOT_CONTAINED)
        elif outer == key and inner in names:
            score += firmness * CONTAINED * 0.5 * _chance(names[inner], lambda i: lies_in(i, c))
    return score


def _chance(name: _Name, test: Callable[[Candidate], bool]) -> float:
    return sum(p for c, p in zip(name.candidates, name.chances, strict=True) if test(c))


def _choice(key: str, name: _Name, grounds: Grounds) -> Choice:
    first, *rest = name.order()[: RUNNERS_UP + 1]
    others = [(name.candidates[i], round(name.chances[i], 3)) for i in rest]
    why = explain(
        key,
        others[0][0] if others else None,
        grounds,
        more_prominent=bool(rest) and name.alone[first] > name.alone[rest[0]],
    )
    kept = tuple((c, chance) for c, chance in others if chance >= LEAST_CHANCE)
    return Choice(name.candidates[first], round(name.chances[first], 3), kept, why)
