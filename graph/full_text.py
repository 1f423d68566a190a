"""Full-text search: words are found by an index on either database, kept right by the database itself.

What is searched is folded when it is stored (`search_words`): words of letters and digits with one space between, the same on
both databases. SQLite keeps an FTS5 table beside each searched one, https://www.sqlite.org/fts5.html, by triggers; its rows are
numbered by `number`, as row numbers of its own may change. PostgreSQL has a GIN index of words. Neither stems, ranks or leaves
words out. The index says which rows have all words; whether they stand as they were asked for is seen by `has_words`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Table,
    cast,
    column,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from ontology.ids import digest, fold_text

# PostgreSQL takes no longer words into an index; what is cut off of one is not looked at.
LONGEST = 200
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTES = str.maketrans("“”„«»", '"""""')


class Term(NamedTuple):
    """Words that stand next to each other, folded; with `begins` the last is the beginning of one."""

    words: tuple[str, ...]
    begins: bool = False


def search_words(text: str) -> str:
    """A text as it is searched."""
    folded = fold_text(text)
    if len(folded) <= LONGEST:
        return folded
    return " ".join([word[:LONGEST] for word in folded.split(" ")])


def row_number(id: str) -> int:
    """The number of a row with this id: 63 bits of its hash."""
    return int(digest(id), 16) >> 1


def parse_terms(asked: str) -> tuple[Term, ...]:
    """What somebody asks for: words, "phrases in quotes", and beginn* of words. Words within others (Su-27) count as next to
    each other."""
    found = []
    for quoted, plain in _TERM.findall(asked.translate(_QUOTES)):
        words = tuple(search_words(quoted or plain).split())
        if words:
            found.append(Term(words, plain.endswith("*")))
    return tuple(found)


def has_words(words: ColumnElement[str], terms: Sequence[Term]) -> Iterator[ColumnElement[bool]]:
    """Conditions on a column of searched words. Folded words have nothing in them that LIKE would take for something else."""
    spaced = literal(" ") + words + literal(" ")
    for term in terms:
        yield spaced.like(f"% {' '.join(term.words)}{'' if term.begins else ' '}%")


def select_found(connection: Connection, searched: Table, terms: Sequence[Term]) -> Select[Any]:
    """The numbers of rows that have all the words, wherever they stand."""
    parts = [part for term in terms for part in _parts(term)]
    if connection.dialect.name == "postgresql":
        query = " & ".join(f"'{word}'{':*' if begins else ''}" for word, begins in parts)
        asked = cast(literal(query), TSQUERY)
        return select(searched.c.number).where(literal_column(_vector(searched)).bool_op("@@")(asked))
    name = index_name(searched)
    index = table(name, column("rowid", BigInteger), column(name))
    query = " AND ".join(f'"{word}"{"*" if begins else ""}' for word, begins in parts)
    return select(index.c.rowid.label("number")).where(index.c[name].bool_op("MATCH")(query))


def index_name(searched: Table) -> str:
    """The name of what is looked in: a table of its own on SQLite, an index on PostgreSQL."""
    return f"full_text_{searched.name}"


def index_statements(searched: Table, dialect: str) -> list[str]:
    """What makes the index of a table that is there, for all that is in it and all that comes."""
    own, name = searched.name, index_name(searched)
    if dialect == "postgresql":
        # What waits to be sorted in is gone through at each search, so little may wait (in kB).
        using = f"USING gin ({_vector(searched)}) WITH (gin_pending_list_limit = 256)"
        return [f"CREATE INDEX IF NOT EXISTS {name} ON {own} {using}"]
    add = f"INSERT INTO {name} (rowid, words) VALUES (new.number, new.words);"
    drop = f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', old.number, old.words);"
    differs = "old.number <> new.number OR old.words <> new.words"
    on_change = f"AFTER UPDATE OF number, words ON {own} WHEN {differs}"
    options = f"content = '{own}', content_rowid = 'number', tokenize = 'ascii', detail = 'none', columnsize = 0"
    return [
        f"CREATE UNIQUE INDEX IF NOT EXISTS {own}_number ON {own} (number)",
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5 (words, {options})",
        f"CREATE TRIGGER IF NOT EXISTS {name}_added AFTER INSERT ON {own} BEGIN {add} END",
        f"CREATE TRIGGER IF NOT EXISTS {name}_dropped AFTER DELETE ON {own} BEGIN {drop} END",
        f"CREATE TRIGGER IF NOT EXISTS {name}_changed {on_change} BEGIN {drop} {add} END",
        renewal_statement(searched, dialect),
    ]


def renewal_statement(searched: Table, dialect: str) -> str:
    """What makes an index anew."""
    name = index_name(searched)
    return f"REINDEX INDEX {name}" if dialect == "postgresql" else f"INSERT INTO {name} ({name}) VALUES ('rebuild')"


def missing_parts(connection: Connection, searched: Table) -> list[str]:
    """What there is not of an index that there should be."""
    name = index_name(searched)
    if connection.dialect.name == "postgresql":
        wanted, there = {name}, text("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")
    else:
        wanted = {name, f"{searched.name}_number", *(f"{name}_{done}" for done in ("added", "dropped", "changed"))}
        there = text("SELECT name FROM sqlite_master")
    return sorted(wanted - set(connection.scalars(there)))


def _parts(term: Term) -> Iterator[tuple[str, bool]]:
    """The words of a term, and whether they are but beginnings."""
    *before, last = term.words
    yield from ((word, False) for word in before)
    yield last, term.begins


def _vector(searched: Table) -> str:
    """The words of a row for PostgreSQL. Made of an array, for its own parser takes words apart by the locale."""
    return f"array_to_tsvector(string_to_array({searched.name}.words, ' '))"
