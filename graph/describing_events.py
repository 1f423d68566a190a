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
from graph.clustering import Link
from graph.describing import Names, read_names
from graph.disagreement import find_disagreement
from graph.independence import count_independent
from graph.reports import load_reports
from graph.told import Told, load_told
from graph.united import United, unite
from ontology.records import EventMention, EventPlace, Participant

_JUDGED = ("a person joined them",)


def describe_events(
    connection: Connection, event_ids: Collection[str], asked: Collection[str] = ()
) -> dict[str, EventAnswer]:
    """The events of these ids, by id. Of the accounts `asked` for, if an event has any, one leads it."""
    known = _read(connection, event_ids, asked)
    return {id: EventAnswer.trust(_event(id, known)) for id in known.united}


def describe_in_full(connection: Connection, event_ids: Collection[str]) -> dict[str, OneEvent]:
    """The events of these ids with all their accounts, by id."""
    known = _read(connection, event_ids)
    return {id: _describe_in_full(id, known) for id in known.united}


def describe_seen(
    connection: Connection, roles: Sequence[tuple[str, str]], actor_id: str, asked: Collection[str]
) -> tuple[ActorEvent, ...]:
    """Events (id, role) as one of their actors sees them, in that role: everybody else in them is one of the others. Of the
    accounts `asked` for, if an event has any, one leads it."""
    known = _read(connection, sorted({id for id, _ in roles}), asked)
    seen = []
    for id, role in roles:
        event = _event(id, known)
        event["role"] = role
        event["others"] = tuple([part for part in (*event["actors"], *event["recipients"]) if part.id != actor_id])
        seen.append(ActorEvent.trust(event))
    return tuple(seen)


class _Known(NamedTuple):
    """Events, who and what is in them, the links of their accounts, by either account, and the reports of their articles."""

    united: Mapping[str, United]
    parts: "_Parts"
    links: Mapping[str, Sequence[Link]]
    reports: Mapping[str, str]


class _Parts:
    """Actors and places as participants and places of events; each is made once, for a hub is in all events of a page."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._actors: dict[tuple[str, str], NamedActor] = {}
        self._places: dict[tuple[str, str | None], NamedPlace] = {}

    def actors(self, participants: Sequence[Participant], role: str) -> tuple[NamedActor, ...]:
        """Participants, each once."""
        return tuple([self.actor(id, role) for id in dict.fromkeys([p.id for p in participants])])

    def actor(self, id: str, role: str) -> NamedActor:
        """An actor in a role."""
        found = self._actors.get((id, role))
        if found is None:
            row = self._names.actors[id]
            found = NamedActor(id=id, name=row.name, kind=row.kind, country=row.country, role=role)
            self._actors[id, role] = found
        return found

    def places(self, places: Sequence[EventPlace]) -> tuple[NamedPlace, ...]:
        """Places, each as precise as the event has it."""
        return tuple([self._place(place.id, place.precision) for place in places])

    def _place(self, id: str, precision: str | None) -> NamedPlace:
        found = self._places.get((id, precision))
        if found is None:
            place = self._names.places[id]
            known = {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
            self._places[id, precision] = found = NamedPlace(id=id, precision=precision, **known)
        return found


def _describe_in_full(id: str, known: _Known) -> OneEvent:
    told = tuple(
        AccountAnswer.trust(_account(account, account.event, known.parts)) for account in known.united[id].accounts
    )
    return OneEvent.trust(_event(id, known) | {"told": told, "disagreement": find_disagreement(told)})


def _read(connection: Connection, event_ids: Collection[str], asked: Collection[str] = ()) -> _Known:
    told = load_told(connection, event_ids)
    several = [account for accounts in told.values() if len(accounts) > 1 for account in accounts]
    several_ids = {account.event.id for account in several}
    events = [account.event for accounts in told.values() for account in accounts]
    names = read_names(
        connection,
        actor_ids=(participant.id for event in events for participant in _participants(event)),
        place_ids=(place.id for event in events for place in event.places),
    )
    links: dict[str, list[Link]] = {id: [] for id in several_ids}
    for link in load_links(connection, several_ids):
        for end in {link.left, link.right} & several_ids:
            links[end].append(link)
    reports = load_reports(connection, (account.article.id for account in several))
    return _Known({id: unite(id, own, asked) for id, own in told.items()}, _Parts(names), links, reports)


def _participants(event: EventMention) -> tuple[Participant, ...]:
    claimants = (event.claimant,) if event.claimant else ()
    return (*event.actors, *event.recipients, *claimants)


def _account(told: Told, event: EventMention, parts: _Parts) -> dict[str, Any]:
    """The fields of the answer on an event that an account tells of, and some more."""
    made = dict(vars(event))
    made["reviewed"] = told.reviewed
    made["actors"] = parts.actors(event.actors, "actor")
    made["recipients"] = parts.actors(event.recipients, "recipient")
    made["places"] = parts.places(event.places)
    made["claimant"] = parts.actor(event.claimant.id, "claimant") if event.claimant else None
    made["article"] = told.article
    return made


def _event(id: str, known: _Known) -> dict[str, Any]:
    one = known.united[id]
    articles = [told.article for told in one.accounts]
    published = [article.published for article in articles if article.published]
    made = _account(one.lead, one.event, known.parts)
    made["id"] = id
    made["accounts"] = len(articles)
    made["reports"] = count_independent(articles, known.reports)
    made["publishers"] = tuple(dict.fromkeys([article.publisher for article in articles if article.publisher]))
    made["first_reported"] = min(published, default=None)
    made["last_reported"] = max(published, default=None)
    made["grouped"] = tuple(_grouped(one, known.links)) if len(articles) > 1 else ()
    return made


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
