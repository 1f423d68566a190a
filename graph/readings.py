"""What was read from an article, as it was read: kept for ever, compressed, whatever becomes of the article."""

import zlib
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from graph.chunks import chunks
from graph.tables import extractions
from graph.upsert import insert_rows
from ontology.errors import NotFoundError
from ontology.ids import digest
from ontology.records import Extraction

ADDED, REPLACED, DELETED = "added", "replaced", "deleted"


class Reading:
    """An extraction with its JSON, which is what is kept and compared."""

    def __init__(self, extraction: Extraction, text: str | None = None) -> None:
        self.extraction = extraction
        self.text = extraction.model_dump_json() if text is None else text

    @property
    def article_id(self) -> str:
        """The id of the article."""
        return self.extraction.article.id

    @cached_property
    def digest(self) -> str:
        """What changes when anything in the extraction does."""
        return digest(self.text, length=32)

    @property
    def extractor(self) -> str:
        """What read the article, as its events and relations name it; empty where it read neither."""
        named = {event.evidence.extractor for event in self.extraction.events}
        named |= {relation.evidence.extractor for relation in self.extraction.relations}
        return ", ".join(sorted(named))


class Entry(NamedTuple):
    """Something that befell an article at a sequence number. `reading` is None where it was deleted, `successor` is the
    article that took its place."""

    article_id: str
    seq: int
    action: str
    reading: Reading | None = None
    successor: str | None = None


def record_entries(connection: Connection, entries: Iterable[Entry], *, at: str) -> None:
    """Add to the history."""
    rows = [
        {
            "article_id": entry.article_id,
            "seq": entry.seq,
            "recorded_at": at,
            "action": entry.action,
            "extractor": entry.reading.extractor if entry.reading else "",
            "successor": entry.successor,
            "record": _pack(entry.reading) if entry.reading else None,
        }
        for entry in entries
    ]
    insert_rows(connection, extractions, rows)


def load_readings(connection: Connection, article_ids: Iterable[str], *, until: int | None = None) -> list[Reading]:
    """What was last read from each of these articles, in this order; up to a sequence number if one is given.

    Deleted articles are left out.
    """
    found: dict[str, Reading] = {}
    for ids in chunks(article_ids):
        table = extractions
        last = select(table.c.article_id, func.max(table.c.seq).label("seq")).where(table.c.article_id.in_(ids))
        if until is not None:
            last = last.where(table.c.seq <= until)
        newest = last.group_by(table.c.article_id).subquery()
        same = (table.c.article_id == newest.c.article_id) & (table.c.seq == newest.c.seq)
        rows = connection.execute(select(table.c.article_id, table.c.record).join(newest, same))
        readings = {row.article_id: unpack(row.record) for row in rows if row.record is not None}
        found |= {id: readings[id] for id in ids if id in readings}
    return list(found.values())


def load_reading(connection: Connection, article_id: str, *, seq: int | None = None) -> Reading:
    """What was read from an article last, or at a sequence number of its history. NotFoundError if there is none."""
    table = extractions
    wanted = select(table.c.record).where(table.c.article_id == article_id).order_by(table.c.seq.desc()).limit(1)
    if seq is not None:
        wanted = wanted.where(table.c.seq == seq)
    record = connection.scalar(wanted)
    if record is None:
        when = "" if seq is None else f" at {seq}"
        raise NotFoundError(f"nothing was read from an article {article_id!r}{when}")
    return unpack(record)


def unpack(record: bytes) -> Reading:
    """A reading as it is kept."""
    text = zlib.decompress(record).decode("utf-8")
    return Reading(Extraction.model_validate_json(text), text)


def _pack(reading: Reading) -> bytes:
    return zlib.compress(reading.text.encode("utf-8"))
