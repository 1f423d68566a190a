"""Engines: how a database is opened, and how a transaction begins on it."""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

from ontology.errors import StoreError

# Set on a connection that is going to write.
WRITES = "belligraph_writes"
BUSY_MILLISECONDS = 30_000
# How long PostgreSQL waits for the next word of a transaction, where the URL (`options`), role or database does not say: a process
# that stands still in one would hold up all others for ever.
IDLE_SETTING, LONGEST_IDLE = "idle_in_transaction_session_timeout", "2min"


def make_engine(url: str, *, create: bool) -> Engine:
    """An engine for a database URL or the path of an SQLite file. With `create` false an SQLite file must be there."""
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _make_server_engine(parsed)
    memory = parsed.database in (None, "", ":memory:")
    if not memory:
        _check_file(Path(str(parsed.database)), create=create)
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
    if memory:
        options["poolclass"] = StaticPool
    engine = create_engine(parsed, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def describe_url(url: URL) -> str:
    """A database as people know it: the path of a file, or the URL without its password."""
    is_file = url.get_backend_name() == "sqlite" and url.database
    return str(url.database) if is_file else url.render_as_string(hide_password=True)


def sqlite_file(url: str) -> Path | None:
    """The file that a database is kept in; None where a server or the memory keeps it."""
    parsed = parse_url(url)
    kept = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(str(parsed.database)) if kept else None


def parse_url(url: str) -> URL:
    """A database URL, or the path of an SQLite file, as SQLAlchemy knows it; StoreError for one that is neither."""
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except ArgumentError as error:
        raise StoreError(f"not a database URL: {url!r}; give one like sqlite:///belligraph.db") from error
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(f"database {backend!r} is not supported; use SQLite or PostgreSQL")
    # Without a driver named, the one that the [postgresql] extra installs.
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername == "postgresql" else parsed


def _make_server_engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"fallback_application_name": "belligraph"})
    except ModuleNotFoundError as error:
        raise StoreError(f"no driver for {url.drivername}: install belligraph[postgresql]") from error
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"cannot open the database {path}: it is a folder; name a file")
    if not path.exists() and not create:
        raise StoreError(f"there is no database {path}")
    if not path.parent.is_dir():
        raise StoreError(f"cannot create the database {path}: there is no folder {path.parent}")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Write-ahead log, so that readers never wait for the writer; transactions begin where we say."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    _write_ahead(cursor)
    for pragma in (
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Turn the write-ahead log on. While another process does so for the first time, SQLite refuses at once and does not wait."""
    until = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    """A plan for each question: one kept for all actors and words takes seconds for a hub where its own takes milliseconds. And
    an end to transactions that nobody goes on with."""
    idle = "SELECT set_config(%(name)s, %(time)s, false) WHERE current_setting(%(name)s) = '0'"
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_custom_plan")
        cursor.execute(idle, {"name": IDLE_SETTING, "time": LONGEST_IDLE})
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns to writing fails at once when another writer was quicker; IMMEDIATE waits.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
