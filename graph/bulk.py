"""Rows handed to the driver as they are, many at a time: COPY on PostgreSQL, prepared statements elsewhere.

SQLAlchemy looks at each value of each row, which takes several times as long as writing it. The values of our tables are
text, numbers, truth values and bytes, and every driver takes these as they are.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Table
from sqlalchemy.exc import DBAPIError

from graph.tables import SEARCHED

# Fewer rows are quicker with a plain statement.
_FEW = 8
# Rows of values in one statement that asks, so that few statements are ever prepared.
_ASKED = (8, 40, 120)
# Rows in one statement that inserts what is searched, so that few statements are ever prepared.
_LOTS = (500, 100, 20, 4, 1)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for objects that only refer to each other: of the millions that writing many articles makes, none do, and
    looking at them takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def copy_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of equal columns, of which there is at least one."""
    names = tuple(rows[0])
    _insert(connection, table, names, list(map(_picker(names), rows)))


def copy_tuples(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, if any, that have a value for each column of the table, in their order."""
    if rows:
        _insert(connection, table, tuple(table.c.keys()), rows)


def execute_many(connection: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Execute a statement that inserts rows of equal columns for each of them, of which there is at least one."""
    compiled: Any = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))  # type: ignore[attr-defined]
    if not compiled.positional:
        connection.exec_driver_sql(compiled.string, list(rows))
        return
    connection.exec_driver_sql(compiled.string, list(map(_picker(compiled.positiontup), rows)))


def execute_tuples(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Execute SQL, with `?` for each value, for each of these rows, if any."""
    if rows:
        connection.exec_driver_sql(statement.replace("?", _mark(connection.dialect)), list(rows))


def ask_for(connection: Connection, question: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """What a question gives that joins its tables with rows of values, which it names `({asked})`.

    They are asked for some at a time. Values of one column are of one type; rows of NULL, which must give nothing, fill a lot.
    """
    rest = iter(rows)
    while lot := list(islice(rest, _ASKED[-1])):
        size = next(size for size in _ASKED if len(lot) <= size)
        statement = _question(question, size, len(lot[0]), _mark(connection.dialect))
        filling = (None,) * (len(lot[0]) * (size - len(lot)))
        yield from connection.exec_driver_sql(statement, (*chain.from_iterable(lot), *filling)).all()


@lru_cache(maxsize=64)
def _question(question: str, rows: int, columns: int, mark: str) -> str:
    row = f"({', '.join([mark] * columns)})"
    return question.format(asked=f"VALUES {', '.join([row] * rows)}")


def _insert(connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of these columns, at least one."""
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(map(quote, names))
    if connection.dialect.driver == "psycopg" and len(rows) > _FEW:
        _copy(connection, f"COPY {quote(table.name)} ({columns}) FROM STDIN", rows)
        return
    into = f"INSERT INTO {quote(table.name)} ({columns}) VALUES "
    row = f"({', '.join([_mark(connection.dialect)] * len(names))})"
    if table not in SEARCHED:
        connection.exec_driver_sql(into + row, list(rows))
        return
    start = 0
    while start < len(rows):
        # FTS5 writes what it has gathered to disk before each statement.
        size = next(size for size in _LOTS if size <= len(rows) - start)
        values = tuple(chain.from_iterable(rows[start : start + size]))
        connection.exec_driver_sql(into + ", ".join([row] * size), values)
        start += size


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    from psycopg import Error

    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for values in rows:
                copy.write_row(values)
    except Error as error:
        raise DBAPIError.instance(statement, None, error, Error, dialect=connection.dialect) from error


def _mark(dialect: Dialect) -> str:
    """What stands for a value in the SQL of the driver."""
    return "?" if dialect.paramstyle == "qmark" else "%s"


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """From a row to its values in this order."""
    return itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
