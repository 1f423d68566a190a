"""Schema 3: actors that go by several names in several articles are joined. The new tables are filled by a rebuild."""

import sqlalchemy as sa
from alembic.operations import Operations

from graph.tables import KEY


def upgrade(op: Operations) -> None:
    """Add the tables."""
    op.create_table(
        "read_actors",
        sa.Column("actor_id", KEY, primary_key=True),
        sa.Column("field", KEY, primary_key=True),
        sa.Column("value", KEY, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_blocks",
        sa.Column("block", KEY, primary_key=True),
        sa.Column("actor_id", KEY, primary_key=True),
        sa.Index("name_blocks_actor", "actor_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "like_actors",
        sa.Column("first_id", KEY, primary_key=True),
        sa.Column("second_id", KEY, primary_key=True),
        sa.Column("bond", KEY, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Index("like_actors_second", "second_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_joins",
        sa.Column("actor_id", KEY, primary_key=True),
        sa.Column("joined_to", KEY, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Index("actor_joins_to", "joined_to"),
        sqlite_with_rowid=False,
    )
