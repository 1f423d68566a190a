"""Events with all that articles tell of them, out of the tables."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from graph.answers import ArticleReference
from graph.chunks import chunks
from graph.tables import articles, event_mentions
from ontology.records import EventMention


class Told(NamedTuple):
    """What an article tells of an event; `reviewed` says that a person confirmed it."""

    event: EventMention
    article: ArticleReference
    reviewed: bool

    @property
    def age(self) -> tuple[bool, str, str]:
        """Sorts accounts by when they came out, unknown last."""
        published = self.article.published.isoformat() if self.article.published else ""
        return (not published, published, self.event.id)


_REFERENCE = tuple(ArticleReference.model_fields)
REFERENCE_COLUMNS = [articles.c[name] for name in _REFERENCE]
_EVENTS: BindParameter[Any] = bindparam("events", expanding=True)
_ACCOUNTS = (
    select(*(event_mentions.c[name] for name in ("event_id", "reviewed", "record")))
    .add_columns(*(column.label(f"article_{column.name}") for column in REFERENCE_COLUMNS))
    .join_from(event_mentions, articles)
    .where(event_mentions.c.event_id.in_(_EVENTS))
)


def load_told(connection: Connection, event_ids: Iterable[str]) -> dict[str, list[Told]]:
    """The accounts of these events, by id of the event, the first to come out first."""
    rows = load_rows(connection, event_ids)
    return {id: order_told([tell(row) for row in own]) for id, own in rows.items()}


def load_rows(connection: Connection, event_ids: Iterable[str]) -> dict[str, list[Row[Any]]]:
    """The same as rows with event_id, reviewed, record and the columns of the article, `article_` before their names."""
    found: dict[str, list[Row[Any]]] = {}
    for ids in chunks(event_ids):
        for row in connection.execute(_ACCOUNTS, {"events": ids}):
            found.setdefault(row[0], []).append(row)
    return found


def tell(row: Row[Any]) -> Told:
    """An account from one of these rows."""
    return Told(EventMention.model_validate_json(row.record), make_reference(row[3:]), row.reviewed)


def order_told(accounts: list[Told]) -> list[Told]:
    """Accounts, the first to come out first."""
    return sorted(accounts, key=lambda told: told.age) if len(accounts) > 1 else accounts


def make_reference(values: Sequence[Any]) -> ArticleReference:
    """An article from the values of `REFERENCE_COLUMNS`."""
    known = dict(zip(_REFERENCE, values, strict=True))
    known["published"] = date.fromisoformat(known["published"]) if known["published"] else None
    return ArticleReference.trust(known)
