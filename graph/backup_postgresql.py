"""Backups of PostgreSQL databases by its own programs, https://www.postgresql.org/docs/current/app-pgdump.html."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from graph.backup_contents import Contents, read_contents
from graph.engine import describe_url, make_engine
from graph.schema import prepare_schema
from graph.tables import SCHEMA_VERSION, VERSION_KEY, meta, metadata
from ontology.errors import NewerSchemaError, StoreError

# Schemas that hold what a restore set aside.
_ASIDE = "belligraph_before_"


def dump(url: URL, file: Path) -> Contents:
    """Dump the database as it is in one transaction of ours, whose state pg_dump reads too."""
    tool = _find("pg_dump")
    engine = make_engine(url.render_as_string(hide_password=False), create=False)
    try:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection, connection.begin():
            contents = read_contents(connection, describe_url(url))
            state = connection.scalar(text("SELECT pg_export_snapshot()"))
            options = ["--format=custom", "--no-owner", "--no-privileges", f"--exclude-schema={_ASIDE}*"]
            _run([tool, *options, f"--snapshot={state}", f"--file={file}", f"--dbname={_plain(url)}"], url)
    except DBAPIError as error:
        raise _unusable(url, error) from error
    finally:
        engine.dispose()
    return contents


def restore(file: Path, url: URL, *, force: bool, stamp: str) -> tuple[Contents, str | None]:
    """Restore a dump, in one transaction; what is there now, and the schema to which the tables went that were there."""
    tool = _find("pg_restore")
    _check_version(tool, file, url)
    with replacing(url, force=force, stamp=stamp) as (engine, aside):
        options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        _run([tool, *options, f"--dbname={_plain(url)}", str(file)], url)
        prepare_schema(engine, create=False)
        with engine.connect() as connection:
            return read_contents(connection, describe_url(url)), aside


@contextmanager
def replacing(url: URL, *, force: bool, stamp: str) -> Iterator[tuple[Engine, str | None]]:
    """A database without tables of ours, to be filled in one transaction, and the schema to which those went that it had.

    They come back if that fails. StoreError if there are such tables, unless with `force`."""
    engine = make_engine(url.render_as_string(hide_password=False), create=False)
    try:
        aside = _set_aside(engine, f"{_ASIDE}{stamp}", force=force, name=describe_url(url))
        try:
            yield engine, aside
        except (StoreError, DBAPIError):
            _bring_back(engine, aside)
            raise
    except DBAPIError as error:
        raise _unusable(url, error) from error
    finally:
        engine.dispose()


def _check_version(tool: str, file: Path, url: URL) -> None:
    """Refuse a dump that is none of ours or of a newer version, before anything is touched."""
    read = _run([tool, "--data-only", f"--table={meta.name}", "--file=-", str(file)], url)
    found = re.search(rf"^{VERSION_KEY}\t(\d+)$", read, re.MULTILINE)
    if not found:
        raise StoreError(f"{file} is not a backup of a Belligraph database")
    if int(found[1]) > SCHEMA_VERSION:
        raise NewerSchemaError(
            f"{file} has schema version {found[1]}, this Belligraph knows up to {SCHEMA_VERSION}: update Belligraph"
        )


def _set_aside(engine: Engine, schema: str, *, force: bool, name: str) -> str | None:
    """Move our tables to another schema; the name of that, None if there are none."""
    with engine.begin() as connection:
        tables = _own_tables(connection)
        if not tables:
            return None
        if not force:
            raise StoreError(f"there is a database {name} already; restore to another, or use --force to set it aside")
        _check_unused(connection, name)
        connection.execute(text(f'CREATE SCHEMA "{schema}"'))
        _move(connection, tables, schema)
    return schema


def _bring_back(engine: Engine, schema: str | None) -> None:
    if schema is None:
        return
    with engine.begin() as connection:
        own = connection.scalar(text("SELECT current_schema()"))
        if _own_tables(connection):
            # It was restored, and could not be brought up to date: both are kept.
            return
        _move(connection, inspect(connection).get_table_names(schema=schema), str(own), of=f'"{schema}".')
        connection.execute(text(f'DROP SCHEMA "{schema}"'))


def _own_tables(connection: Connection) -> list[str]:
    return sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))


def _move(connection: Connection, tables: Iterable[str], schema: str, *, of: str = "") -> None:
    for table in tables:
        connection.execute(text(f'ALTER TABLE {of}"{table}" SET SCHEMA "{schema}"'))


def _check_unused(connection: Connection, name: str) -> None:
    """Refuse while others are connected: what they write meanwhile would be neither here nor there."""
    others = connection.scalar(
        text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
    )
    if others:
        raise StoreError(f"{name} is in use by {others} others: stop what uses it, such as a server, and try again")


def _find(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        raise StoreError(
            f"{tool} is not on the PATH: install PostgreSQL's client programs of the server's version or newer "
            "(the package postgresql-client of most systems)"
        )
    return found


def _plain(url: URL) -> str:
    """The address as libpq takes it. The password goes another way: others can see what a program is called with."""
    return url.set(drivername="postgresql", password=None).render_as_string()


def _run(command: Sequence[str], url: URL) -> str:
    """What a program prints. StoreError with its own words where it fails."""
    known = {"LC_MESSAGES": "C"} | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run(
        command, env=os.environ | known, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        words = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
        raise StoreError(f"{Path(command[0]).name}: {words[0].partition('error: ')[2] or words[0]}")
    return done.stdout


def _unusable(url: URL, error: DBAPIError) -> StoreError:
    return StoreError(f"cannot use the database {describe_url(url)}: {str(error.orig).strip().splitlines()[0]}")
