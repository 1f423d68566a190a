"""Lexicon and encoder check each other: what the encoder takes for no event is dropped, what only the encoder sees is added.

The thresholds were chosen on the validation part of extract/training and on the development part of tests/gold.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from extract.events.candidates import Candidate
from extract.events.casting import cast, complete
from extract.events.encoder import Opinion
from extract.events.gate import is_event
from extract.events.lexicon import Lexicon
from extract.events.naming import name_relation
from extract.events.sight import Sight

# Cooperation that is only promised is an agreement, a promised withdrawal a concession (PLOVER manual, AGREE and CONCEDE).
FUTURE_TYPES = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
# Below this chance of any event the lexicon is overruled.
_DROP = 0.05
# From this chance of its type on, what the gate took for another subject is an event after all.
_RESCUE = 0.9
# From this chance of its type on, a word without a rule triggers an event.
_ADD = 0.8
_TRIGGERS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})


@dataclass(frozen=True)
class Support:
    """What the encoder gave a candidate: the chance of its type, and of any event at all."""

    own: float
    any: float


def listen(sight: Sight, sentence: Span) -> Opinion | None:
    """What the encoder says of a sentence; None where it is not asked: without one, or with nobody there who could act."""
    if sight.encoder is None or len(sentence) < 3:
        return None
    heads = (sight.actors.headed(t.i) for t in sentence)
    if all(m is None or m.actor is None for m in heads) and all(sight.places.at(t.i) is None for t in sentence):
        return None
    return sight.encoder.read(sentence)


def agree(
    sight: Sight, sentence: Span, found: Sequence[Candidate], whole: Sequence[Candidate], opinion: Opinion | None
) -> list[Candidate]:
    """The events among `whole` by the gate and the encoder, and those that only the encoder sees.

    `found` are the candidates before they were merged: what a rule has read is no event of its own.
    """
    if opinion is None:
        return [c for c in whole if is_event(sight, c)]
    kept = [checked for c in whole if (checked := _check(sight, c, opinion)) is not None]
    read = {i for c in (*found, *kept) for i in (c.trigger.i, *c.used)}
    added = list(_added(sight, sentence, opinion, read, kept))
    return sorted([*kept, *added], key=lambda c: c.trigger.i)


def _check(sight: Sight, candidate: Candidate, opinion: Opinion) -> Candidate | None:
    support = _support(sight.lexicon, candidate, opinion)
    if support.any < _DROP:
        return None
    if support.own < _RESCUE and not is_event(sight, candidate):
        return None
    says = "agrees" if support.own >= 0.5 else "doubts"
    rule = f"{candidate.rule}; encoder {says}"
    return complete(sight, candidate.changed(rule=rule, opinion=opinion, support=support.own), opinion)


def _support(lexicon: Lexicon, candidate: Candidate, opinion: Opinion) -> Support:
    """The best the encoder says of any word the rule stands on: rule and encoder may take "launched" or "attack" for the trigger."""
    doc = candidate.trigger.doc
    heard = [t for i in sorted(candidate.used | {candidate.trigger.i}) if (t := opinion.types(doc[i]))]
    if not heard:
        return Support(0.0, 1.0)
    kind = lexicon.vocabulary.relations[candidate.relation].type
    kinds = {kind, FUTURE_TYPES.get(kind, kind)}
    own = max(sum(types[k] for k in kinds) for types in heard)
    return Support(own, max(1 - types["none"] for types in heard))


def _added(
    sight: Sight, sentence: Span, opinion: Opinion, read: set[int], kept: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Candidates for the words that only the encoder takes for triggers, if somebody known takes part."""
    taken = {c.trigger.i for c in kept}
    for token in sentence:
        if token.i in read or token.pos_ not in _TRIGGERS:
            continue
        kind, chance = likeliest(opinion.types(token))
        if kind is None or chance < _ADD or _tells_the_same(sight, token, kind, taken):
            continue
        candidate = Candidate(
            trigger=token,
            relation=name_relation(sight.lexicon, token, kind, opinion),
            roles=cast(sight, token, opinion),
            rule=f"encoder: {kind}",
            noun=token.pos_ in ("NOUN", "PROPN"),
            used=frozenset({token.i}),
            weight=0.6,
            opinion=opinion,
            support=chance,
        )
        if any(m.actor for m in (*candidate.roles.actors, *candidate.roles.recipients)):
            taken.add(token.i)
            yield candidate


def likeliest(types: Mapping[str, float]) -> tuple[str | None, float]:
    """The likeliest type of an event and its chance; None where `none` is likelier or nothing was read."""
    kind = max(types, key=lambda k: types[k], default="none")
    return (None, 0.0) if kind == "none" else (kind, types[kind])


def _tells_the_same(sight: Sight, token: Token, kind: str, taken: set[int]) -> bool:
    """Whether a word beside it in the parse, or next to it in the text, already triggers an event: "launched an attack"."""
    near = {token.head.i, token.i - 1, token.i + 1, *(c.i for c in token.children)}
    return bool(near & taken)
