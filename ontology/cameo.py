"""CAMEO event codes and how they are read as PLOVER, from data/cameo.tsv. Codes are strings: '010' is not '10'."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from ontology.datafiles import Entry, index, read_tsv
from ontology.errors import DataFileError
from ontology.plover import EventType, Mode, Plover, PloverCode
from ontology.records import Record

COLUMNS = ("code", "label", "type", "mode", "contexts", "quad", "also")
# GDELT 2.0 codebook, QuadClass: the last CAMEO root of each class.
LAST_ROOT_OF_QUAD = {1: 5, 2: 8, 3: 13, 4: 20}


class CameoCode(Record):
    """A CAMEO root (2 digits), base (3) or leaf (4) code. `type` is None where PLOVER codes no event.

    `quad` is the GDELT quad class of the root. `also` lists further PLOVER codes that are written out with this code.
    """

    code: Annotated[str, Field(pattern=r"^\d{2,4}$")]
    label: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...] = ()
    quad: int
    also: tuple[PloverCode, ...] = ()

    @property
    def root(self) -> str:
        """The two-digit root category."""
        return self.code[:2]

    def stands_for(self, type_name: str) -> bool:
        """Whether events of a PLOVER type may carry this code."""
        return type_name == self.type or any(type_name == code.type for code in self.also)


def read_cameo(path: Traversable, plover: Plover) -> Mapping[str, CameoCode]:
    """The codes of cameo.tsv by code, checked against PLOVER. Raises DataFileError naming file and line."""
    entries = read_tsv(path, COLUMNS, lists=("contexts", "also"))
    codes = index(((entry, _code(entry, plover)) for entry in entries), "code")
    for code in codes:
        if code[:-1] not in codes and len(code) > 2:
            raise DataFileError(str(path), None, f"code {code} has no parent {code[:-1]}")
    return MappingProxyType(codes)


def check_default_codes(path: Traversable, plover: Plover, cameo: Mapping[str, CameoCode]) -> None:
    """Raise DataFileError where plover.yaml writes a type or mode out as a CAMEO code that does not stand for it."""
    for event_type in plover.types.values():
        terms: list[EventType | Mode] = [event_type, *event_type.modes]
        for term in terms:
            if term.cameo not in cameo or not cameo[term.cameo].stands_for(event_type.name):
                what = f"{event_type.name}, {term.name}: CAMEO code {term.cameo!r} does not stand for it"
                raise DataFileError(str(path), None, what)
        for root in event_type.cameo_roots:
            if root not in cameo or len(root) != 2:
                raise DataFileError(str(path), None, f"{event_type.name}: no CAMEO root {root!r}")


def _code(entry: Entry, plover: Plover) -> CameoCode:
    also = [dict(zip(("type", "mode"), reading.split(":", 1), strict=False)) for reading in entry.fields["also"]]
    code = Entry(entry.path, entry.line, {**entry.fields, "also": also}).make(CameoCode)
    readings = [*code.also, *([PloverCode(type=code.type, mode=code.mode)] if code.type else [])]
    for reading in readings:
        if fault := plover.fault(reading.type, reading.mode):
            raise entry.error(fault)
    if unknown := [context for context in code.contexts if context not in plover.contexts]:
        raise entry.error(f"no PLOVER context {unknown[0]!r}")
    if code.quad != next((quad for quad, last in LAST_ROOT_OF_QUAD.items() if int(code.root) <= last), None):
        raise entry.error(f"quad {code.quad} is not that of root {code.root}")
    return code
