"""Schema 11: accounts are found by what rules out most others, and read more quickly. A rebuild makes it."""

import sqlalchemy as sa
from alembic.operations import Operations

from graph.tables import KEY


def upgrade(op: Operations) -> None:
    """Replace the tables of what accounts and articles have in common with others."""
    op.drop_table("article_bands")
    op.create_table(
        "article_bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article_id", KEY, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.drop_table("account_features")
    op.create_table(
        "account_features",
        sa.Column("feature", KEY, primary_key=True),
        sa.Column("tier", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("age", KEY, primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("families", sa.BigInteger, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("loose", sa.SmallInteger, nullable=False),
        sa.Column("spots", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
