"""Questions about actors."""

from datetime import date as Date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from graph.actor_answers import JoinedActor, OneActor
from graph.actor_disputes import code_on, find_disputes, span_of_day
from graph.actor_roles import describe_roles, is_held, read_sightings
from graph.answers import ActorAnswer, ActorEvent, ActorRelations, Page
from graph.conditions import event_conditions, like_words, takes_part, ways_by_date
from graph.describing_events import describe_seen
from graph.filters import Filter
from graph.identity_tables import actor_joins
from graph.name_search import find_id
from graph.paging import join_ids, read_page, split_ids
from graph.relation_queries import standing_of
from graph.store import Store
from graph.tables import actors, aliases, relation_edges
from ontology.records import Actor

_ORDER = (relation_edges.c.event_date, relation_edges.c.event_id, relation_edges.c.role)
# With the accounts by which an actor has the role.
_ROLES = select(*_ORDER, join_ids(relation_edges.c.mention_id)).group_by(*_ORDER)
_ONE = select(actors).where(actors.c.id == bindparam("id"))


def list_actors(store: Store, filter: Filter) -> Page[ActorAnswer]:
    """Actors by number of events, most first. `q` looks in names and aliases, `country` is the actor's own; the other
    fields ask for actors who take part in such an event."""
    with store.reading() as connection:
        query = select(actors)
        if filter.q:
            named = select(aliases.c.id).where(aliases.c.node == "actor", *like_words(aliases.c.folded, filter.q))
            query = query.where(actors.c.id.in_(named))
        if filter.country:
            query = query.where(actors.c.country == filter.country)
        if filter.actor:
            query = query.where(actors.c.id == find_id(connection, "actor", filter.actor))
        about_events = filter.model_copy(update={"q": None, "country": None})
        if conditions := event_conditions(connection, relation_edges, about_events):
            query = query.where(actors.c.id.in_(select(relation_edges.c.actor_id).where(*conditions)))
        order = (actors.c.events, actors.c.id)
        rows, following = read_page(connection, query, filter, order=order, list_name="actors")
        return Page(items=tuple(map(_actor_answer, rows)), next=following)


def get_actor(store: Store, name_or_id: str) -> ActorAnswer:
    """The actor of an id, name or alias. NotFoundError; AmbiguousNameError if several share the name."""
    with store.reading() as connection:
        return _read_actor(connection, name_or_id)


def describe_actor(store: Store, name_or_id: str, *, at: Date | None = None) -> OneActor:
    """An actor with what it was and when, or what it was on a day, `at`; what articles disagree on, and under which other
    ids it was read."""
    with store.reading() as connection:
        actor = _read_actor(connection, name_or_id)
        sightings = read_sightings(connection, actor.id)
        roles = describe_roles(connection, actor.id, sightings)
        held = tuple(role for role in roles if at is None or is_held(role, at))
        span = span_of_day(roles, at) if at else None
        return OneActor(
            **{**dict(actor), "roles": held},
            at=at,
            code=code_on(sightings, roles, at) if at else None,
            contradictions=find_disputes(connection, actor.id, sightings, held, span),
            joined=_read_joined(connection, actor.id),
        )


def actor_relations(store: Store, name_or_id: str, filter: Filter) -> ActorRelations:
    """The events an actor takes part in, newest first, and its standing relations."""
    with store.reading() as connection:
        actor = _read_actor(connection, name_or_id)
        page = _actor_events(connection, actor.id, filter, newest_first=True)
        standing = standing_of(connection, actor.id, filter) if filter.cursor is None else ()
        return ActorRelations(actor=actor, items=page.items, standing=standing, next=page.next)


def actor_timeline(store: Store, name_or_id: str, filter: Filter) -> Page[ActorEvent]:
    """The events an actor takes part in, oldest first; events without any date come first of all."""
    with store.reading() as connection:
        actor_id = find_id(connection, "actor", name_or_id)
        return _actor_events(connection, actor_id, filter, newest_first=False)


def _actor_events(connection: Connection, actor_id: str, filter: Filter, *, newest_first: bool) -> Page[ActorEvent]:
    conditions = event_conditions(connection, relation_edges, filter)
    if filter.actor:
        conditions.append(takes_part(relation_edges, find_id(connection, "actor", filter.actor)))
    name = f"{'relations' if newest_first else 'timeline'} of {actor_id}"
    query = _ROLES.where(relation_edges.c.actor_id == actor_id, *conditions)
    ways = ways_by_date(relation_edges, filter)
    rows, following = read_page(
        connection, query, filter, order=_ORDER, list_name=name, newest_first=newest_first, ways=ways
    )
    roles = list(dict.fromkeys((id, role) for _, id, role, _ in rows))
    asked = split_ids(told for *_, told in rows) if conditions else ()
    return Page(items=describe_seen(connection, roles, actor_id, asked), next=following)


def _read_joined(connection: Connection, actor_id: str) -> tuple[JoinedActor, ...]:
    rows = connection.execute(
        select(actor_joins).where(actor_joins.c.joined_to == actor_id).order_by(actor_joins.c.actor_id)
    )
    return tuple(JoinedActor(id=row.actor_id, score=row.score / 1000, why=tuple(row.why.split("\n"))) for row in rows)


def _read_actor(connection: Connection, name_or_id: str) -> ActorAnswer:
    # Most ask by id, which needs no looking up.
    row = connection.execute(_ONE, {"id": name_or_id}).one_or_none()
    if row is None:
        row = connection.execute(_ONE, {"id": find_id(connection, "actor", name_or_id)}).one()
    return _actor_answer(row)


def _actor_answer(row: Row[Any]) -> ActorAnswer:
    actor = Actor.model_validate_json(row.record)
    return ActorAnswer.trust({**vars(actor), "articles": row.articles, "events": row.events})
