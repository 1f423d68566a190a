"""Pairs events found in texts with annotated ones, and counts hits, misses and false events.

An event is paired, one to one, with an annotated event of the same type in the same sentence. Higher levels ask that the
actors, and then the recipients, overlap too. A found event paired with an optional annotation counts neither way.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.evaluation.annotations import FoundEvent, GoldEvent, GoldText, Span

LEVELS = ("type", "type+actor", "type+actor+recipient")
ATTRIBUTES = (
    "actors", "recipients", "mode", "relation", "status", "historical", "claimant", "place", "date", "people", "trigger"
)  # fmt: skip
NOTHING = "(nothing)"


@dataclass
class Tally:
    """Hits among found and required events. What was paired with an optional annotation is in neither."""

    hits: int = 0
    found: int = 0
    required: int = 0

    @property
    def precision(self) -> float:
        """Share of found events that are right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of required events that were found."""
        return self.hits / self.required if self.required else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.required) if self.hits else 0.0

    @property
    def extra(self) -> float:
        """False events for each required one."""
        return (self.found - self.hits) / self.required if self.required else 0.0


@dataclass(frozen=True)
class MissedEvent:
    """A required event nothing was paired with, by type."""

    text: GoldText
    event: GoldEvent


@dataclass(frozen=True)
class FalseEvent:
    """A found event no annotation was paired with, by type."""

    text: GoldText
    event: FoundEvent


@dataclass(frozen=True)
class WrongAttribute:
    """A found event with the right type that differs from its annotation."""

    text: GoldText
    event: FoundEvent
    attribute: str


@dataclass
class Comparison:
    """All figures of a set of texts; attributes and errors are of the pairs on the lowest level.

    `confusion` counts (annotated type, found type) of events with the same trigger, one of them "(nothing)" where the other
    side has no event on that trigger. `confidence` has, for each found event that counts, how sure it was and whether it was right.
    """

    texts: int = 0
    levels: dict[str, Tally] = field(default_factory=lambda: {level: Tally() for level in LEVELS})
    types: dict[str, Tally] = field(default_factory=dict)
    attributes: dict[str, Counter[bool]] = field(default_factory=lambda: {name: Counter() for name in ATTRIBUTES})
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    confidence: list[tuple[float, bool]] = field(default_factory=list)
    missed: list[MissedEvent] = field(default_factory=list)
    false: list[FalseEvent] = field(default_factory=list)
    wrong: list[WrongAttribute] = field(default_factory=list)


def overlap(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Whether a span of one side shares a character with one of the other."""
    return any(min(a[1], b[1]) > max(a[0], b[0]) for a in left for b in right)


def compare(texts: Sequence[GoldText], found: Sequence[Sequence[FoundEvent]]) -> Comparison:
    """All figures; `found` has the events of each text, in the order of the texts."""
    comparison = Comparison()
    for text, events in zip(texts, found, strict=True):
        for level, tally in comparison.levels.items():
            _count(tally, text.events, events, pair(text.events, events, level))
        _inspect(comparison, text, events)
        comparison.confusion.update(_confusion(text.events, events))
        comparison.texts += 1
    return comparison


def pair(golds: Sequence[GoldEvent], found: Sequence[FoundEvent], level: str) -> list[tuple[int, int]]:
    """Indices of paired events, one to one: required annotations first, then the closest."""
    candidates = sorted(
        ((_closeness(g, f), -i, -j) for i, g in enumerate(golds) for j, f in enumerate(found) if _agree(level, g, f)),
        reverse=True,
    )
    return _one_to_one((-i, -j) for _, i, j in candidates)


