"""Schema 9: indexes for the filters that few of a hub's edges fit. What is stored stays as it is."""

import sqlalchemy as sa
from alembic.operations import Operations

REBUILDS = False


def upgrade(op: Operations) -> None:
    """Add the indexes."""
    for name, column in (("relation", "relation"), ("publisher", "publisher_key")):
        columns = ["actor_id", column, "event_date", "event_id", "role"]
        op.create_index(f"relation_edges_{name}", "relation_edges", columns)
    known = sa.text("mode IS NOT NULL")
    op.create_index(
        "relation_edges_mode",
        "relation_edges",
        ["actor_id", "mode", "event_date", "event_id", "role"],
        sqlite_where=known,
        postgresql_where=known,
    )
