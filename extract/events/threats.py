"""Acts that are only threatened, in words other than "threaten": "will boycott the vote unless he goes", "We will hit them again"."""

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.sight import Sight
from extract.events.speech import refined_relation

# Acts that a condition turns into a threat, and those that a speaker's own "we will" does.
_CONDITIONAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "RETREAT"})
_ANNOUNCED = frozenset({"ASSAULT", "COERCE"})
_WILL = frozenset({"will", "would"})
_SHALL = frozenset({"will", "shall", "'ll", "’ll"})
_SPEAKERS = frozenset({"we", "i"})


def read_threat(sight: Sight, candidate: Candidate) -> Candidate:
    """The candidate as a threat where its clause gives a condition or speaks in the first person of what is to come."""
    if candidate.noun:
        return candidate
    kind = sight.lexicon.vocabulary.relations[candidate.relation].type
    if (kind in _CONDITIONAL and _gives_condition(candidate)) or (kind in _ANNOUNCED and _is_own_word(candidate)):
        threat = candidate.changed(relation=refined_relation(sight.lexicon, "threat", candidate.relation), future=False)
        return threat if candidate.roles.actors else _by_speaker(sight, threat)
    return candidate


def _by_speaker(sight: Sight, threat: Candidate) -> Candidate:
    """ "The minister said that they would be shot unless they left": who says so threatens."""
    verb, roles = threat.trigger, threat.roles
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in sight.lexicon.cues.reporting:
        return threat
    speakers = tuple(m for s in syntax.logical_subjects(verb.head) for m in sight.participants(s))
    return threat.changed(roles=Roles(speakers, roles.recipients, roles.places, roles.victims))


def _modals(candidate: Candidate) -> set[str]:
    return {c.lower_ for c in candidate.trigger.children if c.dep_ == "aux"}


def _gives_condition(candidate: Candidate) -> bool:
    """ "will boycott the vote unless the president goes" threatens; it does not plan."""
    clauses = (c for c in candidate.trigger.children if c.dep_ == "advcl")
    return bool(_modals(candidate) & _WILL) and any(t.lower_ == "unless" for c in clauses for t in c.children)


def _is_own_word(candidate: Candidate) -> bool:
    """ "We will hit them everywhere," the general said."""
    children = list(candidate.trigger.children)
    spoken = any(c.dep_ == "nsubj" and c.lower_ in _SPEAKERS for c in children)
    return spoken and bool(_modals(candidate) & _SHALL) and not any(c.dep_ == "neg" for c in children)
