"""Relation names that two accounts may use for one and the same event, read from their data file."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ontology.datafiles import index, read_yaml
from ontology.errors import DataFileError
from ontology.records import Record
from ontology.vocabulary import load_vocabulary

_FILE = "event_families.yaml"


class EventFamily(Record):
    """A kind of act under all the names that reports give it."""

    name: str
    relations: tuple[str, ...]


def read_families(path: Traversable, known: Mapping[str, object]) -> Mapping[str, frozenset[str]]:
    """The families each relation name is in; a name of none is in one of its own. DataFileError for a name not in `known`."""
    entries = read_yaml(path, ("families",))["families"]
    families = index(((entry, entry.make(EventFamily)) for entry in entries), "name")
    by_relation: dict[str, set[str]] = {}
    for family in families.values():
        for relation in family.relations:
            if relation not in known:
                raise DataFileError(str(path), None, f"{family.name}: no relation name {relation!r}")
            by_relation.setdefault(relation, set()).add(family.name)
    return MappingProxyType({name: frozenset(by_relation.get(name, {name})) for name in known})


@cache
def load_families() -> Mapping[str, frozenset[str]]:
    """The families this package ships, by relation name."""
    return read_families(files("ontology") / "data" / _FILE, load_vocabulary().relations)
