"""The one place where SQLite and PostgreSQL differ in writing: insert or update by primary key."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from ontology.errors import StoreError

# A row as a mapping of column name to value.
Row = Mapping[str, Any]


def upsert(connection: Connection, table: Table, rows: Sequence[Row], *, add: Sequence[str] = ()) -> None:
    """Insert rows of equal columns or, where the primary key is there, update them; columns in `add` are added to."""
    if not rows:
        return
    makers = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    maker = makers.get(connection.dialect.name)
    if maker is None:
        raise StoreError(f"database {connection.dialect.name!r} is not supported; use SQLite or PostgreSQL")
    statement: Any = maker(table)
    key = [column.name for column in table.primary_key]
    changed = {
        name: table.c[name] + statement.excluded[name] if name in add else statement.excluded[name]
        for name in rows[0]
        if name not in key
    }
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), list(rows))


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows of equal columns, if any."""
    if rows:
        connection.execute(table.insert(), list(rows))
