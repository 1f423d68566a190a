"""A refusal in the plain future: "said it will not lift the ban" rejects, it does not report a ban that was not lifted."""

from extract.events import syntax
from extract.events.candidates import Candidate
from extract.events.sight import Sight
from extract.events.speech import refined_relation

_WILL = frozenset({"will", "wo", "would", "'ll", "shall"})
_REFUSABLE = frozenset({"CONCEDE", "RETREAT", "AID", "CONSULT", "COOPERATE", "AGREE", "SUPPORT"})


def read_refusal(sight: Sight, candidate: Candidate) -> Candidate:
    """The candidate as a rejection where its actor says that the act will not be done."""
    trigger = candidate.trigger
    kind = sight.lexicon.vocabulary.relations[candidate.relation].type
    if candidate.noun or kind not in _REFUSABLE or not candidate.roles.actors or syntax.is_passive(trigger):
        return candidate
    negated = any(c.dep_ == "neg" for c in trigger.children)
    if not negated or not any(c.dep_ == "aux" and c.lower_ in _WILL for c in trigger.children):
        return candidate
    return candidate.changed(relation=refined_relation(sight.lexicon, "rejection", candidate.relation), refused=True)
