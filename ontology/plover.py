"""PLOVER v2.0: event types with modes, contexts, auxiliary modes and quad classes, read from data/plover.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from ontology.datafiles import Entry, index, read_yaml
from ontology.errors import DataFileError
from ontology.records import Record

Score = Annotated[float, Field(ge=-10, le=10)]
SECTIONS = ("quad_classes", "auxiliary_modes", "types", "old_types", "old_modes", "contexts")


class PloverCode(Record):
    """A PLOVER type and one of its modes."""

    type: str
    mode: str | None = None


class Mode(Record):
    """How an event of a type is done. `score` None: that of the type. `cameo`: the CAMEO code it is written out as."""

    name: str
    score: Score | None
    cameo: str
    gloss: str


class EventType(Record):
    """One of the sixteen PLOVER event types. `score` is the conflict-cooperation score, -10 to 10."""

    name: str
    quad: Annotated[int, Field(ge=1, le=4)]
    score: Score
    recipient_required: bool
    cameo_roots: tuple[str, ...]
    cameo: str
    gloss: str
    modes: tuple[Mode, ...] = ()

    def mode(self, name: str) -> Mode | None:
        """The mode of this name, None where the type has no such mode."""
        return next((mode for mode in self.modes if mode.name == name), None)


class Context(Record):
    """A PLOVER context: what an event is about."""

    name: str
    gloss: str


class AuxiliaryMode(Record):
    """A PLOVER auxiliary mode: historical, future, hypothetical, negation."""

    name: str
    gloss: str


class QuadClass(Record):
    """Verbal or material, cooperation or conflict."""

    number: Annotated[int, Field(ge=1, le=4)]
    name: str
    gloss: str


class OldType(Record):
    """A type name of an older draft and what it is called today."""

    name: str
    type: str
    mode: str | None = None


class OldMode(Record):
    """A mode name of another coder and what it is called today."""

    type: str
    name: str
    mode: str


@dataclass(frozen=True)
class Plover:
    """The PLOVER tables by name; quad classes by number; `old_modes` by (type, old name)."""

    types: Mapping[str, EventType]
    contexts: Mapping[str, Context]
    auxiliary_modes: Mapping[str, AuxiliaryMode]
    quad_classes: Mapping[int, QuadClass]
    old_types: Mapping[str, PloverCode]
    old_modes: Mapping[tuple[str, str], str]

    def fault(self, type_name: str, mode: str | None) -> str | None:
        """What is wrong with a type and mode, None where both exist."""
        if type_name not in self.types:
            return f"no PLOVER type {type_name!r}"
        if mode is not None and self.types[type_name].mode(mode) is None:
            return f"{type_name} has no mode {mode!r}"
        return None


def read_plover(path: Traversable) -> Plover:
    """The tables of plover.yaml. Raises DataFileError naming file and line."""
    sections = read_yaml(path, SECTIONS)
    types = index(((entry, entry.make(EventType)) for entry in sections["types"]), "name")
    contexts = index(((entry, entry.make(Context)) for entry in sections["contexts"]), "name")
    auxiliary = index(((entry, entry.make(AuxiliaryMode)) for entry in sections["auxiliary_modes"]), "name")
    quads = index(((entry, entry.make(QuadClass)) for entry in sections["quad_classes"]), "number")
    _check_types(path, sections["types"], types)
    plover = Plover(
        types=MappingProxyType(types),
        contexts=MappingProxyType(contexts),
        auxiliary_modes=MappingProxyType(auxiliary),
        quad_classes=MappingProxyType({quad.number: quad for quad in quads.values()}),
        old_types=MappingProxyType({}),
        old_modes=MappingProxyType({}),
    )
    return _with_old_names(plover, sections["old_types"], sections["old_modes"])


def _check_types(path: Traversable, entries: tuple[Entry, ...], types: Mapping[str, EventType]) -> None:
    if len(types) != 16:
        raise DataFileError(str(path), None, f"PLOVER has 16 types, not {len(types)}")
    for entry in entries:
        names = [mode.name for mode in types[entry.fields["name"]].modes]
        if len(names) != len(set(names)):
            raise entry.error("a mode is given twice")


def _with_old_names(plover: Plover, types: tuple[Entry, ...], modes: tuple[Entry, ...]) -> Plover:
    old_types: dict[str, PloverCode] = {}
    for entry in types:
        old = entry.make(OldType)
        if fault := plover.fault(old.type, old.mode):
            raise entry.error(fault)
        if old.name in plover.types:
            raise entry.error(f"{old.name} is a type of today")
        old_types[old.name] = PloverCode(type=old.type, mode=old.mode)
    old_modes: dict[tuple[str, str], str] = {}
    for entry in modes:
        change = entry.make(OldMode)
        if fault := plover.fault(change.type, change.mode):
            raise entry.error(fault)
        old_modes[change.type, change.name] = change.mode
    return replace(plover, old_types=MappingProxyType(old_types), old_modes=MappingProxyType(old_modes))
