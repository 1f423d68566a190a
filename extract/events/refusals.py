"""A refusal in the plain future: "said it will not lift the ban" rejects, it does not report a ban that was not lifted."""

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
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
    relation = refined_relation(sight.lexicon, "rejection", candidate.relation)
    return candidate.changed(relation=relation, refused=True, roles=_one_sided(sight, candidate))


def _one_sided(sight: Sight, candidate: Candidate) -> Roles:
    """ "will not talk to the rebels": who would have been the other party is refused."""
    roles = candidate.roles
    own = [m for s in syntax.logical_subjects(candidate.trigger) for m in sight.participants(s)]
    others = tuple(m for m in roles.actors if m not in own)
    if not own or not others:
        return roles
    actors = tuple(m for m in roles.actors if m in own)
    return Roles(actors, (*roles.recipients, *others), roles.places, roles.victims)
