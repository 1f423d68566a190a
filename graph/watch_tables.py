"""The tables of saved queries with what was sent for them, and of who sends. They follow from nothing: a rebuild leaves them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from graph.tables import KEY, metadata


def _query() -> Column[str]:
    return Column("query_id", KEY, ForeignKey("saved_queries.id", ondelete="CASCADE"), primary_key=True)


# `position` is the number in the change sequence up to which the query has been matched.
saved_queries = Table(
    "saved_queries",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("filter", Text, nullable=False),
    Column("webhook", Text),
    Column("secret", Text),
    Column("created_at", KEY, nullable=False),
    Column("position", Integer, nullable=False),
)

# The events that a query has told of, each with what was told last and when that happened.
query_events = Table(
    "query_events",
    metadata,
    _query(),
    Column("event_id", KEY, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("action", KEY, nullable=False),
    Column("at", KEY, nullable=False),
    Column("headline", Text, nullable=False),
    Index("query_events_seq", "query_id", "seq"),
    sqlite_with_rowid=False,
)

# What a webhook is sent, in the order of `number`; `body` goes out byte for byte alike at every attempt.
deliveries = Table(
    "deliveries",
    metadata,
    _query(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("created_at", KEY, nullable=False),
    Column("state", KEY, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", KEY, nullable=False),
    Column("reason", Text),
    Column("body", Text, nullable=False),
    Index("deliveries_id", "id", unique=True),
    Index("deliveries_state", "state", "query_id", "number"),
)

# Work that only one process may do at a time, and until when it is that one's.
leases = Table(
    "leases",
    metadata,
    Column("name", KEY, primary_key=True),
    Column("holder", KEY, nullable=False),
    Column("until", KEY, nullable=False),
)

# Which extractor would read an article as it was read at `seq`, where the reading names an older one.
rereadings = Table(
    "rereadings",
    metadata,
    Column("article_id", KEY, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("extractor", Text, nullable=False),
)

WATCH_TABLES = (query_events, deliveries, saved_queries, leases, rereadings)
