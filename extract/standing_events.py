"""Standing relations that events leave behind: repeated fighting, joint attacks, captured places, arms, help and talks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from ontology.ids import slug
from ontology.records import Actor, EventMention, Participant, Relation, Status

_ARMED = ("armed group", "military", "police", "criminal group", "state", "government")
_OF_A_STATE = ("military", "police", "state", "government")
_HAPPENED = (Status.ASSERTED, Status.CLAIMED)
_MUTUAL = ("clash", "ceasefire violation")
_CAPTURES = ("seizure", "recapture")
# Fighting by two sides, or over a place; any other attack has to be repeated to be a conflict.
_CONFLICTS = (*_MUTUAL, *_CAPTURES)
# What several do with each other where nobody else is named. Of a conference of many nobody is said to have talked to each.
_TOGETHER = (*_MUTUAL, "call", "meeting", "negotiation", "consultation", "military cooperation", "joint exercise")
# Words that say that two did the same, or one of them did it, and not both together.
_APART, _EITHER = frozenset(("both", "each", "respectively", "separately")), frozenset(("or", "either"))
_MOST_AT_A_TABLE = 4
_LEAVES = {
    "meeting": ("communicated with",),
    "call": ("communicated with",),
    "negotiation": ("communicated with",),
    "consultation": ("communicated with",),
    "visit": ("communicated with",),
    "hosting": ("communicated with",),
    "arms supply": ("supplies", "allied with"),
    "military support": ("allied with",),
    "military cooperation": ("allied with",),
    "joint exercise": ("allied with",),
    "intelligence sharing": ("allied with",),
}

_Pair = tuple[Participant, Participant]


def relations_of_events(
    article_id: str, events: Sequence[EventMention], actors: Mapping[str, Actor]
) -> Iterator[Relation]:
    """The relations, each with the evidence of the event it was read from. What is denied, planned or feared leaves none."""
    happened = [e for e in events if e.status in _HAPPENED]
    attacks = Counter(_ends(pair) for e in happened for pair in _armed_pairs(e, actors))
    for event in happened:
        for one, other in _joint_pairs(event, actors):
            yield _make(article_id, event, "allied with", one, other)
        for one, other in _armed_pairs(event, actors):
            if event.relation in _CONFLICTS or attacks[_ends((one, other))] > 1:
                yield _make(article_id, event, "fights against", one, other)
        for predicate in _LEAVES.get(event.relation, ()):
            for one, other in _pairs(event):
                if predicate != "communicated with" or _may_talk(one, other, actors):
                    yield _make(article_id, event, predicate, one, other)
        if event.relation in _CAPTURES:
            yield from _captured(article_id, event, actors)


def _pairs(event: EventMention) -> Iterator[_Pair]:
    """Who did it with whom it was done to; of a meeting or a clash without recipients everybody with everybody."""
    if event.recipients:
        together = list(product(event.actors, event.recipients))
    else:
        apart = not _APART.isdisjoint(event.evidence.sentence.split())
        several = event.relation in _TOGETHER and len(event.actors) <= _MOST_AT_A_TABLE and not apart
        together = list(combinations(event.actors, 2)) if several else []
    return ((one, other) for one, other in together if one.id != other.id)


def _armed_pairs(event: EventMention, actors: Mapping[str, Actor]) -> Iterator[_Pair]:
    """The two sides of an attack where both are armed and named; "the bombing" told again is no second attack."""
    if _is_attack(event):
        for pair in _pairs(event):
            if all(_is_armed(p, actors) and p.mention is not None for p in pair):
                yield pair


def _joint_pairs(event: EventMention, actors: Mapping[str, Actor]) -> Iterator[_Pair]:
    """Those who carry out one attack together, armed at least for that."""
    apart = not (_APART | _EITHER).isdisjoint(event.evidence.sentence.split())
    if _is_attack(event) and event.relation not in _MUTUAL and not apart:
        several = [p for p in event.actors if _is_armed(p, actors) or actors[p.id].kind == "civilians"]
        yield from ((a, b) for a, b in combinations(several, 2) if a.id != b.id and not _serve_one_state(a, b, actors))


def _serve_one_state(one: Participant, other: Participant, actors: Mapping[str, Actor]) -> bool:
    """Whether two are forces of the same country, which need no alliance."""
    pair = [actors[p.id] for p in (one, other)]
    return len({a.country for a in pair}) == 1 and all(a.kind in _OF_A_STATE for a in pair)


def _may_talk(one: Participant, other: Participant, actors: Mapping[str, Actor]) -> bool:
    """People travel to states and discuss them; whom they talk with is somebody there, and no people at large."""
    kinds = {actors[p.id].kind for p in (one, other) if p.id in actors}
    return "civilians" not in kinds and not ("state" in kinds and "person" in kinds)


def _is_attack(event: EventMention) -> bool:
    return event.type == "ASSAULT" or event.relation in _CAPTURES


def _is_armed(participant: Participant, actors: Mapping[str, Actor]) -> bool:
    return participant.id in actors and actors[participant.id].kind in _ARMED


def _ends(pair: _Pair) -> tuple[str, str]:
    return min(pair[0].id, pair[1].id), max(pair[0].id, pair[1].id)


def _captured(article_id: str, event: EventMention, actors: Mapping[str, Actor]) -> Iterator[Relation]:
    """Who took a place holds it from that day on, as far as the event tells."""
    for actor in event.actors:
        for place in event.places:
            if _is_armed(actor, actors):
                yield _make(article_id, event, "controls", actor, Participant(id=place.id, mention=place.mention))


def _make(article_id: str, event: EventMention, predicate: str, one: Participant, other: Participant) -> Relation:
    evidence = event.evidence
    since = event.date.start if predicate == "controls" else None
    return Relation(
        id=":".join([article_id, slug(predicate), one.id, other.id, str(evidence.start)]),
        predicate=predicate,
        subject=one.id,
        object=other.id,
        subject_mention=one.mention,
        object_mention=other.mention,
        since=since,
        evidence=evidence.model_copy(update={"rule": f"event: {event.relation}"}),
    )
