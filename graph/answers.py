"""The records that queries return: what the API, the command line and the pages show."""

from datetime import date, datetime
from typing import Generic, TypeAlias, TypeVar

from ontology.credits import GEONAMES_CREDIT
from ontology.records import (
    Actor,
    Casualties,
    Count,
    DateInterval,
    Evidence,
    Place,
    Record,
    Status,
)

T = TypeVar("T")
# Where a field is called `date`.
Day: TypeAlias = date


class Page(Record, Generic[T]):
    """One page of a list; `next` is the cursor of the page after it, None on the last."""

    items: tuple[T, ...] = ()
    next: str | None = None


class ActorAnswer(Actor):
    """An actor merged over all articles; `articles` and `events` count what mentions it and what it takes part in."""

    articles: int = 0
    events: int = 0


class PlaceAnswer(Place):
    """A place merged over all articles; `events` counts what happened exactly there, not within it."""

    articles: int = 0
    events: int = 0


class OnePlace(PlaceAnswer):
    """A place by itself, with the credit for what is known of it."""

    attribution: str = GEONAMES_CREDIT


class PlacePage(Page[PlaceAnswer]):
    """One page of places, with the credit for what is known of them."""

    attribution: str = GEONAMES_CREDIT


class NamedActor(Record):
    """An actor as a participant. `role` is actor, recipient or claimant."""

    id: str
    name: str
    kind: str | None = None
    country: str | None = None
    role: str | None = None


class NamedPlace(Record):
    """A place as the place of an event."""

    id: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


class ArticleReference(Record):
    """The article that a statement was read from, without its text; `agency` is the one that it credits."""

    id: str
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    published: date | None = None
    url: str | None = None


class AccountAnswer(Record):
    """What one article tells of an event, with the names of everything in it and the sentence it was read from.

    `reviewed` says that a person confirmed it."""

    id: str
    relation: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int
    score: float
    status: Status
    cue: str | None = None
    historical: bool = False
    date: DateInterval
    actors: tuple[NamedActor, ...] = ()
    recipients: tuple[NamedActor, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    instruments: tuple[str, ...] = ()
    casualties: Casualties
    claimant: NamedActor | None = None
    confidence: float
    reviewed: bool = False
    evidence: Evidence
    article: ArticleReference


class GroupedAccount(Record):
    """Why an account is of an event: its best link to another account, with its points and reasons; no score where a
    judgement joined them."""

    account: str
    to: str
    score: float | None
    why: tuple[str, ...]


class EventAnswer(AccountAnswer):
    """An event as all its accounts tell it: everybody who is named in any of them, counts that hold all that are told, and
    for the rest the account that is confirmed or most sure, whose sentence is shown.

    `accounts` counts the accounts, `reports` those that are independent: copies of one report count once, and so do articles of
    one publisher or agency. The dates are those
    of the first and the last article."""

    accounts: int = 1
    reports: int = 1
    publishers: tuple[str, ...] = ()
    first_reported: Day | None = None
    last_reported: Day | None = None
    grouped: tuple[GroupedAccount, ...] = ()


class Voices(Record):
    """Who says something: the publishers that say it themselves or quote it, and the claimants that they quote."""

    publishers: tuple[str, ...] = ()
    claimants: tuple[NamedActor, ...] = ()


class ToldCount(Record):
    """A number of people as one account gives it."""

    count: Count
    account: str
    publisher: str | None
    claimant: NamedActor | None


class ToldHarm(Record):
    """How many people were killed, injured or arrested (`harm`): the lowest and highest numbers, and who gives which."""

    harm: str
    low: int | None
    high: int | None
    told: tuple[ToldCount, ...]


class ToldPart(Record):
    """Somebody or some place that only some accounts name, in a role for which others name others or nobody."""

    role: str
    id: str
    name: str
    by: Voices


class ToldDate(Record):
    """When it was, as some accounts give it."""

    date: DateInterval
    by: Voices


class Disagreement(Record):
    """What accounts of one event tell differently; what is empty, they agree on or do not tell."""

    asserted_by: Voices = Voices()
    claimed_by: Voices = Voices()
    denied_by: Voices = Voices()
    casualties: tuple[ToldHarm, ...] = ()
    actors: tuple[ToldPart, ...] = ()
    recipients: tuple[ToldPart, ...] = ()
    places: tuple[ToldPart, ...] = ()
    dates: tuple[ToldDate, ...] = ()


class OneEvent(EventAnswer):
    """An event by itself, with every account of it and what they disagree on."""

    told: tuple[AccountAnswer, ...] = ()
    disagreement: Disagreement = Disagreement()


class ActorEvent(EventAnswer):
    """An event seen from one of its actors: the `role` of that actor and the `others`, each with their role."""

    role: str
    others: tuple[NamedActor, ...] = ()


class NamedEnd(Record):
    """The subject or object of a standing relation. `node` is actor, place or event."""

    id: str
    name: str
    node: str


class RelationAnswer(Record):
    """A standing relation as one article states it, with names and the sentence. Where statements of the same are shown
    as one, it is the newest, and `reports` counts them."""

    id: str
    predicate: str
    title: str | None = None
    subject: NamedEnd
    object: NamedEnd
    since: date | None = None
    until: date | None = None
    reviewed: bool = False
    evidence: Evidence
    article: ArticleReference
    reports: int = 1


class ActorRelations(Record):
    """Whom an actor had to do with: events newest first; its standing relations come with the first page only."""

    actor: ActorAnswer
    items: tuple[ActorEvent, ...] = ()
    standing: tuple[RelationAnswer, ...] = ()
    next: str | None = None


class Change(Record):
    """Something added, changed or deleted, or a judgement made, undone or redone. All changes of one article or judgement
    share one `seq`; `at` is None where the time was not recorded."""

    seq: int
    kind: str
    id: str
    action: str
    at: datetime | None = None


class StoreCounts(Record):
    """How much the store holds."""

    articles: int
    actors: int
    places: int
    events: int
    relations: int
    seq: int
