"""Makes a store many times as large without reading more articles, for questions about stores that take hours to load.

The events are copied to later days, with all that questions about actors read: articles, accounts, participants and the
edges clustered by actor. Actors and places stay who they are, so that hubs grow with the store. What only grouping, judging
and rebuilding read is not copied: a multiplied store is good for questions and for nothing else.
"""

from datetime import date

from sqlalchemy import Column, Connection, Table, func, select, text, update

from graph.store import Store
from graph.tables import (
    actors,
    articles,
    event_actors,
    event_mentions,
    event_places,
    event_recipients,
    places,
    relation_edges,
)

_COPIED = (articles, event_mentions, event_actors, event_recipients, event_places, relation_edges)
_OWN_IDS = ("event_id", "mention_id", "article_id")
_DAYS = ("event_date", "date", "end_date", "published")


def multiply(store: Store, times: int) -> None:
    """Copy all events of a store so that there are `times` as many."""
    with store.reading() as connection:
        first, last = connection.execute(select(func.min(articles.c.published), func.max(articles.c.published))).one()
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    for number in range(1, times):
        with store.writing() as connection:
            for table in _COPIED:
                connection.execute(text(_copy(connection, table, number, number * days)))
    with store.writing() as connection:
        for nodes in (actors, places):
            connection.execute(update(nodes).values(events=nodes.c.events * times, articles=nodes.c.articles * times))
        if connection.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))


def _copy(connection: Connection, table: Table, number: int, days: int) -> str:
    """The statement that copies the rows which were not themselves copied."""
    quote = connection.dialect.identifier_preparer.quote
    values = [_value(connection, table, column, number, days) for column in table.c]
    columns = ", ".join(quote(column.name) for column in table.c)
    own = "id" if "id" in table.c else "mention_id"
    return f"INSERT INTO {table.name} ({columns}) SELECT {', '.join(values)} FROM {table.name} WHERE {own} NOT LIKE '%.%'"


def _value(connection: Connection, table: Table, column: Column[str], number: int, days: int) -> str:
    name = connection.dialect.identifier_preparer.quote(column.name)
    if column.name in _OWN_IDS or (column.name == "id" and table in (articles, event_mentions)):
        return f"{name} || '.{number}'"
    if column.name in _DAYS:
        later = f"date({name}, '+{days} days')"
        if connection.dialect.name == "postgresql":
            later = f"to_char({name}::date + {days}, 'YYYY-MM-DD')"
        return f"CASE WHEN {name} = '' THEN '' ELSE {later} END"
    if column.name == "number":
        # As good as any other that no row has.
        return f"{name} + {number}"
    if column.name == "record" and table is event_mentions:
        return f"replace({name}, id, id || '.{number}')"
    return str(name)
