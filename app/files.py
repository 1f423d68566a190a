"""Finds and reads articles in files, folders and standard input. A bad one is an item with an error."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from app.faults import ARTICLE_ERRORS, contain_faults
from app.intake import ArticleInput, decode_text, make_input
from app.parquet_files import read_records
from extract.decoding import decode
from ontology.errors import InputError, TooLargeError

TEXT = (".txt", ".md")
HTML = (".html", ".htm")
RECORDS = (".json", ".jsonl")
PARQUET = (".parquet",)
KNOWN = (*TEXT, *HTML, *RECORDS, *PARQUET)


@dataclass(frozen=True)
class Item:
    """One article of a file: where it stands, its own `id` if it has one, and the input or what is wrong."""

    where: str
    id: object = None
    given: ArticleInput | None = None
    error: str | None = None


@dataclass(frozen=True)
class ReadOptions:
    """How to read: what to assume about articles that do not say it themselves, and what to take files for."""

    known: Mapping[str, object]
    max_bytes: int
    html: bool = False
    jsonl: bool = False


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, and those of known kinds in folders and below, by name. `-` is standard input."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            below = [p for p in sorted(path.rglob("*")) if p.suffix.lower() in KNOWN and p.is_file()]
            if not below:
                raise InputError(f"{path}: no articles in this folder ({', '.join(KNOWN)})")
            found += below
        elif str(path) == "-" or path.exists():
            found.append(path)
        else:
            raise InputError(f"{path}: no such file or folder")
    return found


def count_articles(paths: Sequence[Path], options: ReadOptions) -> int | None:
    """How many articles the files hold; None if only reading them will tell."""
    unknown = options.jsonl or any(path.suffix.lower() in (*RECORDS, *PARQUET) for path in paths)
    return None if unknown else len(paths)


def read_items(paths: Iterable[Path], options: ReadOptions) -> Iterator[Item]:
    """The articles of all files, in order; large JSON Lines files are read as they are used."""
    for path in paths:
        try:
            with contain_faults("reading"):
                yield from _read_file(path, options)
        except ARTICLE_ERRORS as error:
            yield Item(str(path), error=str(error))


def _read_file(path: Path, options: ReadOptions) -> Iterator[Item]:
    if str(path) == "-":
        yield from _read_stream(sys.stdin.buffer, "standard input", "", options)
        return
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, str(path), path.suffix.lower(), options)
    except OSError as error:
        raise InputError(error.strerror or type(error).__name__) from None


def _read_stream(stream: BinaryIO, name: str, suffix: str, options: ReadOptions) -> Iterator[Item]:
    if options.jsonl or suffix == ".jsonl":
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield _read_record(line, f"{name}:{number}", options)
    elif suffix in PARQUET:
        for number, record in enumerate(read_records(stream), 1):
            yield _make_item(record, f"{name}: article {number}", options)
    elif suffix == ".json":
        yield from _read_json(stream.read(), name, options)
    else:
        raw = stream.read(options.max_bytes + 1)
        if len(raw) > options.max_bytes:
            raise TooLargeError(f"larger than {options.max_bytes} bytes (BELLIGRAPH_MAX_BODY_BYTES)")
        form = "html" if options.html or suffix in HTML else "text"
        yield Item(name, given=make_input(**options.known, **{form: decode(raw)}))


def _read_json(raw: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
    found = _parse(raw)
    if isinstance(found, list):
        for number, record in enumerate(found, 1):
            yield _make_item(record, f"{name}: article {number}", options)
    else:
        yield _make_item(found, name, options)


def _read_record(line: bytes, where: str, options: ReadOptions) -> Item:
    try:
        return _make_item(_parse(line), where, options)
    except InputError as error:
        return Item(where, error=str(error))


def _make_item(record: Any, where: str, options: ReadOptions) -> Item:
    if not isinstance(record, dict):
        return Item(where, error="not a JSON object")
    if "date" in record:
        record = {"published": record["date"], **{key: value for key, value in record.items() if key != "date"}}
    given = {key: value for key, value in record.items() if value is not None}
    try:
        return Item(where, id=record.get("id"), given=make_input(**{**options.known, **given}))
    except InputError as error:
        return Item(where, id=record.get("id"), error=str(error))


def _parse(raw: bytes) -> Any:
    try:
        return json.loads(decode_text(raw, "the file"))
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from None
