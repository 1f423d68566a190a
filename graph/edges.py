"""Keeps `relation_edges` right: every account's participants under the event and the day that grouping gave it."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, delete, literal, select

from graph.chunks import IDS, chunks
from graph.tables import KEY, event_actors, event_mentions, event_recipients, relation_edges

_TAKE = delete(relation_edges).where(relation_edges.c.mention_id.in_(IDS))
_ROLES = (("actor", event_actors), ("recipient", event_recipients))


def rewrite_edges(connection: Connection, mention_ids: Collection[str]) -> None:
    """Write the rows of these accounts anew."""
    for ids in chunks(sorted(mention_ids)):
        connection.execute(_TAKE, {"ids": ids})
        for role, table in _ROLES:
            connection.execute(_insert(role, table), {"ids": ids})


@cache
def _insert(role: str, table: Table) -> Insert:
    """Inserts the participants of accounts, `ids`, in a role."""
    columns = [column.name for column in relation_edges.c]
    own: dict[str, Any] = {
        "actor_id": table.c.actor_id,
        "role": literal(role, KEY),
        "mention_id": event_mentions.c.id,
    }
    chosen = [own[name] if name in own else event_mentions.c[name] for name in columns]
    accounts = event_mentions.c.id.in_(IDS)
    return relation_edges.insert().from_select(
        columns, select(*chosen).join_from(event_mentions, table).where(accounts), include_defaults=False
    )
