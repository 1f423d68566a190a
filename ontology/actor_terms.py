"""Words for actors: kinds, sectors and the predicates of standing relations, read from their data files."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Literal

from ontology.datafiles import index, read_yaml
from ontology.records import Record

# What a predicate may join besides the kinds of actors.
OTHER_ENDS = ("actor", "place", "event")


class Sector(Record):
    """A PLOVER sector. `cameo` is the CAMEO agent code written out, `cameo_also` lists others read as this sector."""

    code: str
    name: str
    scope: Literal["domestic", "international"]
    side: Literal[
        "state", "armed state", "armed non-state", "opposition", "society",
        "international state", "international society", "unknown",
    ]  # fmt: skip
    cameo: str | None
    cameo_also: tuple[str, ...] = ()
    gloss: str


class ActorKind(Record):
    """What an actor is. `sector` is the sector of the kind unless role words in the text say otherwise."""

    name: str
    sector: str | None
    gloss: str


class Predicate(Record):
    """A standing relation. `subjects` and `objects` list actor kinds, or "actor" for any, "place" or "event"."""

    name: str
    inverse: str
    symmetric: bool
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    re3d: str | None
    gloss: str


def read_sectors(path: Traversable) -> Mapping[str, Sector]:
    """The sectors by code. Raises DataFileError naming file and line; no CAMEO code may mean two sectors."""
    seen: set[str] = set()
    entries = [(entry, entry.make(Sector)) for entry in read_yaml(path, ("sectors",))["sectors"]]
    for entry, sector in entries:
        codes = {*sector.cameo_also, *([sector.cameo] if sector.cameo else [])}
        if codes & seen:
            raise entry.error(f"CAMEO code {min(codes & seen)} already means another sector")
        seen |= codes
    return MappingProxyType(index(entries, "code"))


def read_kinds(path: Traversable, sectors: Mapping[str, Sector]) -> Mapping[str, ActorKind]:
    """The actor kinds by name. Raises DataFileError naming file and line."""
    entries = [(entry, entry.make(ActorKind)) for entry in read_yaml(path, ("kinds",))["kinds"]]
    for entry, kind in entries:
        if kind.sector is not None and kind.sector not in sectors:
            raise entry.error(f"no sector {kind.sector!r}")
    return MappingProxyType(index(entries, "name"))


def read_predicates(path: Traversable, kinds: Mapping[str, ActorKind]) -> Mapping[str, Predicate]:
    """The predicates by name. Raises DataFileError naming file and line."""
    entries = [(entry, entry.make(Predicate)) for entry in read_yaml(path, ("predicates",))["predicates"]]
    for entry, predicate in entries:
        for end in (*predicate.subjects, *predicate.objects):
            if end not in kinds and end not in OTHER_ENDS:
                raise entry.error(f"no actor kind {end!r}")
        if predicate.symmetric and (predicate.subjects != predicate.objects or predicate.inverse != predicate.name):
            raise entry.error("a symmetric relation has the same kinds on both ends and is its own inverse")
    return MappingProxyType(index(entries, "name"))
