"""The other side of a quarrel where words or measures name none: "The strikes killed six. Pakistan called them an act of war."

Whose deed is condemned, praised or denied is taken from the act that is pointed back to; whom a measure or a refusal is aimed
at, from the latest hostile act between the same actor and somebody else, a few sentences back at most.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.sides import side_of
from extract.events.sight import Sight
from extract.events.territory import is_own_side
from extract.tables import ActorMention

_JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_AIMED = frozenset({"SANCTION", "THREATEN", "REJECT", "ACCUSE", "REQUEST"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "REJECT", "REQUEST"})
_FIGHTING = frozenset({"ASSAULT", "COERCE", "ACCUSE", "THREATEN"})
_TO_BOTH = frozenset({"REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "AID"})
_SIDES = frozenset({"side", "party", "country", "camp", "faction", "government", "nation", "neighbour", "army"})
_HEADS = frozenset({"leader", "president", "minister", "commander", "general", "rival", "man", "foe"})
# What several states do to one, so that only the first report says to whom.
_MEASURES = frozenset({"aid cut", "sanction", "expulsion", "breaking of relations"})
_JUDGEMENTS = frozenset({"condemnation", "praise", "complaint"})
_TARGETS = frozenset({"on", "against", "of", "in"})
_REACH = 3
_PRIVATE = frozenset({"JRN", "CVL", "EDU", "MED", "LAB", "BUS"})
_POINTERS = frozenset({"the", "this", "that", "these", "those"})
_FROM_AFAR = frozenset({"bombing", "air strike", "shelling", "missile strike", "rocket attack", "drone strike"})
# Words for a deed that say nothing of its kind.
_DEEDS = frozenset({"decision", "move", "step", "action", "measure", "act", "it", "this", "that", "them"})
Earlier = Sequence[tuple[int, Candidate]]


def add_counterparts(sight: Sight, candidates: Sequence[Candidate], earlier: Earlier, number: int) -> list[Candidate]:
    """The candidates of a sentence, those without recipient aimed at the other side of what went before."""
    done: list[Candidate] = []
    for candidate in candidates:
        before = [*reversed(done), *(c for n, c in reversed(earlier) if 0 < number - n <= _REACH)]
        done.append(_with_counterpart(sight, _with_heads(sight, candidate, before), before))
    return done


def _with_counterpart(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> Candidate:
    roles = candidate.roles
    kind = _kind(sight, candidate)
    both = _both(sight, candidate, before) if kind in _TO_BOTH else ()
    if both:
        return candidate.changed(roles=Roles(roles.actors, both, roles.places, roles.victims))
    if not roles.actors or kind not in _JUDGING | _AIMED:
        return candidate
    own = {m.actor for m in roles.actors}
    if any(m.actor and m.actor not in own and not is_own_side(sight, candidate, m) for m in roles.recipients):
        return candidate
    found = _doers_meant(sight, candidate, before) if kind in _JUDGING else ()
    if not found and candidate.relation == "denial":
        found = _accusers(sight, candidate, before)
    if not found and _is_aimed(candidate, kind) and not _judges_deed(sight, candidate):
        found = _opponents(sight, candidate, before)
    if not found and candidate.relation in _MEASURES:
        found = _punished(sight, candidate, before)
    if not found:
        return candidate
    return candidate.changed(
        roles=Roles(roles.actors, found, roles.places, roles.victims), rule=f"{candidate.rule}; recipient: told before"
    )


def _is_aimed(candidate: Candidate, kind: str) -> bool:
    """Whether an act has somebody in mind; a request with an object of its own ("ordered bars to close") has asked that."""
    if kind == "REQUEST":
        return not candidate.noun and not syntax.logical_objects(candidate.trigger)
    return (kind in _AIMED and candidate.relation != "defiance") or candidate.relation.startswith("offer")


def _judges_deed(sight: Sight, candidate: Candidate) -> bool:
    """ "condemned the attack": aimed at whoever did it, and nobody else where that is not known."""
    if candidate.relation not in _JUDGEMENTS:
        return False
    return any(w.pos_ == "NOUN" and w.lemma_.lower() in sight.lexicon.nouns for w in _objects(candidate))


def _both(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Who "both sides" and "the two countries" are: the parties of the latest act that had two."""
    words = [w for w in _objects(candidate) if _is_both(w)]
    if not words:
        return ()
    fights = [act for act in before if _kind(sight, act) in _FIGHTING]
    return next((found for act in (*fights, *before) if (found := _parties(sight, candidate, act))), ())


def _parties(sight: Sight, candidate: Candidate, act: Candidate) -> tuple[ActorMention, ...]:
    """The two sides of an act, of each the first that is named; nobody where it has one side only."""
    named = _others(sight, candidate, (*act.roles.actors, *act.roles.recipients))
    sides = {side_of(sight, m): m for m in reversed(named) if m.kind != "international organisation"}
    return tuple(reversed(sides.values()))[:2] if len(sides) > 1 else ()


