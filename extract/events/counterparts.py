"""The other side of a quarrel where words or measures name none: "The strikes killed six. Pakistan called them an act of war."

Whose deed is condemned, praised or denied is taken from the act that is pointed back to; whom a measure or a refusal is aimed
at, from the latest hostile act between the same actor and somebody else, a few sentences back at most.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.sight import Sight
from extract.events.territory import is_own_side
from extract.tables import ActorMention

_JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_AIMED = frozenset({"SANCTION", "THREATEN", "REJECT", "ACCUSE"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "REJECT", "REQUEST"})
_TO_BOTH = frozenset({"REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "AID"})
_SIDES = frozenset(
    {"side", "party", "country", "leader", "camp", "faction", "government", "nation", "neighbour", "army"}
)
_REACH = 3
_POINTERS = frozenset({"the", "this", "that", "these", "those"})
# Words for a deed that say nothing of its kind.
_DEEDS = frozenset({"decision", "move", "step", "action", "measure", "act", "it", "this", "that", "them"})
Earlier = Sequence[tuple[int, Candidate]]


def add_counterparts(sight: Sight, candidates: Sequence[Candidate], earlier: Earlier, number: int) -> list[Candidate]:
    """The candidates of a sentence, those without recipient aimed at the other side of what went before."""
    done: list[Candidate] = []
    for candidate in candidates:
        before = [*reversed(done), *(c for n, c in reversed(earlier) if 0 < number - n <= _REACH)]
        done.append(_with_counterpart(sight, candidate, before))
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
    if any(m.actor not in own and not is_own_side(sight, candidate, m) for m in roles.recipients):
        return candidate
    found = _doers_meant(sight, candidate, before) if kind in _JUDGING else ()
    if not found and kind in _AIMED:
        found = _opponents(sight, candidate, before)
    if not found:
        return candidate
    return candidate.changed(
        roles=Roles(roles.actors, found, roles.places, roles.victims), rule=f"{candidate.rule}; recipient: told before"
    )


def _both(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Who "both sides" and "the two countries" are: the parties of the latest act that had two."""
    words = [w for w in _objects(candidate) if _is_both(w)]
    if not words:
        return ()
    for act in before:
        parties = {m.actor: m for m in _others(sight, candidate, (*act.roles.actors, *act.roles.recipients))}
        if len(parties) > 1:
            return tuple(parties.values())[:2]
    return ()


def _is_both(word: Token) -> bool:
    if any(c.dep_ == "conj" for c in word.children):
        # "both the army and the rebels"
        return False
    several = any(c.lower_ in ("both", "two", "all") for c in word.children) or word.lower_ == "both"
    return several and (word.lower_ == "both" or word.lemma_.lower() in _SIDES)


def _kind(sight: Sight, candidate: Candidate) -> str:
    return sight.lexicon.vocabulary.relations[candidate.relation].type


def _doers_meant(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Who did what is condemned, praised or refused: "the strikes", "the dismissals", "the decision", "it"."""
    for word in _objects(candidate):
        for act in before:
            if _is_meant(sight, word, act):
                return _others(sight, candidate, act.roles.actors)
    return ()


def _objects(candidate: Candidate) -> Iterator[Token]:
    trigger = candidate.trigger
    if candidate.noun:
        return
    for token in (*syntax.logical_objects(trigger), *syntax.objects_of(trigger, {"to", "of", "on", "against", "for"})):
        yield from syntax.conjuncts(token)


def _is_meant(sight: Sight, word: Token, act: Candidate) -> bool:
    lemma = word.lemma_.lower()
    points = word.pos_ == "PRON" or any(c.dep_ == "det" and c.lower_ in _POINTERS for c in word.children)
    if not points:
        return False
    if lemma in _DEEDS or word.lower_ in _DEEDS:
        return True
    kinds = {sight.lexicon.vocabulary.relations[n.relation].type for n in sight.lexicon.nouns.get(lemma, ())}
    return lemma == act.trigger.lemma_.lower() or _kind(sight, act) in kinds


def _opponents(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Who stood on the other side of the latest hostile act in which the same actor had a part."""
    own = {m.actor for m in candidate.roles.actors}
    for act in before:
        if _kind(sight, act) not in _HOSTILE:
            continue
        for mine, theirs in ((act.roles.actors, act.roles.recipients), (act.roles.recipients, act.roles.actors)):
            if own & {m.actor for m in mine}:
                found = _others(sight, candidate, theirs)
                if found:
                    return found
    return ()


def _others(sight: Sight, candidate: Candidate, mentions: Sequence[ActorMention]) -> tuple[ActorMention, ...]:
    own = {m.actor for m in candidate.roles.actors}
    return tuple(
        m
        for m in mentions
        if m.actor not in own and sight.is_actor_class(m, "political") and not is_own_side(sight, candidate, m)
    )
