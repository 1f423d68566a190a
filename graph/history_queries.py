"""Questions about what was read from an article, and when."""

from datetime import datetime

from sqlalchemy import select

from graph.readings import load_reading
from graph.store import Store
from graph.tables import extractions
from ontology.errors import NotFoundError
from ontology.records import Extraction, Record


class Version(Record):
    """What befell an article: added, replaced by another reading of it, or deleted.

    `recorded_at` is None where the time was not recorded; `successor` is the article that took its place.
    """

    article_id: str
    seq: int
    recorded_at: datetime | None
    action: str
    extractor: str | None
    successor: str | None


def article_history(store: Store, article_id: str) -> tuple[Version, ...]:
    """All that befell an article, oldest first, also when it is deleted. NotFoundError if there never was one."""
    table = extractions
    columns = [table.c[name] for name in Version.model_fields]
    with store.reading() as connection:
        rows = connection.execute(select(*columns).where(table.c.article_id == article_id).order_by(table.c.seq)).all()
    if not rows:
        raise NotFoundError(f"there never was an article {article_id!r}")
    return tuple(
        Version(**{**row._mapping, "recorded_at": row.recorded_at or None, "extractor": row.extractor or None})
        for row in rows
    )


def get_reading(store: Store, article_id: str, *, seq: int | None = None) -> Extraction:
    """What was read from an article, without any judgement, rejected events included: the last reading, or the one of a
    sequence number of its history. NotFoundError if there is none."""
    with store.reading() as connection:
        return load_reading(connection, article_id, seq=seq).extraction
