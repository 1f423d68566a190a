"""Schema 6: a queue of inputs that are to be read, with their jobs."""

import sqlalchemy as sa
from alembic.operations import Operations

from graph.tables import KEY


def upgrade(op: Operations) -> None:
    """Add the tables."""
    op.create_table(
        "jobs",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("created_at", KEY, nullable=False),
        sa.Column("started_at", KEY),
        sa.Column("counted_at", KEY),
        sa.Column("ended_at", KEY),
        sa.Column("turn", sa.BigInteger, nullable=False),
        sa.Column("done_before", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("known", "total", "added", "unchanged", "replaced", "superseded", "dead", "cancelled")
        ),
        sa.Index("jobs_state", "state", "turn"),
        sa.Index("jobs_created", "created_at", "id"),
    )
    _create_inbox(op)
    op.create_table(
        "queue_counters",
        sa.Column("name", KEY, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )


def _create_inbox(op: Operations) -> None:
    def partial(name: str, *columns: str, where: str) -> sa.Index:
        return sa.Index(name, *columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))

    op.create_table(
        "inbox",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("job_id", KEY, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False),
        sa.Column("due_at", KEY, nullable=False),
        sa.Column("token", sa.BigInteger),
        sa.Column("holder", KEY),
        sa.Column("reason", sa.Text),
        sa.Column("payload", sa.Text),
        sa.Column("article_id", KEY),
        sa.Column("address", KEY),
        partial("inbox_queued", "job_id", "position", where="state = 'queued'"),
        partial("inbox_held", "due_at", where="state IN ('leased', 'failed')"),
        partial("inbox_dead", "job_id", "position", where="state = 'dead'"),
        partial("inbox_article", "article_id", where="state = 'done'"),
        partial("inbox_address", "address", where="state = 'done'"),
    )
