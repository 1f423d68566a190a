"""The tables of where articles are taken from: sources, their pages, hosts and files. They follow from nothing: a rebuild leaves
them."""

from enum import StrEnum

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from graph.tables import KEY, metadata

# What becomes of pages.
WAITING, TAKEN, REFUSED = "waiting", "taken", "refused"


class SourceKind(StrEnum):
    """What a source is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    PAGE = "page"


# In the place of the time at which a source is due: it comes after all times.
PAUSED = "paused"

# A feed, a sitemap or a single page that is looked at again and again. `due_at` is when it is next, `failures` how often
# in a row it could not be read, `problem` why. `etag` and `last_modified` are what it said of itself.
sources = Table(
    "sources",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("kind", KEY, nullable=False),
    Column("address", Text, nullable=False),
    Column("publisher", Text),
    Column("minutes", Integer, nullable=False),
    Column("since", KEY, nullable=False),
    Column("added_at", KEY, nullable=False),
    Column("due_at", KEY, nullable=False),
    Column("fetched_at", KEY, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("problem", Text),
    Index("sources_due", "due_at", "id"),
)

# The pages that sources name, each under one of them; `id` is the digest of the address, and of the source if that is the
# page. `version` is what changes when the source says that the page did, `published` the day that the source gives.
pages = Table(
    "pages",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("source_id", KEY, ForeignKey("sources.id", ondelete="CASCADE"), nullable=False),
    Column("address", Text, nullable=False),
    Column("host", KEY, nullable=False),
    Column("version", Text, nullable=False),
    Column("published", KEY, nullable=False),
    Column("state", KEY, nullable=False),
    Column("due_at", KEY, nullable=False),
    Column("fetched_at", KEY, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("reason", Text),
    Index("pages_source", "source_id", "state"),
    Index("pages_due", "state", "due_at", "id"),
)

# When a host may be asked next, and its robots.txt with the time at which it was fetched.
hosts = Table(
    "hosts",
    metadata,
    Column("host", KEY, primary_key=True),
    Column("due_at", KEY, nullable=False),
    Column("robots", Text),
    Column("robots_at", KEY, nullable=False),
)

# Files of watched folders that were taken, by the digest of what is in them. `reason` says what of them could not be, a line each.
taken_files = Table(
    "taken_files",
    metadata,
    Column("digest", KEY, primary_key=True),
    Column("path", Text, nullable=False),
    Column("taken_at", KEY, nullable=False),
    Column("reason", Text),
)

SOURCE_TABLES = (pages, sources, hosts, taken_files)
