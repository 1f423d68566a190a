"""The change log and its sequence numbers, in the caller's transaction."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select, update

from graph.answers import Change
from graph.schema import SEQUENCE_KEY
from graph.tables import changes, meta
from graph.upsert import insert_rows


class LogEntry(NamedTuple):
    """Something added, changed or deleted; a judgement is made, undone or redone."""

    kind: str
    id: str
    action: str


def read_sequence(connection: Connection) -> int:
    """The sequence number of the last change."""
    return int(connection.scalars(select(meta.c.value).where(meta.c.key == SEQUENCE_KEY)).one())


def append_changes(connection: Connection, groups: Sequence[Sequence[LogEntry]], *, at: str) -> int:
    """Log each group of changes under a sequence number of its own, taken last in the transaction; the first of them."""
    counter = update(meta).where(meta.c.key == SEQUENCE_KEY)
    connection.execute(counter.values(value=meta.c.value + len(groups)))
    first = read_sequence(connection) - len(groups) + 1
    numbered = [
        {"seq": seq, "position": position, **entry._asdict(), "at": at}
        for seq, group in enumerate(groups, start=first)
        for position, entry in enumerate(group)
    ]
    insert_rows(connection, changes, numbered)
    return first


def read_changes(connection: Connection, *, since: int, limit: int | None = None) -> tuple[Change, ...]:
    """What changed after `since`, oldest first. No sequence number is cut, so somewhat more than `limit` may come."""
    later = changes.c.seq > since
    order = (changes.c.seq, changes.c.position)
    wanted = select(changes).where(later).order_by(*order)
    if limit is not None:
        first = select(changes.c.seq).where(later).order_by(*order).limit(limit).subquery()
        wanted = wanted.where(changes.c.seq <= select(func.max(first.c.seq)).scalar_subquery())
    return tuple(
        Change(seq=row.seq, kind=row.kind, id=row.id, action=row.action, at=row.at or None)
        for row in connection.execute(wanted)
    )
