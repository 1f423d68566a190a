"""Event candidates: what a verb pattern or an event noun found in the parse, before status, places and dates are decided."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from spacy.tokens import Token

from extract.events.opinion import Opinion
from extract.tables import ActorMention, PlaceMention
from ontology.records import DateInterval


@dataclass(frozen=True)
class Roles:
    """Participants and places of a candidate, and the counted tokens (for casualties)."""

    actors: tuple[ActorMention, ...] = ()
    recipients: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    victims: tuple[Token, ...] = ()

    def joined(self, other: "Roles") -> "Roles":
        """Both roles together, without repeats."""
        return Roles(
            actors=_union(self.actors, other.actors),
            recipients=_union(self.recipients, other.recipients),
            places=_union(self.places, other.places),
            victims=tuple({t.i: t for t in (*self.victims, *other.victims)}.values()),
        )


T = TypeVar("T")


def _union(left: tuple[T, ...], right: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*left, *right)))


@dataclass(frozen=True)
class Support:
    """The chances the encoder gives the type of a candidate, and any event at all, at the words it stands on."""

    own: float
    any: float


@dataclass(frozen=True)
class Candidate:
    """A possible event: its trigger, relation and roles, the rule that spoke, and the tokens the rule used up."""

    trigger: Token
    relation: str
    roles: Roles
    rule: str
    noun: bool = False
    used: frozenset[int] = frozenset()
    clauses: tuple[Token, ...] = ()
    future: bool = False
    instruments: tuple[Token, ...] = field(default=())
    weight: float = 0.7
    date: DateInterval = field(default_factory=DateInterval)
    # Whether its negation and its "will" are part of the act: a refusal.
    refused: bool = False
    # Whether who did it was taken over from an earlier sentence.
    carried: bool = False
    # What the encoder says of the sentence and of this event, whether the gate lets it through, and the chance that it is right.
    opinion: Opinion | None = None
    support: Support | None = None
    passes: bool = True
    chance: float = 0.0
    # Whether it is likely enough to become an event.
    told: bool = True

    def changed(self, **values: object) -> "Candidate":
        """A copy with some fields replaced."""
        return replace(self, **values)  # type: ignore[arg-type]
