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
    """A kind of act under all the names that reports give it. `once`: nobody does it to the same again within weeks."""

    name: str
    relations: tuple[str, ...]
    once: bool = False


class EventFamilies(NamedTuple):
    """What the file says: the families, and the relation names of words about acts to come."""

    families: tuple[EventFamily, ...]
    plans: frozenset[str]


class _Plan(Record):
    relation: str


def read_families(path: Traversable, known: Collection[str]) -> EventFamilies:
    """The families of a file. DataFileError for a relation name that is not in `known`."""
    sections = read_yaml(path, ("families", "plans"))
    families = [(entry, entry.make(EventFamily)) for entry in sections["families"]]
    plans = [(entry, entry.make(_Plan)) for entry in sections["plans"]]
    named = [(entry, family.relations) for entry, family in families] + [
        (entry, (plan.relation,)) for entry, plan in plans
    ]
    for entry, relations in named:
        for relation in relations:
            if relation not in known:
                raise entry.error(f"no relation name {relation!r}")
    return EventFamilies(tuple(index(families, "name").values()), frozenset(index(plans, "relation")))


@cache
def load_families() -> Mapping[str, frozenset[str]]:
    """The families each relation name is in; a name of none is in one of its own."""
    families, known = _load().families, load_vocabulary().relations
    return MappingProxyType(
        {
            name: frozenset(family.name for family in families if name in family.relations) or frozenset({name})
            for name in known
        }
    )


@cache
def load_single_acts() -> frozenset[str]:
    """The relation names of acts that are done once."""
    return frozenset(relation for family in _load().families if family.once for relation in family.relations)


@cache
def load_plans() -> frozenset[str]:
    """The relation names of words about acts to come."""
    return _load().plans


@cache
def _load() -> EventFamilies:
    return read_families(files("ontology") / "data" / _FILE, load_vocabulary().relations)
