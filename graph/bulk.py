"""Rows handed to the driver as they are, many at a time: COPY on PostgreSQL, prepared statements elsewhere.

SQLAlchemy looks at each value of each row, which takes several times as long as writing it. The values of our tables are
text, numbers, truth values and bytes, and every driver takes these as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.exc import DBAPIError

# Fewer rows are quicker with a plain statement.
_FEW = 8


def copy_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of equal columns, of which there is at least one."""
    if connection.dialect.driver == "psycopg" and len(rows) > _FEW:
        _copy(connection, table, rows)
    else:
        execute_many(connection, table.insert(), rows)


def execute_many(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Execute a statement that inserts rows of equal columns for each of them, of which there is at least one."""
    compiled: Any = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))  # type: ignore[attr-defined]
    if not compiled.positional:
        connection.exec_driver_sql(compiled.string, list(rows))
        return
    connection.exec_driver_sql(compiled.string, list(map(_picker(compiled.positiontup), rows)))


def _copy(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    from psycopg import Error

    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in rows[0])
    statement = f"COPY {quote(table.name)} ({columns}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for values in map(_picker(list(rows[0])), rows):
                copy.write_row(values)
    except Error as error:
        raise DBAPIError.instance(statement, None, error, Error, dialect=connection.dialect) from error


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """From a row to its values in this order."""
    return itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
