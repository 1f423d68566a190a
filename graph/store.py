"""The SQL store: one article in, one transaction, and the merged actors and places kept right."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from types import TracebackType
from typing import Self, TypeAlias

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from graph import tables
from graph.actions import Action
from graph.bulk import uncollected
from graph.changes import read_sequence
from graph.engine import WRITES, describe_url, make_engine
from graph.judgements import Judgement, read_rules, read_version
from graph.judging import make_judgement, reverse_judgement
from graph.rebuilding import rebuild
from graph.rows import check_extraction
from graph.rulebook import Rulebook
from graph.schema import SEQUENCE_KEY, prepare_schema
from graph.snapshots import Moment, Snapshots, find_sequence, stamp
from graph.writing import Written, delete_article, write_extractions
from ontology.errors import StoreError
from ontology.records import Extraction, Record


class AddStatus(StrEnum):
    """What adding an article did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    # Left out, as a version that was handed in later is there already.
    SUPERSEDED = "superseded"


class AddResult(Record):
    """`seq` is the change sequence after the article; `replaced` the older versions that went, its own included."""

    article_id: str
    status: AddStatus
    seq: int
    replaced: tuple[str, ...] = ()


# What time it is, with its zone.
Clock: TypeAlias = Callable[[], datetime]


def read_clock() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


class Store:
    """A database of extractions and judgements. Safe to share between threads; close it when done, or use it in a `with`."""

    def __init__(self, engine: Engine, *, clock: Clock = read_clock, as_of: int | None = None) -> None:
        """With `as_of` it is the graph as it was after that sequence number, and cannot be changed."""
        self._engine = engine
        self._clock = clock
        self._as_of = as_of
        self._snapshots = Snapshots()
        self._rules: tuple[tuple[int, int], Rulebook] = ((0, 0), Rulebook())

    def add(self, extraction: Extraction) -> AddResult:
        """Add one article in one transaction. The same extraction again changes nothing; a changed one (same id, or
        same url and publisher) replaces its own records only. InputError if records point to what is not there."""
        check_extraction(extraction)
        with self.writing() as connection:
            return make_result(write_extractions(connection, [extraction], self.rules(connection), at=self.now())[0])

    def add_many(self, extractions: Iterable[Extraction], *, batch: int = 400) -> Iterator[AddResult]:
        """Add many, `batch` articles a transaction: faster, and what was yielded is committed."""
        rest = iter(extractions)
        while chunk := list(islice(rest, batch)):
            for extraction in chunk:
                check_extraction(extraction)
            with uncollected(), self.writing() as connection:
                written = write_extractions(connection, chunk, self.rules(connection), at=self.now())
            yield from map(make_result, written)

    def delete_article(self, article_id: str) -> int:
        """Delete an article with everything read from it; the sequence after it. NotFoundError if there is none.

        Its history stays, and so do the judgements on it, which wait for it to come back."""
        with self.writing() as connection:
            return delete_article(connection, article_id, self.rules(connection), at=self.now())

    def judge(self, action: Action, *, author: str, reason: str) -> Judgement:
        """Make a judgement and apply it to all articles it concerns, in one transaction and under one sequence number.

        NotFoundError for what the graph does not have; InputError for values or merges that cannot be."""
        with self.writing() as connection:
            return make_judgement(connection, action, author=author, reason=reason, at=self.now())

    def undo(self, judgement_id: str, *, author: str, reason: str) -> Judgement:
        """Undo a judgement: the graph is as if it had never been made. NotFoundError; InputError if it is undone already."""
        with self.writing() as connection:
            return reverse_judgement(
                connection, judgement_id, redo=False, author=author, reason=reason, at=self.now()
            )

    def redo(self, judgement_id: str, *, author: str, reason: str) -> Judgement:
        """Bring an undone judgement back into force, at its old place in the order. NotFoundError; InputError."""
        with self.writing() as connection:
            return reverse_judgement(connection, judgement_id, redo=True, author=author, reason=reason, at=self.now())

    def rebuild(self) -> None:
        """Make all that follows from what was read and judged anew, in one transaction that others wait for.

        Takes about as long as adding all articles. Where the database is sound nothing changes."""
        with self.writing() as connection:
            rebuild(connection)

    def as_of(self, moment: Moment) -> "Store":
        """The graph as it was: at a time, at the end of a day (UTC), or after a sequence number. It answers every question
        that a store answers and cannot be changed.

        It is built from the truth in a temporary SQLite file, as long as adding the articles of then takes (some hundred a
        second) and as large as the store was; the last four are kept. InputError for a number not reached yet."""
        with self.reading() as connection:
            seq = find_sequence(connection, moment)
            return Store(self._snapshots.get(connection, seq), clock=self._clock, as_of=seq)

    def sequence(self) -> int:
        """The sequence number of the last change."""
        with self.reading() as connection:
            return read_sequence(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction to read in: everything asked in it is from one moment. Database errors become StoreError."""
        with self._told_plainly(), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, *, graph: bool = True) -> Iterator[Connection]:
        """A transaction to write in, one at a time; the next one waits. StoreError if it is a past state.

        With `graph` false it writes nothing of the graph, and on PostgreSQL does not wait for who does."""
        if self._as_of is not None:
            raise StoreError(f"this is the graph as of {self._as_of}, which nothing can change any more")
        with (
            self._told_plainly(),
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            if graph and connection.dialect.name == "postgresql":
                # Merged records are read, changed and written back: two writers at once would lose votes.
                connection.execute(select(tables.meta).where(tables.meta.c.key == SEQUENCE_KEY).with_for_update())
            yield connection

    def rules(self, connection: Connection) -> Rulebook:
        """The judgements in force, read again only when others are."""
        version = read_version(connection)
        if self._rules[0] != version:
            self._rules = (version, read_rules(connection))
        return self._rules[1]

    def now(self) -> str:
        """The time, as it is stored."""
        return stamp(self._clock())

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            what = str(error.orig).strip().splitlines()[0]
            raise StoreError(f"database {describe_url(self._engine.url)}: {what}") from error

    def close(self) -> None:
        """Give back all connections."""
        self._snapshots.clear()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str, *, create: bool = True, clock: Clock = read_clock) -> Store:
    """Open a database by URL (`sqlite:///belligraph.db`, `postgresql+psycopg://...`) or path of an SQLite file.

    StoreError in one line if it cannot be used, NewerSchemaError if a newer Belligraph wrote it.
    """
    engine = make_engine(url, create=create)
    try:
        prepare_schema(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, clock=clock)


def make_result(written: Written) -> AddResult:
    """What writing an article did, as it is told."""
    status = AddStatus.UNCHANGED
    if written.replaced is not None:
        status = AddStatus.REPLACED if written.replaced else AddStatus.ADDED
    return AddResult(
        article_id=written.article_id, status=status, seq=written.seq, replaced=written.replaced or ()
    )
