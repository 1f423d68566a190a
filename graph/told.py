"""Events with all that articles tell of them, out of the tables."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

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


REFERENCE_COLUMNS = [articles.c[name] for name in ArticleReference.model_fields]


def load_told(connection: Connection, event_ids: Iterable[str]) -> dict[str, list[Told]]:
    """The accounts of these events, by id of the event, the first to come out first."""
    references = [column.label(f"article_{column.name}") for column in REFERENCE_COLUMNS]
    columns = [event_mentions.c[name] for name in ("event_id", "reviewed", "record")]
    found: dict[str, list[Told]] = {}
    for ids in chunks(event_ids):
        query = select(*columns, *references).join_from(event_mentions, articles)
        for row in connection.execute(query.where(event_mentions.c.event_id.in_(ids))):
            told = Told(EventMention.model_validate_json(row.record), _reference(row), row.reviewed)
            found.setdefault(row.event_id, []).append(told)
    return {id: sorted(accounts, key=lambda told: told.age) for id, accounts in found.items()}


def _reference(row: Row[Any]) -> ArticleReference:
    values = {name: row._mapping[f"article_{name}"] for name in ArticleReference.model_fields}
    return ArticleReference.model_validate({**values, "published": values["published"] or None})
