"""The records that flow through Belligraph: frozen, typed, and the same in Python, SQL and JSON.

`None` means unknown, an empty tuple means nothing was found. Offsets are Python string indices into
`Article.text`, end exclusive. Field names follow PLOVER v2.0 and docs/glossary.md.
"""

from datetime import date as Date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """Base of all records."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def trust(cls, values: dict[str, Any]) -> Self:
        """The record of values that are known to be right, every field among them: nothing is checked, which takes a fifth of
        the time. For what was checked when it was stored."""
        made = cls.__new__(cls)
        set_attribute = object.__setattr__
        set_attribute(made, "__dict__", {name: values[name] for name in cls.__pydantic_fields__})
        set_attribute(made, "__pydantic_fields_set__", _field_names(cls))
        set_attribute(made, "__pydantic_extra__", None)
        set_attribute(made, "__pydantic_private__", None)
        return made


@cache
def _field_names(kind: type[Record]) -> set[str]:
    # One set for all that are alike; records do not change.
    return set(kind.__pydantic_fields__)


class SectionKind(StrEnum):
    """What a stretch of article text is. Only `title` and `body` are read for events."""

    TITLE = "title"
    BODY = "body"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    SIGNOFF = "signoff"
    BOILERPLATE = "boilerplate"


class Section(Record):
    """A stretch of the article's text, `start` and `end` as offsets; sections never overlap and are sorted."""

    kind: SectionKind
    start: int
    end: int


class Article(Record):
    """One news article, its text stored as given (HTML is turned into text first). `id` is the hash of normalised text and
    publisher; `agency` is the news agency that the article credits."""

    id: str
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    title: str | None = None
    published: Date | None = None
    language: str | None = None
    text: str
    sections: tuple[Section, ...] = ()


class Mention(Record):
    """A span that names an actor, place, time, weapon or quantity. `entity` is the id of an actor or place, None if unresolved."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    entity: str | None = None


class Trigger(Record):
    """The word or phrase that carries an event or relation."""

    start: int
    end: int


class Evidence(Record):
    """The sentence a statement was read from, and what read it. `extractor` names version and configuration, `rule` what spoke."""

    start: int
    end: int
    sentence: str
    trigger: Trigger | None = None
    extractor: str
    rule: str | None = None
    score: float | None = None


class Role(Record):
    """An office or role an actor held, as read from `evidence` or a list: "prime minister" of "IRQ", as of an article's date."""

    title: str
    of: str | None = None
    since: Date | None = None
    until: Date | None = None
    as_of: Date | None = None
    source: str | None = None


class Actor(Record):
    """A person, state, group or organisation that can act. `country` is ISO 3166 alpha-3, `sector` a PLOVER sector."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None
    why: str | None = None


class Extent(NamedTuple):
    """Degrees; `west` is greater than `east` where the extent crosses 180 degrees, as in GeoJSON (RFC 7946, 5.2)."""

    west: float
    south: float
    east: float
    north: float


class RunnerUp(Record):
    """A place that a name could have stood for, and the chance it was given."""

    id: str
    name: str
    score: float


class Place(Record):
    """A place of the gazetteer. `kind`: city, village, admin1, admin2, country, region, water, mountain, facility, other.

    `precision` is PLOVER's resolution word: below city, city, admin2, admin1, country, region. `settled_extent` spans the
    settlements known in an area and is no boundary. `score` is how sure the resolution is, `why` says in short words what
    spoke for the place against the `runners_up`, three at most.
    """

    id: str
    name: str
    geonames_id: int | None = None
    kind: str
    feature_code: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    parents: tuple[str, ...] = ()
    precision: str | None = None
    settled_extent: Extent | None = None
    score: float | None = None
    runners_up: tuple[RunnerUp, ...] = ()
    why: tuple[str, ...] = ()


class Participant(Record):
    """An actor in an event, and the mention that put it there (None where it was inferred from the sentence before)."""

    id: str
    mention: str | None = None


class EventPlace(Record):
    """Where an event happened."""

    id: str
    mention: str | None = None
    precision: str | None = None


class Count(Record):
    """A number of people as reported: `best` with bounds; "at least 22" has no `high`."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


class Casualties(Record):
    """People killed, injured, arrested."""

    killed: Count | None = None
    injured: Count | None = None
    arrested: Count | None = None


class DateInterval(Record):
    """A date as a closed interval. `granularity`: day, days, week, month, season, year, years, decade."""

    start: Date | None = None
    end: Date | None = None
    granularity: str | None = None


class Status(StrEnum):
    """Whether the reported event happened, in the article's own words."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    NEGATED = "negated"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


class EventMention(Record):
    """One article's account of an event. `relation` is the plain name, `type`, `mode` and `contexts` are PLOVER's, `cameo` a string code."""

    id: str
    relation: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int
    score: float
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    places: tuple[EventPlace, ...] = ()
    instruments: tuple[str, ...] = ()
    casualties: Casualties = Field(default_factory=Casualties)
    date: DateInterval = Field(default_factory=DateInterval)
    status: Status
    cue: str | None = None
    historical: bool = False
    claimant: Participant | None = None
    confidence: float
    evidence: Evidence


class Relation(Record):
    """A standing relation: holds office, affiliated with, member of, leads, located in ... `subject` and `object` are actor or place ids."""

    id: str
    predicate: str
    title: str | None = None
    subject: str
    object: str
    subject_mention: str | None = None
    object_mention: str | None = None
    since: Date | None = None
    until: Date | None = None
    evidence: Evidence


class Extraction(Record):
    """Everything read from one article."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[EventMention, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[str, ...] = ()
