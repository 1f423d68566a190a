"""Relation names that two accounts may use for one and the same event, read from their data file."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NamedTuple

from ontology.datafiles import index, read_yaml
from ontology.records import Record
from ontology.vocabulary import load_vocabulary

_FILE = "event_families.yaml"


class EventFamily(Record):
    """A kind of act under all the names that reports give it."""

    name: str
    relations: tuple[str, ...]


class EventFamilies(NamedTuple):
    """What the file says of relation names.

    `once` has the acts that are not done to the same again within weeks, `once_a_person` those that are not done again to a
    person with a name, `plans` the words about acts to come.
    """

    families: Mapping[str, frozenset[str]]
    once: frozenset[str]
    once_a_person: frozenset[str]
    plans: frozenset[str]


class _Listed(Record):
    relation: str


def read_families(path: Traversable, known: Collection[str]) -> EventFamilies:
    """The families each relation name is in; a name of none is in one of its own. DataFileError for a name not in `known`."""
    sections = read_yaml(path, ("families", "once", "once_a_person", "plans"))
    families = [(entry, entry.make(EventFamily)) for entry in sections.pop("families")]
    listed = {name: [(entry, entry.make(_Listed)) for entry in entries] for name, entries in sections.items()}
    named = [(entry, name) for entry, family in families for name in family.relations]
    for entry, name in named + [(entry, one.relation) for entries in listed.values() for entry, one in entries]:
        if name not in known:
            raise entry.error(f"no relation name {name!r}")
    by_relation: dict[str, set[str]] = {name: set() for name in known}
    for family in index(families, "name").values():
        for name in family.relations:
            by_relation[name].add(family.name)
    return EventFamilies(
        MappingProxyType({name: frozenset(found or {name}) for name, found in by_relation.items()}),
        **{section: frozenset(index(entries, "relation")) for section, entries in listed.items()},
    )


@cache
def load_families() -> EventFamilies:
    """The families this package ships."""
    return read_families(files("ontology") / "data" / _FILE, load_vocabulary().relations)
