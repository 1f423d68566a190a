"""The words around place names, from data/place_words.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import DataFileError

_PATH = Path(__file__).parent / "data" / "place_words.yaml"


@dataclass(frozen=True)
class PlaceWords:
    """Folded words by what they say of a name beside them; the file explains each list."""

    place_prepositions: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    local_bodies: frozenset[str]
    not_places: frozenset[str]
    outlets: frozenset[str]
    bodies_of: frozenset[str]
    claims_of: frozenset[str]
    streets: frozenset[str]
    things: frozenset[str]
    assaults: frozenset[str]
    place_verbs: frozenset[str]
    ground_verbs: frozenset[str]
    directions: frozenset[str]
    titles: frozenset[str]
    person_verbs: frozenset[str]
    never: frozenset[str]
    personal: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    country_cues: Mapping[str, str]


@cache
def load_place_words(path: Path = _PATH) -> PlaceWords:
    """Read and check the lists. `kinds` maps a word to place kinds, `country_cues` a word to ISO3. Raises DataFileError."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = {f.name for f in fields(PlaceWords)}
    if not isinstance(data, dict) or set(data) != expected:
        raise DataFileError(path, None, f"the lists must be {', '.join(sorted(expected))}")
    lists = {name: _words(path, name, data[name]) for name in sorted(expected - {"kinds", "country_cues"})}
    kinds: dict[str, set[str]] = {}
    for kind, words in data["kinds"].items():
        for word in _words(path, f"kinds.{kind}", words):
            kinds.setdefault(word, set()).add(kind)
    cues = {word: code for code, words in data["country_cues"].items() for word in _words(path, f"country_cues.{code}", words)}
    return PlaceWords(**lists, kinds={w: frozenset(k) for w, k in kinds.items()}, country_cues=cues)


def _words(path: Path, name: str, words: Any) -> frozenset[str]:
    if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
        raise DataFileError(path, None, f"{name} must be a list of words (quote on, off, yes and no)")
    return frozenset(words)
