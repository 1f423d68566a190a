"""The filter as users give it: words of the vocabulary in any of their forms, checked before the store is asked."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.filters import Filter, make_filter
from ontology.vocabulary import load_vocabulary


def read_filter(values: Mapping[str, Any]) -> Filter:
    """The filter of these parameters, None and empty ones left out. InputError says what is wrong."""
    given = {name: value for name, value in values.items() if value not in (None, [], "")}
    given["relation"] = [_relation(word) for word in _several(given.get("relation"))]
    given["type"] = [load_vocabulary().canonical_type(word) for word in _several(given.get("type"))]
    return make_filter(**given)


def _several(value: str | Iterable[str] | None) -> Iterable[str]:
    return [value] if isinstance(value, str) else value or ()


def _relation(word: str) -> str:
    """The name of a relation between actors, or of a standing relation, from any word for it."""
    known = load_vocabulary()
    return word if word in known.predicates else known.relation(word).relation
