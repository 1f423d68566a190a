"""Accusations in plain words: "said the rebels had broken the truce", "replied that Paris was behind the plot"."""

from collections.abc import Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.confidence import chance_of
from extract.events.drafts import Draft
from extract.events.gate import is_event
from extract.events.sides import side_of
from extract.events.sight import Sight
from extract.tables import ActorMention

_RULE = "verb: say that somebody did wrong"
_ANSWERING = frozenset({"reply", "respond", "retort"})
_NOT_TOLD = frozenset({"would", "could", "might", "may", "will", "should", "must", "can"})
_GUILTY = frozenset({"responsible", "guilty", "complicit"})
_HARMFUL = frozenset({"ASSAULT", "COERCE"})
_BLAMED = frozenset({"blame", "fault"})


def add_charges(sight: Sight, candidates: Sequence[Candidate], draft: Draft) -> list[Candidate]:
    """The candidates of a sentence and the accusations in it; the encoder has learnt none in such words and is not asked."""
    if not sight.by_rules:
        return list(candidates)
    read = {c.trigger.i for c in candidates}
    found = (match_charge(sight, t) for t in draft.sentence if t.i not in read)
    charges = [c.changed(chance=chance_of(c)) for c in found if c is not None and is_event(sight, c)]
    return sorted([*candidates, *charges], key=lambda c: c.trigger.i)


def match_charge(sight: Sight, verb: Token) -> Candidate | None:
    """The accusation that a verb of saying makes: a political actor says of another side that it did wrong."""
    lexicon = sight.lexicon
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in lexicon.cues.reporting | _ANSWERING or any(c.dep_ == "neg" for c in verb.children):
        return None
    speakers = _political(sight, syntax.logical_subjects(verb))
    own = {side_of(sight, m) for m in speakers}
    for clause in _said(verb):
        subjects = [c for c in clause.children if c.dep_ in syntax.SUBJECTS]
        blamed = [m for m in _political(sight, subjects) if side_of(sight, m) not in own]
        if speakers and blamed and _does_wrong(sight, clause):
            roles = Roles(tuple(speakers), tuple(blamed))
            return Candidate(verb, "accusation", roles, _RULE, used=frozenset({verb.i}), clauses=(clause,))
    return None


def _said(verb: Token) -> list[Token]:
    """What is said: the clause below the verb, or around it ("The army, it said, had broken the truce")."""
    inside = [c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX")]
    return inside + ([verb.head] if verb.dep_ in ("parataxis", "ccomp") and not inside else [])


def _political(sight: Sight, tokens: list[Token]) -> list[ActorMention]:
    found = (m for t in tokens for m in sight.participants(t))
    return [m for m in found if m.actor is not None and sight.is_actor_class(m, "political")]


def _does_wrong(sight: Sight, clause: Token) -> bool:
    """Whether a clause tells of somebody's guilt as a fact."""
    if any(c.dep_ == "neg" or (c.dep_ == "aux" and c.lower_ in _NOT_TOLD) for c in clause.children):
        return False
    if clause.lemma_ == "be":
        behind = any(c.dep_ == "prep" and c.lower_ == "behind" for c in clause.children)
        guilty = any(c.dep_ == "acomp" and c.lower_ in _GUILTY and _of_harm(sight, c) for c in clause.children)
        return behind or guilty or any(c.dep_ == "xcomp" and c.lemma_ in _BLAMED for c in clause.children)
    objects = [o.lemma_.lower() for o in syntax.logical_objects(clause)]
    if clause.lemma_ in ("break", "violate", "breach"):
        return any(sight.lexicon.in_class(o, "violations") or sight.lexicon.in_class(o, "pact") for o in objects)
    return sight.lexicon.in_class(clause.lemma_, "misdeed")


def _of_harm(sight: Sight, guilty: Token) -> bool:
    """ "responsible for the killings", not "for border security"."""
    names, lexicon = sight.lexicon.vocabulary.relations, sight.lexicon
    deeds = [o.lemma_.lower() for o in syntax.objects_of(guilty, {"for", "of", "in"})]
    return any(
        lexicon.in_class(d, cls) for d in deeds for cls in ("abuses", "war_crimes", "crimes", "harms")
    ) or any(names[noun.relation].type in _HARMFUL for d in deeds for noun in lexicon.nouns.get(d, ()))
