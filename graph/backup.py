"""Backups: one file with the whole database, made while others write to it, and databases made from such files."""

import os
from datetime import UTC, datetime
from pathlib import Path

from graph import backup_postgresql, backup_sqlite
from graph.backup_contents import Contents
from graph.engine import parse_url
from graph.moving import move
from ontology.errors import InputError
from ontology.records import Record

_DUMP = {"sqlite": backup_sqlite.dump, "postgresql": backup_postgresql.dump}
# By what the backup is of, and what it is restored to.
_RESTORE = {
    ("sqlite", "sqlite"): backup_sqlite.restore,
    ("sqlite", "postgresql"): move,
    ("postgresql", "postgresql"): backup_postgresql.restore,
}
# How the files of each kind begin.
_BEGINNINGS = {"sqlite": b"SQLite format 3\0", "postgresql": b"PGDMP"}


class Backup(Record):
    """A backup that was made, and what is in it."""

    file: Path
    bytes: int
    contents: Contents


class Restored(Record):
    """A database that was made from a backup; `aside` is where the database that was there before is kept."""

    contents: Contents
    aside: str | None


def back_up(url: str, file: Path) -> Backup:
    """Write the database, as it is at one moment, to a new file; others may read and write meanwhile.

    The file has its name only when it is whole. InputError if there is such a file already or no folder for it,
    StoreError if the database cannot be copied.
    """
    if file.exists():
        raise InputError(f"{file}: there is such a file already; name another, for a backup never overwrites one")
    if not file.parent.is_dir():
        raise InputError(f"{file}: there is no folder {file.parent}")
    parsed = parse_url(url)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        contents = _DUMP[parsed.get_backend_name()](parsed, part)
        part.rename(file)
    except OSError as error:
        raise InputError(f"cannot write {file}: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
    return Backup(file=file, bytes=file.stat().st_size, contents=contents)


def restore(file: Path, url: str, *, force: bool = False, at: datetime) -> Restored:
    """Make a database from a backup and bring it up to this version of Belligraph.

    StoreError if there is a database already, unless with `force`: then that one is kept under a name with the time `at`.
    A backup of SQLite may become a PostgreSQL database. If anything is wrong with the backup, what is there stays as it is;
    InputError if it is no backup.
    """
    parsed = parse_url(url)
    way = _tell_kind(file), parsed.get_backend_name()
    if way not in _RESTORE:
        raise InputError(f"{file} is a backup of {way[0]}, which cannot be restored to {way[1]}; name another database")
    stamp = at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    contents, aside = _RESTORE[way](file, parsed, force=force, stamp=stamp)
    return Restored(contents=contents, aside=aside)


def _tell_kind(file: Path) -> str:
    """Which database a backup is of. InputError if it is none."""
    try:
        with file.open("rb") as stream:
            beginning = stream.read(16)
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    found = next((kind for kind, mark in _BEGINNINGS.items() if beginning.startswith(mark)), None)
    if found is None:
        raise InputError(
            f"{file} is no backup: it is neither an SQLite database nor a custom-format dump of PostgreSQL"
        )
    return found
