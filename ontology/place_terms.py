"""Words for places and for the status of events, with the numbers other codebooks use, read from their data files."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ontology.datafiles import index, read_yaml
from ontology.errors import DataFileError
from ontology.records import Record, Status


class Precision(Record):
    """How exactly a place is known: PLOVER resolution, ACLED geo_precision, UCDP where_prec, GDELT geo type.

    The first number of a list is the one to write; PLOVER None means that it has no number for it.
    """

    name: str
    plover: int | None
    acled: tuple[int, ...]
    ucdp: tuple[int, ...]
    gdelt: tuple[int, ...]
    gloss: str


class PlaceKind(Record):
    """What a place is, the precision an event there has, and the GeoNames feature classes of the kind."""

    name: str
    precision: str
    feature_classes: tuple[str, ...]
    gloss: str


class StatusTerm(Record):
    """A status of event mentions and the PLOVER auxiliary mode it is written out as."""

    name: Status
    auxiliary_mode: str | None
    gloss: str


def read_places(path: Traversable) -> tuple[Mapping[str, PlaceKind], Mapping[str, Precision]]:
    """Place kinds and precisions by name. Raises DataFileError naming file and line."""
    sections = read_yaml(path, ("kinds", "precisions"))
    precisions = index(((entry, entry.make(Precision)) for entry in sections["precisions"]), "name")
    entries = [(entry, entry.make(PlaceKind)) for entry in sections["kinds"]]
    for entry, kind in entries:
        if kind.precision not in precisions:
            raise entry.error(f"no precision {kind.precision!r}")
    return MappingProxyType(index(entries, "name")), MappingProxyType(precisions)


def read_statuses(path: Traversable, auxiliary_modes: Mapping[str, object]) -> Mapping[str, StatusTerm]:
    """The statuses by name, all of `ontology.records.Status`. Raises DataFileError naming file and line."""
    entries = [(entry, entry.make(StatusTerm)) for entry in read_yaml(path, ("statuses",))["statuses"]]
    for entry, term in entries:
        if term.auxiliary_mode is not None and term.auxiliary_mode not in auxiliary_modes:
            raise entry.error(f"no auxiliary mode {term.auxiliary_mode!r}")
    statuses = index(entries, "name")
    if missing := [status.value for status in Status if status.value not in statuses]:
        raise DataFileError(str(path), None, f"status {missing[0]!r} is missing")
    return MappingProxyType(statuses)
