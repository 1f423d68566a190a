"""What the readers of one article hand to each other: parsed text, place and actor mentions in tokens, dates in characters.

Token indices point into `Reading.doc`. The doc is made over the article text with everything that is not title or
body blanked to spaces, so `token.idx` and `span.start_char` are offsets into `Article.text`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from extract.token_view import TokenView, view_tokens
from ontology.records import Actor, Article, DateInterval, Place


@dataclass(frozen=True)
class Reading:
    """An article and its parse."""

    article: Article
    doc: Doc

    @cached_property
    def view(self) -> TokenView:
        """The columns of the doc, read out once for all finders."""
        return view_tokens(self.doc)


@dataclass(frozen=True)
class PlaceMention:
    """A place name as tokens `start:end` (end exclusive), its syntactic head, and the place it was resolved to (None: unknown)."""

    start: int
    end: int
    head: int
    place: str | None


@dataclass(frozen=True)
class PlaceTable:
    """All place names of an article and the places they stand for, by place id."""

    places: Mapping[str, Place] = field(default_factory=dict)
    mentions: tuple[PlaceMention, ...] = ()

    @cached_property
    def _by_token(self) -> dict[int, PlaceMention]:
        return {i: m for m in self.mentions for i in range(m.start, m.end)}

    def at(self, token: int) -> PlaceMention | None:
        """The mention that covers a token."""
        return self._by_token.get(token)


@dataclass(frozen=True)
class ActorMention:
    """A mention of somebody who can act.

    form: `name` (Maliki, US Vice President Joe Biden, ISIL), `nominal` (Sunni leaders, Kenyan police, the group),
    `pronoun` (he, their) or `adjective` (Russian in "a Russian missile strike", US in "US-led").
    `actor` is None where a nominal or pronoun could not be resolved. A `candidate` (a country or capital name, an
    adjective, a pronoun) becomes part of the extraction only if an event or relation uses it.
    """

    start: int
    end: int
    head: int
    form: str
    kind: str
    actor: str | None
    candidate: bool = False


@dataclass(frozen=True)
class ActorTable:
    """All actor mentions of an article and the actors they stand for, by actor id."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    mentions: tuple[ActorMention, ...] = ()

    @cached_property
    def _by_token(self) -> dict[int, ActorMention]:
        # Of nested mentions the outermost is the participant ("Iraq" inside "Iraq's army"), so it is written last.
        ordered = sorted(self.mentions, key=lambda m: m.end - m.start)
        return {i: m for m in ordered for i in range(m.start, m.end)}

    @cached_property
    def _by_head(self) -> dict[int, ActorMention]:
        ordered = sorted(self.mentions, key=lambda m: m.end - m.start)
        return {m.head: m for m in ordered}

    def at(self, token: int) -> ActorMention | None:
        """The outermost mention that covers a token."""
        return self._by_token.get(token)

    @cached_property
    def _all_by_head(self) -> dict[int, tuple[ActorMention, ...]]:
        heads: dict[int, list[ActorMention]] = {}
        for mention in self.mentions:
            heads.setdefault(mention.head, []).append(mention)
        return {head: tuple(found) for head, found in heads.items()}

    def all_headed(self, token: int) -> tuple[ActorMention, ...]:
        """Every mention with this head: "Hungarian and Romanian officials" are two."""
        return self._all_by_head.get(token, ())

    @cached_property
    def _by_start(self) -> dict[int, tuple[ActorMention, ...]]:
        starts: dict[int, list[ActorMention]] = {}
        for mention in self.mentions:
            starts.setdefault(mention.start, []).append(mention)
        return {start: tuple(found) for start, found in starts.items()}

    def starting_at(self, token: int) -> tuple[ActorMention, ...]:
        """Every mention whose first token this is."""
        return self._by_start.get(token, ())

    def headed(self, token: int) -> ActorMention | None:
        """The outermost mention whose head is this token: what a syntactic argument is."""
        return self._by_head.get(token)


@dataclass(frozen=True)
class DateMention:
    """A time expression as characters `start:end` of the article text and the interval it stands for."""

    start: int
    end: int
    interval: DateInterval
