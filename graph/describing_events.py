"""Turns events into answers: accounts become one event, ids become names, and every account gets its article."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from graph.account_links import load_links
from graph.answers import (
    AccountAnswer,
    ActorEvent,
    EventAnswer,
    GroupedAccount,
    NamedActor,
    NamedPlace,
    OneEvent,
)
from graph.asked_accounts import find_accounts
from graph.clustering import Link
from graph.describing import Names, read_names
from graph.disagreement import find_disagreement
from graph.filters import Filter
from graph.independence import count_independent
from graph.reports import load_reports
from graph.told import Told, load_told
from graph.united import United, unite
from ontology.records import EventMention, Participant

# What an answer takes over from the account as it is.
_TAKEN_OVER = [name for name in EventMention.model_fields if name in AccountAnswer.model_fields]
_JUDGED = ("a person joined them",)


def describe_events(
    connection: Connection, event_ids: Collection[str], filter: Filter | None = None
) -> dict[str, EventAnswer]:
    """The events of these ids, by id; each led by an account that the filter keeps."""
    known = _read(connection, event_ids, filter)
    return {id: EventAnswer(**_event(id, known)) for id in known.united}


def describe_in_full(connection: Connection, event_ids: Collection[str]) -> dict[str, OneEvent]:
    """The events of these ids with all their accounts, by id."""
    known = _read(connection, event_ids)
    return {id: _describe_in_full(id, known) for id in known.united}


def seen_from(event: EventAnswer, actor_id: str, role: str) -> ActorEvent:
    """An event as one of its actors sees it: everybody else in it is one of the others."""
    others = tuple(p for p in (*event.actors, *event.recipients) if p.id != actor_id)
    return ActorEvent(**dict(event), role=role, others=others)


class _Known(NamedTuple):
    """Events, the names in them, the links of their accounts, by either account, and the reports of their articles."""

    united: Mapping[str, United]
    names: Names
    links: Mapping[str, Sequence[Link]]
    reports: Mapping[str, str]


def _describe_in_full(id: str, known: _Known) -> OneEvent:
    told = tuple(
        AccountAnswer.model_construct(**_account(account, account.event, known.names))
        for account in known.united[id].accounts
    )
    return OneEvent.model_construct(**_event(id, known), told=told, disagreement=find_disagreement(told))


def _read(connection: Connection, event_ids: Collection[str], filter: Filter | None = None) -> _Known:
    asked = find_accounts(connection, event_ids, filter) if filter else ()
    united = {id: unite(id, accounts, asked) for id, accounts in load_told(connection, event_ids).items()}
    accounts = [told for one in united.values() for told in one.accounts]
    reports = load_reports(connection, (told.article.id for told in accounts))
    names = read_names(connection, (node for told in accounts for node in _nodes_of(told.event)))
    grouped = {told.event.id for one in united.values() if len(one.accounts) > 1 for told in one.accounts}
    links: dict[str, list[Link]] = {id: [] for id in grouped}
    for link in load_links(connection, grouped):
        for end in {link.left, link.right} & grouped:
            links[end].append(link)
    return _Known(united, names, links, reports)


def _nodes_of(event: EventMention) -> Iterable[str]:
    yield from (participant.id for participant in (*event.actors, *event.recipients))
    yield from (place.id for place in event.places)
    if event.claimant:
        yield event.claimant.id


def _account(told: Told, event: EventMention, names: Names) -> dict[str, Any]:
    """The fields of the answer on an event that an account tells of."""
    return {name: getattr(event, name) for name in _TAKEN_OVER} | {
        "reviewed": told.reviewed,
        "actors": _named_actors(event.actors, "actor", names),
        "recipients": _named_actors(event.recipients, "recipient", names),
        "places": tuple(_named_place(place.id, place.precision, names) for place in event.places),
        "claimant": _named_actor(event.claimant.id, "claimant", names) if event.claimant else None,
        "article": told.article,
    }


def _event(id: str, known: _Known) -> dict[str, Any]:
    one = known.united[id]
    published = [told.article.published for told in one.accounts if told.article.published]
    return _account(one.lead, one.event, known.names) | {
        "id": id,
        "accounts": len(one.accounts),
        "reports": count_independent([told.article for told in one.accounts], known.reports),
        "publishers": tuple(dict.fromkeys(told.article.publisher for told in one.accounts if told.article.publisher)),
        "first_reported": min(published, default=None),
        "last_reported": max(published, default=None),
        "grouped": tuple(_grouped(one, known.links)),
    }


def _grouped(one: United, links: Mapping[str, Sequence[Link]]) -> Iterable[GroupedAccount]:
    """For every account but the one that the event is called after its best link within the event."""
    ids = [told.event.id for told in one.accounts]
    for id in ids:
        if id == one.event.id:
            continue
        own = [link for link in links[id] if {link.left, link.right} <= set(ids)]
        best = min(own, key=lambda link: (-link.score, link.left, link.right), default=None)
        if best is None:
            yield GroupedAccount(account=id, to=one.event.id, score=None, why=_JUDGED)
        else:
            yield GroupedAccount(
                account=id, to=best.left if best.right == id else best.right, score=best.score, why=best.why
            )


def _named_actors(participants: Sequence[Participant], role: str, names: Names) -> tuple[NamedActor, ...]:
    return tuple(_named_actor(id, role, names) for id in dict.fromkeys(p.id for p in participants))


def _named_actor(id: str, role: str, names: Names) -> NamedActor:
    row = names.actors[id]
    return NamedActor(id=id, name=row.name, kind=row.kind, country=row.country, role=role)


def _named_place(id: str, precision: str | None, names: Names) -> NamedPlace:
    place = names.places[id]
    return NamedPlace(id=id, name=place.name, country=place.country, lat=place.lat, lon=place.lon, precision=precision)
