"""Indexes of some rows of accounts and edges: those with a mode, and those whose dates go on into another year."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Index, Table, literal_column

# Few are, and they are looked for apart from the others, of which the year tells where to look.
LONG = "substr(end_date, 1, 4) <> substr(event_date, 1, 4)"
_RUN = ("event_date", "event_id")
_OF_ACTOR = ("actor_id", *_RUN, "role")


def index_some(event_mentions: Table, relation_edges: Table) -> None:
    """Add the indexes to these tables."""
    for table, name, columns, condition in _indexes(event_mentions, relation_edges):
        chosen = (table.c[column] for column in columns)
        Index(f"{table.name}_{name}", *chosen, sqlite_where=condition, postgresql_where=condition)


def _indexes(
    event_mentions: Table, relation_edges: Table
) -> Iterator[tuple[Table, str, Sequence[str], ColumnElement[bool]]]:
    """The tables, and the name, columns and condition of each index."""
    yield event_mentions, "mode", ("mode", *_RUN), event_mentions.c.mode.is_not(None)
    yield relation_edges, "mode", ("actor_id", "mode", *_RUN, "role"), relation_edges.c.mode.is_not(None)
    yield event_mentions, "long", (*_RUN, "end_date"), literal_column(LONG)
    # With all that filters look at, or SQLite would rather go through all edges of the actor.
    looked_at = [column.name for column in relation_edges.c if column.name not in (*_OF_ACTOR, "mention_id")]
    yield relation_edges, "long", (*_OF_ACTOR, *looked_at), literal_column(LONG)
