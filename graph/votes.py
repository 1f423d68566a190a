"""Merging what articles say of one actor or place: every article votes, the counts decide, the order never matters."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ontology.records import Actor, Extraction, Place, Role


class Vote(NamedTuple):
    """A value that articles give to a field of an actor or place (`node`); `articles` and `events` only count, `events` what
    grouping makes of all accounts."""

    node: str
    id: str
    field: str
    value: str


# What an actor has one of.
_SINGLE = ("name", "kind", "country", "sector", "wikidata", "why")
# How an article resolved a place, which is no vote.
_RESOLVED = {"precision", "score", "runners_up", "why"}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

# The counts of one actor or place: field, then value, then how many articles say so.
Tally = Mapping[str, Mapping[str, int]]


def votes_of(extraction: Extraction) -> Iterator[Vote]:
    """All votes of one article; its events vote when they are grouped."""
    for actor in extraction.actors:
        yield from _actor_votes(actor)
    for place in extraction.places:
        yield from _place_votes(place)
    yield from _place_names(extraction)


def merge_actor(actor_id: str, tally: Tally) -> Actor:
    """The actor that the counts describe: the most frequent name, kind, country and sector; all aliases and roles."""
    name = _first_choice(tally["name"], longest=True)
    aliases = Counter(tally.get("alias", {}))
    aliases.update(tally["name"])
    del aliases[name]
    roles = [Role.model_validate_json(value) for value in tally.get("role", {})]
    return Actor(
        id=actor_id,
        name=name,
        kind=_first_choice(tally["kind"]),
        country=_choice(tally, "country"),
        sector=_choice(tally, "sector"),
        aliases=tuple(sorted(aliases, key=lambda alias: (-aliases[alias], alias))),
        roles=tuple(sorted(roles, key=_role_order)),
        wikidata=_choice(tally, "wikidata"),
        why=_choice(tally, "why"),
    )


def merge_place(tally: Tally) -> Place:
    """The place that most articles describe. How it was resolved belongs to single articles and stays unknown."""
    return Place.model_validate_json(_first_choice(tally["record"]))


def tally_votes(votes: Iterable[tuple[str, str, str, int]]) -> dict[str, dict[str, dict[str, int]]]:
    """Counts by id, field and value, from rows of (id, field, value, n)."""
    tallies: dict[str, dict[str, dict[str, int]]] = {}
    for id, field, value, n in votes:
        tallies.setdefault(id, {}).setdefault(field, {})[value] = n
    return tallies


def _actor_votes(actor: Actor) -> Iterator[Vote]:
    id = actor.id
    yield Vote("actor", id, "articles", "")
    for field in _SINGLE:
        value = getattr(actor, field)
        if value is not None:
            yield Vote("actor", id, field, value)
    for alias in dict.fromkeys(actor.aliases):
        if alias:
            yield Vote("actor", id, "alias", alias)
    for role in {role.model_dump_json(): None for role in actor.roles}:
        yield Vote("actor", id, "role", role)


def _place_votes(place: Place) -> Iterator[Vote]:
    yield Vote("place", place.id, "articles", "")
    yield Vote("place", place.id, "record", _encode(place.model_dump(mode="json", exclude=_RESOLVED)))


def _place_names(extraction: Extraction) -> set[Vote]:
    """What an article calls its places: a gazetteer's name is often not the one people search by (Ar Ramadi)."""
    places = {place.id for place in extraction.places}
    named = ((m.entity, m.text) for m in extraction.mentions if m.entity in places and m.text[:1].isupper())
    return {Vote("place", id, "alias", text) for id, text in named if id and not text.startswith("The ")}


def _choice(tally: Tally, field: str) -> str | None:
    counts = tally.get(field)
    return _first_choice(counts) if counts else None


def _first_choice(counts: Mapping[str, int], *, longest: bool = False) -> str:
    """The most frequent value; of equals the longest where asked, then the first in the alphabet."""
    return min(counts, key=lambda value: (-counts[value], -len(value) if longest else 0, value))


def _role_order(role: Role) -> tuple[str, ...]:
    dates = (role.since, role.until, role.as_of)
    return (role.title, role.of or "", *(day.isoformat() if day else "" for day in dates), role.source or "")
