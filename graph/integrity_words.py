"""Whether full-text search finds what is there."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, select

from graph.full_text import Term, find_rows, missing_parts
from graph.tables import SEARCHED


def find_lost_words(connection: Connection, *, sample: int | None) -> Iterator[str]:
    """Parts of the indexes that there are not, and rows that are not found by their own words: of all, or of some chosen by
    their numbers, which is by chance. What an index has beside does no harm, for each row that it names is looked at."""
    for searched in SEARCHED:
        missing = missing_parts(connection, searched)
        yield from missing
        rows = select(searched.c.id, searched.c.words).order_by(searched.c.number).limit(sample)
        if not missing:
            for row in connection.execute(rows, execution_options={"yield_per": 1000}):
                if row.words and not _is_found(connection, searched, row.id, row.words):
                    yield f"{searched.name} {row.id}"


def _is_found(connection: Connection, searched: Table, id: str, words: str) -> bool:
    terms = [Term((word,)) for word in sorted(set(words.split()))]
    found = select(searched.c.number).where(searched.c.id == id, *find_rows(connection, searched, terms))
    return connection.scalar(found) is not None
