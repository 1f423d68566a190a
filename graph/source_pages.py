"""The pages that sources name: which are to be fetched, and what became of them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, func, select, update

from graph.chunks import chunks
from graph.pauses import doubled_pause
from graph.rows import iso
from graph.snapshots import stamp
from graph.source_tables import PAUSED, REFUSED, TAKEN, WAITING, SourceKind, hosts, pages, sources
from graph.store import Store
from graph.upsert import insert_rows
from ontology.errors import NotFoundError
from ontology.ids import digest
from ontology.records import Record

MOST_ATTEMPTS = 8
# Pages that wait and whose source is not paused.
IS_WANTED = and_(
    pages.c.state == WAITING, pages.c.source_id.not_in(select(sources.c.id).where(sources.c.due_at == PAUSED))
)
_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(days=1)


class Listed(NamedTuple):
    """A page as a source names it. `version` changes when the source says that the page did."""

    address: str
    host: str
    version: str = ""
    published: date | None = None


class DuePage(NamedTuple):
    """A page that is to be fetched."""

    id: str
    source_id: str
    kind: SourceKind
    publisher: str | None
    address: str
    published: date | None
    since: date | None
    attempts: int
    etag: str | None
    last_modified: str | None


class RefusedPage(Record):
    """A page that was given up, and why."""

    address: str
    reason: str


def list_refused(store: Store, id: str, *, limit: int) -> tuple[RefusedPage, ...]:
    """The pages of a source that were given up, the last ones first."""
    own = (pages.c.source_id == id, pages.c.state == REFUSED)
    wanted = select(pages.c.address, pages.c.reason).where(*own).order_by(pages.c.fetched_at.desc(), pages.c.id)
    with store.reading() as connection:
        if connection.scalar(select(sources.c.id).where(sources.c.id == id)) is None:
            raise NotFoundError(f"no source {id!r}")
        return tuple(
            RefusedPage(address=row.address, reason=row.reason) for row in connection.execute(wanted.limit(limit))
        )


def add_pages(
    connection: Connection, source_id: str, listed: Iterable[Listed], *, at: datetime, own: bool = False
) -> int:
    """Have those pages fetched that are new or whose version changed; how many. A page that several sources name belongs to
    the first, unless it is the source's `own`."""
    mark = (source_id,) if own else ()
    given = {digest(page.address, *mark, length=32): page for page in listed}
    known: dict[str, Row[Any]] = {}
    for ids in chunks(given):
        columns = (pages.c.id, pages.c.source_id, pages.c.version)
        known |= {row.id: row for row in connection.execute(select(*columns).where(pages.c.id.in_(ids)))}
    fresh = [_page_row(id, source_id, page, at) for id, page in given.items() if id not in known]
    insert_rows(connection, pages, fresh)
    changed = [
        (id, page)
        for id, page in given.items()
        if id in known and known[id].source_id == source_id and known[id].version != page.version
    ]
    for id, page in changed:
        values = {"version": page.version, "state": WAITING, "due_at": stamp(at), "attempts": 0, "reason": None}
        connection.execute(update(pages).where(pages.c.id == id).values(**values))
    return len(fresh) + len(changed)


def list_due_pages(store: Store, *, at: datetime, limit: int) -> tuple[DuePage, ...]:
    """Pages to be fetched now, one of each host that may be asked now, the longest due first."""
    order = func.row_number().over(partition_by=pages.c.host, order_by=(pages.c.due_at, pages.c.id))
    due = select(pages.c.id, order.label("turn")).where(IS_WANTED, pages.c.due_at <= stamp(at)).subquery()
    columns = (pages, sources.c.kind, sources.c.publisher, sources.c.since)
    wanted = (
        select(*columns)
        .join(due, due.c.id == pages.c.id)
        .join(sources, sources.c.id == pages.c.source_id)
        .outerjoin(hosts, hosts.c.host == pages.c.host)
        .where(due.c.turn == 1, func.coalesce(hosts.c.due_at, "") <= stamp(at))
        .order_by(pages.c.due_at, pages.c.id)
        .limit(limit)
    )
    with store.reading() as connection:
        return tuple(_due_page(row) for row in connection.execute(wanted))


def count_waiting(store: Store) -> int:
    """How many pages wait to be fetched, without those of paused sources."""
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(pages).where(IS_WANTED)) or 0


def settle_page(
    store: Store,
    page: DuePage,
    *,
    etag: str | None,
    last_modified: str | None,
    at: datetime,
    named: Iterable[Listed] = (),
) -> None:
    """A page was taken, or has not changed; `named` are the pages that it names, if it is a list of them."""
    values = {"state": TAKEN, "etag": etag, "last_modified": last_modified, "fetched_at": stamp(at), "reason": None}
    with store.writing(graph=False) as connection:
        add_pages(connection, page.source_id, named, at=at)
        connection.execute(update(pages).where(pages.c.id == page.id).values(attempts=0, **values))


def fail_page(
    store: Store, page: DuePage, reason: str, *, at: datetime, final: bool = False, wait: float | None = None
) -> None:
    """Keep why a page could not be fetched; it is tried again later, after `wait` seconds at least, or given up."""
    attempts = page.attempts + 1
    state = REFUSED if final or attempts >= MOST_ATTEMPTS else WAITING
    values = {"state": state, "due_at": stamp(at + pause_after(attempts, page.id, wait)), "attempts": attempts}
    with store.writing(graph=False) as connection:
        own = update(pages).where(pages.c.id == page.id)
        connection.execute(own.values(reason=reason, fetched_at=stamp(at), **values))


def postpone_page(store: Store, page: DuePage, *, due_at: datetime) -> None:
    """Fetch a page later; that it was not fetched now is not its fault."""
    with store.writing(graph=False) as connection:
        connection.execute(update(pages).where(pages.c.id == page.id).values(due_at=stamp(due_at)))


def pause_after(attempts: int, id: str, wait: float | None) -> timedelta:
    """How long to wait after this many attempts: as long as is asked for in seconds, a day at most."""
    pause = doubled_pause(attempts, id, first=_FIRST_PAUSE, longest=_LONGEST_PAUSE)
    return max(pause, min(timedelta(seconds=min(wait or 0.0, 1e6)), _LONGEST_PAUSE))


def _page_row(id: str, source_id: str, page: Listed, at: datetime) -> dict[str, Any]:
    return {
        "id": id,
        "source_id": source_id,
        "address": page.address,
        "host": page.host,
        "version": page.version,
        "published": iso(page.published),
        "state": WAITING,
        "due_at": stamp(at),
        "fetched_at": "",
        "attempts": 0,
    }


def _due_page(row: Row[Any]) -> DuePage:
    return DuePage(
        id=row.id,
        source_id=row.source_id,
        kind=SourceKind(row.kind),
        publisher=row.publisher,
        address=row.address,
        published=date.fromisoformat(row.published) if row.published else None,
        since=date.fromisoformat(row.since) if row.since else None,
        attempts=row.attempts,
        etag=row.etag,
        last_modified=row.last_modified,
    )
