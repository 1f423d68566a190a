"""Pairs of actors that may be one and were not joined: for a person to decide, those first that matter most."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, exists, func, or_, select

from graph.actions import NeverMerge
from graph.answers import Page
from graph.filters import Filter
from graph.identity_tables import actor_joins, like_actors
from graph.judgements import is_active
from graph.name_search import find_id
from graph.paging import read_page
from graph.store import Store
from graph.tables import actors, judgement_targets, judgements, relation_edges
from ontology.records import Record

LOWEST_SCORE = 0.6
# Of a hub only the newest events are looked at for whom it had to do with.
_NEWEST = 500
_NAMED = 3


class CandidateActor(Record):
    """One of two actors that may be the same."""

    id: str
    name: str
    kind: str
    country: str | None = None
    articles: int
    events: int


_TOLD = tuple(name for name in CandidateActor.model_fields if name != "id")


class Candidate(Record):
    """Two actors that may be one. `score` says how alike they are, 0 to 1; `value` is what a decision is worth: the score
    in thousandths times the events, plus one, of the one with fewer. `why` gives the reasons for and against."""

    first: CandidateActor
    second: CandidateActor
    score: float
    value: int
    why: tuple[str, ...]


def list_candidates(store: Store, filter: Filter, *, min_score: float = LOWEST_SCORE) -> Page[Candidate]:
    """Candidates by value, highest first. Of the filter `actor`, `limit` and `cursor` count.

    Left out are actors that were joined, that a person merged, and those that a person said are different ones.
    """
    with store.reading() as connection:
        pairs = _pairs(round(min_score * 1000)).subquery()
        one, other = actors.alias("one"), actors.alias("other")
        fewer = case((one.c.events < other.c.events, one.c.events), else_=other.c.events)
        ranked = (
            select(pairs, (pairs.c.score * (fewer + 1)).label("value"))
            .add_columns(*(one.c[name].label(f"first_{name}") for name in _TOLD))
            .add_columns(*(other.c[name].label(f"second_{name}") for name in _TOLD))
            .join(one, one.c.id == pairs.c.first)
            .join(other, other.c.id == pairs.c.second)
            .where(pairs.c.rank == 1)
            .subquery()
        )
        query = select(ranked)
        if filter.actor:
            id = find_id(connection, "actor", filter.actor)
            query = query.where(or_(ranked.c.first == id, ranked.c.second == id))
        order = (ranked.c.value, ranked.c.first, ranked.c.second)
        list_name = f"candidates of at least {min_score}"
        rows, following = read_page(connection, query, filter, order=order, list_name=list_name)
        return Page(items=tuple(_candidate(connection, row) for row in rows), next=following)


def _pairs(lowest: int) -> Select[Any]:
    """Like actors by the ids they go by, `first` before `second`; of several pairs of the same two the best has rank 1."""
    one, other = actor_joins.alias("one_join"), actor_joins.alias("other_join")
    shown, counter = (
        func.coalesce(join.c.joined_to, own)
        for join, own in ((one, like_actors.c.first_id), (other, like_actors.c.second_id))
    )
    ordered = shown < counter
    first, second = case((ordered, shown), else_=counter), case((ordered, counter), else_=shown)
    best = (like_actors.c.score.desc(), like_actors.c.first_id, like_actors.c.second_id)
    return (
        select(
            first.label("first"),
            second.label("second"),
            like_actors.c.score,
            like_actors.c.why,
            func.row_number().over(partition_by=(first, second), order_by=best).label("rank"),
        )
        .outerjoin(one, one.c.actor_id == like_actors.c.first_id)
        .outerjoin(other, other.c.actor_id == like_actors.c.second_id)
        .where(like_actors.c.score >= lowest, shown != counter)
        .where(~_ruled_out((shown, like_actors.c.first_id), (counter, like_actors.c.second_id)))
    )


def _ruled_out(one: Iterable[ColumnElement[str]], other: Iterable[ColumnElement[str]]) -> ColumnElement[bool]:
    """Whether a judgement in force says that they are different ones."""
    named, also = judgement_targets.alias("named"), judgement_targets.alias("also")
    same = and_(named.c.judgement_id == judgements.c.id, also.c.judgement_id == judgements.c.id)
    both = and_(or_(*(named.c.target == id for id in one)), or_(*(also.c.target == id for id in other)))
    never = judgements.c.action == NeverMerge.model_fields["action"].default
    return exists(select(judgements.c.id).where(same, both, never, is_active()))


def _candidate(connection: Connection, row: Row[Any]) -> Candidate:
    values = row._mapping
    first, second = (
        CandidateActor(id=values[side], **{name: values[f"{side}_{name}"] for name in _TOLD})
        for side in ("first", "second")
    )
    why = (*row.why.split("\n"), *_met(connection, first.id, second.id))
    return Candidate(first=first, second=second, score=row.score / 1000, value=row.value, why=why)


def _met(connection: Connection, first: str, second: str) -> tuple[str, ...]:
    """Whom both had to do with."""
    shared = sorted(_contacts(connection, first) & _contacts(connection, second))
    if not shared:
        return ()
    more = f" and {len(shared) - _NAMED} more" if len(shared) > _NAMED else ""
    return (f"both had to do with {', '.join(shared[:_NAMED])}{more}",)


def _contacts(connection: Connection, actor_id: str) -> set[str]:
    own = select(relation_edges.c.mention_id).where(relation_edges.c.actor_id == actor_id)
    newest = own.order_by(relation_edges.c.date.desc()).limit(_NEWEST).subquery()
    together = select(relation_edges.c.actor_id).join(newest, newest.c.mention_id == relation_edges.c.mention_id)
    return set(connection.scalars(together.where(relation_edges.c.actor_id != actor_id)))
