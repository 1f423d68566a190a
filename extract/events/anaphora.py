""" "The strikes", "this attack", "the talks": an event noun that points back takes over who and where from the act it means."""

from collections.abc import Sequence

from extract.events.candidates import Candidate, Roles
from extract.events.sight import Sight

_POINTERS = frozenset({"the", "this", "that", "these", "those"})
_REACH = 4


def inherit(sight: Sight, candidate: Candidate, earlier: Sequence[tuple[int, Candidate]], sentence: int) -> Candidate:
    """The candidate with the missing participants and places of the latest act of its kind, a few sentences back at most.

    `earlier` holds (sentence number, candidate) in text order.
    """
    if not candidate.noun or candidate.roles.actors or not _points_back(candidate):
        return candidate
    relations = sight.lexicon.vocabulary.relations
    kind = relations[candidate.relation].type
    for number, act in reversed(earlier):
        if sentence - number > _REACH:
            break
        if relations[act.relation].type == kind and act.roles.actors and _agrees(candidate, act) and _hits_same(candidate, act):
            roles = candidate.roles
            return candidate.changed(
                roles=Roles(
                    act.roles.actors,
                    roles.recipients or act.roles.recipients,
                    roles.places or act.roles.places,
                    roles.victims,
                )
            )
    return candidate


def _points_back(candidate: Candidate) -> bool:
    return any(c.dep_ == "det" and c.lower_ in _POINTERS for c in candidate.trigger.children)


def _hits_same(candidate: Candidate, act: Candidate) -> bool:
    """Whether nothing says that others were hit: "the attacks on minorities" are not those on a convoy."""
    hit, then = ({m.actor for m in c.roles.recipients} for c in (candidate, act))
    return not hit or bool(hit & then)


def _agrees(candidate: Candidate, act: Candidate) -> bool:
    """The same relation, or a general word for it ("the attack" after a shelling)."""
    return candidate.relation == act.relation or candidate.relation in (
        "attack",
        "offensive",
        "raid",
        "meeting",
        "negotiation",
        "agreement",
    )
