"""The filter as users give it: words of the vocabulary in any of their forms, checked before the store is asked."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args

from extract.countries import Countries
from graph.actions import Action
from graph.filters import Filter, make_filter
from graph.judgement_queries import JudgementFilter
from ontology.errors import InputError
from ontology.vocabulary import load_vocabulary, unknown

ACTIONS = tuple(sorted(kind.model_fields["action"].default for kind in get_args(Action)))


def read_filter(values: Mapping[str, Any]) -> Filter:
    """The filter of these parameters, None and empty ones left out. InputError says what is wrong."""
    given = {name: value for name, value in values.items() if value not in (None, [], "")}
    given["relation"] = [_relation(word) for word in _several(given.get("relation"))]
    given["type"] = [load_vocabulary().canonical_type(word) for word in _several(given.get("type"))]
    if country := given.get("country"):
        given["country"] = _country(str(country))
    return make_filter(**given)


def read_judgement_filter(values: Mapping[str, Any]) -> JudgementFilter:
    """The filter of judgements of these parameters, None and empty ones left out. InputError says what is wrong."""
    given = {name: value for name, value in values.items() if value not in (None, "")}
    shared = ("since", "until", "limit", "cursor")
    page = make_filter(**{name: given[name] for name in shared if name in given})
    action = given.get("action")
    if action is not None and action not in ACTIONS:
        raise unknown("action", action, ACTIONS, action)
    return JudgementFilter(**{**given, **{name: getattr(page, name) for name in shared}})


def _country(given: str) -> str:
    """The code of the list of countries; InputError names the codes that may be meant."""
    known = _countries()
    code = given.strip().upper()
    if country := known.by_iso3(code):
        return country.iso3
    named = known.by_iso2(code) or known.by_name(given) or known.by_name(given.title()) or known.by_demonym(given)
    close = [named.iso3] if named else [other for other in sorted(known.iso3) if _one_letter_off(code, other)]
    hint = f"did you mean {', '.join(close)}?" if close else "write it like IRQ"
    raise InputError(f"filter country: {given!r} is not an ISO 3166 alpha-3 code; {hint}")


def _one_letter_off(code: str, other: str) -> bool:
    return len(code) == len(other) and sum(a != b for a, b in zip(code, other, strict=True)) == 1


@cache
def _countries() -> Countries:
    return Countries.load()


def _several(value: str | Iterable[str] | None) -> Iterable[str]:
    return [value] if isinstance(value, str) else value or ()


def _relation(word: str) -> str:
    """The name of a relation between actors, or of a standing relation, from any word for it."""
    known = load_vocabulary()
    return word if word in known.predicates else known.relation(word).relation
