"""Creates the tables of a new database, brings an old one up to date, and refuses one that this version cannot use."""

from sqlalchemy import Connection, Engine, func, inspect, select
from sqlalchemy.exc import DBAPIError

# Their tables are made too.
import graph.grouping_tables
import graph.identity_tables
import graph.queue_tables
import graph.source_tables
import graph.watch_tables  # noqa: F401
from graph.engine import WRITES, describe_url
from graph.tables import SCHEMA_VERSION, VERSION_KEY, meta, metadata
from ontology.errors import NewerSchemaError, StoreError

SEQUENCE_KEY = "seq"
_CREATING = 0x62656C6C69


def prepare_schema(engine: Engine, *, create: bool) -> None:
    """Make the database ready: create the tables of a new one, migrate one of an older version."""
    name = describe_url(engine.url)
    try:
        with engine.connect() as connection:
            found = read_schema_version(connection, name) if inspect(connection).has_table(meta.name) else None
        if found == SCHEMA_VERSION:
            return
        if found is None and not create:
            raise StoreError(f"{name} is not a Belligraph database")
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            if found is None:
                _create_schema(connection, name)
            else:
                # Alembic takes half a second to import.
                from graph.migrating import migrate

                migrate(connection, name)
    except DBAPIError as error:
        raise StoreError(f"cannot use the database {name}: {_first_line(error)}") from error


def read_schema_version(connection: Connection, name: str) -> int:
    """The schema version of a database that has our `meta`. StoreError if it is none of ours, NewerSchemaError if too new."""
    if "value" not in {column["name"] for column in inspect(connection).get_columns(meta.name)}:
        raise StoreError(f"{name} is not a Belligraph database")
    found = connection.scalar(select(meta.c.value).where(meta.c.key == VERSION_KEY))
    if found is None:
        raise StoreError(f"{name} is not a Belligraph database")
    if found > SCHEMA_VERSION:
        raise NewerSchemaError(
            f"{name} has schema version {found}, this Belligraph knows up to {SCHEMA_VERSION}: "
            "update Belligraph, or name another database"
        )
    return int(found)


def _create_schema(connection: Connection, name: str) -> None:
    if connection.dialect.name == "postgresql":
        # Two processes that create the same tables at once would fail both. The number is no one else's.
        connection.execute(select(func.pg_advisory_xact_lock(_CREATING)))
    others = set(inspect(connection).get_table_names())
    if meta.name in others:
        # Another process created it while this one waited to write.
        return
    if others and connection.dialect.name == "sqlite":
        raise StoreError(f"{name} is a database of something else (it has a table {min(others)!r}); name another file")
    metadata.create_all(connection)
    connection.execute(
        meta.insert(), [{"key": VERSION_KEY, "value": SCHEMA_VERSION}, {"key": SEQUENCE_KEY, "value": 0}]
    )


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0]
