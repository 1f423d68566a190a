"""Who holds a place, by which reports: acts that take or give up places, and statements of who controls them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from enum import StrEnum

from sqlalchemy import Connection, select

from graph.answers import ArticleReference, NamedActor, NamedPlace, OneEvent, RelationAnswer, Voices
from graph.conditions import find_area, places_within
from graph.describing import describe_relations
from graph.describing_events import describe_in_full
from graph.store import Store
from graph.tables import event_mentions, event_places, places, relations
from ontology.records import Evidence, Place, Record, Status

# So many events and so many statements are looked at, the latest.
MOST = 500
_CONTROLS = "controls"


class Move(StrEnum):
    """What a claim says of those it names: they take the place, give it up, or hold it."""

    TAKES = "takes"
    LEAVES = "leaves"
    HOLDS = "holds"


MOVES: Mapping[str, Move] = {
    "seizure": Move.TAKES,
    "recapture": Move.TAKES,
    "withdrawal": Move.LEAVES,
    "surrender": Move.LEAVES,
}
_HAPPENED = (Status.ASSERTED.value, Status.CLAIMED.value, Status.NEGATED.value)


class ControlClaim(Record):
    """What an event or standing relation (`id`) says of who holds a place, and who asserts, claims or denies it: whether
    anybody says that it was so (`is_told`), and whether anybody says that it was not (`is_denied`).

    The sentence and article are those of the surest account; `reports` counts the independent ones."""

    id: str
    move: Move
    relation: str
    place: NamedPlace
    actors: tuple[NamedActor, ...]
    date: Date | None
    asserted_by: Voices = Voices()
    claimed_by: Voices = Voices()
    denied_by: Voices = Voices()
    is_told: bool = True
    is_denied: bool = False
    reports: int = 1
    evidence: Evidence
    article: ArticleReference


class Holder(Record):
    """Who holds a place since when, by which claim. `contradicted_by` are claims that somebody else does, and the claim itself
    where somebody denies it."""

    place: NamedPlace
    actor: NamedActor
    since: Date | None
    claim: str
    contradicted_by: tuple[str, ...] = ()


class Control(Record):
    """Who holds a place and the places within it on a day, and what was reported of that until then, latest first."""

    at: Date | None
    holders: tuple[Holder, ...]
    claims: tuple[ControlClaim, ...]


def place_control(store: Store, name_or_id: str, *, at: Date | None = None) -> Control:
    """Who holds a place, and those within it, at the end of a day; without one, by the latest that is told.

    NotFoundError; AmbiguousNameError if several places share the name."""
    with store.reading() as connection:
        area = find_area(connection, name_or_id)
        claims = [*_event_claims(connection, area, at), *_relation_claims(connection, area, at)]
    ordered = sorted(claims, key=_age)
    by_place: dict[str, list[ControlClaim]] = {}
    for claim in ordered:
        by_place.setdefault(claim.place.id, []).append(claim)
    holders = [holder for id in sorted(by_place) for holder in find_holders(by_place[id])]
    return Control(at=at, holders=tuple(holders), claims=tuple(reversed(ordered)))


def find_holders(claims: Sequence[ControlClaim]) -> list[Holder]:
    """Who holds a place by all claims on it, oldest first. Who takes it drives out those who took it on a day before."""
    holding: dict[str, tuple[NamedActor, ControlClaim]] = {}
    for claim in claims:
        if not claim.is_told:
            continue
        own = {actor.id for actor in claim.actors}
        if claim.move is Move.LEAVES:
            holding = {id: held for id, held in holding.items() if id not in own}
            continue
        if claim.move is Move.TAKES:
            holding = {id: held for id, held in holding.items() if id in own or held[1].date == claim.date}
        for actor in claim.actors:
            held = holding.get(actor.id)
            holding[actor.id] = held if held and claim.move is Move.HOLDS else (actor, claim)
    return [_holder(actor, claim, holding.values(), claims) for actor, claim in holding.values()]


def _holder(
    actor: NamedActor,
    claim: ControlClaim,
    holding: Iterable[tuple[NamedActor, ControlClaim]],
    claims: Iterable[ControlClaim],
) -> Holder:
    against = {other.id for _, other in holding if other.id != claim.id}
    against |= {
        other.id
        for other in claims
        if other.is_denied
        and (other.id == claim.id or (not other.is_told and actor.id in {one.id for one in other.actors}))
    }
    return Holder(
        place=claim.place, actor=actor, since=claim.date, claim=claim.id, contradicted_by=tuple(sorted(against))
    )


def _age(claim: ControlClaim) -> tuple[Date, str, str]:
    return (claim.date or Date.min, claim.id, claim.place.id)


def _event_claims(connection: Connection, area: str, at: Date | None) -> list[ControlClaim]:
    within = places_within(area)
    query = (
        select(event_mentions.c.event_date, event_mentions.c.event_id)
        .join_from(event_places, event_mentions)
        .where(event_places.c.place_id.in_(within))
        .where(event_mentions.c.relation.in_(MOVES), event_mentions.c.status.in_(_HAPPENED))
    )
    if at:
        query = query.where(event_mentions.c.event_date <= at.isoformat())
    newest = query.distinct().order_by(event_mentions.c.event_date.desc(), event_mentions.c.event_id.desc())
    days = {row.event_id: row.event_date for row in connection.execute(newest.limit(MOST))}
    inside = set(connection.scalars(within))
    events = describe_in_full(connection, days)
    return [
        _event_claim(events[id], place, day)
        for id, day in days.items()
        for place in events[id].places
        if place.id in inside and events[id].relation in MOVES
    ]


def _event_claim(event: OneEvent, place: NamedPlace, day: str) -> ControlClaim:
    return ControlClaim(
        id=event.id,
        move=MOVES[event.relation],
        relation=event.relation,
        place=place,
        actors=event.actors,
        date=Date.fromisoformat(day) if day else None,
        asserted_by=event.disagreement.asserted_by,
        claimed_by=event.disagreement.claimed_by,
        denied_by=event.disagreement.denied_by,
        is_told=any(one.status is not Status.NEGATED for one in event.told),
        is_denied=any(one.status is Status.NEGATED for one in event.told),
        reports=event.reports,
        evidence=event.evidence,
        article=event.article,
    )


def _relation_claims(connection: Connection, area: str, at: Date | None) -> list[ControlClaim]:
    query = select(relations).where(
        relations.c.object.in_(places_within(area)),
        relations.c.predicate == _CONTROLS,
        relations.c.subject_node == "actor",
    )
    if at:
        query = query.where(relations.c.date <= at.isoformat())
    newest = query.order_by(relations.c.date.desc(), relations.c.article_id, relations.c.position).limit(MOST)
    rows = connection.execute(newest).all()
    held = {place.id: place for place in _load_places(connection, {row.object for row in rows})}
    told = describe_relations(connection, rows)
    return [
        _relation_claim(relation, held[row.object], row.date)
        for row, relation in zip(rows, told, strict=True)
        if relation.until is None or at is None or relation.until >= at
    ]


def _load_places(connection: Connection, ids: Iterable[str]) -> list[Place]:
    records = connection.scalars(select(places.c.record).where(places.c.id.in_(sorted(ids))))
    return [Place.model_validate_json(record) for record in records]


def _relation_claim(relation: RelationAnswer, place: Place, day: str) -> ControlClaim:
    publisher = relation.article.publisher
    return ControlClaim(
        id=relation.id,
        move=Move.HOLDS,
        relation=relation.predicate,
        place=NamedPlace(id=place.id, name=place.name, country=place.country, lat=place.lat, lon=place.lon),
        actors=(NamedActor(id=relation.subject.id, name=relation.subject.name),),
        date=Date.fromisoformat(day) if day else None,
        asserted_by=Voices(publishers=(publisher,) if publisher else ()),
        evidence=relation.evidence,
        article=relation.article,
    )
