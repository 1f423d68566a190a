"""Moves a database that was kept in SQLite to PostgreSQL: all rows of all tables, in one transaction."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import URL

from graph.backup_contents import Contents, read_contents
from graph.backup_postgresql import replacing
from graph.backup_sqlite import copy_sound
from graph.bulk import copy_rows
from graph.engine import describe_url, make_engine
from graph.schema import prepare_schema
from graph.tables import metadata

# Rows held in memory at a time.
_ROWS = 5_000


def move(file: Path, url: URL, *, force: bool, stamp: str) -> tuple[Contents, str | None]:
    """Fill a PostgreSQL database with what is in a backup of SQLite; what was there, and where it went, as of a dump."""
    with _opened(file) as source, replacing(url, force=force, stamp=stamp) as (engine, aside):
        with engine.begin() as target:
            metadata.create_all(target)
            for table in metadata.sorted_tables:
                _copy(source, target, table)
        with engine.connect() as connection:
            # The planner knows nothing of tables that were filled just now.
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
            return read_contents(connection, describe_url(url)), aside


@contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    """A copy of the backup, brought up to date."""
    folder = Path(tempfile.mkdtemp(prefix="belligraph-move-"))
    try:
        copy_sound(file, folder / "graph.db")
        engine = make_engine(str(folder / "graph.db"), create=False)
        try:
            prepare_schema(engine, create=False)
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(source: Connection, target: Connection, table: Table) -> None:
    rows = source.execute(select(table), execution_options={"yield_per": _ROWS}).mappings()
    for part in rows.partitions():
        copy_rows(target, table, [dict(row) for row in part])
