"""Reads the knowledge lists: tab-separated UTF-8 with # comment lines and a header row, values in a cell parted by |."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import DataFileError


@dataclass(frozen=True)
class TableRow:
    """One row, with the place it came from so that checks can name it."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The cell; raises where it is empty."""
        value = self.cells[column]
        if not value:
            raise self.error(f"column {column!r} is empty")
        return value

    def optional(self, column: str) -> str | None:
        """The cell, None where it is empty."""
        return self.cells[column] or None

    def values(self, column: str) -> tuple[str, ...]:
        """The values of a cell that may hold several."""
        cell = self.cells[column]
        if not cell:
            return ()
        values = tuple(value.strip() for value in cell.split("|"))
        if not all(values):
            raise self.error(f"column {column!r} has an empty value between bars: {cell!r}")
        return values

    def error(self, what: str) -> DataFileError:
        """The error to raise about this row."""
        return DataFileError(self.path, self.line, what)


def read_table(path: Path, columns: Sequence[str], *, optional: Sequence[str] = ()) -> Iterator[TableRow]:
    """Yield the rows of a file that must have exactly these columns, in any order; those that are `optional` may be missing.

    Raises DataFileError.
    """
    absent = dict.fromkeys(optional, "")
    header: list[str] | None = None
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = _check_header(path, number, cells, columns, optional)
        elif len(cells) != len(header):
            raise DataFileError(path, number, f"{len(cells)} cells where the header has {len(header)}: {line[:60]!r}")
        else:
            yield TableRow(path, number, absent | dict(zip(header, cells, strict=True)))
    if header is None:
        raise DataFileError(path, None, "no header row")


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file; raises DataFileError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise DataFileError(path, None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataFileError(path, None, f"is not UTF-8: byte {error.start}") from error


def _check_header(
    path: Path, number: int, cells: list[str], columns: Sequence[str], optional: Sequence[str]
) -> list[str]:
    unknown = [cell for cell in cells if cell not in columns]
    missing = [column for column in columns if column not in cells and column not in optional]
    if unknown:
        raise DataFileError(path, number, f"unknown column {unknown[0]!r}; the columns are {', '.join(columns)}")
    if missing:
        raise DataFileError(path, number, f"column {missing[0]!r} is missing")
    if len(set(cells)) < len(cells):
        raise DataFileError(path, number, "a column stands twice in the header")
    return cells
