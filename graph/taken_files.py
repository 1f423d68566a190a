"""Files of watched folders that were taken: each once, however it is called."""

from datetime import datetime

from sqlalchemy import select

from graph.snapshots import stamp
from graph.source_tables import taken_files
from graph.store import Store
from graph.upsert import upsert
from ontology.records import Record


class BadFile(Record):
    """A file of which something could not be taken, and why, a line each."""

    path: str
    taken_at: datetime
    reason: str


def is_taken(store: Store, digest: str) -> bool:
    """Whether a file of this content was taken."""
    with store.reading() as connection:
        return connection.scalar(select(taken_files.c.path).where(taken_files.c.digest == digest)) is not None


def keep_taken(store: Store, digest: str, path: str, *, reason: str | None, at: datetime) -> None:
    """A file was taken, but for what the reason says."""
    row = {"digest": digest, "path": path, "taken_at": stamp(at), "reason": reason}
    with store.writing(graph=False) as connection:
        upsert(connection, taken_files, [row])


def list_bad_files(store: Store, *, limit: int) -> tuple[BadFile, ...]:
    """Files of which something could not be taken, the last ones first."""
    table = taken_files
    wanted = select(table.c.path, table.c.taken_at, table.c.reason).where(table.c.reason.is_not(None))
    with store.reading() as connection:
        rows = connection.execute(wanted.order_by(table.c.taken_at.desc(), table.c.digest).limit(limit))
        return tuple(BadFile(path=row.path, taken_at=row.taken_at, reason=row.reason) for row in rows)
