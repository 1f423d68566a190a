"""Backups of SQLite databases: copies by SQLite's own online backup, https://www.sqlite.org/backup.html."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from graph.backup_contents import Contents, read_contents
from graph.engine import make_engine
from graph.schema import prepare_schema
from ontology.errors import StoreError


def dump(url: URL, file: Path) -> Contents:
    """Copy the database as it is now. The copy is one file, without a write-ahead log beside it."""
    copy_sound(_path(url), file)
    return _contents(file)


def restore(file: Path, url: URL, *, force: bool, stamp: str) -> tuple[Contents, str | None]:
    """Copy a backup to where the database is to be, and where the old one went. All is checked before that one is touched."""
    target = _path(url)
    if not target.parent.is_dir():
        raise StoreError(f"cannot create the database {target}: there is no folder {target.parent}")
    taken = target.exists() and target.stat().st_size > 0
    if taken and not force:
        raise StoreError(
            f"there is a database {target} already; restore to another, or use --force to set that one aside"
        )
    part = target.with_name(f".{target.name}.{stamp}.part")
    try:
        copy_sound(file, part)
        engine = make_engine(str(part), create=False)
        try:
            prepare_schema(engine, create=False)
        finally:
            engine.dispose()
        contents = _contents(part)
        aside = _set_aside(target, stamp) if taken else None
        part.replace(target)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            part.with_name(part.name + suffix).unlink(missing_ok=True)
    return contents, str(aside) if aside else None


def _path(url: URL) -> Path:
    if url.database in (None, "", ":memory:"):
        raise StoreError("a database in memory has no backup; name the file of a database")
    return Path(str(url.database))


def copy_sound(source: Path, target: Path) -> None:
    """Copy a database and check the copy. One step over all pages holds one state: in pieces it would start anew with every write of another."""
    with _told_plainly(source), closing(_open(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")
        (found,) = new.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise StoreError(f"database {source} is damaged: {found}")


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError(f"there is no database {path}")
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)


def _contents(path: Path) -> Contents:
    # The store's own engines would turn the write-ahead log on.
    engine = create_engine("sqlite://", creator=lambda: _open(path), poolclass=NullPool)
    with engine.connect() as connection:
        return read_contents(connection, str(path))


def _set_aside(target: Path, stamp: str) -> Path:
    """Rename the database with all that is in its write-ahead log. StoreError if somebody has it open."""
    aside = target.with_name(f"{target.name}.before-{stamp}")
    if aside.exists():
        raise StoreError(f"cannot set {target} aside: there is a file {aside}")
    try:
        with closing(sqlite3.connect(target, timeout=1)) as connection:
            # Leaving the log takes the database for oneself, so that a server that writes to it is noticed.
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise StoreError(f"{target} is in use ({error}): stop what uses it, such as a server, and try again") from None
    except sqlite3.DatabaseError:
        # What is no database is kept too.
        pass
    return target.rename(aside)


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"cannot copy the database {path}: {error}") from error
