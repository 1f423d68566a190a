"""Keyset paging: a page goes on after the last row of the one before, however many there are and whatever was added."""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Row, Select, func, tuple_

from ontology.errors import InputError
from ontology.ids import digest


class Paged(Protocol):
    """A filter of any list."""

    @property
    def limit(self) -> int: ...

    @property
    def cursor(self) -> str | None: ...

    def model_dump_json(self, *, exclude: set[str]) -> str: ...


def read_page(
    connection: Connection,
    query: Select[Any],
    filter: Paged,
    *,
    order: Sequence[ColumnElement[Any]],
    list_name: str,
    newest_first: bool = True,
    ways: Sequence[Sequence[ColumnElement[bool]]] = ((),),
) -> tuple[Sequence[Row[*tuple[Any, ...]]], str | None]:
    """The rows of the page that the filter's cursor asks for, and the cursor of the next.

    `order` must tell all rows apart; every column of it must be selected, and runs the same way. Of several `ways` to the rows
    each gives those that fulfil its conditions; a row that two of them give is there twice, one after the other.
    """
    last = _decode(filter, list_name, len(order))
    if last is not None:
        query = query.where(tuple_(*order) < tuple_(*last) if newest_first else tuple_(*order) > tuple_(*last))
    ordered = query.order_by(*(column.desc() if newest_first else column.asc() for column in order))
    ordered = ordered.limit(filter.limit + 1)
    rows = [row for way in ways for row in connection.execute(ordered.where(*way))]
    size = filter.limit
    if len(ways) > 1:
        rows.sort(key=lambda row: _key(row, order), reverse=newest_first)
        size = _count_first(size, [_key(row, order) for row in rows])
    page = rows[:size]
    if len(rows) == len(page):
        return page, None
    return page, _encode(_key(page[-1], order), filter, list_name)


def join_ids(column: ColumnElement[str]) -> ColumnElement[str]:
    """The ids of a column that the rows of a group have, to be `split_ids`."""
    return func.aggregate_strings(column, "\n")


def split_ids(joined: Iterable[str]) -> set[str]:
    """All ids of several groups."""
    return {id for ids in joined for id in ids.split("\n")}


def _count_first(distinct: int, keys: Sequence[tuple[Any, ...]]) -> int:
    """How many of some keys in order hold so many that are distinct, with all that are like these."""
    first = set(list(dict.fromkeys(keys))[:distinct])
    return sum(key in first for key in keys)


def _key(row: Row[*tuple[Any, ...]], order: Sequence[ColumnElement[Any]]) -> tuple[Any, ...]:
    return tuple([row._mapping[column] for column in order])


def _encode(values: Sequence[Any], filter: Paged, list_name: str) -> str:
    body = json.dumps([_fingerprint(filter, list_name), *values], separators=(",", ":"))
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def _decode(filter: Paged, list_name: str, size: int) -> list[Any] | None:
    if filter.cursor is None:
        return None
    try:
        padded = filter.cursor + "=" * (-len(filter.cursor) % 4)
        body = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise InputError("filter cursor: not a cursor; take `next` of the page before as it is") from error
    if not isinstance(body, list) or len(body) != size + 1 or body[0] != _fingerprint(filter, list_name):
        raise InputError("filter cursor: it belongs to another list or filter; start again without it")
    return body[1:]


def _fingerprint(filter: Paged, list_name: str) -> str:
    return digest(list_name, filter.model_dump_json(exclude={"cursor", "limit"}), length=8)
