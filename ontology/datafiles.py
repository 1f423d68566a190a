"""Reading of knowledge files, TSV and YAML. Every entry remembers the file and line it stands on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from ontology.errors import DataFileError

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class Entry:
    """One row of a TSV file or one item of a YAML list, and where it stands."""

    path: str
    line: int
    fields: Mapping[str, Any]

    def error(self, what: str) -> DataFileError:
        """The error to raise about this entry."""
        return DataFileError(self.path, self.line, what)

    def make(self, record: type[R]) -> R:
        """The entry as a record. Raises DataFileError where a field is missing, unknown or wrong."""
        try:
            return record.model_validate(dict(self.fields))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise self.error(f"{field}: {first['msg']}") from None


def read_tsv(path: Traversable, columns: Iterable[str], *, lists: Iterable[str] = ()) -> tuple[Entry, ...]:
    """Rows of a tab-separated file, sorted by the first column and unique in it.

    Lines that start with # are comments; the first other line must name exactly `columns`. Empty cells are None, the
    cells of columns in `lists` are tuples split at |. Raises DataFileError naming file and line.
    """
    expected, split = list(columns), set(lists)
    rows = [(number, line) for number, line in enumerate(_lines(path), 1) if line and not line.startswith("#")]
    if not rows or rows[0][1].split("\t") != expected:
        raise DataFileError(str(path), rows[0][0] if rows else None, f"the first row must be the columns {expected}")
    entries = tuple(_row(str(path), number, line, expected, split) for number, line in rows[1:])
    _check_order(entries, expected[0])
    return entries


def read_yaml(path: Traversable, sections: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
    """The entries of each section of a YAML file: a mapping of exactly these section names to lists of mappings.

    Raises DataFileError naming file and line.
    """
    try:
        root = yaml.compose("\n".join(_lines(path)), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise DataFileError(str(path), line, f"not YAML: {error.problem}") from None
    if not isinstance(root, yaml.MappingNode):
        raise DataFileError(str(path), 1, "must be a mapping of section names to lists")
    found = {key.value: _items(str(path), key.value, node) for key, node in root.value}
    if list(found) != list(sections):
        raise DataFileError(str(path), 1, f"the sections must be {list(sections)}, not {list(found)}")
    return found


def index(entries: Iterable[tuple[Entry, R]], key: str) -> dict[str, R]:
    """Records by the value of one field. Raises DataFileError at the second of two entries with the same value."""
    records: dict[str, R] = {}
    for entry, record in entries:
        name = str(getattr(record, key))
        if name in records:
            raise entry.error(f"{key} {name!r} is given twice")
        records[name] = record
    return records


def _lines(path: Traversable) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(str(path), None, f"cannot be read: {error}") from None


def _row(path: str, number: int, line: str, columns: list[str], lists: set[str]) -> Entry:
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise DataFileError(path, number, f"{len(cells)} cells instead of {len(columns)}")
    fields: dict[str, Any] = {
        column: tuple(cell.split("|") if cell else ()) if column in lists else cell or None
        for column, cell in zip(columns, cells, strict=True)
    }
    return Entry(path, number, fields)


def _check_order(entries: tuple[Entry, ...], key: str) -> None:
    previous = ""
    for entry in entries:
        value = entry.fields[key]
        if not isinstance(value, str):
            raise entry.error(f"{key} is empty")
        if value == previous:
            raise entry.error(f"{key} {value!r} is given twice")
        if value < previous:
            raise entry.error(f"{key} {value!r} stands after {previous!r}; sort the file")
        previous = value


def _items(path: str, section: str, node: yaml.Node) -> tuple[Entry, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise DataFileError(path, node.start_mark.line + 1, f"{section} must be a list")
    return tuple(_item(path, section, item) for item in node.value)


def _item(path: str, section: str, node: yaml.Node) -> Entry:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise DataFileError(path, line, f"an entry of {section} must be a mapping")
    names = [key.value for key, _ in node.value]
    if len(names) != len(set(names)):
        raise DataFileError(path, line, f"an entry of {section} gives a field twice")
    constructor = yaml.constructor.SafeConstructor()
    return Entry(path, line, constructor.construct_document(node))
