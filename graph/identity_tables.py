"""The tables that tell which of the actors that were read are one. All of them follow from what was read and judged."""

from sqlalchemy import Column, Index, Integer, Table, Text

from graph.tables import KEY, metadata

# What articles say of each named actor as it was read, counted.
read_actors = Table(
    "read_actors",
    metadata,
    Column("actor_id", KEY, primary_key=True),
    Column("field", KEY, primary_key=True),
    Column("value", KEY, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Keys of the names of these actors: those that may be one share at least one of them.
name_blocks = Table(
    "name_blocks",
    metadata,
    Column("block", KEY, primary_key=True),
    Column("actor_id", KEY, primary_key=True),
    Index("name_blocks_actor", "actor_id"),
    sqlite_with_rowid=False,
)

# Pairs of actors that may be one, each once, the lesser id first; `score` counts thousandths, `why` is one reason a line.
like_actors = Table(
    "like_actors",
    metadata,
    Column("first_id", KEY, primary_key=True),
    Column("second_id", KEY, primary_key=True),
    Column("bond", KEY, nullable=False),
    Column("score", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Index("like_actors_second", "second_id"),
    sqlite_with_rowid=False,
)

# Actors, as they were read, that go by the id of another one.
actor_joins = Table(
    "actor_joins",
    metadata,
    Column("actor_id", KEY, primary_key=True),
    Column("joined_to", KEY, nullable=False),
    Column("score", Integer, nullable=False),
    Column("why", Text, nullable=False),
    Index("actor_joins_to", "joined_to"),
    sqlite_with_rowid=False,
)

IDENTITY_TABLES = (read_actors, name_blocks, like_actors, actor_joins)
