"""Schema 8: accounts are placed in the order in which they came out, and articles have an agency. A rebuild makes both."""

import sqlalchemy as sa
from alembic.operations import Operations

from graph.tables import KEY


def upgrade(op: Operations) -> None:
    """Add the columns."""
    op.add_column("articles", sa.Column("agency", sa.Text))
    op.drop_table("accounts")
    op.create_table(
        "accounts",
        sa.Column("mention_id", KEY, sa.ForeignKey("event_mentions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("age", KEY, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
