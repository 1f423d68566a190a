"""Repeats what a store of synthetic stories holds under other ids and on later days, as far as grouping looks at it.

In the database itself (SQLite), as writing a million accounts one by one takes hours. A test compares it with writing them.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, text

from graph.grouping_tables import account_features, account_links, accounts
from graph.tables import articles, event_actors, event_mentions, event_places, event_recipients, relation_edges

# Columns that hold ids of articles or accounts, and days.
_IDS = ("id", "event_id", "article_id", "mention_id", "left_id", "right_id")
_DAYS = ("published", "date", "end_date", "event_date")
_TABLES = (
    articles, event_mentions, event_actors, event_recipients, event_places, relation_edges, accounts, account_features,
    account_links,
)  # fmt: skip
_OWN = {"articles": "id", "event_mentions": "id", "account_links": "left_id"}
# What an account is compared by names itself, its article and its days.
_RECORD = (
    "json_set(record, '$[0]', :prefix || json_extract(record, '$[0]'), "
    "'$[1]', :prefix || json_extract(record, '$[1]'), "
    "'$[5]', date(json_extract(record, '$[5]'), :later), "
    "'$[6]', date(json_extract(record, '$[6]'), :later), '$[7]', date(json_extract(record, '$[7]'), :later))"
)
_AGE = "date(substr(age, 1, 10), :later) || substr(age, 11, 4) || :prefix || substr(age, 15)"
_OTHERS: Mapping[tuple[str, str], str] = {
    ("accounts", "record"): _RECORD,
    ("accounts", "age"): _AGE,
    ("account_features", "age"): _AGE,
    ("account_features", "since"): "since + :days",
    ("account_features", "first"): "first + :days",
    ("account_features", "last"): "last + :days",
}


def repeat(connection: Connection, *, prefix: str, days: int) -> None:
    """Add all that has no prefix yet once more, under ids with this one and so many days later."""
    values = {"prefix": prefix, "days": days, "later": f"+{days} days"}
    for table in _TABLES:
        columns = ", ".join(f'"{column.name}"' for column in table.c)
        chosen = ", ".join(_expression(table, column.name) for column in table.c)
        own = "substr(age, 15)" if table is account_features else _OWN.get(table.name, "mention_id")
        wanted = f"INSERT INTO {table.name} ({columns}) SELECT {chosen} FROM {table.name} WHERE {own} >= 'a-' AND {own} < 'a.'"
        connection.execute(text(wanted), {name: value for name, value in values.items() if f":{name}" in wanted})


def _expression(table: Table, name: str) -> str:
    if (table.name, name) in _OTHERS:
        return _OTHERS[table.name, name]
    if name == "number":
        # As good as any other that no row has.
        return "number + :days"
    if name in _IDS:
        return f':prefix || "{name}"'
    return f'date("{name}", :later)' if name in _DAYS else f'"{name}"'
