"""Keeps `relation_edges` right: every account's participants under the event and the day that grouping gave it."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Insert, Table, delete, literal, select

from graph.bulk import copy_tuples
from graph.chunks import IDS, chunks
from graph.tables import KEY, event_actors, event_mentions, event_recipients, relation_edges
from graph.upsert import Row

_TAKE = delete(relation_edges).where(relation_edges.c.mention_id.in_(IDS))
_ROLES = (("actor", event_actors), ("recipient", event_recipients))
_PLACED = ("actor_id", "event_date", "event_id", "role", "mention_id")
# The values of an account that its edges have whatever its event is, with its id first, as their columns are ordered.
_values = itemgetter("id", *(column.name for column in relation_edges.c if column.name not in _PLACED))


class Ends(NamedTuple):
    """Who takes part in an account, and what its edges have of it whatever event it is of."""

    actors: Sequence[str]
    recipients: Sequence[str]
    values: tuple[Any, ...]


def make_ends(row: Row, actors: Sequence[str], recipients: Sequence[str]) -> Ends:
    """The ends of an account, given its row of `event_mentions`."""
    return Ends(actors, recipients, _values(row))


def add_edges(connection: Connection, placed: Iterable[tuple[Ends, str, str]]) -> None:
    """Write the rows of accounts that have none, given the event of each and the day of that."""
    rows = [
        (actor, day, event, role, *ends.values)
        for ends, event, day in placed
        for role, actors in (("actor", ends.actors), ("recipient", ends.recipients))
        for actor in actors
    ]
    # In the order in which they will lie.
    copy_tuples(connection, relation_edges, sorted(rows))


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
