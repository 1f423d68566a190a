"""The filter as SQL conditions on accounts of events, the same for lists, views and exports."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    select,
    tuple_,
)

from graph.filters import Filter
from graph.full_text import Term, find_rows, has_words, parse_terms, phrases, select_numbers
from graph.name_search import escape_like, find_id
from graph.partial_indexes import LONG
from graph.rows import iso, publisher_key
from graph.tables import KEY, actors, event_mentions, event_places, place_parents, places, relation_edges
from ontology.ids import fold_text

Condition = ColumnElement[bool]
# So many rows are looked up one by one sooner than the edges of a hub are passed over; of so many a list is made sooner than
# one asks of each edge.
FEW, MANY = 1000, 10_000
# An area of so few places is given as these.
SMALL = 100
_ACCOUNTS = select(event_mentions.c.event_date, event_mentions.c.event_id, event_mentions.c.id)
# Made once: an alias takes as long as a statement is asked.
_SENTENCES = event_mentions.alias()
_EDGES = relation_edges.alias()


def event_conditions(
    connection: Connection, table: FromClause, filter: Filter, *, walked: bool = False
) -> list[Condition]:
    """What a row of `event_mentions`, of some of them or of `relation_edges` must fulfil, `actor` left to the caller. An event
    fits if an account of it does; who takes part in it may be told by others. `walked` says that rows are looked at in order
    until a page is full, as edges always are.

    NotFoundError or AmbiguousNameError for a name in the filter that nobody or several bear.
    """
    found = term_conditions(table, filter)
    found += date_conditions(table, *(iso(day) if day else None for day in (filter.since, filter.until)))
    for part in _parts(connection, table, filter):
        found.append(_best_way(connection, table, part, walked=walked))
    return found


def places_within(place_id: str | BindParameter[str]) -> Select[Any]:
    """The ids of a place and of everything contained in it, at any depth."""
    given = literal(place_id, KEY) if isinstance(place_id, str) else place_id
    within = select(given.label("id")).cte(recursive=True)
    within = within.union(select(place_parents.c.place_id).where(place_parents.c.parent_id == within.c.id))
    return select(within.c.id)


_PARENT = select(place_parents.c.parent_id).where(place_parents.c.parent_id == bindparam("id")).limit(1)
_EVENTS_OF_ACTOR = select(actors.c.events).where(actors.c.id == bindparam("id"))
_BUSY = select(places.c.id, places.c.events).limit(SMALL + 1)
_WITHIN = _BUSY.where(places.c.id.in_(places_within(bindparam("root", type_=KEY))))
_OF_COUNTRY = _BUSY.where(places.c.country == bindparam("country"))


class _Part(NamedTuple):
    """A part of a filter that other tables answer, said in three ways: what `holds` of a row; that it is `among` a list of rows;
    what `leads` from a few accounts to the rows. Which is best is told by how many accounts that are: a number, or what is to
    be counted; None where the three are one."""

    holds: Condition
    among: Condition
    leads: Condition
    accounts: int | Select[Any] | None = None


class _Area(NamedTuple):
    """The places that an event must have one of: a few by their ids, which tells a database more than how to find them. Of these
    it is known how many events they have, each for itself."""

    inside: Select[Any] | Sequence[str]
    events: int | None = None


def _parts(connection: Connection, table: FromClause, filter: Filter) -> Iterator[_Part]:
    own = mention_id(table)
    account = tuple_(table.c.event_date, table.c.event_id, own)
    if filter.min_confidence is not None:
        holds = table.c.confidence >= filter.min_confidence
        sure = event_mentions.c.confidence >= filter.min_confidence
        found = _count(connection, select(event_mentions.c.confidence).where(sure), FEW)
        yield _Part(holds, holds, account.in_(_ACCOUNTS.where(sure)), found)
    if filter.q:
        yield _said(connection, table, parse_terms(filter.q))
    if filter.with_:
        other = find_id(connection, "actor", filter.with_)
        events = select(_EDGES.c.event_date, _EDGES.c.event_id).where(_EDGES.c.actor_id == other)
        among = tuple_(table.c.event_date, table.c.event_id).in_(events)
        number = connection.scalar(_EVENTS_OF_ACTOR, {"id": other})
        yield _Part(takes_part(table, other), among, among, number)
    for area in _areas(connection, filter):
        there = select(event_places.c.mention_id).where(event_places.c.place_id.in_(area.inside))
        told = _ACCOUNTS.where(event_mentions.c.id.in_(there))
        yield _Part(
            _happened_in(own, area.inside),
            own.in_(there),
            account.in_(told),
            there if area.events is None else area.events,
        )


def _said(connection: Connection, table: FromClause, terms: Sequence[Term]) -> _Part:
    own = mention_id(table)
    found = find_rows(connection, event_mentions, terms)
    if connection.dialect.name == "postgresql":
        # It counts words itself, and knows best which way to go.
        among = own.in_(select(event_mentions.c.id).where(*found))
        return _Part(among, among, among)
    says = exists(
        select(_SENTENCES.c.id).where(_SENTENCES.c.id == own, *has_words(connection, _SENTENCES.c.words, terms))
    )
    numbers = select_numbers(event_mentions, terms)
    among = table.c.number.in_(numbers)
    account = tuple_(table.c.event_date, table.c.event_id, own)
    exactly = and_(among, says) if phrases(terms) else among
    return _Part(says, exactly, account.in_(_ACCOUNTS.where(*found)), numbers)


def _best_way(connection: Connection, table: FromClause, part: _Part, *, walked: bool) -> Condition:
    """How a database had best look for the rows: few are looked up, of some more a list is kept while others are passed over,
    and many are met soon by passing over rows."""
    if table not in (event_mentions, relation_edges):
        return part.holds
    if part.accounts is None or (table is event_mentions and not walked):
        return part.among
    number = part.accounts
    if not isinstance(number, int):
        number = _count(connection, number, MANY)
    if number <= FEW:
        return part.leads
    return part.among if number <= MANY else part.holds


def _count(connection: Connection, rows: Select[Any], most: int) -> int:
    """How many rows there are, or one more than `most`."""
    return connection.scalars(select(func.count()).select_from(rows.limit(most + 1).subquery())).one()


def _areas(connection: Connection, filter: Filter) -> Iterator[_Area]:
    """Where the events must have happened that the filter asks for, each time that it asks for some place."""
    if filter.place:
        root = find_area(connection, filter.place)
        yield _area(connection, _WITHIN, {"root": root}) or _Area(places_within(root))
    if filter.country:
        inside = select(places.c.id).where(places.c.country == filter.country)
        yield _area(connection, _OF_COUNTRY, {"country": filter.country}) or _Area(inside)


def _area(connection: Connection, query: Select[Any], values: Mapping[str, str]) -> _Area | None:
    """The area of some places with their numbers of events, if they are few."""
    rows = connection.execute(query, values).all()
    return _Area([id for id, _ in rows], sum(events for _, events in rows)) if len(rows) <= SMALL else None


def term_conditions(table: FromClause, filter: Filter) -> list[Condition]:
    """The conditions of the fields that are lists of alternatives."""
    terms = {name: getattr(filter, name) for name in ("relation", "type", "mode", "status")}
    found = [table.c[name].in_(values) for name, values in terms.items() if values]
    return found + publisher_conditions(table, filter)


def publisher_conditions(table: FromClause, filter: Filter) -> list[Condition]:
    """The condition on who published it."""
    return [table.c.publisher_key.in_(list(map(publisher_key, filter.publisher)))] if filter.publisher else []


def date_conditions(
    table: FromClause, since: str | BindParameter[str] | None, until: str | BindParameter[str] | None
) -> list[Condition]:
    """The interval of a row meets the interval asked for, of which either end may be open."""
    found: list[Condition] = []
    if since is not None:
        found.append(table.c.end_date >= since)
    if until is not None:
        found += [table.c.date <= until, table.c.date != ""]
        if "event_date" in table.c:
            # Never later than the day of an account; it is what the rows are ordered by.
            found.append(table.c.event_date <= until)
    return found


def ways_by_date(table: Table, filter: Filter) -> Sequence[Sequence[Condition]]:
    """The ways to rows of `event_mentions` or `relation_edges` in the order of their days, for `read_page`. Where the filter asks
    for what ended on a day or later, one could look on for ever: what lies within one year began in that one, and for the few
    others there is an index."""
    if filter.since is None:
        return ((),)
    long: Condition = literal_column(re.sub(r"(end|event)_date", rf"{table.name}.\g<0>", LONG))
    return ((table.c.event_date >= f"{filter.since.year:04}-01-01",), (long,))


def takes_part(table: FromClause, actor_id: str, *, role: str | None = None) -> Condition:
    """The actor takes part in the event of the row, in a role if one is named."""
    own = select(_EDGES.c.actor_id).where(
        _EDGES.c.actor_id == actor_id, _EDGES.c.event_date == table.c.event_date, _EDGES.c.event_id == table.c.event_id
    )
    return exists(own.where(_EDGES.c.role == role) if role else own)


def find_area(connection: Connection, given: str) -> str:
    """The id of a place to look within; a country may contain places without being mentioned itself."""
    if connection.scalar(_PARENT, {"id": given}):
        return given
    return find_id(connection, "place", given)


def like_words(column: ColumnElement[str], text: str) -> list[Condition]:
    """Every word of the text stands in the folded column."""
    return [column.like(f"%{escape_like(word)}%", escape="!") for word in fold_text(text).split()]


def like_beginnings(column: ColumnElement[str], text: str) -> list[Condition]:
    """Every word of the text begins a word of the folded column."""
    spaced = literal(" ") + column
    return [spaced.like(f"% {escape_like(word)}%", escape="!") for word in fold_text(text).split()]


def _happened_in(mention: ColumnElement[str], inside: Select[Any] | Sequence[str]) -> Condition:
    # Not the plain column: a database would look up each of the places in turn, and a country has thousands.
    there = event_places.c.place_id.concat("").in_(inside)
    return exists(select(event_places.c.mention_id).where(event_places.c.mention_id == mention, there))


def mention_id(table: FromClause) -> ColumnElement[str]:
    """The column that holds the id of the account of the event."""
    return table.c.mention_id if "mention_id" in table.c else table.c.id
