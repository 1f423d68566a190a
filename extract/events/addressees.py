"""At whom words are aimed where they name nobody in the usual place: "refused to send troops to Iraq", "threatened to strike
unless Israel withdrew". The nearest political actor in what was said is taken.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.deeds import undergoes_deed
from extract.events.sight import Sight
from extract.events.territory import is_own_side
from extract.tables import ActorMention

_AIMED = frozenset({"REJECT", "THREATEN", "REQUEST", "ACCUSE"})
_CONDITIONS = frozenset({"unless", "if", "until"})
_OUTSIDE = frozenset({"relcl", "advcl", "nsubj", "nsubjpass", "agent", "parataxis", "appos"})
_CAUSES = frozenset({"after", "following", "since", "during", "amid", "despite", "because", "at", "by", "before"})


def add_addressee(sight: Sight, candidate: Candidate) -> Candidate:
    """The candidate with whom its content names as recipient, if its own words name none."""
    roles = candidate.roles
    kind = sight.lexicon.vocabulary.relations[candidate.relation].type
    others = [m for m in roles.recipients if not is_own_side(sight, candidate, m)]
    if others or not roles.actors or kind not in _AIMED:
        return candidate
    conditions = _conditions(sight, candidate) if kind == "THREATEN" else []
    found = conditions or next(_named_levels(sight, candidate), [])
    if not found:
        return candidate
    return candidate.changed(roles=Roles(roles.actors, tuple(found), roles.places, roles.victims))


def _conditions(sight: Sight, candidate: Candidate) -> list[ActorMention]:
    """Who has to do something lest the threat be carried out."""
    clauses = [
        c
        for verb in (candidate.trigger, *candidate.clauses)
        for c in verb.children
        if c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _CONDITIONS for m in c.children)
    ]
    subjects = [s for clause in clauses for s in syntax.logical_subjects(clause)]
    return [m for s in subjects for m in sight.participants(s) if _is_other(sight, candidate, m)]


def _named_levels(sight: Sight, candidate: Candidate) -> Iterator[list[ActorMention]]:
    """Political actors in the content, level by level of the tree."""
    level = _inside(candidate.trigger)
    while level:
        named = [m for t in level if (m := sight.actors.headed(t.i)) is not None and _is_other(sight, candidate, m)]
        if named:
            yield list(dict.fromkeys(named))
        level = [c for token in level for c in _inside(token)]


def _inside(token: Token) -> list[Token]:
    return [
        c
        for c in token.children
        if c.dep_ not in _OUTSIDE
        and not (c.dep_ == "prep" and c.lower_ in _CAUSES)
        # "rejected the delay and accused the president": another act
        and not (c.dep_ == "conj" and c.pos_ in ("VERB", "AUX"))
    ]


def _is_other(sight: Sight, candidate: Candidate, mention: ActorMention) -> bool:
    actor = sight.actor(mention)
    if actor is None or mention.form == "pronoun" or sight.is_town(mention) or undergoes_deed(sight, candidate, mention):
        return False
    own = {a.country for m in candidate.roles.actors if (a := sight.actor(m)) is not None}
    return actor.country not in own and sight.is_actor_class(mention, "political")
