"""Pairs events found in single sentences with annotated ones, and counts hits, misses and false events.

An event is paired, one to one, with an annotated event of the same type in the same sentence. Higher levels ask that the
actors, and then the recipients, overlap too. A found event paired with an optional annotation counts neither way.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.gold_sentences import FoundEvent, GoldEvent, GoldSentence, Span

LEVELS = ("type", "type+actor", "type+actor+recipient")
ATTRIBUTES = ("actors", "recipients", "mode", "relation", "status", "place", "trigger")


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

    sentence: GoldSentence
    event: GoldEvent


@dataclass(frozen=True)
class FalseEvent:
    """A found event no annotation was paired with, by type."""

    sentence: GoldSentence
    event: FoundEvent


@dataclass(frozen=True)
class WrongAttribute:
    """A found event with the right type that differs from its annotation."""

    sentence: GoldSentence
    event: FoundEvent
    attribute: str


@dataclass
class Comparison:
    """All figures of a set of sentences; attributes and errors are of the pairs on the lowest level."""

    sentences: int = 0
    levels: dict[str, Tally] = field(default_factory=lambda: {level: Tally() for level in LEVELS})
    types: dict[str, Tally] = field(default_factory=dict)
    attributes: dict[str, Counter[bool]] = field(
        default_factory=lambda: {name: Counter() for name in ATTRIBUTES}
    )
    missed: list[MissedEvent] = field(default_factory=list)
    false: list[FalseEvent] = field(default_factory=list)
    wrong: list[WrongAttribute] = field(default_factory=list)


def overlap(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Whether a span of one side shares a character with one of the other."""
    return any(min(a[1], b[1]) > max(a[0], b[0]) for a in left for b in right)


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


def _agree(level: str, gold: GoldEvent, found: FoundEvent) -> bool:
    if gold.type != found.type:
        return False
    if level == "type":
        return True
    return _actors_agree(gold, found) and (level == "type+actor" or _recipients_agree(gold, found))


def _closeness(gold: GoldEvent, found: FoundEvent) -> tuple[bool, int]:
    points = 4 * overlap(gold.triggers, [found.trigger]) + 2 * _same(gold.actors, found.actors)
    return not gold.optional, points + _same(gold.recipients, found.recipients)


def pair(golds: Sequence[GoldEvent], found: Sequence[FoundEvent], level: str) -> list[tuple[int, int]]:
    """Indices of paired events, one to one: required annotations first, then the closest."""
    candidates = sorted(
        ((_closeness(g, f), -i, -j) for i, g in enumerate(golds) for j, f in enumerate(found) if _agree(level, g, f)),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for _, i, j in candidates:
        if all(-i != left and -j != right for left, right in pairs):
            pairs.append((-i, -j))
    return pairs


def compare(sentences: Sequence[GoldSentence], found: Sequence[Sequence[FoundEvent]]) -> Comparison:
    """All figures; `found` has the events of each sentence, in the order of the sentences."""
    comparison = Comparison()
    for sentence, events in zip(sentences, found, strict=True):
        for level, tally in comparison.levels.items():
            _count(tally, sentence.events, events, pair(sentence.events, events, level))
        _inspect(comparison, sentence, events)
        comparison.sentences += 1
    return comparison


def _count(
    tally: Tally, golds: Sequence[GoldEvent], found: Sequence[FoundEvent], pairs: Sequence[tuple[int, int]]
) -> None:
    neutral = sum(golds[i].optional for i, _ in pairs)
    tally.hits += len(pairs) - neutral
    tally.found += len(found) - neutral
    tally.required += sum(not gold.optional for gold in golds)


def _inspect(comparison: Comparison, sentence: GoldSentence, found: Sequence[FoundEvent]) -> None:
    """Count types and attributes, and note the errors, of one sentence."""
    for name in {event.type for event in (*sentence.events, *found)}:
        wanted = [event for event in sentence.events if event.type == name]
        given = [event for event in found if event.type == name]
        _count(comparison.types.setdefault(name, Tally()), wanted, given, pair(wanted, given, LEVELS[0]))
    pairs = pair(sentence.events, found, LEVELS[0])
    for i, j in pairs:
        if not sentence.events[i].optional:
            for name, right in _judge_attributes(sentence.events[i], found[j]).items():
                comparison.attributes[name][right] += 1
                if not right:
                    comparison.wrong.append(WrongAttribute(sentence, found[j], name))
    paired, used = {i for i, _ in pairs}, {j for _, j in pairs}
    comparison.missed += [
        MissedEvent(sentence, gold) for i, gold in enumerate(sentence.events) if i not in paired and not gold.optional
    ]
    comparison.false += [FalseEvent(sentence, event) for j, event in enumerate(found) if j not in used]


def _judge_attributes(gold: GoldEvent, found: FoundEvent) -> dict[str, bool]:
    """Which attributes are right; modes and places are asked for only where the annotation has one."""
    judged = {
        "actors": _actors_agree(gold, found),
        "recipients": _recipients_agree(gold, found),
        "relation": found.relation in gold.relations,
        "status": found.status in gold.statuses,
        "trigger": overlap(gold.triggers, [found.trigger]),
    }
    if gold.modes != (None,):
        judged["mode"] = found.mode in gold.modes
    if gold.places:
        judged["place"] = overlap(gold.places, found.places)
    return judged
