"""Lexicon and encoder check each other: each candidate of either gets a chance of being right, and the unlikely ones are dropped.

The least chances were chosen on the validation part of extract/training and on the development part of tests/gold.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from extract.events.candidates import Candidate, Support
from extract.events.casting import cast, complete, with_subject
from extract.events.confidence import ENCODER_RULE, chance_of
from extract.events.drafts import Draft
from extract.events.gate import is_event, is_fiction
from extract.events.lexicon import Lexicon
from extract.events.naming import name_relation
from extract.events.opinion import Opinion
from extract.events.sight import Sight

# Cooperation that is only promised is an agreement, a promised withdrawal a concession (PLOVER manual, AGREE and CONCEDE).
FUTURE_TYPES = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
# What a candidate of a rule, and one that only the encoder sees, must reach.
_LEAST_BY_RULE = 0.2
_LEAST_ADDED = 0.75
# What the likeliest trigger of a sentence must reach: where the encoder hears no event at all, the words of the rules mean
# something else.
_LEAST_AROUND = 0.05
# From here on the encoder overrules the gate.
_SURE = 0.95
# Words the encoder gives less are no candidates at all.
_HEARD = 0.3
_TRIGGERS = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})


def agree(sight: Sight, draft: Draft, whole: Sequence[Candidate]) -> list[Candidate]:
    """The events of a sentence: those of the rules and those only the encoder sees, as far as they are likely enough.

    `whole` are the rules' candidates after merging. What a rule found and is unlikely stays, not to be told: it still says where and
    who the text is about.
    """
    if draft.opinion is None:
        return [c.changed(chance=chance_of(c)) for c in whole if is_event(sight, c)]
    events: list[Candidate] = []
    heard = is_heard(draft.opinion)
    for candidate in weigh(sight, draft, whole, draft.opinion):
        added = candidate.rule.startswith(ENCODER_RULE)
        likely = candidate.chance >= (_LEAST_ADDED if added else _LEAST_BY_RULE) and heard
        if added and likely and candidate.passes:
            events += [] if any(_tells_the_same(sight, candidate, other) for other in events) else [candidate]
        elif not added and (candidate.passes or (_is_sure(candidate) and not is_fiction(sight, candidate))):
            events.append(candidate.changed(told=likely))
    return sorted(events, key=lambda c: c.trigger.i)


def is_heard(opinion: Opinion) -> bool:
    """Whether the encoder hears at least the trace of an event somewhere in the sentence."""
    return opinion.around >= _LEAST_AROUND


def _is_sure(candidate: Candidate) -> bool:
    """Whether the encoder is so sure of an event that the gate, which knows words of sport or business, is overruled."""
    return candidate.support is not None and candidate.support.own >= _SURE


def weigh(sight: Sight, draft: Draft, whole: Sequence[Candidate], opinion: Opinion) -> Iterator[Candidate]:
    """Every candidate with its chance: those of the rules first, then those that only the encoder sees, the likeliest first."""
    for candidate in whole:
        support = _support(sight.lexicon, candidate, opinion)
        says = "agrees" if support.own >= 0.5 else "doubts"
        whole_cast = complete(sight, candidate, opinion)
        yield _with_chance(sight, whole_cast, opinion, support, f"{whole_cast.rule}; encoder {says}")
    # What a rule has read is no event of its own, merged away or not.
    read = {i for c in (*draft.found, *whole) for i in (c.trigger.i, *c.used)}
    fresh = _added(sight, draft.sentence, opinion, read)
    added = [_with_chance(sight, c, opinion, support, c.rule) for c, support in fresh]
    yield from sorted(added, key=lambda c: (-c.chance, c.trigger.i))


def _with_chance(sight: Sight, candidate: Candidate, opinion: Opinion, support: Support, rule: str) -> Candidate:
    weighed = candidate.changed(rule=rule, opinion=opinion, support=support, passes=is_event(sight, candidate))
    return weighed.changed(chance=chance_of(weighed))


def _support(lexicon: Lexicon, candidate: Candidate, opinion: Opinion) -> Support:
    """The best the encoder says of any word the rule stands on: rule and encoder may take "launched" or "attack" for the trigger."""
    doc = candidate.trigger.doc
    heard = [doc[i] for i in sorted(candidate.used | {candidate.trigger.i}) if opinion.knows(doc[i])]
    kind = lexicon.vocabulary.relations[candidate.relation].type
    kinds = {kind, FUTURE_TYPES.get(kind, kind)}
    own = max((opinion.chance(token, kinds) for token in heard), default=0.5)
    return Support(own, max((opinion.any(token) for token in heard), default=0.5))


def _added(sight: Sight, sentence: Span, opinion: Opinion, read: set[int]) -> Iterator[tuple[Candidate, Support]]:
    """Candidates for the words that only the encoder takes for triggers, if somebody known takes part."""
    for token in sentence:
        if token.i in read or token.pos_ not in _TRIGGERS or not opinion.knows(token):
            continue
        kind, own = opinion.likeliest(token)
        if kind is None or own < _HEARD:
            continue
        roles = with_subject(sight, token, cast(sight, token, opinion))
        if any(m.actor for m in (*roles.actors, *roles.recipients)):
            candidate = Candidate(
                trigger=token,
                relation=name_relation(sight.lexicon, token, kind, opinion),
                roles=roles,
                rule=f"{ENCODER_RULE}{kind}",
                noun=token.pos_ in ("NOUN", "PROPN"),
                used=frozenset({token.i}),
            )
            yield candidate, Support(own, opinion.any(token))


def _tells_the_same(sight: Sight, candidate: Candidate, other: Candidate) -> bool:
    """Whether a word beside it in the parse or the text triggers an event of the same type: "launched an attack"."""
    relations = sight.lexicon.vocabulary.relations
    if relations[candidate.relation].type != relations[other.relation].type:
        return False
    token, trigger = candidate.trigger, other.trigger
    if any(t.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children) for t in (token, trigger)):
        # "blew himself up, and gunmen opened fire"
        return False
    return token.head == trigger or trigger.head == token or abs(token.i - trigger.i) == 1
