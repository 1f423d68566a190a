"""The change log, read in the caller's transaction."""

from sqlalchemy import Connection, func, select

from graph.answers import Change
from graph.tables import changes


def read_changes(connection: Connection, *, since: int, limit: int | None = None) -> tuple[Change, ...]:
    """What changed after `since`, oldest first. No sequence number is cut, so somewhat more than `limit` may come."""
    later = changes.c.seq > since
    order = (changes.c.seq, changes.c.position)
    wanted = select(changes).where(later).order_by(*order)
    if limit is not None:
        first = select(changes.c.seq).where(later).order_by(*order).limit(limit).subquery()
        wanted = wanted.where(changes.c.seq <= select(func.max(first.c.seq)).scalar_subquery())
    return tuple(
        Change(seq=row.seq, kind=row.kind, id=row.id, action=row.action) for row in connection.execute(wanted)
    )
