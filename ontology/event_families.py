"""Relation names that two accounts may use for one and the same event, read from their data file."""

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ontology.datafiles import index, read_yaml
from ontology.records import Record
from ontology.vocabulary import load_vocabulary

_FILE = "event_families.yaml"


class EventFamily(Record):
    """A kind of act under all the names that reports give it. `once`: nobody does it to the same again within weeks."""

    name: str
    relations: tuple[str, ...]
    once: bool = False


def read_families(path: Traversable, known: Collection[str]) -> tuple[EventFamily, ...]:
    """The families of a file. DataFileError for a relation name that is not in `known`."""
    entries = [(entry, entry.make(EventFamily)) for entry in read_yaml(path, ("families",))["families"]]
    for entry, family in entries:
        for relation in family.relations:
            if relation not in known:
                raise entry.error(f"{family.name}: no relation name {relation!r}")
    return tuple(index(entries, "name").values())


@cache
def load_families() -> Mapping[str, frozenset[str]]:
    """The families each relation name is in; a name of none is in one of its own."""
    families, known = _load(), load_vocabulary().relations
    return MappingProxyType(
        {
            name: frozenset(family.name for family in families if name in family.relations) or frozenset({name})
            for name in known
        }
    )


@cache
def load_single_acts() -> frozenset[str]:
    """The relation names of acts that are done once."""
    return frozenset(relation for family in _load() if family.once for relation in family.relations)


@cache
def _load() -> tuple[EventFamily, ...]:
    return read_families(files("ontology") / "data" / _FILE, load_vocabulary().relations)
