"""Schema 7: where articles are taken from: sources with their pages and hosts, and files of watched folders."""

import sqlalchemy as sa
from alembic.operations import Operations

from graph.tables import KEY


def upgrade(op: Operations) -> None:
    """Add the tables."""
    _create_sources(op)
    _create_pages(op)
    op.create_table(
        "hosts",
        sa.Column("host", KEY, primary_key=True),
        sa.Column("due_at", KEY, nullable=False),
        sa.Column("robots", sa.Text),
        sa.Column("robots_at", KEY, nullable=False),
    )
    op.create_table(
        "taken_files",
        sa.Column("digest", KEY, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("taken_at", KEY, nullable=False),
        sa.Column("reason", sa.Text),
    )


def _create_sources(op: Operations) -> None:
    op.create_table(
        "sources",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("since", KEY, nullable=False),
        sa.Column("added_at", KEY, nullable=False),
        sa.Column("due_at", KEY, nullable=False),
        sa.Column("fetched_at", KEY, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Index("sources_due", "due_at", "id"),
    )


def _create_pages(op: Operations) -> None:
    op.create_table(
        "pages",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("source_id", KEY, sa.ForeignKey("sources.id", ondelete="CASCADE"), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("host", KEY, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("published", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("due_at", KEY, nullable=False),
        sa.Column("fetched_at", KEY, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Index("pages_source", "source_id", "state"),
        sa.Index("pages_due", "state", "due_at", "id"),
    )
