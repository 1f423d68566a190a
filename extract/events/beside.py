"""Who else the sentence of an act tells of: whom somebody talked to in the same breath ("telephoned the president and called for a
truce"), and who needs the help that is given ("villagers fled to a school, where the navy hands out rice").
"""

from collections.abc import Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate
from extract.events.other_parties import other_parties
from extract.events.sight import Sight
from extract.tables import ActorMention

_TALKING = frozenset({"write", "tell", "speak", "talk", "telephone", "call", "phone", "meet", "see", "receive", "inform"})
SPOKEN = frozenset({"REQUEST", "AGREE", "THREATEN"})


def partners(sight: Sight, candidate: Candidate, sentence: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """The other party of talks of the same sentence that the same actors had, in a verb joined to this one."""
    names = sight.lexicon.vocabulary.relations
    if candidate.noun or names[candidate.relation].type not in SPOKEN:
        return ()
    own = {m.actor for m in candidate.roles.actors}
    for act in reversed(sentence):
        talks = names[act.relation].type == "CONSULT" and act.relation not in ("visit", "mediation")
        if talks and own & {m.actor for m in act.roles.actors} and _is_joined(candidate.trigger, act.trigger):
            return other_parties(sight, candidate, (*act.roles.recipients, *act.roles.actors))
    verb = candidate.trigger.head
    joined = candidate.trigger.dep_ in ("conj", "advcl") and verb.lemma_.lower() in _TALKING
    spoken_to = [*syntax.logical_objects(verb), *syntax.objects_of(verb, {"to", "with"})] if joined else []
    return other_parties(sight, candidate, [m for t in spoken_to for m in sight.participants(t)])


def needy(sight: Sight, candidate: Candidate) -> tuple[ActorMention, ...]:
    """The civilians that the clause above an act of help has for its subject."""
    verb = candidate.trigger
    while verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    if candidate.noun or verb.dep_ not in ("relcl", "advcl", "ccomp"):
        return ()
    above = next((a for a in verb.ancestors if a.pos_ in ("VERB", "AUX")), verb)
    subjects = [m for s in syntax.grammatical_subjects(above) for m in sight.participants(s)]
    own = {m.actor for m in candidate.roles.actors}
    return tuple(m for m in subjects if m.kind == "civilians" and m.actor not in own)


def _is_joined(verb: Token, other: Token) -> bool:
    """Whether two words belong to one chain of joined verbs, through a phrase in between: "held talks with Y and urged"."""
    return bool(_chain(verb) & _chain(other))


def _chain(token: Token) -> set[int]:
    """The token and the verbs above it, as far as no other noun stands between: not from "talks" to "backed mediation in talks"."""
    found, start = {token.i}, token
    while token.head != token and token.dep_ in ("conj", "dobj", "pobj", "prep", "advcl", "xcomp"):
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            found.add(token.i)
        elif token.pos_ != "ADP" and not (start.pos_ in ("NOUN", "PROPN") and start.dep_ == "conj"):
            break
    return found
