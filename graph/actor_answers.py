"""The records that tell who an actor is: what it was when, by which articles and lists, and what they disagree on."""

from datetime import date as Date

from graph.answers import ActorAnswer
from ontology.records import Record, Role


class RoleEvidence(Record):
    """An article that gives an actor a role, and the sentence where it says so."""

    article: str
    published: Date | None = None
    sentence: str | None = None


class RoleAnswer(Role):
    """A role of an actor. One from a list has the dates of the list. One from articles was reported from `first` to `last`,
    in `articles` of them, without a gap of more than a year; `evidence` are some of these."""

    first: Date | None = None
    last: Date | None = None
    articles: int = 0
    evidence: tuple[RoleEvidence, ...] = ()


class CodeAnswer(Record):
    """What an actor was on a day: of the articles published from `since` to `until`, most say so. A value that none of them
    gives is None."""

    country: str | None = None
    sector: str | None = None
    since: Date | None = None
    until: Date | None = None
    articles: int = 0


class Contradiction(Record):
    """What cannot all be true at one time. `field` is country, sector or role, `values` the codes or the holders of the role
    `about`, each with the number of articles that say so."""

    field: str
    about: str | None = None
    values: dict[str, int]
    since: Date | None = None
    until: Date | None = None


class JoinedActor(Record):
    """An id under which articles were read that speak of this actor, how sure that is, and why."""

    id: str
    score: float
    why: tuple[str, ...]


class OneActor(ActorAnswer):
    """An actor by itself. With a day, `at`, its roles and `code` are those of that day."""

    at: Date | None = None
    roles: tuple[RoleAnswer, ...] = ()
    code: CodeAnswer | None = None
    contradictions: tuple[Contradiction, ...] = ()
    joined: tuple[JoinedActor, ...] = ()
