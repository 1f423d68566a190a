"""What articles say of every named actor as it was read, counted: what decides which actors are one.

Only actors with a name of their own are counted. "American officials" and a lone surname are never joined with anybody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, and_, bindparam, delete, select

from graph.chunks import IDS, chunks
from graph.identity_tables import read_actors
from graph.upsert import upsert
from ontology.ids import fold_text
from ontology.records import Actor, Extraction
from ontology.same_name import name_blocks

# A country that far fewer articles give than the most frequent one is taken for an error of reading.
_SHARE = 5
# Words that are written small within names.
_SMALL = frozenset((
    "a", "abd", "abu", "ag", "al", "an", "and", "ben", "bin", "bint", "binti", "da", "de", "del", "della", "dem", "den",
    "der", "des", "di", "do", "dos", "du", "e", "el", "for", "ibn", "in", "la", "las", "le", "los", "of", "on", "or",
    "ould", "the", "to", "ul", "ur", "van", "von", "y",
))  # fmt: skip
_WORDS = re.compile(r"[^\W_]+")
PERSON = "person"
_KEY = ("actor_id", "field", "value")
_READ = select(read_actors).where(read_actors.c.actor_id.in_(IDS))


class Sighting(NamedTuple):
    """A value that articles give to a field of an actor as it was read."""

    id: str
    field: str
    value: str


# How many articles give each value to one actor.
_Counts: TypeAlias = dict[Sighting, int]


class Profile(NamedTuple):
    """What decides whether a named actor is another one. `name` is what most articles call it; `listed` that a list of
    known actors says what it was."""

    id: str
    name: str
    names: frozenset[str]
    kind: str
    countries: frozenset[str]
    sectors: frozenset[str]
    titles: frozenset[str]
    listed: bool

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.kind == PERSON


def sightings_of(extraction: Extraction) -> Iterator[Sighting]:
    """What one article, as it was read, says of the actors that it names."""
    for actor in extraction.actors:
        yield from set(_sightings(actor))


def is_proper(name: str) -> bool:
    """Whether a name is written like one: no word of it in small letters but particles."""
    words = _WORDS.findall(name)
    return bool(words) and words[0][0].isalnum() and all(not w[0].islower() or w.lower() in _SMALL for w in words)


def load_profiles(connection: Connection, ids: Iterable[str]) -> dict[str, Profile]:
    """The profiles of the actors of these ids that articles name."""
    counted = _load_counts(connection, ids).items()
    return {id: profile for id, counts in counted if (profile := _profile(id, counts)) is not None}


def add_sightings(connection: Connection, difference: Mapping[Sighting, int]) -> dict[str, Profile | None]:
    """Add a difference of counts. The new profiles of the actors whose profile is another now, None for those of which
    nothing is left."""
    moved = {sighting: n for sighting, n in sorted(difference.items()) if n}
    if not moved:
        return {}
    by_actor: defaultdict[str, _Counts] = defaultdict(dict)
    for sighting, n in moved.items():
        by_actor[sighting.id][sighting] = n
    before = _load_counts(connection, by_actor)
    _write_counts(connection, moved)
    changed: dict[str, Profile | None] = {}
    for id, difference_of_one in by_actor.items():
        old = before.get(id, {})
        now = old | {sighting: old.get(sighting, 0) + n for sighting, n in difference_of_one.items()}
        profile = _profile(id, {sighting: n for sighting, n in now.items() if n > 0})
        if profile != _profile(id, old):
            changed[id] = profile
    return changed


def _load_counts(connection: Connection, ids: Iterable[str]) -> defaultdict[str, _Counts]:
    counts: defaultdict[str, _Counts] = defaultdict(dict)
    for chunk in chunks(ids):
        for id, field, value, n in connection.execute(_READ, {"ids": chunk}):
            counts[id][Sighting(id, field, value)] = n
    return counts


def _write_counts(connection: Connection, moved: Mapping[Sighting, int]) -> None:
    rows = [{"actor_id": s.id, "field": s.field, "value": s.value, "n": n} for s, n in moved.items()]
    upsert(connection, read_actors, rows, add=["n"])
    lost = [sighting for sighting, n in moved.items() if n < 0]
    gone = [{f"old_{name}": value for name, value in zip(_KEY, sighting, strict=True)} for sighting in lost]
    if gone:
        own = and_(*(read_actors.c[name] == bindparam(f"old_{name}") for name in _KEY), read_actors.c.n <= 0)
        connection.execute(delete(read_actors).where(own), gone)


def _sightings(actor: Actor) -> Iterator[Sighting]:
    names = [name for name in (actor.name, *actor.aliases) if _may_join(actor, name)]
    if not names:
        return
    yield Sighting(actor.id, "kind", actor.kind)
    yield Sighting(actor.id, "called", actor.name)
    yield from (Sighting(actor.id, "name", name) for name in names)
    for field, value in (("country", actor.country), ("sector", actor.sector)):
        if value is not None:
            yield Sighting(actor.id, field, value)
    yield from (Sighting(actor.id, "title", fold_text(role.title)) for role in actor.roles)
    if any(role.source == "list" for role in actor.roles) or actor.why == f"list: {actor.name}":
        yield Sighting(actor.id, "listed", "")


def _may_join(actor: Actor, name: str) -> bool:
    if not is_proper(name):
        return False
    return bool(name_blocks(name)) if actor.kind == PERSON else name == actor.name


def _profile(id: str, counts: _Counts) -> Profile | None:
    """The profile that counts give; None where there are none."""
    if not counts:
        return None
    tally: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (_, field, value), n in counts.items():
        tally[field][value] = n
    return Profile(
        id=id,
        name=_most(tally["called"]),
        names=frozenset(tally["name"]),
        kind=_most(tally["kind"]),
        countries=_frequent(tally.get("country", {})),
        sectors=_frequent(tally.get("sector", {})),
        titles=frozenset(tally.get("title", ())),
        listed="listed" in tally,
    )


def _most(counts: Mapping[str, int]) -> str:
    return min(counts, key=lambda value: (-counts[value], value))


def _frequent(counts: Mapping[str, int]) -> frozenset[str]:
    most = max(counts.values(), default=0)
    return frozenset(value for value, n in counts.items() if n * _SHARE >= most)
