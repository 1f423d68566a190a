"""Work that one process at a time may do: who has it, until when."""

from datetime import datetime

from sqlalchemy import delete, select

from graph.snapshots import stamp
from graph.store import Store
from graph.upsert import upsert
from graph.watch_tables import leases


def take_lease(store: Store, name: str, holder: str, *, at: datetime, until: datetime) -> bool:
    """Take a lease that nobody has at this time, or go on holding it; whether it is the holder's now."""
    with store.writing() as connection:
        found = connection.execute(select(leases).where(leases.c.name == name)).one_or_none()
        if found is not None and found.holder != holder and found.until > stamp(at):
            return False
        upsert(connection, leases, [{"name": name, "holder": holder, "until": stamp(until)}])
        return True


def end_lease(store: Store, name: str, holder: str) -> None:
    """Give a lease back, if it is the holder's."""
    with store.writing() as connection:
        connection.execute(delete(leases).where(leases.c.name == name, leases.c.holder == holder))
