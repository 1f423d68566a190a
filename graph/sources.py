"""Sources: feeds, sitemaps and pages that are looked at again and again for articles, and the pages that they name."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, case, delete, func, select, update

from graph.answers import Page
from graph.paging import read_page
from graph.rows import iso
from graph.snapshots import stamp
from graph.source_pages import IS_WANTED, Listed, add_pages, pause_after
from graph.source_tables import PAUSED, SourceKind, hosts, pages, sources
from graph.store import Store
from graph.upsert import insert_rows
from ontology.errors import InputError, NotFoundError
from ontology.records import Record


class SourceFilter(Record):
    """Which page of the list of sources."""

    limit: int = 50
    cursor: str | None = None


class Source(Record):
    """A source. It is looked at every so many `minutes`, next at `due_at`, which is None while it is paused; pages that it dates
    before `since` are left out.

    `problem` says why it could not be read the last `failures` times. Pages are `waiting`, `taken` or `refused`.
    """

    id: str
    kind: SourceKind
    address: str
    publisher: str | None
    minutes: int
    since: date | None
    due_at: datetime | None
    fetched_at: datetime | None
    etag: str | None
    last_modified: str | None
    failures: int
    problem: str | None
    waiting: int = 0
    taken: int = 0
    refused: int = 0


def add_source(
    store: Store,
    id: str,
    kind: SourceKind,
    address: str,
    *,
    publisher: str | None,
    minutes: int,
    since: date | None,
    at: datetime,
) -> Source:
    """Look at an address from now on. InputError if there is a source of this id or address."""
    with store.writing(graph=False) as connection:
        same = select(sources.c.id).where((sources.c.id == id) | (sources.c.address == address)).limit(1)
        found = connection.scalar(same)
        if found is not None:
            raise InputError(f"there is a source {found!r} already, of this name or address; remove it first")
        row = {
            "id": id,
            "kind": kind,
            "address": address,
            "publisher": publisher,
            "minutes": minutes,
            "since": iso(since),
            "added_at": stamp(at),
            "due_at": stamp(at),
            "fetched_at": "",
            "failures": 0,
        }
        insert_rows(connection, sources, [row])
        return _list(connection, id)[0]


def list_sources(store: Store) -> tuple[Source, ...]:
    """All sources by their ids, with how many of their pages are in which state."""
    with store.reading() as connection:
        return _list(connection)


def page_sources(store: Store, filter: SourceFilter) -> Page[Source]:
    """The same a page at a time. InputError for a cursor of another list."""
    with store.reading() as connection:
        rows, following = read_page(
            connection, select(sources.c.id), filter, order=(sources.c.id,), list_name="sources", newest_first=False
        )
        return Page(items=_list(connection, *[row.id for row in rows]) if rows else (), next=following)


def get_source(store: Store, id: str) -> Source:
    """One source. NotFoundError if there is none of this id."""
    with store.reading() as connection:
        return _get(connection, id)


def pause_source(store: Store, id: str) -> Source:
    """Look at it no more, and fetch no more of its pages, until it is resumed. NotFoundError."""
    with store.writing(graph=False) as connection:
        connection.execute(update(sources).where(sources.c.id == id).values(due_at=PAUSED))
        return _get(connection, id)


def resume_source(store: Store, id: str, *, at: datetime) -> Source:
    """Go on with a source that was paused, at once; any other one is left as it is. NotFoundError."""
    with store.writing(graph=False) as connection:
        paused = (sources.c.id == id, sources.c.due_at == PAUSED)
        connection.execute(update(sources).where(*paused).values(due_at=stamp(at)))
        return _get(connection, id)


def remove_source(store: Store, id: str) -> Source:
    """Look at it no more, and forget its pages. What was read from them stays. NotFoundError if there is none."""
    with store.writing(graph=False) as connection:
        found = _get(connection, id)
        connection.execute(delete(sources).where(sources.c.id == id))
        return found


def list_due_sources(store: Store, *, at: datetime, limit: int) -> tuple[Source, ...]:
    """Sources whose time has come, the longest due first."""
    with store.reading() as connection:
        due = select(sources.c.id).where(sources.c.due_at <= stamp(at)).order_by(sources.c.due_at, sources.c.id)
        return tuple(_list(connection, id)[0] for id in connection.scalars(due.limit(limit)).all())


def hurry(store: Store, ids: Sequence[str], *, at: datetime) -> None:
    """Have sources looked at now, all of them that are not paused where none is named. NotFoundError if there is none of an id,
    InputError if one that is named is paused."""
    with store.writing(graph=False) as connection:
        known = {row.id: row.due_at for row in connection.execute(select(sources.c.id, sources.c.due_at))}
        for id in ids:
            if id not in known:
                raise NotFoundError(f"no source {id!r}")
            if known[id] == PAUSED:
                raise InputError(f"source {id!r} is paused; resume it first")
        wanted = sorted(ids) or [id for id, due in known.items() if due != PAUSED]
        connection.execute(update(sources).where(sources.c.id.in_(wanted)).values(due_at=stamp(at)))


def settle_source(
    store: Store, source: Source, listed: Iterable[Listed], *, etag: str | None, last_modified: str | None, at: datetime
) -> int:
    """Keep what a source names, and wait until it is due again; how many pages are new or changed."""
    with store.writing(graph=False) as connection:
        fresh = add_pages(connection, source.id, listed, at=at, own=source.kind == SourceKind.PAGE)
        values = {"etag": etag, "last_modified": last_modified, "failures": 0, "problem": None, "fetched_at": stamp(at)}
        due = _unless_paused(at + timedelta(minutes=source.minutes))
        connection.execute(update(sources).where(sources.c.id == source.id).values(due_at=due, **values))
        return fresh


def fail_source(store: Store, source: Source, reason: str, *, at: datetime, wait: float | None = None) -> None:
    """Keep why a source could not be read, and try it again later."""
    failures = source.failures + 1
    due = _unless_paused(at + pause_after(failures, source.id, wait))
    values = {"failures": failures, "problem": reason, "due_at": due}
    with store.writing(graph=False) as connection:
        connection.execute(update(sources).where(sources.c.id == source.id).values(**values))


def postpone_source(store: Store, source: Source, *, due_at: datetime) -> None:
    """Look at a source later; that it was not looked at now is not its fault."""
    with store.writing(graph=False) as connection:
        connection.execute(update(sources).where(sources.c.id == source.id).values(due_at=_unless_paused(due_at)))


def next_due(store: Store) -> datetime | None:
    """When there is something to be done next: a page that waits, or a source; None where there is nothing at all."""
    free = case((func.coalesce(hosts.c.due_at, "") > pages.c.due_at, hosts.c.due_at), else_=pages.c.due_at)
    first_page = select(func.min(free)).select_from(pages).outerjoin(hosts, hosts.c.host == pages.c.host)
    with store.reading() as connection:
        found = [
            connection.scalar(first_page.where(IS_WANTED)),
            connection.scalar(select(func.min(sources.c.due_at)).where(sources.c.due_at != PAUSED)),
        ]
    times = [datetime.fromisoformat(text) for text in found if text]
    return min(times, default=None)


def _unless_paused(due_at: datetime) -> ColumnElement[str]:
    """When a source is due, which may have been paused while it was looked at."""
    return case((sources.c.due_at == PAUSED, PAUSED), else_=stamp(due_at))


def _get(connection: Connection, id: str) -> Source:
    found = _list(connection, id)
    if not found:
        raise NotFoundError(f"no source {id!r}")
    return found[0]


def _list(connection: Connection, *ids: str) -> tuple[Source, ...]:
    """The sources of these ids, or all of them."""
    wanted = select(sources).order_by(sources.c.id)
    counted = select(pages.c.source_id, pages.c.state, func.count().label("n")).group_by(
        pages.c.source_id, pages.c.state
    )
    if ids:
        wanted, counted = wanted.where(sources.c.id.in_(ids)), counted.where(pages.c.source_id.in_(ids))
    counts: dict[str, dict[str, int]] = {}
    for row in connection.execute(counted):
        counts.setdefault(row.source_id, {})[row.state] = row.n
    return tuple(Source(**_source(row), **counts.get(row.id, {})) for row in connection.execute(wanted))


def _source(row: Row[Any]) -> dict[str, Any]:
    plain = {name: row._mapping[name] for name in Source.model_fields if name in row._mapping}
    due = None if row.due_at == PAUSED else row.due_at
    return plain | {"since": row.since or None, "fetched_at": row.fetched_at or None, "due_at": due}
