"""What a backup has in it, told when it is made and when it is restored."""

from sqlalchemy import Connection, func, inspect, select

from graph.changes import read_sequence
from graph.schema import read_schema_version
from graph.tables import articles, meta
from ontology.errors import StoreError
from ontology.records import Record


class Contents(Record):
    """How much a database holds, and the number of the last change in it."""

    schema_version: int
    articles: int
    seq: int


def read_contents(connection: Connection, name: str) -> Contents:
    """What the database holds, in the caller's transaction. StoreError if it is none of Belligraph's."""
    if not inspect(connection).has_table(meta.name):
        raise StoreError(f"{name} is not a Belligraph database")
    return Contents(
        schema_version=read_schema_version(connection, name),
        articles=connection.scalar(select(func.count()).select_from(articles)) or 0,
        seq=read_sequence(connection),
    )
