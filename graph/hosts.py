"""What is known of hosts that pages are fetched from: when they may be asked next, and their robots.txt."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from graph.snapshots import stamp
from graph.source_tables import hosts
from graph.store import Store
from graph.upsert import upsert


class Host(NamedTuple):
    """A host; None where something is not known yet."""

    due_at: datetime | None
    robots: str | None
    robots_at: datetime | None


def load_host(store: Store, host: str) -> Host | None:
    """What is known of a host, if anything is."""
    with store.reading() as connection:
        return _load(connection, host)


def note_visit(store: Store, host: str, *, due_at: datetime) -> None:
    """Leave the host alone until then."""
    _keep(store, host, {"due_at": stamp(due_at)})


def keep_robots(store: Store, host: str, robots: str, *, at: datetime) -> None:
    """Keep what its robots.txt says."""
    # No database takes NUL, and no rule needs it.
    _keep(store, host, {"robots": robots.replace("\x00", ""), "robots_at": stamp(at)})


def _load(connection: Connection, host: str) -> Host | None:
    row = connection.execute(select(hosts).where(hosts.c.host == host)).one_or_none()
    return Host(_time(row.due_at), row.robots, _time(row.robots_at)) if row else None


def _keep(store: Store, host: str, values: dict[str, str]) -> None:
    with store.writing(graph=False) as connection:
        row = connection.execute(select(hosts).where(hosts.c.host == host)).mappings().one_or_none()
        upsert(
            connection,
            hosts,
            [{"host": host, "due_at": "", "robots": None, "robots_at": ""} | dict(row or {}) | values],
        )


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
