"""Work that one process at a time may do: who has it, until when."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from graph.snapshots import stamp
from graph.store import Store
from graph.upsert import upsert
from graph.watch_tables import leases


def take_lease(store: Store, name: str, holder: str, *, at: datetime, until: datetime) -> bool:
    """Take a lease that nobody has at this time, or go on holding it; whether it is the holder's now.

    One that has more than half its time left is not written anew: then at least half of it is left.
    """
    own = select(leases).where(leases.c.name == name)
    with store.reading() as connection:
        found = connection.execute(own).one_or_none()
        if found is not None and found.holder == holder and found.until > stamp(at + (until - at) / 2):
            return True
        if _is_others(found, holder, at):
            return False
    with store.writing() as connection:
        if _is_others(connection.execute(own).one_or_none(), holder, at):
            return False
        upsert(connection, leases, [{"name": name, "holder": holder, "until": stamp(until)}])
        return True


def end_lease(store: Store, name: str, holder: str) -> None:
    """Give a lease back, if it is the holder's."""
    with store.writing() as connection:
        connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))


def _is_others(found: Row[Any] | None, holder: str, at: datetime) -> bool:
    return found is not None and found.holder != holder and found.until > stamp(at)
