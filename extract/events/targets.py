"""Whom a protest is aimed at: "demonstrated against", "began a hunger strike to protest at", "marched calling for"."""

from collections.abc import Iterator

from spacy.tokens import Token

from extract.events.candidates import Candidate, Roles
from extract.events.sight import Sight
from extract.tables import ActorMention

_AIMING_VERBS = frozenset(
    {"protest", "demand", "call", "denounce", "condemn", "oppose", "show", "force", "press", "urge"}
)
_AIMING_WORDS = frozenset({"against", "over", "at"})


def aim_protest(sight: Sight, candidate: Candidate) -> Candidate:
    """The protest with its target as recipient, where the clause around it names one who governs."""
    if candidate.roles.recipients or sight.lexicon.vocabulary.relations[candidate.relation].type != "PROTEST":
        return candidate
    own = {m.actor for m in candidate.roles.actors}
    for phrase in _aims(candidate.trigger):
        for token in phrase.subtree:
            mention = sight.actors.headed(token.i)
            if mention is not None and mention.actor not in own and _governs(sight, mention):
                roles = candidate.roles
                return candidate.changed(roles=Roles(roles.actors, (mention,), roles.places, roles.victims))
    return candidate


def _aims(trigger: Token) -> Iterator[Token]:
    verb = trigger
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    for start in dict.fromkeys((trigger.i, verb.i)):
        for child in trigger.doc[start].children:
            aims = child.dep_ in ("advcl", "xcomp", "conj", "acl") and child.lemma_.lower() in _AIMING_VERBS
            if aims or (child.dep_ == "prep" and child.lower_ in _AIMING_WORDS):
                yield child


def _governs(sight: Sight, mention: ActorMention) -> bool:
    actor = sight.actor(mention)
    if actor is None:
        return False
    return actor.kind in ("state", "government", "military", "police", "parliament", "court") or actor.sector in (
        "GOV",
        "MIL",
        "LEG",
    )