def _one_to_one(candidates: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs left, in their order, when nothing may be paired twice."""
    lefts: set[int] = set()
    rights: set[int] = set()
    pairs = []
    for left, right in candidates:
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            pairs.append((left, right))
    return pairs


def _agree(level: str, gold: GoldEvent, found: FoundEvent) -> bool:
    if gold.type != found.type or not overlap([gold.sentence], [found.trigger]):
        return False
    if level == "type":
        return True
    return _actors_agree(gold, found) and (level == "type+actor" or _recipients_agree(gold, found))


def _closeness(gold: GoldEvent, found: FoundEvent) -> tuple[bool, int]:
    points = 4 * overlap(gold.triggers, [found.trigger]) + 2 * _same(gold.actors, found.actors)
    return not gold.optional, points + _same(gold.recipients, found.recipients)


def _same(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return overlap(left, right) if left or right else True


def _actors_agree(gold: GoldEvent, found: FoundEvent) -> bool:
    # Acts between two sides may be written either way round.
    swapped = not found.actors and not gold.recipients and overlap(gold.actors, found.recipients)
    return _same(gold.actors, found.actors) or swapped


def _recipients_agree(gold: GoldEvent, found: FoundEvent) -> bool:
    if _same(gold.recipients, found.recipients):
        return True
    return not gold.recipients and overlap(gold.actors + gold.places, found.recipients)


def _count(
    tally: Tally, golds: Sequence[GoldEvent], found: Sequence[FoundEvent], pairs: Sequence[tuple[int, int]]
) -> None:
    neutral = sum(golds[i].optional for i, _ in pairs)
    tally.hits += len(pairs) - neutral
    tally.found += len(found) - neutral
    tally.required += sum(not gold.optional for gold in golds)


def _inspect(comparison: Comparison, text: GoldText, found: Sequence[FoundEvent]) -> None:
    """Count types and attributes, and note the errors, of one text."""
    for name in sorted({event.type for event in text.events} | {event.type for event in found}):
        wanted = [event for event in text.events if event.type == name]
        given = [event for event in found if event.type == name]
        _count(comparison.types.setdefault(name, Tally()), wanted, given, pair(wanted, given, LEVELS[0]))
    pairs = dict(pair(text.events, found, LEVELS[0]))
    used = {j: i for i, j in pairs.items()}
    for j, event in enumerate(found):
        gold = text.events[used[j]] if j in used else None
        if gold is None:
            comparison.false.append(FalseEvent(text, event))
        elif not gold.optional:
            _judge(comparison, text, gold, event)
        if gold is None or not gold.optional:
            comparison.confidence.append((event.confidence, gold is not None))
    comparison.missed += [
        MissedEvent(text, gold) for i, gold in enumerate(text.events) if i not in pairs and not gold.optional
    ]


def _judge(comparison: Comparison, text: GoldText, gold: GoldEvent, found: FoundEvent) -> None:
    for name, right in _judge_attributes(gold, found).items():
        comparison.attributes[name][right] += 1
        if not right:
            comparison.wrong.append(WrongAttribute(text, found, name))


def _judge_attributes(gold: GoldEvent, found: FoundEvent) -> dict[str, bool]:
    """Which attributes are right, of those that were annotated; a mode is asked for only where the annotation has one."""
    judged = {
        "actors": _actors_agree(gold, found),
        "recipients": _recipients_agree(gold, found),
        "trigger": overlap(gold.triggers, [found.trigger]),
    }
    if gold.modes not in (None, (None,)):
        judged["mode"] = found.mode in (gold.modes or ())
    if gold.relations is not None:
        judged["relation"] = found.relation in gold.relations
    if gold.statuses is not None:
        judged["status"] = found.status in gold.statuses
    if gold.historical is not None:
        judged["historical"] = found.historical == gold.historical
    if gold.claimants:
        judged["claimant"] = found.claimant is not None and overlap(gold.claimants, [found.claimant])
    if gold.places:
        judged["place"] = overlap(gold.places, found.places)
    if gold.date is not None:
        judged["date"] = found.date is not None and found.date.startswith(gold.date)
    if gold.people:
        judged["people"] = set(gold.people) <= set(found.people)
    return judged


def _confusion(golds: Sequence[GoldEvent], found: Sequence[FoundEvent]) -> list[tuple[str, str]]:
    """The types on both sides of each trigger. An optional annotation that nothing was found for is not asked about."""
    candidates = [
        (gold.optional, gold.type != event.type, i, j)
        for i, gold in enumerate(golds)
        for j, event in enumerate(found)
        if overlap(gold.triggers, [event.trigger])
    ]
    pairs = _one_to_one((i, j) for _, _, i, j in sorted(candidates))
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [(g.type, NOTHING) for i, g in enumerate(golds) if i not in left and not g.optional]
    extra = [(NOTHING, event.type) for j, event in enumerate(found) if j not in right]
    return [(golds[i].type, found[j].type) for i, j in pairs] + missed + extra
