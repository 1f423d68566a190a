"""The SQL store: one article in, one transaction, and the merged actors and places kept right."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from ontology.records import Extraction, Record


class AddStatus(StrEnum):
    """What adding an article did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


class AddResult(Record):
    """`seq` is the change sequence after the article; `replaced` the ids of older versions that went, its own included."""

    article_id: str
    status: AddStatus
    seq: int
    replaced: tuple[str, ...] = ()


class Store:
    """A database of extractions. Safe to share between threads; close it when done, or use it in a `with`."""

    def add(self, extraction: Extraction) -> AddResult:
        """Add one article in one transaction. The same extraction again changes nothing; a changed one (same id, or
        same url and publisher) replaces its own records only. InputError if records point to what is not there."""
        raise NotImplementedError

    def add_many(self, extractions: Iterable[Extraction], *, batch: int = 100) -> Iterator[AddResult]:
        """Add many, `batch` articles a transaction: faster, and what was yielded is committed."""
        raise NotImplementedError

    def delete_article(self, article_id: str) -> int:
        """Delete an article with everything read from it; the sequence after it. NotFoundError if there is none."""
        raise NotImplementedError

    def close(self) -> None:
        """Give back all connections."""
        raise NotImplementedError


def open_store(url: str, *, create: bool = True) -> Store:
    """Open a database by URL (`sqlite:///belligraph.db`, `postgresql+psycopg://...`) or path of an SQLite file.

    StoreError in one line if it cannot be used, NewerSchemaError if a newer Belligraph wrote it.
    """
    raise NotImplementedError
