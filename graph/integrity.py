"""Whether a database is whole: its pages, its tables, and that what follows from the truth does follow from it."""

from collections.abc import Iterator
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection, Select, func, inspect, select, text, union

from graph import tables
from graph.backup_contents import read_contents
from graph.changes import read_sequence
from graph.engine import describe_url, make_engine
from graph.findings import Finding, Level, error, fine, warning
from graph.integrity_rows import find_different_articles, find_different_tables
from graph.integrity_words import find_lost_words
from graph.rebuilding import select_living
from graph.store import Store
from graph.tables import SCHEMA_VERSION, metadata
from graph.work_health import check_work
from ontology.errors import StoreError

_RESTORE = "restore the last backup with `belligraph restore`; until then do not write to this database"
_REBUILD = (
    "stop what writes, make a backup, then run `belligraph rebuild`, which makes it anew from what was read and judged"
)
_MIGRATE = "make a backup; the next command that opens the database brings it up to date"
# Rows named in a finding.
_SHOWN = 5

# Columns that name something, and the column where that must be.
_NAMED = (
    *((table.c.actor_id, tables.actors.c.id)
      for table in (tables.article_actors, tables.event_actors, tables.event_recipients, tables.relation_edges)),
    *((table.c.place_id, tables.places.c.id) for table in (tables.article_places, tables.event_places)),
)  # fmt: skip


def check_database(url: str, *, full: bool, sample: int = 200) -> Iterator[Finding]:
    """All that is to be said of a database, which is only read. With `full` every page and every row is looked at, which
    takes as long as adding all articles and as much space as the database has; else `sample` articles."""
    try:
        engine = make_engine(url, create=False)
    except StoreError as failure:
        yield error(
            "database", str(failure), "set BELLIGRAPH_DATABASE_URL to a database, or make one with `belligraph ingest`"
        )
        return
    with Store(engine) as store:
        try:
            with store.reading() as connection:
                found = list(_check(connection, describe_url(engine.url), full=full, sample=sample))
            yield from found
            if all(one.check != "database" or one.level == Level.OK for one in found):
                yield from check_work(store)
        except StoreError as failure:
            yield error("database", str(failure), "see that the server runs and lets this user in; " + _RESTORE)


def _check(connection: Connection, name: str, *, full: bool, sample: int) -> Iterator[Finding]:
    contents = read_contents(connection, name)
    says = f"{name}: {contents.articles} articles, sequence {contents.seq}, schema {contents.schema_version}"
    if contents.schema_version < SCHEMA_VERSION:
        yield warning("database", f"{says}, which is older than schema {SCHEMA_VERSION}", _MIGRATE)
        return
    yield fine("database", says)
    yield from _check_pages(connection, full=full)
    yield from _check_tables(connection)
    yield from _check_sequence(connection)
    yield from _check_names(connection)
    yield from _check_derived(connection, full=full, sample=sample)
    yield from _check_words(connection, full=full, sample=sample)


def _check_pages(connection: Connection, *, full: bool) -> Iterator[Finding]:
    if connection.dialect.name == "sqlite":
        pragma = "integrity_check" if full else "quick_check"
        damaged = [row[0] for row in connection.execute(text(f"PRAGMA {pragma}({_SHOWN})")) if row[0] != "ok"]
        torn = sorted({str(row[0]) for row in connection.execute(text("PRAGMA foreign_key_check"))})
    else:
        # PostgreSQL keeps foreign keys itself.
        invalid = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        damaged, torn = [f"index {row[0]} is not valid" for row in connection.execute(text(invalid))], []
    if damaged:
        yield error("pages", f"the database is damaged: {'; '.join(damaged)}", _RESTORE)
    if torn:
        yield error("foreign keys", f"rows of {', '.join(torn)} point to rows that are not there", _REBUILD)
    if not damaged and not torn:
        yield fine("pages", "pages, indexes and foreign keys are sound")


