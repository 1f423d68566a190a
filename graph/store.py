"""The SQL store: one article in, one transaction, and the merged actors and places kept right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from graph import rows, tables
from graph.engine import WRITES, describe_url, make_engine
from graph.load import load_extraction
from graph.merged import update_merged
from graph.schema import SEQUENCE_KEY, prepare_schema
from graph.upsert import insert_rows
from graph.votes import count_votes
from ontology.errors import InputError, StoreError
from ontology.records import Article, Extraction, Record


class AddStatus(StrEnum):
    """What adding an article did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


class AddResult(Record):
    """`seq` is the change sequence after the article; `replaced` the older versions that went, its own included."""

    article_id: str
    status: AddStatus
    seq: int
    replaced: tuple[str, ...] = ()


class Store:
    """A database of extractions. Safe to share between threads; close it when done, or use it in a `with`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, extraction: Extraction) -> AddResult:
        """Add one article in one transaction. The same extraction again changes nothing; a changed one (same id, or
        same url and publisher) replaces its own records only. InputError if records point to what is not there."""
        rows.check_extraction(extraction)
        with self.writing() as connection:
            return _add(connection, extraction)

    def add_many(self, extractions: Iterable[Extraction], *, batch: int = 100) -> Iterator[AddResult]:
        """Add many, `batch` articles a transaction: faster, and what was yielded is committed."""
        rest = iter(extractions)
        while chunk := list(islice(rest, batch)):
            for extraction in chunk:
                rows.check_extraction(extraction)
            with self.writing() as connection:
                results = [_add(connection, extraction) for extraction in chunk]
            yield from results

    def delete_article(self, article_id: str) -> int:
        """Delete an article with everything read from it; the sequence after it. NotFoundError if there is none."""
        with self.writing() as connection:
            old = load_extraction(connection, article_id)
            _delete_rows(connection, [article_id])
            return _finish(connection, [old], None)

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
    def writing(self) -> Iterator[Connection]:
        """A transaction to write in, one at a time; the next one waits."""
        with (
            self._told_plainly(),
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            if connection.dialect.name == "postgresql":
                # Merged records are read, changed and written back: two writers at once would lose votes.
                connection.execute(select(tables.meta).where(tables.meta.c.key == SEQUENCE_KEY).with_for_update())
            yield connection

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            what = str(error.orig).strip().splitlines()[0]
            raise StoreError(f"database {describe_url(self._engine.url)}: {what}") from error

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(url: str, *, create: bool = True) -> Store:
    """Open a database by URL (`sqlite:///belligraph.db`, `postgresql+psycopg://...`) or path of an SQLite file.

    StoreError in one line if it cannot be used, NewerSchemaError if a newer Belligraph wrote it.
    """
    engine = make_engine(url, create=create)
    try:
        prepare_schema(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _add(connection: Connection, extraction: Extraction) -> AddResult:
    article, key = extraction.article, rows.extraction_digest(extraction)
    older = _older_versions(connection, article)
    if older.get(article.id) == key and len(older) == 1:
        return AddResult(article_id=article.id, status=AddStatus.UNCHANGED, seq=read_sequence(connection))
    replaced = sorted(older)
    old = [load_extraction(connection, id) for id in replaced]
    _delete_rows(connection, replaced)
    try:
        _insert_rows(connection, extraction, key)
    except IntegrityError as error:
        raise InputError(f"article {article.id}: an event id in it is already used: {error.orig}") from error
    seq = _finish(connection, old, extraction)
    status = AddStatus.REPLACED if replaced else AddStatus.ADDED
    return AddResult(article_id=article.id, status=status, seq=seq, replaced=tuple(replaced))


def _older_versions(connection: Connection, article: Article) -> dict[str, str]:
    """Digests by id of the stored articles that this one takes the place of."""
    same = tables.articles.c.id == article.id
    if article.url:
        own = tables.articles.c.publisher_key == rows.publisher_key(article.publisher)
        same |= (tables.articles.c.url == article.url) & own
    found = connection.execute(select(tables.articles.c.id, tables.articles.c.digest).where(same))
    return {row.id: row.digest for row in found}


def _delete_rows(connection: Connection, article_ids: Sequence[str]) -> None:
    # Everything that was read from an article goes with it, by the foreign keys.
    if article_ids:
        connection.execute(delete(tables.articles).where(tables.articles.c.id.in_(article_ids)))


def _insert_rows(connection: Connection, extraction: Extraction, key: str) -> None:
    insert_rows(connection, tables.articles, [rows.article_row(extraction, key)])
    insert_rows(connection, tables.mentions, rows.mention_rows(extraction))
    insert_rows(connection, tables.article_actors, rows.article_actor_rows(extraction))
    insert_rows(connection, tables.article_places, rows.article_place_rows(extraction))
    insert_rows(connection, tables.event_mentions, rows.event_mention_rows(extraction))
    insert_rows(connection, tables.event_actors, rows.participant_rows(extraction, "actor"))
    insert_rows(connection, tables.event_recipients, rows.participant_rows(extraction, "recipient"))
    insert_rows(connection, tables.event_places, rows.event_place_rows(extraction))
    insert_rows(connection, tables.relation_edges, rows.relation_edge_rows(extraction))
    insert_rows(connection, tables.relations, rows.relation_rows(extraction))


def _finish(connection: Connection, old: Sequence[Extraction], new: Extraction | None) -> int:
    """Merge anew what the change touched and write it into the change log; the sequence number is taken last."""
    difference = count_votes(new) if new else Counter()
    for extraction in old:
        difference.subtract(count_votes(extraction))
    merged = update_merged(connection, difference)
    log = _article_changes(old, new) + [
        (node, id, action) for node, changed in merged.items() for id, action in sorted(changed.items())
    ]
    seq = _next_sequence(connection)
    insert_rows(
        connection,
        tables.changes,
        [
            {"seq": seq, "position": position, "kind": kind, "id": id, "action": action}
            for position, (kind, id, action) in enumerate(log)
        ],
    )
    return seq


def _article_changes(old: Sequence[Extraction], new: Extraction | None) -> list[tuple[str, str, str]]:
    before, after = _known(old), _known([new] if new else [])
    gone = [(kind, id, "deleted") for kind, id in before if (kind, id) not in after]
    return gone + [(kind, id, "changed" if (kind, id) in before else "added") for kind, id in after]


def _known(extractions: Sequence[Extraction]) -> dict[tuple[str, str], None]:
    known: dict[tuple[str, str], None] = {}
    for extraction in extractions:
        known["article", extraction.article.id] = None
        known.update({("event", event.id): None for event in extraction.events})
        known.update({("relation", relation.id): None for relation in extraction.relations})
    return known


def _next_sequence(connection: Connection) -> int:
    counter = tables.meta.c.key == SEQUENCE_KEY
    connection.execute(update(tables.meta).where(counter).values(value=tables.meta.c.value + 1))
    return read_sequence(connection)


def read_sequence(connection: Connection) -> int:
    """The sequence number of the last change."""
    return int(connection.scalars(select(tables.meta.c.value).where(tables.meta.c.key == SEQUENCE_KEY)).one())
