"""Whose deed or word is condemned, praised, denied or refused: "the strikes", "the decision", "it", "a claim that Kiev rejected"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate
from extract.events.other_parties import other_parties
from extract.events.sides import side_of
from extract.events.sight import Sight
from extract.tables import ActorMention

_TARGETS = frozenset({"on", "against", "of", "in"})
_POINTERS = frozenset({"the", "this", "that", "these", "those"})
_FROM_AFAR = frozenset({"bombing", "air strike", "shelling", "missile strike", "rocket attack", "drone strike"})
# "the strikes" may have been flown or fired.
_STRIKES = frozenset({"air strike", "missile strike", "rocket attack", "drone strike"})
_ANY_ATTACK = frozenset({"attack", "killing"})
# Words for a deed that say nothing of its kind.
_DEEDS = frozenset({"decision", "move", "step", "action", "measure", "act", "it", "this", "that", "them"})
# What somebody else has said, in apposition to the words that say it.
_SAYINGS = frozenset(
    {"claim", "charge", "accusation", "allegation", "report", "demand", "call", "offer", "proposal", "idea", "suggestion", "plan"}
)
_ADDRESSED = frozenset({"to", "of", "on", "against", "for", "with", "into"})
Acts = Sequence[Candidate]


def judged_words(candidate: Candidate) -> Iterator[Token]:
    """The words for whom or what a verb is about."""
    trigger = candidate.trigger
    if candidate.noun:
        return
    for token in (*syntax.logical_objects(trigger), *syntax.objects_of(trigger, _ADDRESSED)):
        yield from syntax.conjuncts(token)


def doers_meant(sight: Sight, candidate: Candidate, before: Acts, opening: Acts) -> tuple[ActorMention, ...]:
    """Who did what is judged: the latest act that is meant, else that of the same name among those that opened the article."""
    for word in judged_words(candidate):
        meant = [act for act in before if act.told and _is_meant(sight, word, act)]
        named = [act for act in meant if _is_named(sight, word, act)]
        news = [] if meant else [act for act in opening if act.roles.actors and _is_news(sight, word, act)]
        # Nobody means what he did himself; what nobody is known to have done leads nowhere.
        for act in (*named, *meant, *news):
            found = other_parties(sight, candidate, act.roles.actors, anybody=True)
            if found or not act.roles.actors or word.pos_ == "PRON":
                return found
    return ()


def authors(sight: Sight, candidate: Candidate) -> tuple[ActorMention, ...]:
    """Who said or did what the clause around a relative clause tells: "the army fired on them, which Accra condemned"."""
    trigger = candidate.trigger
    if candidate.noun or trigger.dep_ != "relcl" or not _judges_clause(sight, trigger):
        return ()
    own = {side_of(sight, m) for m in candidate.roles.actors}
    for verb in (a for a in trigger.ancestors if any(c.dep_ in ("nsubj", "nsubjpass") for c in a.children)):
        speakers = [m for s in syntax.logical_subjects(verb) for m in sight.participants(s)]
        found = other_parties(sight, candidate, [m for m in speakers if side_of(sight, m) not in own])
        if found:
            return found
    return ()


def _judges_clause(sight: Sight, verb: Token) -> bool:
    """Whether a relative clause is about all that stands before it, and not about somebody."""
    objects = syntax.logical_objects(verb)
    if any(c.dep_ == "dobj" and c.lower_ == "which" and c.i > 0 and c.nbor(-1).text == "," for c in verb.children):
        return not any(sight.participants(o) for o in objects)
    return verb.head.dep_ in ("appos", "npadvmod", "dobj", "conj", "oprd", "attr", "dep") and verb.head.lemma_.lower() in _SAYINGS | _DEEDS


def _is_news(sight: Sight, word: Token, act: Candidate) -> bool:
    """Whether a noun means an act far above: by the name of it, or by a word for any attack."""
    wide = _is_named(sight, word, act) or bool((_relations(sight, word) | {act.relation}) & _ANY_ATTACK)
    return word.pos_ == "NOUN" and wide and _is_meant(sight, word, act, _ANY_ATTACK)


def _is_named(sight: Sight, word: Token, act: Candidate) -> bool:
    relations = _relations(sight, word)
    strikes = act.relation in _STRIKES and bool(relations & _STRIKES)
    return strikes or act.relation in relations or act.trigger.lemma_.lower() == word.lemma_.lower()


def _relations(sight: Sight, word: Token) -> set[str]:
    return {noun.relation for noun in sight.lexicon.nouns.get(word.lemma_.lower(), ())}


def _is_meant(sight: Sight, word: Token, act: Candidate, also: frozenset[str] = frozenset()) -> bool:
    lemma = word.lemma_.lower()
    if not _is_done_to(sight, word, act):
        return False
    points = word.pos_ == "PRON" or any(c.dep_ == "det" and c.lower_ in _POINTERS for c in word.children)
    if not points:
        return False
    if lemma in _DEEDS or word.lower_ in _DEEDS:
        return True
    if _is_named(sight, word, act):
        return True
    # "the bombing" is no ambush, "the violence" may be anything.
    relations = _relations(sight, word)
    loose = not relations & _FROM_AFAR or act.relation in _FROM_AFAR | also
    names = sight.lexicon.vocabulary.relations
    return loose and names[act.relation].type in {names[r].type for r in relations}


def _is_done_to(sight: Sight, word: Token, act: Candidate) -> bool:
    """Whether an act was done to those whom the word names itself, if it does: "the attacks on minorities"."""
    objects = [*syntax.objects_of(word, _TARGETS), *(o for o in syntax.objects_of(word.head, _TARGETS) if o.i > word.i)]
    named = {m.actor for o in objects for m in (*sight.participants(o), *sight.content(o)) if m.actor}
    places = {p.place for o in objects for p in sight.places_of(o)}
    undergoes = {m.actor for m in act.roles.recipients}
    return not (named or places) or bool(named & undergoes) or bool(places & {p.place for p in act.roles.places})
