"""The filter that every list, view and export takes: the same parameters everywhere."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError

from ontology.errors import InputError
from ontology.ids import fold_text
from ontology.records import Record, Status
from ontology.vocabulary import load_vocabulary, unknown

MAX_LIMIT = 1000
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _as_tuple(value: Any) -> Any:
    """One string is a list of one; empty strings, which forms send for empty fields, are nothing."""
    if value is None:
        return ()
    values = (value,) if isinstance(value, str) else value
    return tuple(v.strip() if isinstance(v, str) else v for v in values if v != "")


def _empty_as_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _as_date(value: Any) -> Any:
    """A day written as ISO 8601 has it. Pydantic alone would take numbers for seconds since 1970."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("a date must be written like 2014-01-07")
    if not value.strip():
        return None
    try:
        if _DAY.fullmatch(value.strip()):
            return date.fromisoformat(value.strip())
    except ValueError:
        pass
    raise ValueError("not a date of the calendar; write it like 2014-01-07")


Terms = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
OptionalText = Annotated[str | None, BeforeValidator(_empty_as_none)]
OptionalDate = Annotated[date | None, BeforeValidator(_as_date)]


class Filter(Record):
    """What to list. Terms of one field are alternatives; different fields must all hold.

    `actor`, `with_` and `place` are ids or names and are looked up when the filter is used. `place` includes the
    places within it. `country` is an ISO 3166 alpha-3 code: of the actor in a list of actors, of the place in a list
    of places, of where it happened in a list of events. `since` and `until` are inclusive; an event without a date
    counts as of the day its article was published.
    Make filters that come from outside with `make_filter`, which knows the vocabularies.
    """

    model_config = ConfigDict(populate_by_name=True)

    q: OptionalText = None
    actor: OptionalText = None
    with_: OptionalText = Field(default=None, alias="with")
    relation: Terms = ()
    type: Terms = ()
    mode: Terms = ()
    status: Terms = ()
    place: OptionalText = None
    country: OptionalText = None
    since: OptionalDate = None
    until: OptionalDate = None
    publisher: Terms = ()
    min_confidence: float | None = Field(default=None, ge=0, le=1)
    limit: int = Field(default=50, ge=1, le=MAX_LIMIT)
    cursor: OptionalText = None


def make_filter(**values: Any) -> Filter:
    """The checked filter of these parameters, its terms in the vocabulary's own spelling.

    InputError says in one line which term or value is unknown, and what is close.
    """
    try:
        made = Filter(**values)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise InputError(f"filter {field}: {what} (given {first.get('input')!r})") from error
    if made.q and not fold_text(made.q):
        raise InputError(f"filter q: no letter or digit to look for (given {made.q!r})")
    if made.since and made.until and made.since > made.until:
        raise InputError(f"filter: since {made.since} is after until {made.until}")
    if made.country and not (len(made.country) == 3 and made.country.isascii() and made.country.isalpha()):
        raise InputError(f"filter country: {made.country!r} is not an ISO 3166 alpha-3 code such as IRQ")
    if not (made.relation or made.type or made.mode or made.status or made.country):
        return made
    known = load_vocabulary()
    _check_terms("mode", made.mode, sorted({mode.name for type in known.types.values() for mode in type.modes}))
    _check_terms("status", made.status, [status.value for status in Status])
    return made.model_copy(
        update={
            "relation": tuple(_relation_name(word) for word in made.relation),
            "type": tuple(known.canonical_type(word) for word in made.type),
            "country": made.country.upper() if made.country else None,
        }
    )


def _relation_name(word: str) -> str:
    """The name of an event relation or the predicate of a standing relation, from any word for it."""
    known = load_vocabulary()
    return word if word in known.predicates else known.relation(word).relation


def _check_terms(field: str, given: Iterable[str], known: Sequence[str]) -> None:
    for term in given:
        if term not in known:
            raise unknown(field, term, known, term)
