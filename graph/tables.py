"""The tables of the store, as SQLAlchemy Core, the same on SQLite and PostgreSQL.

The truth is only ever added to: `extractions`, what was read, and `judgements` with `reversals`, what people corrected.
Everything else follows from it. `record` columns hold records as JSON; the columns beside them are what filters and
orders need. Dates are ISO text, times ISO text in UTC, "" where unknown, so that they sort and compare alike everywhere.
"""

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    event,
    false,
    text,
)
from sqlalchemy.types import TypeEngine

from graph.full_text import index_statements
from graph.partial_indexes import index_some

SCHEMA_VERSION = 12
# Where `meta` keeps the version of the tables.
VERSION_KEY = "schema_version"

metadata = MetaData()

# Byte order everywhere: PostgreSQL would otherwise sort by its locale.
KEY: TypeEngine[str] = String().with_variant(String(collation="C"), "postgresql")


def _article(*, primary_key: bool = False) -> Column[str]:
    return Column(
        "article_id", KEY, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, primary_key=primary_key
    )


def _number() -> Column[int]:
    return Column("number", BigInteger, nullable=False, server_default=text("0"))


def _judgement(*, primary_key: bool = False) -> Column[str]:
    return Column("judgement_id", KEY, ForeignKey("judgements.id"), nullable=False, primary_key=primary_key)


meta = Table("meta", metadata, Column("key", KEY, primary_key=True), Column("value", Integer, nullable=False))

