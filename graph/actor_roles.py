"""Roles of an actor over time: what lists and articles say it was, from when to when, and where they say so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from datetime import timedelta
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, select

from graph.actor_answers import RoleAnswer, RoleEvidence
from graph.tables import article_actors, articles, relations, votes
from ontology.records import Actor, Relation, Role

# A role that no article mentions for longer ended, and may have begun again.
_GAP = timedelta(days=366)
# An article tells a role some time before and after the day on which it came out.
AROUND = timedelta(days=92)
# Of a hub only the newest articles and statements are looked at for evidence.
_NEWEST = 500
_SHOWN = 3
LIST = "list"
_Key: TypeAlias = tuple[str, str | None]
# A day on which articles came out that give a role, and how many they were.
_Reported: TypeAlias = tuple[Date | None, int]


class Sighting(NamedTuple):
    """What an article, published then, says of an actor."""

    article: str
    published: Date | None
    actor: Actor


def read_roles(connection: Connection, actor_id: str) -> dict[Role, int]:
    """All roles that articles and lists give an actor, one for each day of an article; how many articles do."""
    own = (votes.c.node == "actor", votes.c.id == actor_id, votes.c.field == "role")
    rows = connection.execute(select(votes.c.value, votes.c.n).where(*own).order_by(votes.c.value))
    return {Role.model_validate_json(row.value): row.n for row in rows}


def read_sightings(connection: Connection, actor_id: str) -> list[Sighting]:
    """What the newest articles say of an actor, newest first."""
    columns = (article_actors.c.article_id, article_actors.c.record, articles.c.published)
    order = (articles.c.published.desc(), articles.c.id)
    query = select(*columns).join(articles, articles.c.id == article_actors.c.article_id)
    rows = connection.execute(query.where(article_actors.c.actor_id == actor_id).order_by(*order).limit(_NEWEST))
    return [Sighting(row.article_id, _day(row.published), Actor.model_validate_json(row.record)) for row in rows]


def describe_roles(connection: Connection, actor_id: str, sightings: Sequence[Sighting]) -> list[RoleAnswer]:
    """The roles of an actor: listed ones first, then by when they were first reported."""
    found: list[RoleAnswer] = []
    dates: defaultdict[Role, list[_Reported]] = defaultdict(list)
    for role, n in read_roles(connection, actor_id).items():
        if role.source == LIST:
            found.append(RoleAnswer(**dict(role)))
        else:
            dates[role.model_copy(update={"as_of": None})].append((role.as_of, n))
    found += [spell for role, reported in dates.items() for spell in _spells(role, reported)]
    evidence = _find_evidence(connection, actor_id, sightings)
    shown = (_with_evidence(role, evidence.get((role.title, role.of), ())) for role in found)
    return sorted(shown, key=_order)


def is_held(role: RoleAnswer, day: Date) -> bool:
    """Whether an actor had a role on a day, as far as is known. A role from articles without dates of its own holds from a
    quarter before it was first reported to a quarter after it was last."""
    if role.source != LIST and role.since is None and role.until is None:
        return role.first is not None and role.last is not None and role.first - AROUND <= day <= role.last + AROUND
    return (role.since or Date.min) <= day <= (role.until or Date.max)


def _spells(role: Role, reported: Iterable[_Reported]) -> Iterable[RoleAnswer]:
    """A role for each time that articles report it without a long gap; those without a date are one more."""
    spells: list[list[_Reported]] = []
    for day, n in sorted(reported, key=lambda one: one[0] or Date.min):
        last = spells[-1][-1][0] if spells else None
        if last is None or day is None or day - last > _GAP:
            spells.append([])
        spells[-1].append((day, n))
    for spell in spells:
        first, last = spell[0][0], spell[-1][0]
        values = {**dict(role), "as_of": last, "first": first, "last": last, "articles": sum(n for _, n in spell)}
        yield RoleAnswer(**values)


def _find_evidence(
    connection: Connection, actor_id: str, sightings: Sequence[Sighting]
) -> Mapping[_Key, Sequence[RoleEvidence]]:
    """By title and owner of a role: every article of the sightings that gives it, with the sentence where there is one."""
    sentences: dict[tuple[str, str, str], str] = {}
    columns = (relations.c.article_id, relations.c.title, relations.c.object, relations.c.record)
    stated = select(*columns).where(relations.c.subject == actor_id, relations.c.title != "")
    for row in connection.execute(stated.order_by(relations.c.published.desc()).limit(_NEWEST)):
        sentences.setdefault((row.article_id, row.title, row.object), row.record)
    found: defaultdict[_Key, list[RoleEvidence]] = defaultdict(list)
    for article, published, actor in sightings:
        for key in dict.fromkeys((role.title, role.of) for role in actor.roles if role.source != LIST):
            record = sentences.get((article, key[0], key[1] or ""))
            sentence = Relation.model_validate_json(record).evidence.sentence if record else None
            found[key].append(RoleEvidence(article=article, published=published, sentence=sentence))
    return found


def _with_evidence(role: RoleAnswer, evidence: Sequence[RoleEvidence]) -> RoleAnswer:
    """With some of the articles of its time that give it, those with a sentence first."""
    if role.source == LIST:
        return role
    first, last = role.first or Date.min, role.last or Date.min
    own = [one for one in evidence if first <= (one.published or Date.min) <= last]
    return role.model_copy(update={"evidence": tuple(sorted(own, key=lambda one: one.sentence is None)[:_SHOWN])})


def _order(role: RoleAnswer) -> tuple[object, ...]:
    return (role.source != LIST, role.since or role.first or Date.min, role.title, role.of or "")


def _day(text: str) -> Date | None:
    return Date.fromisoformat(text) if text else None
