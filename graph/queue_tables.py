"""The tables of what waits to be read: inputs and the jobs they belong to. They follow from nothing: a rebuild leaves them."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, text

from graph.tables import KEY, metadata

QUEUED, LEASED, FAILED, DONE, DEAD, CANCELLED = "queued", "leased", "failed", "done", "dead", "cancelled"
RUNNING, PAUSED = "running", "paused"
# What a job counts.
COUNTERS = ("known", "total", "added", "unchanged", "replaced", "superseded", "dead", "cancelled")

# Conditions of partial indexes, written out in queries too: with a bound value no planner could tell that they fit.
IS_QUEUED = text("state = 'queued'")
IS_HELD = text("state IN ('leased', 'failed')")
IS_DONE = text("state = 'done'")
IS_DEAD = text("state = 'dead'")

# A request to read inputs; `source` says where they come from. `total` are the inputs that are its own, of which the
# counters beside it tell what became; `known` those that were there already. `turn` is the token under which the job was
# served last. Its speed is counted from `started_at` on, when `done_before` were done, up to `counted_at`.
jobs = Table(
    "jobs",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("source", Text, nullable=False),
    Column("state", KEY, nullable=False),
    Column("created_at", KEY, nullable=False),
    Column("started_at", KEY),
    Column("counted_at", KEY),
    Column("ended_at", KEY),
    Column("turn", BigInteger, nullable=False),
    Column("done_before", Integer, nullable=False),
    *(Column(name, Integer, nullable=False) for name in COUNTERS),
    Index("jobs_state", "state", "turn"),
    Index("jobs_created", "created_at", "id"),
)

# What is to be read, each once: `id` is the digest of `payload`, which goes when it was read. `due_at` is when a lease ends,
# a failed one is tried again, or a done one may be forgotten. Only who knows the `token` of its lease may say what became of it. `position` is the
# order in which they were handed in: where two tell of one article (`article_id`, `address`), the later one stays.
inbox = Table(
    "inbox",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("job_id", KEY, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("state", KEY, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("due_at", KEY, nullable=False),
    Column("token", BigInteger),
    Column("holder", KEY),
    Column("reason", Text),
    Column("payload", Text),
    Column("article_id", KEY),
    Column("address", KEY),
    Index("inbox_queued", "job_id", "position", sqlite_where=IS_QUEUED, postgresql_where=IS_QUEUED),
    Index("inbox_held", "due_at", sqlite_where=IS_HELD, postgresql_where=IS_HELD),
    Index("inbox_dead", "job_id", "position", sqlite_where=IS_DEAD, postgresql_where=IS_DEAD),
    Index("inbox_article", "article_id", sqlite_where=IS_DONE, postgresql_where=IS_DONE),
    Index("inbox_address", "address", sqlite_where=IS_DONE, postgresql_where=IS_DONE),
)

# The last position and the last token that were given out.
queue_counters = Table(
    "queue_counters",
    metadata,
    Column("name", KEY, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

QUEUE_TABLES = (inbox, jobs, queue_counters)
