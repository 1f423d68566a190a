"""Schema 2: what was read is kept for ever, judgements come, and statements can be reviewed.

What a database of schema 1 holds becomes the first entry of each article's history; when it was recorded is not known.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from alembic.operations import Operations

from graph.chunks import chunks
from graph.tables import KEY
from graph.upsert import insert_rows
from ontology.ids import fold_text
from ontology.records import Actor, Article, EventMention, Extraction, Mention, Place, Record, Relation

_R = TypeVar("_R", bound=Record)


def upgrade(op: Operations) -> None:
    """Add the tables and columns, then the history."""
    _add_columns(op)
    extractions, place_names = _create_truth(op), _create_found(op)
    connection = op.get_bind()
    recorded = _last_changes(connection)
    for ids in chunks(sorted(recorded)):
        for extraction in _load(connection, ids):
            own = extraction.article.id
            insert_rows(connection, extractions, [_history_row(extraction, recorded[own])])
            names = [{"folded": name, "article_id": own} for name in _place_names(extraction)]
            insert_rows(connection, place_names, names)


def _add_columns(op: Operations) -> None:
    for table in ("event_mentions", "relations"):
        op.add_column(table, sa.Column("reviewed", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("changes", sa.Column("at", KEY, nullable=False, server_default=""))
    op.create_index("relations_id", "relations", ["id"])


def _create_truth(op: Operations) -> sa.Table:
    extractions = op.create_table(
        "extractions",
        sa.Column("article_id", KEY, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recorded_at", KEY, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("successor", KEY),
        sa.Column("record", sa.LargeBinary),
        sa.Index("extractions_seq", "seq"),
        sa.Index("extractions_recorded", "recorded_at", "seq"),
    )
    op.create_table(
        "judgements",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False, unique=True),
        sa.Column("made_at", KEY, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "reversals",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("judgement_id", KEY, sa.ForeignKey("judgements.id"), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("action", KEY, nullable=False),
        sa.Index("reversals_judgement", "judgement_id", "seq"),
    )
    return extractions


def _create_found(op: Operations) -> sa.Table:
    def judgement() -> sa.Column[str]:
        return sa.Column("judgement_id", KEY, sa.ForeignKey("judgements.id"), primary_key=True)

    def article() -> sa.Column[str]:
        return sa.Column("article_id", KEY, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)

    op.create_table(
        "judgement_targets", sa.Column("target", KEY, primary_key=True), judgement(), sqlite_with_rowid=False
    )
    op.create_table(
        "judgement_articles",
        judgement(),
        article(),
        sa.Index("judgement_articles_article", "article_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "raw_actors",
        sa.Column("actor_id", KEY, primary_key=True),
        article(),
        sa.Index("raw_actors_article", "article_id"),
        sqlite_with_rowid=False,
    )
    return op.create_table(
        "place_names",
        sa.Column("folded", KEY, primary_key=True),
        article(),
        sa.Index("place_names_article", "article_id"),
        sqlite_with_rowid=False,
    )


def _last_changes(connection: sa.Connection) -> dict[str, int]:
    """The sequence number at which each article was last written; 0 where the log does not say."""
    articles = connection.execute(sa.text("SELECT id FROM articles")).scalars()
    seqs: dict[str, int] = dict.fromkeys(articles, 0)
    logged = sa.text("SELECT id, max(seq) FROM changes WHERE kind = 'article' GROUP BY id")
    return seqs | {id: seq for id, seq in connection.execute(logged) if id in seqs}


def _load(connection: sa.Connection, ids: Sequence[str]) -> Iterator[Extraction]:
    def rows(table: str, *columns: str) -> dict[str, list[Any]]:
        """Rows of a table by article, in order."""
        own = sa.table(table, *(sa.column(name) for name in ("article_id", "position", *columns)))
        wanted = sa.select(own).where(own.c.article_id.in_(ids)).order_by(own.c.article_id, own.c.position)
        found: dict[str, list[Any]] = {id: [] for id in ids}
        for row in connection.execute(wanted).mappings():
            found[row["article_id"]].append({name: row[name] for name in columns})
        return found

    articles = sa.table("articles", sa.column("id"), sa.column("record"), sa.column("warnings"))
    mentions = rows("mentions", "id", "start", "end", "text", "kind", "entity")
    records = {
        table: rows(table, "record") for table in ("article_actors", "article_places", "event_mentions", "relations")
    }

    def read(table: str, model: type[_R], own: str) -> tuple[_R, ...]:
        return tuple(model.model_validate_json(one["record"]) for one in records[table][own])

    for row in connection.execute(sa.select(articles).where(articles.c.id.in_(ids)).order_by(articles.c.id)):
        yield Extraction(
            article=Article.model_validate_json(row.record),
            mentions=tuple(Mention(**mention) for mention in mentions[row.id]),
            actors=read("article_actors", Actor, row.id),
            places=read("article_places", Place, row.id),
            events=read("event_mentions", EventMention, row.id),
            relations=read("relations", Relation, row.id),
            warnings=tuple(row.warnings.split("\n")) if row.warnings else (),
        )


def _history_row(extraction: Extraction, seq: int) -> dict[str, Any]:
    extractors = {event.evidence.extractor for event in extraction.events}
    extractors |= {relation.evidence.extractor for relation in extraction.relations}
    return {
        "article_id": extraction.article.id,
        "seq": seq,
        "recorded_at": "",
        "action": "added",
        "extractor": ", ".join(sorted(extractors)),
        "successor": None,
        "record": zlib.compress(extraction.model_dump_json().encode("utf-8")),
    }


def _place_names(extraction: Extraction) -> list[str]:
    places = {place.id for place in extraction.places}
    found = {fold_text(m.text) for m in extraction.mentions if m.kind == "place" or m.entity in places}
    return sorted(found - {""})
