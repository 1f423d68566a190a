"""The filter as SQL conditions on accounts of events, the same for lists, views and exports."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, exists, func, literal, select, tuple_

from graph.filters import Filter
from graph.name_search import escape_like, find_id
from graph.rows import iso, publisher_key
from graph.tables import KEY, event_mentions, event_places, place_parents, places, relation_edges
from ontology.ids import fold_text

Condition = ColumnElement[bool]
# So many events are looked up one by one sooner than the edges of a hub are passed over.
FEW = 1000


def event_conditions(connection: Connection, table: FromClause, filter: Filter) -> list[Condition]:
    """What a row of `event_mentions`, of some of them or of `relation_edges` must fulfil, `actor` left to the caller. An event
    fits if an account of it does; who takes part in it may be told by others.

    NotFoundError or AmbiguousNameError for a name in the filter that nobody or several bear.
    """
    found = term_conditions(table, filter)
    found += date_conditions(table, filter)
    if filter.min_confidence is not None:
        found.append(table.c.confidence >= filter.min_confidence)
    if filter.q:
        found.append(_has_words(table, filter.q))
    if filter.with_:
        other = find_id(connection, "actor", filter.with_)
        found.append(takes_part(table, other))
        own = _events_of(other)
        found += _narrowed(connection, table, own, counted=own)
    for inside in _areas(connection, filter):
        found.append(_happened_at(table, event_places.c.place_id.in_(inside)))
        there = select(event_places.c.mention_id).where(event_places.c.place_id.in_(inside))
        found += _narrowed(connection, table, _events_told(there), counted=there)
    return found


def _areas(connection: Connection, filter: Filter) -> Iterator[Select[Any]]:
    """The places that the event must have one of, each time that the filter asks for some."""
    if filter.place:
        yield places_within(find_area(connection, filter.place))
    if filter.country:
        yield select(places.c.id).where(places.c.country == filter.country)


def _events_of(actor_id: str) -> Select[Any]:
    return select(relation_edges.c.event_date, relation_edges.c.event_id).where(relation_edges.c.actor_id == actor_id)


def _events_told(mention_ids: Select[Any]) -> Select[Any]:
    return select(event_mentions.c.event_date, event_mentions.c.event_id).where(event_mentions.c.id.in_(mention_ids))


def _narrowed(connection: Connection, table: FromClause, events: Select[Any], *, counted: Select[Any]) -> list[Condition]:
    """What the other conditions say already, said so that a database goes from few events to the edges of an actor and does
    not look at every edge of a hub; nothing where those `counted` are many, for then a page of edges is found soon."""
    if table is not relation_edges:
        return []
    few = select(func.count()).select_from(counted.limit(FEW + 1).subquery())
    if connection.scalars(few).one() > FEW:
        return []
    return [tuple_(table.c.event_date, table.c.event_id).in_(events)]


def term_conditions(table: FromClause, filter: Filter) -> list[Condition]:
    """The conditions of the fields that are lists of alternatives."""
    terms = {name: getattr(filter, name) for name in ("relation", "type", "mode", "status")}
    found = [table.c[name].in_(values) for name, values in terms.items() if values]
    return found + publisher_conditions(table, filter)


def publisher_conditions(table: FromClause, filter: Filter) -> list[Condition]:
    """The condition on who published it."""
    return [table.c.publisher_key.in_([publisher_key(p) for p in filter.publisher])] if filter.publisher else []


def date_conditions(table: FromClause, filter: Filter) -> list[Condition]:
    """The interval of the event meets the interval asked for."""
    found: list[Condition] = []
    if filter.since:
        found.append(table.c.end_date >= iso(filter.since))
    if filter.until:
        found += [table.c.date <= iso(filter.until), table.c.date != ""]
        if "event_date" in table.c:
            # Never later than the day of an account; it is what the rows are ordered by.
            found.append(table.c.event_date <= iso(filter.until))
    return found


def takes_part(table: FromClause, actor_id: str, *, role: str | None = None) -> Condition:
    """The actor takes part in the event of the row, in a role if one is named."""
    other = relation_edges.alias()
    own = select(other.c.actor_id).where(
        other.c.actor_id == actor_id, other.c.event_date == table.c.event_date, other.c.event_id == table.c.event_id
    )
    return exists(own.where(other.c.role == role) if role else own)


def find_area(connection: Connection, given: str) -> str:
    """The id of a place to look within; a country may contain places without being mentioned itself."""
    if connection.scalar(select(place_parents.c.parent_id).where(place_parents.c.parent_id == given).limit(1)):
        return given
    return find_id(connection, "place", given)


def places_within(place_id: str) -> Select[Any]:
    """The ids of a place and of everything contained in it, at any depth."""
    within = select(literal(place_id, KEY).label("id")).cte(recursive=True)
    within = within.union(select(place_parents.c.place_id).where(place_parents.c.parent_id == within.c.id))
    return select(within.c.id)


def like_words(column: ColumnElement[str], text: str) -> list[Condition]:
    """Every word of the text stands in the folded column."""
    return [column.like(f"%{escape_like(word)}%", escape="!") for word in fold_text(text).split()]


def like_beginnings(column: ColumnElement[str], text: str) -> list[Condition]:
    """Every word of the text begins a word of the folded column."""
    spaced = literal(" ") + column
    return [spaced.like(f"% {escape_like(word)}%", escape="!") for word in fold_text(text).split()]


def _has_words(table: FromClause, text: str) -> Condition:
    # Only the accounts themselves keep words.
    sentences = event_mentions.alias()
    own = select(sentences.c.id).where(sentences.c.id == mention_id(table))
    return exists(own.where(*like_words(sentences.c.words, text)))


def _happened_at(table: FromClause, condition: Condition) -> Condition:
    # Of an actor's edges and of some accounts few rows are looked at, so each asks for its places; else these lead to events.
    if table is not event_mentions:
        return exists(select(event_places.c.place_id).where(event_places.c.mention_id == mention_id(table), condition))
    return mention_id(table).in_(select(event_places.c.mention_id).where(condition))


def mention_id(table: FromClause) -> ColumnElement[str]:
    """The column that holds the id of the account of the event."""
    return table.c.mention_id if "mention_id" in table.c else table.c.id
