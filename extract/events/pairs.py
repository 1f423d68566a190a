"""Who "both sides", "the two countries" and "both of them" are: the parties of the latest act that had two."""

from collections.abc import Sequence

from spacy.tokens import Token

from extract.events.candidates import Candidate, Roles
from extract.events.judged import judged_words
from extract.events.other_parties import as_state, other_parties
from extract.events.sides import side_of
from extract.events.sight import Sight
from extract.tables import ActorMention

_FIGHTING = frozenset({"ASSAULT", "COERCE", "ACCUSE", "THREATEN"})
_SIDES = frozenset({"side", "party", "country", "camp", "faction", "government", "nation", "neighbour", "army"})
Acts = Sequence[Candidate]
_STATES = frozenset({"country", "government", "nation", "neighbour"})
_HEADS = frozenset({"leader", "president", "minister", "commander", "general", "rival", "man", "foe"})


def both_sides(sight: Sight, candidate: Candidate, before: Acts, opening: Acts) -> tuple[ActorMention, ...]:
    """The two whom an act is addressed to where its words say only that they are two: those who fight, near or in the news itself."""
    word = next((w for w in judged_words(candidate) if _is_both(w)), None)
    if word is None:
        return ()
    fights = [act for act in (*before, *opening) if sight.lexicon.vocabulary.relations[act.relation].type in _FIGHTING]
    found = next((found for act in (*fights, *before) if (found := _parties(sight, candidate, act))), ())
    return tuple(as_state(sight, m, word.i) for m in found) if word.lemma_.lower() in _STATES else found


def with_heads(sight: Sight, candidate: Candidate, before: Acts) -> Candidate:
    """ "The two leaders agreed": the people who met in the latest act of two."""
    roles = candidate.roles
    heads = [sight.reading.doc[m.head] for m in roles.actors]
    if len(heads) != 1 or not _is_both(heads[0]) or heads[0].lemma_.lower() not in _HEADS:
        return candidate
    pairs = (_parties(sight, candidate, act) for act in before)
    found = next((p for p in pairs if p and all(m.kind == "person" for m in p)), ())
    return candidate.changed(roles=Roles(found, roles.recipients, roles.places, roles.victims)) if found else candidate


def _parties(sight: Sight, candidate: Candidate, act: Candidate) -> tuple[ActorMention, ...]:
    """The two sides of an act, of each the first that is named; nobody where it has one side only."""
    named = other_parties(sight, candidate, (*act.roles.actors, *act.roles.recipients))
    sides = {side_of(sight, m): m for m in reversed(named) if m.kind != "international organisation"}
    return tuple(reversed(sides.values()))[:2] if len(sides) > 1 else ()


def _is_both(word: Token) -> bool:
    if any(c.dep_ == "conj" for c in word.children):
        # "both the army and the rebels"
        return False
    before = {c.lower_ for c in word.children}
    # "two generals" are any two.
    everybody = "all" in before and word.lemma_.lower() in _SIDES - _STATES
    several = "both" in before or everybody or {"the", "two"} <= before or word.lower_ == "both"
    return several and (word.lower_ == "both" or word.lemma_.lower() in _SIDES | _HEADS)
