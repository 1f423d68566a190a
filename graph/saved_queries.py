"""Saved queries: filters that are kept, to be told of events that begin or cease to fit them."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, select

from graph.changes import read_sequence
from graph.conditions import event_conditions
from graph.filters import Filter
from graph.name_search import find_id
from graph.snapshots import stamp
from graph.store import Store
from graph.tables import event_mentions
from graph.upsert import insert_rows
from graph.watch_tables import saved_queries
from ontology.errors import InputError, NotFoundError
from ontology.ids import slug
from ontology.records import Record

_NOT_KEPT = {"limit", "cursor"}


class SavedQuery(Record):
    """A filter with a name. It has been matched up to `position` in the change sequence; `problem` says why it matches
    nothing now, such as a name that nobody bears yet or that several do."""

    id: str
    name: str
    filter: dict[str, Any]
    webhook: str | None
    created_at: datetime
    position: int
    problem: str | None = None


class Webhook(NamedTuple):
    """Where to send what a query finds, and the secret that signs it."""

    url: str
    secret: str


def save_query(
    store: Store, name: str, filter: Filter, *, at: datetime, webhook: Webhook | None = None, after: int | None = None
) -> SavedQuery:
    """Keep a query; it tells of changes after a number of the change sequence, of those to come where none is given.

    InputError if there is one of this name, or for a number that the store has not reached.
    """
    with store.writing() as connection:
        latest = read_sequence(connection)
        if after is not None and not 0 <= after <= latest:
            raise InputError(f"after {after}: no such sequence number; the last is {latest}")
        if _find(connection, slug(name)) is not None:
            raise InputError(f"there is a saved query {slug(name)!r} already; delete it, or choose another name")
        row = {
            "id": slug(name),
            "name": name,
            "filter": filter.model_dump_json(exclude=_NOT_KEPT, exclude_defaults=True, by_alias=True),
            "webhook": webhook.url if webhook else None,
            "secret": webhook.secret if webhook else None,
            "created_at": stamp(at),
            "position": latest if after is None else after,
        }
        insert_rows(connection, saved_queries, [row])
        return _describe(connection, read_query(connection, slug(name)))


def list_queries(store: Store) -> tuple[SavedQuery, ...]:
    """All saved queries, by id."""
    with store.reading() as connection:
        rows = connection.execute(select(saved_queries).order_by(saved_queries.c.id)).all()
        return tuple(_describe(connection, row) for row in rows)


def get_query(store: Store, query_id: str) -> SavedQuery:
    """The saved query of this id. NotFoundError if there is none."""
    with store.reading() as connection:
        return _describe(connection, read_query(connection, query_id))


def delete_query(store: Store, query_id: str) -> None:
    """Forget a query with all that waits to be sent for it. NotFoundError if there is none."""
    with store.writing() as connection:
        read_query(connection, query_id)
        connection.execute(delete(saved_queries).where(saved_queries.c.id == query_id))


def read_query(connection: Connection, query_id: str) -> Row[Any]:
    """The row of a saved query. NotFoundError if there is none."""
    row = _find(connection, query_id)
    if row is None:
        raise NotFoundError(f"no saved query {query_id!r}")
    return row


def read_saved_filter(row: Row[Any]) -> Filter:
    """The filter of a saved query, as it was checked when it was saved."""
    return Filter.model_validate_json(row.filter)


def _find(connection: Connection, query_id: str) -> Row[Any] | None:
    return connection.execute(select(saved_queries).where(saved_queries.c.id == query_id)).one_or_none()


def _describe(connection: Connection, row: Row[Any]) -> SavedQuery:
    filter = read_saved_filter(row)
    return SavedQuery(
        id=row.id,
        name=row.name,
        filter=filter.model_dump(mode="json", exclude_defaults=True, by_alias=True),
        webhook=row.webhook,
        created_at=row.created_at,
        position=row.position,
        problem=_find_problem(connection, filter),
    )


def _find_problem(connection: Connection, filter: Filter) -> str | None:
    try:
        if filter.actor:
            find_id(connection, "actor", filter.actor)
        event_conditions(connection, event_mentions, filter)
    except NotFoundError as error:
        return str(error)
    return None
