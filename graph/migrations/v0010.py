"""Schema 10: full-text search on both databases. Rows get a number, and what is there already is taken into the indexes."""

from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations

from graph.full_text import LONGEST, index_statements, row_number, search_words
from graph.tables import SEARCHED, relation_edges

REBUILDS = False


# The numbers on PostgreSQL, as `row_number` makes them, and words no longer than `search_words` leaves them.
_HASH = "('x' || left(encode(sha256(convert_to({id}, 'UTF8')), 'hex'), 16))::bit(64)::bigint"
_NUMBER = f"({_HASH} >> 1) & 9223372036854775807"
_CUT = f"regexp_replace(words, '(\\S{{{LONGEST}}})\\S+', '\\1', 'g')"


def upgrade(op: Operations) -> None:
    """Add the numbers and the indexes."""
    connection = op.get_bind()
    number, cut = _NUMBER, _CUT
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.create_function("row_number_of", 1, row_number, deterministic=True)
        driver.create_function("search_words_of", 1, search_words, deterministic=True)
        number, cut = "row_number_of({id})", "search_words_of(words)"
    there = sa.inspect(connection)
    for table in (*SEARCHED, relation_edges):
        if "number" not in {column["name"] for column in there.get_columns(table.name)}:
            op.add_column(table.name, sa.Column("number", sa.BigInteger, nullable=False, server_default=sa.text("0")))
    numbered = f"UPDATE relation_edges SET number = {number.format(id='mention_id')}"
    connection.exec_driver_sql(numbered)
    for searched in SEARCHED:
        # Words that are too long for an index are cut.
        numbered = f"UPDATE {searched.name} SET number = {number.format(id='id')}, words = {cut}"
        connection.exec_driver_sql(numbered)
        for statement in index_statements(searched, connection.dialect.name):
            connection.exec_driver_sql(statement)
