"""Schema 4: saved queries with what was sent for them, leases, and which extractor read an article again."""

import sqlalchemy as sa
from alembic.operations import Operations

from graph.tables import KEY


def upgrade(op: Operations) -> None:
    """Add the tables."""
    op.create_table(
        "saved_queries",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("filter", sa.Text, nullable=False),
        sa.Column("webhook", sa.Text),
        sa.Column("secret", sa.Text),
        sa.Column("created_at", KEY, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
    )
    _create_events(op)
    _create_deliveries(op)
    op.create_table(
        "leases",
        sa.Column("name", KEY, primary_key=True),
        sa.Column("holder", KEY, nullable=False),
        sa.Column("until", KEY, nullable=False),
    )
    op.create_table(
        "rereadings",
        sa.Column("article_id", KEY, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
    )


def _create_events(op: Operations) -> None:
    op.create_table(
        "query_events",
        _query(),
        sa.Column("event_id", KEY, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Index("query_events_seq", "query_id", "seq"),
        sqlite_with_rowid=False,
    )


def _create_deliveries(op: Operations) -> None:
    op.create_table(
        "deliveries",
        _query(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("created_at", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", KEY, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
        sa.Index("deliveries_id", "id", unique=True),
        sa.Index("deliveries_state", "state", "query_id", "number"),
    )


def _query() -> sa.Column[str]:
    return sa.Column("query_id", KEY, sa.ForeignKey("saved_queries.id", ondelete="CASCADE"), primary_key=True)
