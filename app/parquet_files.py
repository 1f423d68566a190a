"""Parquet files: articles in, extractions out and in again. Needs the extra `parquet`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from ontology.errors import InputError, SettingsError

_ROWS = 256
# Rows that are written, and held in memory, together.
_GROUP = 1024
# Under which key a file says how it was made.
_MADE = b"belligraph"


class Row(NamedTuple):
    """What became of one article: where it stood, and its Extraction as JSON or what was wrong."""

    where: str
    extraction: str | None
    error: str | None


def read_records(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, a day for a time. InputError if it is none."""
    parquet = _parquet()
    try:
        for batch in parquet.ParquetFile(stream).iter_batches(_ROWS):
            for row in batch.to_pylist():
                yield {name: value.date() if isinstance(value, datetime) else value for name, value in row.items()}
    except (_arrow().ArrowException, OSError) as error:
        raise InputError(f"not a Parquet file: {str(error).splitlines()[0]}") from None


class RowWriter:
    """Writes rows to a Parquet file as they come; the file is whole when it is closed."""

    def __init__(self, path: Path, made: Mapping[str, str]) -> None:
        """`made` tells whoever reads the file how it was made."""
        arrow = _arrow()
        text = arrow.string()
        fields = [(name, text) for name in Row._fields]
        self._schema = arrow.schema(fields, metadata={_MADE: json.dumps(dict(made)).encode()})
        self._writer = _parquet().ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def write(self, rows: Sequence[Row]) -> None:
        """Add rows."""
        self._rows += rows
        if len(self._rows) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        columns = dict(zip(Row._fields, map(list, zip(*self._rows, strict=True)), strict=True))
        self._writer.write_table(_arrow().table(columns, schema=self._schema))
        self._rows = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rows and error is None:
            self._flush()
        self._writer.close()


def read_rows(path: Path) -> Iterator[Sequence[Row]]:
    """The rows of a file that was written here, some at a time. InputError if it is none."""
    try:
        with path.open("rb") as stream:
            for batch in _parquet().ParquetFile(stream).iter_batches(_ROWS, columns=list(Row._fields)):
                yield [Row(**row) for row in batch.to_pylist()]
    except (_arrow().ArrowException, OSError, TypeError) as error:
        raise InputError(f"{path} is not a file of extractions: {str(error).splitlines()[0]}") from None


def check_parquet() -> None:
    """SettingsError where Parquet cannot be read."""
    _arrow()


def _arrow() -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError:
        raise SettingsError("Parquet needs the extra: install belligraph[parquet]") from None
    return pyarrow


def _parquet() -> Any:
    _arrow()
    import pyarrow.parquet

    return pyarrow.parquet
