"""Pairs of events that may be one and were not joined: for a person to decide, those first that are most alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from graph.account_links import load_accounts
from graph.answers import EventAnswer
from graph.candidate_accounts import features_of, find_candidates, find_closed
from graph.chunks import chunks
from graph.conditions import event_conditions, takes_part
from graph.describing_events import describe_events
from graph.filters import Filter
from graph.judged_accounts import load_judged
from graph.name_search import find_id
from graph.same_event import compare, threshold
from graph.store import Store
from graph.tables import event_mentions
from ontology.records import Record

LOWEST_SCORE = 0.6
# So many accounts are compared with those near them, the newest of the filter.
MOST_ACCOUNTS = 500


class EventCandidate(Record):
    """Two events that may be one. `score` says how much of what would join them by itself speaks for it, 0 to 1; `value` is
    the score in thousandths times the accounts of both; `why` gives the reasons."""

    first: EventAnswer
    second: EventAnswer
    score: float
    value: int
    why: tuple[str, ...]


class EventCandidates(Record):
    """Candidates by value, highest first, and of how many accounts: `compared` of `found` that the filter has."""

    items: tuple[EventCandidate, ...]
    compared: int
    found: int


class _Pair(NamedTuple):
    first: str
    second: str
    score: float
    why: tuple[str, ...]


def list_event_candidates(store: Store, filter: Filter, *, min_score: float = LOWEST_SCORE) -> EventCandidates:
    """Events of the filter that may be one with another event, at most `limit` pairs.

    Left out is what cannot be one event, and what a person said to be different.
    """
    with store.reading() as connection:
        ids = _accounts_of(connection, filter)
        compared = ids[:MOST_ACCOUNTS]
        best = _best_pairs(_pairs(connection, compared, min_score))
        events = describe_events(connection, sorted({id for pair in best for id in (pair.first, pair.second)}))
        items = sorted(
            (_describe(pair, events) for pair in best), key=lambda one: (-one.value, one.first.id, one.second.id)
        )
        return EventCandidates(items=tuple(items[: filter.limit]), compared=len(compared), found=len(ids))


def _accounts_of(connection: Connection, filter: Filter) -> list[str]:
    conditions = event_conditions(connection, event_mentions, filter)
    if filter.actor:
        conditions.append(takes_part(event_mentions, find_id(connection, "actor", filter.actor)))
    order = (event_mentions.c.event_date.desc(), event_mentions.c.id)
    return list(connection.scalars(select(event_mentions.c.id).where(*conditions).order_by(*order)))


def _pairs(connection: Connection, ids: list[str], lowest: float) -> Iterator[_Pair]:
    """Pairs of events with how alike two accounts of them are: the points they have of those that would make them one."""
    accounts = load_accounts(connection, ids)
    rows = features_of(accounts.values())
    near = find_candidates(connection, rows, find_closed(connection, rows))
    named = {id for pair in near for id in pair}
    accounts |= load_accounts(connection, named - accounts.keys())
    events = _events_of(connection, named)
    separated = load_judged(connection, named).separated
    apart = {
        frozenset((events[one], events[other])) for one in named for other in separated.get(one, ()) if other in events
    }
    for one, other in sorted(near):
        first, second = sorted((events[one], events[other]))
        if first == second or frozenset((first, second)) in apart:
            continue
        likeness = compare(accounts[one], accounts[other])
        score = round(min(1.0, likeness.points / threshold(accounts[one], accounts[other])), 3)
        if likeness.ruled_out is None and score >= lowest:
            yield _Pair(first, second, score, likeness.why)


def _events_of(connection: Connection, mention_ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for ids in chunks(sorted(mention_ids)):
        query = select(event_mentions.c.id, event_mentions.c.event_id).where(event_mentions.c.id.in_(ids))
        found |= {row.id: row.event_id for row in connection.execute(query)}
    return found


def _best_pairs(pairs: Iterable[_Pair]) -> list[_Pair]:
    """Of each two events the accounts that are most alike."""
    grouped: defaultdict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for pair in pairs:
        grouped[pair.first, pair.second].append(pair)
    return [max(own, key=lambda pair: pair.score) for own in grouped.values()]


def _describe(pair: _Pair, events: Mapping[str, EventAnswer]) -> EventCandidate:
    first, second = events[pair.first], events[pair.second]
    value = round(pair.score * 1000) * (first.accounts + second.accounts)
    return EventCandidate(first=first, second=second, score=pair.score, value=value, why=pair.why)
