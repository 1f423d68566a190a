"""The tables that tell which articles carry one report and which accounts are of one event. All of them follow from what was
read and judged."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
)

from graph.tables import KEY, metadata


def _account(name: str, *, primary_key: bool = True) -> Column[str]:
    return Column(
        name, KEY, ForeignKey("event_mentions.id", ondelete="CASCADE"), nullable=False, primary_key=primary_key
    )


def _article(name: str) -> Column[str]:
    return Column(name, KEY, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)


# The MinHash of an article's text, and its bands, of which articles that carry one report have some in common. These have no
# foreign key: they follow from the MinHash, and are deleted with it.
article_signatures = Table(
    "article_signatures", metadata, _article("article_id"), Column("signature", LargeBinary, nullable=False)
)
article_bands = Table(
    "article_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", KEY, primary_key=True),
    sqlite_with_rowid=False,
)

# Pairs of articles that carry one report, the lesser id first; and the reports of articles that share theirs with others.
report_links = Table(
    "report_links",
    metadata,
    _article("left_id"),
    _article("right_id"),
    Index("report_links_right", "right_id"),
    sqlite_with_rowid=False,
)
article_reports = Table(
    "article_reports",
    metadata,
    _article("article_id"),
    Column("report_id", KEY, nullable=False),
    Index("article_reports_report", "report_id"),
    sqlite_with_rowid=False,
)

# What accounts are compared by (`graph.account_records`), and what sorts them by when they came out (`graph.accounts`).
accounts = Table(
    "accounts",
    metadata,
    _account("mention_id"),
    Column("age", KEY, nullable=False),
    Column("record", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What accounts of one event have in common, clustered so that those of the same days lie together. `first` and `last` count
# days, `tier` sorts by length, by whether the feature is the account's own and by whether the account is open for comparison,
# `families` has a bit for each family of acts (`graph.candidate_accounts`). No foreign key: what an account has follows from
# what it is compared by, and is deleted with it.
account_features = Table(
    "account_features",
    metadata,
    Column("feature", KEY, primary_key=True),
    Column("tier", SmallInteger, primary_key=True, autoincrement=False),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("age", KEY, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("families", BigInteger, nullable=False),
    Column("since", Integer, nullable=False),
    Column("loose", SmallInteger, nullable=False),
    Column("spots", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Pairs of accounts that were found to be of one event, the lesser id first; `why` is one reason a line.
account_links = Table(
    "account_links",
    metadata,
    _account("left_id"),
    _account("right_id"),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Index("account_links_right", "right_id"),
    sqlite_with_rowid=False,
)

# The accounts that judgements in force join or separate. Those of one `side` stand together as one event.
judged_accounts = Table(
    "judged_accounts",
    metadata,
    Column("judgement_id", KEY, ForeignKey("judgements.id"), primary_key=True),
    _account("mention_id"),
    Column("side", Integer, nullable=False),
    Column("joins", Boolean, nullable=False),
    Index("judged_accounts_mention", "mention_id"),
    sqlite_with_rowid=False,
)

GROUPING_TABLES = (
    article_signatures,
    article_bands,
    report_links,
    article_reports,
    accounts,
    account_features,
    account_links,
    judged_accounts,
)
