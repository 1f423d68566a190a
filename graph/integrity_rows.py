"""Compares the tables that follow from what was read and judged with what they would be, made anew."""

from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, select

from graph.changes import read_sequence
from graph.judgements import read_rules
from graph.queue_tables import QUEUE_TABLES
from graph.readings import load_readings
from graph.rebuilding import living_articles
from graph.rewriting import compare_rows
from graph.rows import ROWS, rows_of
from graph.snapshots import Snapshots
from graph.source_tables import SOURCE_TABLES
from graph.tables import changes, extractions, judgement_targets, judgements, meta, metadata, reversals
from graph.watch_tables import WATCH_TABLES
from graph.writing import BATCH, apply_all

# What is kept for itself.
_TRUTH = (changes, extractions, judgement_targets, judgements, meta, reversals)
_KEPT = {*_TRUTH, *WATCH_TABLES, *QUEUE_TABLES, *SOURCE_TABLES}


class DifferentTable(NamedTuple):
    """A table that is not what it would be: in how many rows, and the key of the first."""

    table: str
    rows: int
    first: str


def find_different_articles(connection: Connection, sample: int) -> tuple[list[str], int]:
    """Articles whose rows are not what follows, among some spread over all; and how many were looked at."""
    living = living_articles(connection)
    chosen = living[:: max(1, len(living) // sample)][:sample]
    rules = read_rules(connection)
    found: set[str] = set()
    for start in range(0, len(chosen), BATCH):
        for applied in apply_all(connection, load_readings(connection, chosen[start : start + BATCH]), rules):
            for table, make in ROWS:
                if any(compare_rows(connection, table, [applied], rows_of([applied], make))):
                    found.add(f"article {applied.raw.article.id} in {table.name}")
    return sorted(found), len(chosen)


def find_different_tables(connection: Connection) -> Iterator[DifferentTable]:
    """The tables that differ from those of a rebuild, which is made in a temporary database."""
    engine = Snapshots().get(connection, read_sequence(connection))
    with engine.connect() as other:
        for table in metadata.sorted_tables:
            if table not in _KEPT:
                keys = list(_differing_keys(_read(connection, table), _read(other, table), len(table.primary_key)))
                if keys:
                    yield DifferentTable(table.name, len(keys), "/".join(map(str, keys[0])))
    engine.dispose()


def _read(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    """The rows by their key, whose columns come first."""
    key = list(table.primary_key)
    columns = [*key, *(column for column in table.columns if column not in set(key))]
    return iter(connection.execute(select(*columns).order_by(*key), execution_options={"yield_per": 1000}))


def _differing_keys(stored: Iterator[Row[Any]], made: Iterator[Row[Any]], width: int) -> Iterator[tuple[Any, ...]]:
    """The keys, their first `width` columns, of rows that are on one side only or not alike on both."""

    def key(row: Row[Any]) -> tuple[Any, ...]:
        return tuple(row[:width])

    for values, rows in groupby(merge(stored, made, key=key), key=key):
        alike = list(rows)
        if len(alike) != 2 or tuple(alike[0]) != tuple(alike[1]):
            yield values
