"""The files of the back-file mode: one of extractions for each file of articles, and a mark beside it when it is whole."""

import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.parquet_files import Row, RowWriter, read_rows
from ontology.errors import InputError
from ontology.ids import digest, slug
from ontology.records import Record

_DONE = ".done.json"
_CHUNK = 1 << 20
# Seconds after which nobody writes to a file any more.
_LEFT_OVER = 3600.0


class Mark(Record):
    """That a file of articles was read: its path, the digest of what was in it, and by which extractor."""

    path: str
    digest: str
    extractor: str
    articles: int
    failed: int


class Output(NamedTuple):
    """Where what was read from a file goes; the name tells the content of that file, wherever it lies."""

    source: Path
    digest: str
    file: Path

    @property
    def mark(self) -> Path:
        """Where the mark goes."""
        return self.file.with_suffix(_DONE)


class Done(NamedTuple):
    """A file of extractions that is whole."""

    file: Path
    mark: Mark

    @property
    def id(self) -> str:
        """What changes when its content may."""
        return digest("backfill", self.mark.digest, self.mark.extractor, length=64)


def plan(source: Path, folder: Path) -> Output:
    """Where the extractions of a file of articles go."""
    made = hashlib.sha256()
    try:
        with source.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                made.update(chunk)
    except OSError as error:
        raise InputError(f"{source}: {error.strerror}") from None
    content = made.hexdigest()
    return Output(source, content, folder / f"{slug(source.stem)[:80]}-{content[:16]}.parquet")


def is_done(output: Output, extractor: str) -> bool:
    """Whether this extractor has read the file."""
    mark = _read_mark(output.mark)
    return mark is not None and (mark.digest, mark.extractor) == (output.digest, extractor) and output.file.is_file()


class OutputWriter:
    """Writes extractions under a name of its own; `finish` gives the file its name, and then writes the mark."""

    def __init__(self, output: Output, extractor: str) -> None:
        self._output = output
        self._extractor = extractor
        self._part = output.file.with_name(f".{output.file.name}.{os.getpid()}.part")
        _remove_left_over(output.file)
        self._rows = RowWriter(self._part, {"digest": output.digest, "extractor": extractor})
        self._articles = self._failed = 0

    def write(self, rows: list[Row]) -> None:
        """Add what became of articles."""
        self._rows.write(rows)
        self._articles += len(rows)
        self._failed += sum(row.extraction is None for row in rows)

    def finish(self) -> Mark:
        """All of it is written."""
        self._rows.__exit__(None, None, None)
        _sync(self._part)
        # An older mark, of another extractor, must not stand beside the new file.
        self._output.mark.unlink(missing_ok=True)
        self._part.replace(self._output.file)
        mark = Mark(
            path=str(self._output.source),
            digest=self._output.digest,
            extractor=self._extractor,
            articles=self._articles,
            failed=self._failed,
        )
        beside = self._output.mark.with_name(f".{self._output.mark.name}.{os.getpid()}.part")
        beside.write_text(mark.model_dump_json() + "\n")
        beside.replace(self._output.mark)
        return mark

    def give_up(self) -> None:
        """Nothing of it stays."""
        self._part.unlink(missing_ok=True)


def find_done(folder: Path) -> list[Done]:
    """The files of extractions that are whole, by name. InputError if there is none."""
    found = [(path, _read_mark(path)) for path in sorted(folder.glob(f"*{_DONE}"))]
    done = [Done(path.with_name(path.name.removesuffix(_DONE) + ".parquet"), mark) for path, mark in found if mark]
    if not done:
        raise InputError(f"{folder}: no extractions in this folder; `belligraph backfill IN... --out` makes them")
    return done


def read_extractions(done: Done) -> Iterator[list[Row]]:
    """What is in a file of extractions, some rows at a time."""
    for rows in read_rows(done.file):
        yield list(rows)


def _read_mark(path: Path) -> Mark | None:
    try:
        return Mark.model_validate(json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path} is no mark of a back-file run: {error}; remove it, and the run makes it anew"
        ) from None


def _remove_left_over(file: Path) -> None:
    """Remove what runs that were killed left of a file; what was written to lately may be another run's."""
    for path in file.parent.glob(f".{file.name}.*.part"):
        if time.time() - path.stat().st_mtime > _LEFT_OVER:
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