def _with_heads(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> Candidate:
    """ "The two leaders agreed": the people who met in the latest act of two."""
    roles = candidate.roles
    heads = [sight.reading.doc[m.head] for m in roles.actors]
    if len(heads) != 1 or not _is_both(heads[0]) or heads[0].lemma_.lower() not in _HEADS:
        return candidate
    pairs = (_parties(sight, candidate, act) for act in before)
    found = next((p for p in pairs if p and all(m.kind == "person" for m in p)), ())
    return candidate.changed(roles=Roles(found, roles.recipients, roles.places, roles.victims)) if found else candidate


def _is_both(word: Token) -> bool:
    if any(c.dep_ == "conj" for c in word.children):
        # "both the army and the rebels"
        return False
    before = {c.lower_ for c in word.children}
    # "two generals" are any two.
    several = bool(before & {"both", "all"}) or {"the", "two"} <= before or word.lower_ == "both"
    return several and (word.lower_ == "both" or word.lemma_.lower() in _SIDES | _HEADS)


def _kind(sight: Sight, candidate: Candidate) -> str:
    return sight.lexicon.vocabulary.relations[candidate.relation].type


def _doers_meant(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Who did what is condemned, praised or refused: "the strikes", "the dismissals", "the decision", "it"."""
    for word in _objects(candidate):
        meant = [act for act in before if _is_meant(sight, word, act)]
        named = [act for act in meant if act.trigger.lemma_.lower() == word.lemma_.lower() or act.relation in _relations(sight, word)]
        for act in (*named, *meant)[:1]:
            return _others(sight, candidate, act.roles.actors)
    return ()


def _relations(sight: Sight, word: Token) -> set[str]:
    return {noun.relation for noun in sight.lexicon.nouns.get(word.lemma_.lower(), ())}


def _objects(candidate: Candidate) -> Iterator[Token]:
    trigger = candidate.trigger
    if candidate.noun:
        return
    for token in (*syntax.logical_objects(trigger), *syntax.objects_of(trigger, {"to", "of", "on", "against", "for"})):
        yield from syntax.conjuncts(token)


def _is_meant(sight: Sight, word: Token, act: Candidate) -> bool:
    lemma = word.lemma_.lower()
    if not _is_done_to(sight, word, act):
        return False
    points = word.pos_ == "PRON" or any(c.dep_ == "det" and c.lower_ in _POINTERS for c in word.children)
    if not points:
        return False
    if lemma in _DEEDS or word.lower_ in _DEEDS:
        return True
    relations = _relations(sight, word)
    if lemma == act.trigger.lemma_.lower() or act.relation in relations:
        return True
    # "the bombing" is no ambush, "the violence" may be anything.
    loose = not relations & _FROM_AFAR or act.relation in _FROM_AFAR
    return loose and _kind(sight, act) in {sight.lexicon.vocabulary.relations[r].type for r in relations}


def _is_done_to(sight: Sight, word: Token, act: Candidate) -> bool:
    """Whether an act was done to those whom the word names itself, if it does: "the attacks on minorities"."""
    objects = [*syntax.objects_of(word, _TARGETS), *(o for o in syntax.objects_of(word.head, _TARGETS) if o.i > word.i)]
    named = {m.actor for o in objects for m in (*sight.participants(o), *sight.content(o)) if m.actor}
    places = {p.place for o in objects for p in sight.places_of(o)}
    undergoes = {m.actor for m in act.roles.recipients}
    return not (named or places) or bool(named & undergoes) or bool(places & {p.place for p in act.roles.places})


def _opponents(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Who stood on the other side of the latest hostile act in which the same actor had a part."""
    own = {side_of(sight, m) for m in candidate.roles.actors}
    for act in before:
        if _kind(sight, act) not in _HOSTILE or (not _refuses(sight, candidate) and _asks_several(sight, act)):
            continue
        sides = [(act.roles.actors, act.roles.recipients), (act.roles.recipients, act.roles.actors)]
        if act.relation == "clash":
            sides = [(act.roles.actors, act.roles.actors)]
        for mine, theirs in sides:
            if own & {side_of(sight, m) for m in mine}:
                found = _others(sight, candidate, [m for m in theirs if side_of(sight, m) not in own])
                if found:
                    return found
    return ()


def _refuses(sight: Sight, candidate: Candidate) -> bool:
    return _kind(sight, candidate) == "REJECT" and candidate.relation != "denial"


def _asks_several(sight: Sight, act: Candidate) -> bool:
    """ "asked both countries to talk": who asks takes no side."""
    return _kind(sight, act) == "REQUEST" and len({side_of(sight, m) for m in act.roles.recipients}) > 1


def _punished(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Whom others took such a measure against: "The EU cut its aid to Mali. France has recalled its ambassador"."""
    measures = (act for act in before if act.relation in _MEASURES)
    return next((found for act in measures if (found := _others(sight, candidate, act.roles.recipients))), ())


def _accusers(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Who said what is denied: "The UN says that Rwanda arms the rebels. Rwanda denies it"."""
    own = {side_of(sight, m) for m in candidate.roles.actors}
    for act in before:
        if act.noun or not own & {side_of(sight, m) for m in act.roles.actors}:
            continue
        clause = act.trigger
        while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX"):
            clause = clause.head
        if clause.dep_ == "ccomp" and clause.head.lemma_.lower() in sight.lexicon.cues.reporting:
            speakers = [m for s in syntax.logical_subjects(clause.head) for m in sight.participants(s)]
            return tuple(m for m in speakers if side_of(sight, m) not in own)
    return ()


def _others(sight: Sight, candidate: Candidate, mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    own = {m.actor for m in candidate.roles.actors}
    return tuple(
        m
        for m in mentions
        if m.actor not in own and _may_answer(sight, m) and not is_own_side(sight, candidate, m)
    )


def _may_answer(sight: Sight, mention: ActorMention) -> bool:
    """Whether somebody is a side of a quarrel: a political actor, or a people ("the Serbs")."""
    head, actor = sight.reading.doc[mention.head], sight.actor(mention)
    if mention.kind == "person" and actor is not None and actor.sector in _PRIVATE:
        return False
    if mention.form == "nominal" and head.lemma_.lower() == "side":
        return False
    return sight.is_actor_class(mention, "political") or (mention.kind == "civilians" and head.pos_ == "PROPN")
