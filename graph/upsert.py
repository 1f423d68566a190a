"""The one place where SQLite and PostgreSQL differ in writing: insert or update by primary key."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from graph.bulk import copy_rows, execute_many
from ontology.errors import StoreError

# A row as a mapping of column name to value.
Row = Mapping[str, Any]


def upsert(connection: Connection, table: Table, rows: Sequence[Row], *, add: Sequence[str] = ()) -> None:
    """Insert rows of equal columns or, where the primary key is there, update them; columns in `add` are added to."""
    if not rows:
        return
    statement = _insert(connection, table)
    key = [column.name for column in table.primary_key]
    changed = {
        name: table.c[name] + statement.excluded[name] if name in add else statement.excluded[name]
        for name in rows[0]
        if name not in key
    }
    execute_many(connection, statement.on_conflict_do_update(index_elements=key, set_=changed), rows)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows of equal columns, if any."""
    if rows:
        copy_rows(connection, table, rows)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert those rows of equal columns whose primary key is not there yet."""
    if rows:
        execute_many(connection, _insert(connection, table).on_conflict_do_nothing(), rows)


def _insert(connection: Connection, table: Table) -> Any:
    """An insert statement that can deal with rows that are there."""
    makers = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    maker = makers.get(connection.dialect.name)
    if maker is None:
        raise StoreError(f"database {connection.dialect.name!r} is not supported; use SQLite or PostgreSQL")
    return maker(table)
