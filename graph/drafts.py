"""What an article's extraction is while judgements are applied to it, one after the other."""

from collections.abc import Mapping
from typing import NamedTuple, Self

from graph.actions import Anchor, Span
from ontology.records import EventMention, Evidence, Extraction, Relation

# Mentions of these kinds name nobody.
_THINGS = ("place", "time", "weapon", "quantity")


class Draft(NamedTuple):
    """An extraction half-way: `raw` as it was read, `now` with what was applied so far.

    `reviewed` holds the ids of events and relations that a person confirmed. `joins` are the automatic joins, which were
    applied first: an id in a judgement means the actor that this id was joined to.
    """

    raw: Extraction
    now: Extraction
    joins: Mapping[str, str]
    reviewed: frozenset[str] = frozenset()

    @property
    def article(self) -> str:
        """The id of the article."""
        return self.raw.article.id

    def joined(self, actor_id: str) -> str:
        """The id that the actor goes by after the automatic joins."""
        return self.joins.get(actor_id, actor_id)

    def after(self, now: Extraction) -> Self:
        """The draft with another extraction."""
        return self._replace(now=now)


def actor_mentions(extraction: Extraction, span: Span) -> frozenset[str]:
    """The ids of the mentions at this span that can name an actor; where there is none, those that overlap it."""
    places = {place.id for place in extraction.places}
    return _at(extraction, span, {m.id for m in extraction.mentions if m.kind in _THINGS or m.entity in places})


def place_mentions(extraction: Extraction, span: Span) -> frozenset[str]:
    """The ids of the mentions at this span that name a place; where there is none, those that overlap it."""
    places = {place.id for place in extraction.places}
    others = {m.id for m in extraction.mentions if m.kind != "place" and m.entity not in places}
    return _at(extraction, span, others)


def _at(extraction: Extraction, span: Span, left_out: set[str]) -> frozenset[str]:
    if span.article != extraction.article.id:
        return frozenset()
    near = [m for m in extraction.mentions if m.start < span.end and span.start < m.end and m.id not in left_out]
    exact = [m.id for m in near if (m.start, m.end) == (span.start, span.end)]
    return frozenset(exact or (m.id for m in near))


def make_anchor(article_id: str, statement: EventMention | Relation) -> Anchor:
    """What an event or relation, as it was read, is found by again."""
    span = statement.evidence.trigger or statement.evidence
    return Anchor(
        article=article_id,
        id=statement.id,
        kind=_kind(statement),
        name=_name(statement),
        start=span.start,
        end=span.end,
        has_trigger=statement.evidence.trigger is not None,
    )


def find_anchored(raw: Extraction, anchor: Anchor, *, event: bool) -> str | None:
    """The id, in this extraction, of the event or relation that a judgement is about; None where it was not read.

    By id; else the one of the same kind whose trigger overlaps, of several the same relation, then the most overlap.
    """
    if raw.article.id != anchor.article:
        return None
    statements: tuple[EventMention, ...] | tuple[Relation, ...] = raw.events if event else raw.relations
    if any(one.id == anchor.id for one in statements):
        return anchor.id
    found = [
        (_name(one) != anchor.name, -shared, one.id)
        for one in statements
        if _kind(one) == anchor.kind and (shared := _overlap(one.evidence, anchor)) > 0
    ]
    return min(found)[2] if found else None


def _overlap(evidence: Evidence, anchor: Anchor) -> int:
    if (evidence.trigger is not None) != anchor.has_trigger:
        return 0
    span = evidence.trigger or evidence
    return min(span.end, anchor.end) - max(span.start, anchor.start)


def _kind(statement: EventMention | Relation) -> str:
    return statement.type if isinstance(statement, EventMention) else statement.predicate


def _name(statement: EventMention | Relation) -> str:
    """What tells statements of one kind and trigger apart."""
    if isinstance(statement, EventMention):
        return statement.relation
    return f"{statement.title or ''}|{statement.subject}|{statement.object}"
