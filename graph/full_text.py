"""Full-text search: words are found by an index on either database, kept right by the database itself.

What is searched is folded when it is stored (`search_words`): words of letters and digits with one space between, the same on
both databases. SQLite keeps an FTS5 table beside each searched one, https://www.sqlite.org/fts5.html, by triggers; its rows are
numbered by `number`, as row numbers of its own may change. PostgreSQL has a GIN index of words. Neither stems, ranks or leaves
words out. The index says which rows have all words; whether they stand next to each other is seen by the words themselves.
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
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

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


def find_rows(connection: Connection, searched: Table, terms: Sequence[Term]) -> list[ColumnElement[bool]]:
    """Conditions on a searched table that lead by its index to the rows that have what is asked for."""
    if connection.dialect.name == "postgresql":
        # Within the statement, for a plan that were kept for any words would be bad for most. They are letters and digits only.
        query = " & ".join(f"''{word}''{':*' if begins else ''}" for word, begins in _words(terms))
        indexed = literal_column(_vector(searched)).bool_op("@@")(literal_column(f"'{query}'::tsquery"))
    else:
        indexed = searched.c.number.in_(select_numbers(searched, terms))
    return [indexed, *has_words(connection, searched.c.words, phrases(terms))]


def select_numbers(searched: Table, terms: Sequence[Term]) -> Select[Any]:
    """The numbers of the rows that have all the words, wherever they stand; on SQLite."""
    name = index_name(searched)
    index = table(name, column("rowid", BigInteger), column(name))
    query = " AND ".join(f'"{word}"{"*" if begins else ""}' for word, begins in _words(terms))
    return select(index.c.rowid.label("number")).where(index.c[name].bool_op("MATCH")(query))


def has_words(connection: Connection, words: ColumnElement[str], terms: Sequence[Term]) -> list[ColumnElement[bool]]:
    """Conditions on the words of a row, which tell of it what is asked for and lead to none."""
    # Not LIKE, which PostgreSQL takes for rarer than it is.
    find = func.strpos if connection.dialect.name == "postgresql" else func.instr
    spaced = literal(" ") + words + literal(" ")
    return [find(spaced, f" {' '.join(term.words)}{'' if term.begins else ' '}") > 0 for term in terms]


def phrases(terms: Sequence[Term]) -> list[Term]:
    """The terms of several words: that these stand next to each other no index tells."""
    return [term for term in terms if len(term.words) > 1]


def _words(terms: Sequence[Term]) -> Iterator[tuple[str, bool]]:
    """The words of terms, and whether they are but beginnings."""
    for term in terms:
        *before, last = term.words
        yield from ((word, False) for word in before)
        yield last, term.begins


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


def _vector(searched: Table) -> str:
    """The words of a row for PostgreSQL. Made of an array, for its own parser takes words apart by the locale."""
    return f"array_to_tsvector(string_to_array({searched.name}.words, ' '))"
