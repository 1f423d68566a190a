"""Finds the actor or place that a user means by an id, a name or a part of one."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, literal, select

from graph.identity_tables import actor_joins
from graph.merged import TABLES
from graph.tables import aliases
from ontology.errors import AmbiguousNameError, NotFoundError
from ontology.ids import fold_text
from ontology.names import name_key

# One bearer of a name is meant without asking when it has this many times the events of the next.
DOMINANCE = 3
SHOWN = 10


class Bearer(NamedTuple):
    """An actor or place that bears a name."""

    id: str
    name: str
    kind: str
    country: str | None
    events: int


def find_id(connection: Connection, node: str, given: str) -> str:
    """The id of the actor or place (`node`) that `given` names.

    Tried in this order: id, an id that was joined to another, exact name or alias, the same without case and diacritics,
    the same in another transliteration, whole words of a name. NotFoundError; AmbiguousNameError if several bear the
    name equally.
    """
    table = TABLES[node]
    joined = select(actor_joins.c.joined_to).where(actor_joins.c.actor_id == given)
    for wanted in (table.c.id == given, table.c.id.in_(joined)):
        found = connection.scalar(select(table.c.id).where(wanted))
        if found is not None:
            return str(found)
    for condition in _conditions(given):
        bearers = _find_bearers(connection, node, condition)
        if bearers:
            return _choose(bearers, node, given).id
    raise NotFoundError(f"no {node} {given!r}")


def escape_like(text: str) -> str:
    """Text to be matched as it is in a LIKE with escape `!`."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _conditions(given: str) -> list[ColumnElement[bool]]:
    folded = fold_text(given)
    if not folded:
        return [aliases.c.alias == given]
    # A phrase in small letters (people of Fallujah) is no name of which the user may give a part.
    first = func.substr(aliases.c.alias, 1, 1)
    spaced = literal(" ") + aliases.c.folded + literal(" ")
    return [
        aliases.c.alias == given,
        aliases.c.folded == folded,
        aliases.c.name_key == name_key(given),
        and_(first != func.lower(first), spaced.like(f"% {escape_like(folded)} %", escape="!")),
    ]


def _find_bearers(connection: Connection, node: str, condition: ColumnElement[bool]) -> list[Bearer]:
    table = TABLES[node]
    columns = (table.c.id, table.c.name, table.c.kind, table.c.country, table.c.events)
    borne = select(aliases.c.id).where(aliases.c.node == node, condition)
    order = (table.c.events.desc(), func.length(table.c.name), table.c.id)
    return [Bearer(*row) for row in connection.execute(select(*columns).where(table.c.id.in_(borne)).order_by(*order))]


def _choose(bearers: Sequence[Bearer], node: str, given: str) -> Bearer:
    """The bearer that is meant: the one whose full name it is, else the one far ahead of all others."""
    own = [bearer for bearer in bearers if bearer.name == given]
    if len(own) == 1 and _is_meant(own[0], rival=max(b.events for b in bearers)):
        return own[0]
    first, *others = bearers
    if not others or (first.events > 0 and first.events >= DOMINANCE * others[0].events):
        return first
    listed = "; ".join(f"{b.id} ({b.name}, {b.country or 'no country'}, {b.events} events)" for b in bearers[:SHOWN])
    more = f" and {len(bearers) - SHOWN} more" if len(bearers) > SHOWN else ""
    raise AmbiguousNameError(f"{given!r} is the name of {len(bearers)} {node}s, ask by id: {listed}{more}")


def _is_meant(bearer: Bearer, rival: int) -> bool:
    """Whether the bearer of the very name is meant, though `rival` events are those of one who has it for an alias."""
    if bearer.kind == "state" or " " in bearer.name:
        return bearer.events > 0 or rival == 0
    # A lone surname is the name of whoever could not be told from the text, so it does not outrank a known person.
    return bearer.kind != "person" and rival < DOMINANCE * max(bearer.events, 1)
