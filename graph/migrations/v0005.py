"""Schema 5: accounts are grouped into events and articles into reports. What the new tables hold is made by a rebuild."""

import sqlalchemy as sa
from alembic.operations import Operations

from graph.tables import KEY


def upgrade(op: Operations) -> None:
    """Add the tables, and the day of the event to what is ordered by it."""
    op.add_column("event_mentions", sa.Column("event_date", KEY, nullable=False, server_default=""))
    for index, column in (("date", "event_date"), ("relation", "relation"), ("type", "type")):
        op.drop_index(f"event_mentions_{index}", "event_mentions")
        op.create_index(
            f"event_mentions_{index}", "event_mentions", list(dict.fromkeys((column, "event_date", "event_id")))
        )
    _create_edges(op)
    _create_reports(op)
    _create_accounts(op)


def _account(name: str) -> sa.Column[str]:
    return sa.Column(name, KEY, sa.ForeignKey("event_mentions.id", ondelete="CASCADE"), primary_key=True)


def _article(name: str) -> sa.Column[str]:
    return sa.Column(name, KEY, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)


def _create_edges(op: Operations) -> None:
    op.drop_table("relation_edges")
    op.create_table(
        "relation_edges",
        sa.Column("actor_id", KEY, primary_key=True),
        sa.Column("event_date", KEY, primary_key=True),
        sa.Column("event_id", KEY, primary_key=True),
        sa.Column("role", KEY, primary_key=True),
        _account("mention_id"),
        sa.Column("date", KEY, nullable=False),
        sa.Column("end_date", KEY, nullable=False),
        sa.Column("relation", KEY, nullable=False),
        sa.Column("type", KEY, nullable=False),
        sa.Column("mode", KEY),
        sa.Column("status", KEY, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("publisher_key", KEY, nullable=False),
        sa.Index("relation_edges_mention", "mention_id"),
        sqlite_with_rowid=False,
    )


def _create_reports(op: Operations) -> None:
    op.create_table(
        "article_signatures", _article("article_id"), sa.Column("signature", sa.LargeBinary, nullable=False)
    )
    op.create_table(
        "article_bands",
        sa.Column("band", KEY, primary_key=True),
        _article("article_id"),
        sa.Index("article_bands_article", "article_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_links",
        _article("left_id"),
        _article("right_id"),
        sa.Index("report_links_right", "right_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "article_reports",
        _article("article_id"),
        sa.Column("report_id", KEY, nullable=False),
        sa.Index("article_reports_report", "report_id"),
        sqlite_with_rowid=False,
    )


def _create_accounts(op: Operations) -> None:
    op.create_table(
        "accounts", _account("mention_id"), sa.Column("record", sa.Text, nullable=False), sqlite_with_rowid=False
    )
    op.create_table(
        "account_features",
        sa.Column("feature", KEY, primary_key=True),
        sa.Column("tier", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),
        _account("mention_id"),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("relation", KEY, nullable=False),
        sa.Column("happened", sa.Boolean, nullable=False),
        sa.Index("account_features_mention", "mention_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_links",
        _account("left_id"),
        _account("right_id"),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Index("account_links_right", "right_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "judged_accounts",
        sa.Column("judgement_id", KEY, sa.ForeignKey("judgements.id"), primary_key=True),
        _account("mention_id"),
        sa.Column("side", sa.Integer, nullable=False),
        sa.Column("joins", sa.Boolean, nullable=False),
        sa.Index("judged_accounts_mention", "mention_id"),
        sqlite_with_rowid=False,
    )