def _check_tables(connection: Connection) -> Iterator[Finding]:
    found = inspect(connection)
    there = set(found.get_table_names())
    missing = [f"table {name}" for name in metadata.tables if name not in there]
    for name in metadata.tables.keys() & there:
        table = metadata.tables[name]
        columns = {str(column["name"]) for column in found.get_columns(name)}
        indexes = {str(index["name"]) for index in found.get_indexes(name)}
        missing += [f"column {name}.{column.name}" for column in table.columns if column.name not in columns]
        missing += [f"index {index.name}" for index in table.indexes if index.name not in indexes]
    if missing:
        yield error("tables", f"the database lacks {', '.join(sorted(missing))}", _RESTORE)
    else:
        yield fine("tables", "all tables, columns and indexes are there")


def _check_sequence(connection: Connection) -> Iterator[Finding]:
    last = read_sequence(connection)
    logs = (tables.changes, tables.extractions, tables.judgements, tables.reversals)
    numbers = union(*(select(log.c.seq) for log in logs)).subquery()
    wanted = count(1)
    for seq in connection.scalars(
        select(numbers.c.seq).order_by(numbers.c.seq), execution_options={"yield_per": 10_000}
    ):
        expected = next(wanted)
        if seq != expected:
            advice = "those who follow the changes may have missed some: let them start again from 0"
            yield error("sequence", f"the change sequence has no number {expected}; after it comes {seq}", advice)
            return
    found = next(wanted) - 1
    if found == last:
        yield fine("sequence", f"the change sequence has every number up to {last}")
    else:
        yield error("sequence", f"the counter of changes is at {last}, the last change is number {found}", _RESTORE)


def _check_names(connection: Connection) -> Iterator[Finding]:
    """Ids that lead nowhere, and articles that were read and are not shown, or the other way round."""
    shown = select(tables.articles.c.id)
    queries: dict[str, Any] = {
        "articles that were read are not shown": select_living().except_(shown),
        "articles are shown that nobody read": shown.except_(select_living()),
    }
    for column, target in _NAMED:
        queries[f"{column.table.name} names what {target.table.name} lacks"] = select(column).except_(select(target))
    for node, table in (("actor", tables.actors), ("place", tables.places)):
        named = select(tables.aliases.c.id).where(tables.aliases.c.node == node)
        queries[f"aliases name what {table.name} lacks"] = named.except_(select(table.c.id))
    bad = [f"{what}: {ids}" for what, query in queries.items() if (ids := _some(connection, query))]
    for what in bad:
        yield error("names", what, _REBUILD)
    if not bad:
        yield fine("names", "every article that was read is shown, and no id leads nowhere")


def _some(connection: Connection, query: Select[Any]) -> str:
    """How many rows a query has, with the first of them; "" for none."""
    rows = query.subquery()
    column = next(iter(rows.c))
    number = connection.scalar(select(func.count()).select_from(rows)) or 0
    if not number:
        return ""
    first = connection.scalars(select(column).order_by(column).limit(_SHOWN))
    return f"{number}, such as {', '.join(map(str, first))}"


def _check_derived(connection: Connection, *, full: bool, sample: int) -> Iterator[Finding]:
    if full:
        different = [
            f"{found.table} in {found.rows} rows, first {found.first}" for found in find_different_tables(connection)
        ]
        looked = "all tables are as a rebuild from what was read and judged makes them"
    else:
        different, number = find_different_articles(connection, sample)
        looked = f"{number} articles looked at are as what was read and judged makes them; --full looks at all"
    if different:
        what = "; ".join(different[:_SHOWN])
        yield error("derived", f"{len(different)} differ from what was read and judged: {what}", _REBUILD)
    else:
        yield fine("derived", looked)


def _check_words(connection: Connection, *, full: bool, sample: int) -> Iterator[Finding]:
    lost = list(islice(find_lost_words(connection, sample=None if full else sample), _SHOWN))
    if lost:
        yield error("words", f"full-text search does not find {', '.join(lost)}", _REBUILD)
    else:
        yield fine("words", "full-text search finds what was looked for")
