"""Deeds that are judged: "condemned the attack on Israel" is aimed at whoever attacked, not at those who were attacked."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.sight import Sight
from extract.tables import ActorMention

_JUDGING = frozenset({"condemnation", "complaint", "praise", "endorsement", "rejection"})
_MENTIONED = frozenset({"of", "on", "against", "in", "at", "to", "near"})


def aim_at_doers(sight: Sight, outer: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """The judgement with those for recipients who did the deed it is about, where the deed is an event noun of its own."""
    objects = {t.i for t in _deeds(sight, outer)}
    deeds = [c for c in candidates if c.noun and c.trigger.i in objects]
    if not deeds:
        return outer
    own = {m.actor for m in outer.roles.actors}
    doers = tuple(dict.fromkeys(m for c in deeds for m in c.roles.actors if m.actor not in own))
    return outer.changed(roles=Roles(outer.roles.actors, doers, outer.roles.places, outer.roles.victims))


def undergoes_deed(sight: Sight, candidate: Candidate, mention: ActorMention) -> bool:
    """Whether somebody is named only as whom the judged deed was done to, or where."""
    return any(mention.head == t.i for deed in _deeds(sight, candidate) for t in _said_of(deed, candidate.trigger))


def _deeds(sight: Sight, candidate: Candidate) -> list[Token]:
    if candidate.noun or candidate.relation not in _JUDGING:
        return []
    objects = [t for o in syntax.logical_objects(candidate.trigger) for t in syntax.conjuncts(o)]
    return [o for o in objects if {o.lemma_.lower(), o.lower_} & sight.lexicon.nouns.keys()]


def _said_of(deed: Token, verb: Token) -> Iterator[Token]:
    """What follows the deed, which the parser may hang on the verb."""
    for child in (*deed.children, *verb.children):
        if child.dep_ == "prep" and child.i > deed.i and child.lower_ in _MENTIONED:
            yield from child.subtree
