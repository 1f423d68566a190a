"""Events with all that articles tell of them, out of the tables."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, select

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
    found: dict[str, list[Told]] = {}
    for ids in chunks(event_ids):
        for event_id, reviewed, record, *reference in connection.execute(_ACCOUNTS, {"events": ids}):
            told = Told(EventMention.model_validate_json(record), make_reference(reference), reviewed)
            found.setdefault(event_id, []).append(told)
    for accounts in found.values():
        if len(accounts) > 1:
            accounts.sort(key=lambda told: told.age)
    return found


def make_reference(values: Sequence[Any]) -> ArticleReference:
    """An article from the values of `REFERENCE_COLUMNS`."""
    known = dict(zip(_REFERENCE, values, strict=True))
    known["published"] = date.fromisoformat(known["published"]) if known["published"] else None
    return ArticleReference.trust(known)
