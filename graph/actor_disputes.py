"""What an actor was on a day, and what articles disagree on: two codes, or two holders of one office at one time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date as Date
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from graph.actor_answers import CodeAnswer, Contradiction, RoleAnswer
from graph.actor_roles import AROUND, LIST, Sighting
from graph.chunks import chunks
from graph.tables import actors, relations
from ontology.names import name_words

# Offices that one person holds at a time, in one country or body.
_ONE_HOLDER = frozenset((
    "president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan", "supreme leader",
    "secretary-general", "secretary of state", "foreign minister", "defence minister", "defense minister",
    "interior minister", "finance minister", "justice minister", "foreign secretary", "defence secretary",
    "defense secretary", "vice president", "speaker", "chief of staff", "army chief", "chief justice", "leader",
))  # fmt: skip
_CODES = ("country", "sector")


class Span(NamedTuple):
    """Days, both included."""

    since: Date
    until: Date

    def meets(self, other: "Span") -> bool:
        """Whether they have a day in common."""
        return self.since <= other.until and other.since <= self.until


def code_on(sightings: Sequence[Sighting], roles: Iterable[RoleAnswer], day: Date) -> CodeAnswer:
    """What the articles around a day say of an actor, of those between two changes of the offices that lists give it."""
    own = _within(sightings, span_of_day(roles, day))
    days = [one.published for one in own if one.published]
    return CodeAnswer(
        country=_most(one.actor.country for one in own),
        sector=_most(one.actor.sector for one in own),
        since=min(days, default=None),
        until=max(days, default=None),
        articles=len(own),
    )


def span_of_day(roles: Iterable[RoleAnswer], day: Date) -> Span:
    """The days around a day on which an actor was the same by what lists say: the term of a listed office, else a quarter
    before and after, cut off where an office begins or ends."""
    since, until, in_office = Date.min, Date.max, False
    for role in roles:
        if role.source != LIST:
            continue
        first, last = role.since or Date.min, role.until or Date.max
        if first <= day <= last:
            since, until, in_office = max(since, first), min(until, last), True
        elif last < day:
            since = max(since, last)
        else:
            until = min(until, first)
    return Span(since, until) if in_office else Span(max(since, day - AROUND), min(until, day + AROUND))


def find_disputes(
    connection: Connection, actor_id: str, sightings: Sequence[Sighting], roles: Sequence[RoleAnswer], span: Span | None
) -> tuple[Contradiction, ...]:
    """What articles, or those of a time, disagree on: codes of the actor, and who else held one of these roles."""
    own = _within(sightings, span) if span else sightings
    codes = [found for field in _CODES if (found := _disputed_code(field, own)) is not None]
    return (*codes, *_disputed_offices(connection, actor_id, roles))


def _disputed_code(field: str, sightings: Sequence[Sighting]) -> Contradiction | None:
    """Two codes in articles of the same time."""
    days: dict[str, list[Date]] = {}
    counts: Counter[str] = Counter()
    for one in sightings:
        value = getattr(one.actor, field)
        if value is not None and one.published:
            days.setdefault(value, []).append(one.published)
            counts[value] += 1
    spans = {value: Span(min(some), max(some)) for value, some in days.items()}
    clash = {v for pair in combinations(sorted(spans), 2) if spans[pair[0]].meets(spans[pair[1]]) for v in pair}
    if not clash:
        return None
    since, until = min(spans[v].since for v in clash), max(spans[v].until for v in clash)
    return Contradiction(field=field, values={v: counts[v] for v in sorted(clash)}, since=since, until=until)


def _disputed_offices(
    connection: Connection, actor_id: str, roles: Sequence[RoleAnswer]
) -> Iterable[Contradiction]:
    surnames = _surnames(connection, [actor_id])
    for role in roles:
        first, last = role.since or role.first, role.until or role.last
        if role.title not in _ONE_HOLDER or role.of is None or first is None:
            continue
        holders = _holders(connection, role, Span(first, last or Date.max))
        # Somebody of whom only the surname is known may well be the same.
        named = _surnames(connection, holders)
        others = {id: n for id, n in sorted(holders.items()) if not named[id] & surnames[actor_id]}
        if others:
            values = {actor_id: holders.get(actor_id, role.articles), **others}
            yield Contradiction(field="role", about=f"{role.title}, {role.of}", values=values, since=first, until=last)


def _holders(connection: Connection, role: RoleAnswer, span: Span) -> dict[str, int]:
    """Who held an office by articles of a time, and by how many."""
    same = (relations.c.predicate == "holds office", relations.c.title == role.title, relations.c.object == role.of)
    day = relations.c.published
    then = (day >= span.since.isoformat(), day <= span.until.isoformat())
    counted = select(relations.c.subject, func.count(relations.c.article_id.distinct())).where(*same, *then)
    return {row[0]: row[1] for row in connection.execute(counted.group_by(relations.c.subject))}


def _surnames(connection: Connection, ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """The last words of what these actors are called."""
    named = dict.fromkeys(ids, frozenset[str]())
    for chunk in chunks(sorted(named)):
        for row in connection.execute(select(actors.c.id, actors.c.name).where(actors.c.id.in_(chunk))):
            named[row.id] = frozenset(name_words(f"x {row.name}")[-1:])
    return named


def _within(sightings: Sequence[Sighting], span: Span) -> list[Sighting]:
    return [one for one in sightings if one.published and span.since <= one.published <= span.until]


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
