"""Accounts as members of events: what decides the id, the day and the counts of an event."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, Table, select

from graph.chunks import chunks
from graph.tables import articles, event_actors, event_mentions, event_places, event_recipients


class Member(NamedTuple):
    """An account with the event it is of. `date` is its own day and `published` its article's, "" where unknown."""

    id: str
    event_id: str
    event_date: str
    date: str
    published: str
    actors: frozenset[str]
    places: frozenset[str]


def load_members(connection: Connection, mention_ids: Iterable[str]) -> dict[str, Member]:
    """The accounts of these ids that there are, by id."""
    found: dict[str, Member] = {}
    names = ("id", "event_id", "event_date", "date")
    columns = [*(event_mentions.c[name] for name in names), articles.c.published]
    for ids in chunks(sorted(mention_ids)):
        actors = _named(connection, event_actors, ids)
        recipients = _named(connection, event_recipients, ids)
        places = _named(connection, event_places, ids)
        rows = connection.execute(select(*columns).join_from(event_mentions, articles).where(event_mentions.c.id.in_(ids)))
        for row in rows:
            known = (actors[row.id] | recipients[row.id], places[row.id])
            found[row.id] = Member(*row, *map(frozenset, known))
    return found


def _named(connection: Connection, table: Table, ids: list[str]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in connection.execute(select(*table.primary_key).where(table.c.mention_id.in_(ids))):
        found[row[0]].add(row[1])
    return found