# What was read from an article, as it was read, compressed; NULL where the article was deleted. `successor` is the
# article that took its place. No foreign key: the history stays when the article goes.
extractions = Table(
    "extractions",
    metadata,
    Column("article_id", KEY, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", KEY, nullable=False),
    Column("action", KEY, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("successor", KEY),
    Column("record", LargeBinary),
    Index("extractions_seq", "seq"),
    Index("extractions_recorded", "recorded_at", "seq"),
)

# What people corrected, in the order in which it is applied. `record` is the action with its values.
judgements = Table(
    "judgements",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("made_at", KEY, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("action", KEY, nullable=False),
    Column("record", Text, nullable=False),
)

# Judgements undone and redone; the last one of a judgement tells whether it is in force.
reversals = Table(
    "reversals",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _judgement(),
    Column("at", KEY, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("action", KEY, nullable=False),
    Index("reversals_judgement", "judgement_id", "seq"),
)

# The ids and names that a judgement speaks of, for finding it.
judgement_targets = Table(
    "judgement_targets",
    metadata,
    Column("target", KEY, primary_key=True),
    _judgement(primary_key=True),
    sqlite_with_rowid=False,
)

# Where a judgement in force found what it speaks of.
judgement_articles = Table(
    "judgement_articles",
    metadata,
    _judgement(primary_key=True),
    _article(primary_key=True),
    Index("judgement_articles_article", "article_id"),
    sqlite_with_rowid=False,
)

# Ids of actors as they were read, where the article now has another one in their place.
raw_actors = Table(
    "raw_actors",
    metadata,
    Column("actor_id", KEY, primary_key=True),
    _article(primary_key=True),
    Index("raw_actors_article", "article_id"),
    sqlite_with_rowid=False,
)

# The names by which an article calls places, folded.
place_names = Table(
    "place_names",
    metadata,
    Column("folded", KEY, primary_key=True),
    _article(primary_key=True),
    Index("place_names_article", "article_id"),
    sqlite_with_rowid=False,
)

# `number` and `words` are for full-text search (`graph.full_text`); here words of the title.
articles = Table(
    "articles",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("url", Text),
    Column("publisher", Text),
    Column("publisher_key", KEY, nullable=False),
    Column("agency", Text),
    Column("title", Text),
    _number(),
    Column("words", Text, nullable=False),
    Column("published", KEY, nullable=False),
    Column("record", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("digest", KEY, nullable=False),
    Index("articles_url", "url", "publisher_key"),
    Index("articles_published", "published", "id"),
)

mentions = Table(
    "mentions",
    metadata,
    _article(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", KEY, nullable=False),
    Column("entity", KEY),
    sqlite_with_rowid=False,
)


def _per_article(noun: str) -> Table:
    """What one article says of an actor or place."""
    return Table(
        f"article_{noun}s",
        metadata,
        _article(primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column(f"{noun}_id", KEY, nullable=False),
        Column("record", Text, nullable=False),
        Index(f"article_{noun}s_{noun}", f"{noun}_id", "article_id"),
        sqlite_with_rowid=False,
    )


article_actors = _per_article("actor")
article_places = _per_article("place")

# What articles say of an actor or place, counted, so that merging costs what is distinct and not what is stored.
votes = Table(
    "votes",
    metadata,
    Column("node", KEY, primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("field", KEY, primary_key=True),
    Column("value", KEY, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

actors = Table(
    "actors",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", KEY, nullable=False),
    Column("country", KEY),
    Column("articles", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index("actors_events", "events", "id"),
    Index("actors_country", "country", "events", "id"),
)

# Names of actors and places; `name_key` is the transliteration key. The canonical name is an alias too.
aliases = Table(
    "aliases",
    metadata,
    Column("node", KEY, primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("alias", KEY, primary_key=True),
    Column("folded", KEY, nullable=False),
    Column("name_key", KEY, nullable=False),
    Index("aliases_alias", "node", "alias"),
    Index("aliases_folded", "node", "folded"),
    Index("aliases_name_key", "node", "name_key"),
    sqlite_with_rowid=False,
)

places = Table(
    "places",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", KEY, nullable=False),
    Column("country", KEY),
    Column("articles", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index("places_events", "events", "id"),
    Index("places_country", "country", "events", "id"),
)

place_parents = Table(
    "place_parents",
    metadata,
    Column("place_id", KEY, ForeignKey("places.id", ondelete="CASCADE"), primary_key=True),
    Column("parent_id", KEY, primary_key=True),
    Index("place_parents_parent", "parent_id", "place_id"),
    sqlite_with_rowid=False,
)

# One article's account of an event. `event_id` is the event it reports, whose first account has the same id, `event_date`
# the earliest day that an account of it gives; both are set by grouping.
# `words` is what full-text search looks in: the relation and the sentence, folded.
event_mentions = Table(
    "event_mentions",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("event_id", KEY, nullable=False),
    Column("event_date", KEY, nullable=False),
    _article(),
    Column("position", Integer, nullable=False),
    Column("relation", KEY, nullable=False),
    Column("type", KEY, nullable=False),
    Column("mode", KEY),
    Column("status", KEY, nullable=False),
    Column("historical", Boolean, nullable=False),
    Column("quad", SmallInteger, nullable=False),
    Column("score", Float, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("reviewed", Boolean, nullable=False, server_default=false()),
    Column("date", KEY, nullable=False),
    Column("end_date", KEY, nullable=False),
    Column("publisher_key", KEY, nullable=False),
    Column("claimant_id", KEY),
    _number(),
    Column("words", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("event_mentions_article", "article_id", "position"),
    Index("event_mentions_date", "event_date", "event_id"),
    Index("event_mentions_event", "event_id"),
    Index("event_mentions_relation", "relation", "event_date", "event_id"),
    Index("event_mentions_type", "type", "event_date", "event_id"),
    Index("event_mentions_confidence", "confidence"),
    Index("event_mentions_publisher", "publisher_key", "event_date", "event_id"),
)


def _mention(*, primary_key: bool) -> Column[str]:
    return Column(
        "mention_id",
        KEY,
        ForeignKey("event_mentions.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
    )


def _participants(role: str) -> Table:
    return Table(
        f"event_{role}s",
        metadata,
        _mention(primary_key=True),
        Column("actor_id", KEY, primary_key=True),
        Index(f"event_{role}s_actor", "actor_id", "mention_id"),
        sqlite_with_rowid=False,
    )


event_actors = _participants("actor")
event_recipients = _participants("recipient")

event_places = Table(
    "event_places",
    metadata,
    _mention(primary_key=True),
    Column("place_id", KEY, primary_key=True),
    Index("event_places_place", "place_id", "mention_id"),
    sqlite_with_rowid=False,
)

# Clustered by actor and date of the event, a row for every account: a page of an actor's relations is one short range,
# however large the hub. The indexes serve filters that few of a hub's rows fit; `number` is the account's.
relation_edges = Table(
    "relation_edges",
    metadata,
    Column("actor_id", KEY, primary_key=True),
    Column("event_date", KEY, primary_key=True),
    Column("event_id", KEY, primary_key=True),
    Column("role", KEY, primary_key=True),
    _mention(primary_key=True),
    Column("date", KEY, nullable=False),
    Column("end_date", KEY, nullable=False),
    Column("relation", KEY, nullable=False),
    Column("type", KEY, nullable=False),
    Column("mode", KEY),
    Column("status", KEY, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("publisher_key", KEY, nullable=False),
    _number(),
    Index("relation_edges_mention", "mention_id"),
    Index("relation_edges_relation", "actor_id", "relation", "event_date", "event_id", "role"),
    Index("relation_edges_publisher", "actor_id", "publisher_key", "event_date", "event_id", "role"),
    sqlite_with_rowid=False,
)
index_some(event_mentions, relation_edges)

relations = Table(
    "relations",
    metadata,
    _article(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False),
    Column("predicate", KEY, nullable=False),
    Column("title", KEY, nullable=False),
    Column("subject", KEY, nullable=False),
    Column("subject_node", KEY, nullable=False),
    Column("object", KEY, nullable=False),
    Column("object_node", KEY, nullable=False),
    Column("date", KEY, nullable=False),
    Column("end_date", KEY, nullable=False),
    Column("published", KEY, nullable=False),
    Column("publisher_key", KEY, nullable=False),
    Column("reviewed", Boolean, nullable=False, server_default=false()),
    Column("record", Text, nullable=False),
    Index("relations_id", "id"),
    Index("relations_published", "published", "article_id", "position"),
    Index("relations_subject", "subject", "published"),
    Index("relations_object", "object", "published"),
    sqlite_with_rowid=False,
)

# All rows of one article or judgement share one sequence number, taken from the counter in `meta`.
changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", KEY, nullable=False),
    Column("id", KEY, nullable=False),
    Column("action", KEY, nullable=False),
    Column("at", KEY, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)

# Tables whose `words` are searched.
SEARCHED = (articles, event_mentions)
for _table in SEARCHED:
    for _dialect in ("sqlite", "postgresql"):
        for _statement in index_statements(_table, _dialect):
            event.listen(_table, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
