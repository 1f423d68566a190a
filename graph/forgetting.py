"""Forgets inputs that were done long ago, some with every batch that is done, so that the queue does not grow for ever.

An input that is handed in again after that is read again, and its article is found unchanged.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, Select, delete, select, update

from graph.queue_tables import IS_DONE, inbox
from graph.snapshots import stamp
from ontology.ids import digest

KEPT = timedelta(days=30)
# Looked at for each input that is done: where one of them in four may go, as many go as come.
_LOOKS = 4


def forget_done(connection: Connection, token: int, done: int, *, at: datetime) -> int:
    """Forget some of what was done so long ago that its time (`due_at`) has come; how many. To be called where `done` inputs
    have just been done under the token.

    No index leads to what is old: another stretch of the ids of articles is looked through each time, as the token says, and
    nothing that others hold is waited for.
    """
    found = _stretch(connection, f"a-{digest('forget', str(token))}", done * _LOOKS)
    old = [row.id for row in found if row.due_at and row.due_at <= stamp(at)]
    connection.execute(delete(inbox).where(inbox.c.id.in_(old)))
    # Done before done inputs had a time.
    timeless = [row.id for row in found if not row.due_at]
    connection.execute(update(inbox).where(inbox.c.id.in_(timeless)).values(due_at=stamp(at + KEPT)))
    return len(old)


def _stretch(connection: Connection, first: str, count: int) -> list[Row[str, str]]:
    """Done inputs in the order of their articles, from one on and then from the beginning."""
    wanted: Select[str, str] = select(inbox.c.id, inbox.c.due_at).where(IS_DONE).order_by(inbox.c.article_id)
    free = wanted.with_for_update(skip_locked=True)
    found = list(connection.execute(free.where(inbox.c.article_id >= first).limit(count)))
    if len(found) < count:
        found += connection.execute(free.where(inbox.c.article_id < first).limit(count - len(found)))
    return found
