"""Events with all that articles tell of them, out of the tables."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection

from graph.answers import ArticleReference
from graph.bulk import ask_for
from graph.tables import articles
from ontology.records import EventMention


class Told(NamedTuple):
    """What an article tells of an event; `reviewed` says that a person confirmed it."""

    event: EventMention
    article: ArticleReference
    reviewed: bool

    @property
    def age(self) -> tuple[date, str]:
        """Sorts accounts by when they came out, unknown last."""
        return self.article.published or date.max, self.event.id


_REFERENCE = tuple(ArticleReference.model_fields)
REFERENCE_COLUMNS = [articles.c[name] for name in _REFERENCE]
_ACCOUNTS = f"""
WITH asked(id) AS ({{asked}})
SELECT told.event_id, told.reviewed, told.record, {", ".join(f"own.{name}" for name in _REFERENCE)}
FROM asked CROSS JOIN event_mentions AS told JOIN articles AS own ON own.id = told.article_id
WHERE told.event_id = asked.id
"""


def load_told(connection: Connection, event_ids: Iterable[str]) -> dict[str, list[Told]]:
    """The accounts of these events, by id of the event, the first to come out first."""
    found: dict[str, list[Told]] = {}
    for event_id, reviewed, record, *article in ask_for(connection, _ACCOUNTS, [(id,) for id in event_ids]):
        found.setdefault(event_id, []).append(Told(_read_event(record), make_reference(article), bool(reviewed)))
    return {id: order_told(own) for id, own in found.items()}


@lru_cache(maxsize=4096)
def _read_event(record: str) -> EventMention:
    # The events of a page are asked for again and again, with each filter; they take some 8 kB each.
    return EventMention.model_validate_json(record)


def order_told(accounts: list[Told]) -> list[Told]:
    """Accounts, the first to come out first."""
    return sorted(accounts, key=lambda told: told.age) if len(accounts) > 1 else accounts


def make_reference(values: Sequence[Any]) -> ArticleReference:
    """An article from the values of `REFERENCE_COLUMNS`."""
    known = dict(zip(_REFERENCE, values, strict=True))
    published = known["published"]
    known["published"] = date.fromisoformat(published) if published else None
    return ArticleReference.trust(known)
