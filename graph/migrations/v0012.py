"""Schema 12: indexes for events by mode, publisher and confidence, and by dates of which few lie near each other."""

from alembic.operations import Operations

REBUILDS = False

_LONG = "substr(end_date, 1, 4) <> substr(event_date, 1, 4)"
_INDEXES = (
    "event_mentions_confidence ON event_mentions (confidence)",
    "event_mentions_publisher ON event_mentions (publisher_key, event_date, event_id)",
    "event_mentions_mode ON event_mentions (mode, event_date, event_id) WHERE mode IS NOT NULL",
    f"event_mentions_long ON event_mentions (event_date, event_id, end_date) WHERE {_LONG}",
    "relation_edges_long ON relation_edges (actor_id, event_date, event_id, role, date, end_date, relation, type, mode, status, "
    f"confidence, publisher_key, number) WHERE {_LONG}",
)


def upgrade(op: Operations) -> None:
    """Make the indexes."""
    for index in _INDEXES:
        op.execute(f"CREATE INDEX IF NOT EXISTS {index}")
