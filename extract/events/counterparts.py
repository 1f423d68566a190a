"""The other side of a quarrel where words or measures name none: "The strikes killed six. Pakistan called them an act of war."

Whose deed is condemned, praised or denied is taken from the act that is pointed back to; whom a measure or a refusal is aimed
at, from the latest hostile act between the same actor and somebody else, a few sentences back at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.events import syntax
from extract.events.beside import SPOKEN, needy, partners
from extract.events.candidates import Candidate, Roles
from extract.events.judged import authors, doers_meant, judged_words
from extract.events.other_parties import as_state, other_parties, state_named
from extract.events.pairs import both_sides, with_heads
from extract.events.sides import side_of
from extract.events.sight import Sight
from extract.events.territory import is_own_side
from extract.tables import ActorMention

_JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_AIMED = frozenset({"SANCTION", "THREATEN", "REJECT", "ACCUSE", "REQUEST"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "THREATEN", "REJECT", "REQUEST"})
_TO_BOTH = frozenset({"REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "AID", "CONSULT"})
# What several states do to one, so that only the first report says to whom.
_MEASURES = frozenset({"aid cut", "sanction", "expulsion", "breaking of relations"})
# "opened an inquiry", "defied the order": neither has the latest opponent in mind.
_OPEN_ENDED = frozenset({"defiance", "investigation", "crime investigation", "human rights investigation"})
# Who takes measures from outside.
_ABROAD = frozenset({"state", "government", "international organisation"})
_ANYBODY = frozenset({"anyone", "anybody", "whoever", "those", "everyone", "everybody"})
_JUDGEMENTS = frozenset({"condemnation", "praise", "complaint"})
_REACH = 3
# How many sentences of an article may tell the news that it is about.
_OPENING = 2
Earlier = Sequence[tuple[int, Candidate]]


@dataclass(frozen=True)
class _Context:
    """The acts before one, the nearest first, those of its own sentence, and those with which the article opened."""

    before: Sequence[Candidate]
    sentence: Sequence[Candidate]
    opening: Sequence[Candidate]


def add_counterparts(sight: Sight, candidates: Sequence[Candidate], earlier: Earlier, number: int) -> list[Candidate]:
    """The candidates of a sentence, those without recipient aimed at the other side of what went before."""
    done: list[Candidate] = []
    recent = [c for n, c in reversed(earlier) if 0 < number - n <= _REACH]
    first = min((n for n, _ in earlier), default=number)
    opening = [c for n, c in earlier if n < min(number, first + _OPENING)]
    for candidate in candidates:
        context = _Context([*reversed(done), *recent], candidates, opening)
        done.append(_with_counterpart(sight, with_heads(sight, candidate, context.before), context))
    return done


def _with_counterpart(sight: Sight, candidate: Candidate, context: _Context) -> Candidate:
    roles, kind = candidate.roles, _kind(sight, candidate)
    both = both_sides(sight, candidate, context.before, context.opening) if kind in _TO_BOTH else ()
    if both:
        return candidate.changed(roles=Roles(roles.actors, both, roles.places, roles.victims))
    own = {m.actor for m in roles.actors}
    others = any(m.actor and m.actor not in own and not is_own_side(sight, candidate, m) for m in roles.recipients)
    found = () if others or not roles.actors else _counterparts(sight, candidate, context)
    if not found:
        return candidate
    return candidate.changed(
        roles=Roles(roles.actors, found, roles.places, roles.victims), rule=f"{candidate.rule}; recipient: told before"
    )


def _counterparts(sight: Sight, candidate: Candidate, context: _Context) -> tuple[ActorMention, ...]:
    """The other side by the surest sign there is."""
    kind = _kind(sight, candidate)
    found: tuple[ActorMention, ...] = ()
    if kind in _JUDGING:
        found = authors(sight, candidate) or doers_meant(sight, candidate, context.before, context.opening)
    if not found and kind in SPOKEN:
        found = partners(sight, candidate, context.sentence)
    if not found and candidate.relation == "denial":
        found = _accusers(sight, candidate, context.before)
    if not found and _is_aimed(candidate, kind) and not _judges_deed(sight, candidate):
        found = _opponents(sight, candidate, context.before)
    if not found and candidate.relation in _MEASURES:
        found = _punished(sight, candidate, context.before)
    if not found and candidate.relation in _MEASURES | {"offer of support"}:
        found = _in_question(sight, candidate, context.opening)
    if not found and kind == "AID":
        found = needy(sight, candidate)
    return found


def _is_aimed(candidate: Candidate, kind: str) -> bool:
    """Whether an act has somebody in mind; a request with an object of its own ("ordered bars to close") has asked that."""
    if kind == "THREATEN" and any(s.lower_ in _ANYBODY for c in candidate.clauses for s in c.children):
        return False
    if kind == "REQUEST":
        verb = candidate.trigger
        return not candidate.noun and not [*syntax.logical_objects(verb), *syntax.objects_of(verb, {"on", "to", "with"})]
    return (kind in _AIMED and candidate.relation not in _OPEN_ENDED) or candidate.relation.startswith("offer")


def _judges_deed(sight: Sight, candidate: Candidate) -> bool:
    """ "condemned the attack": aimed at whoever did it, and nobody else where that is not known."""
    if candidate.relation not in _JUDGEMENTS:
        return False
    return any(w.pos_ == "NOUN" and w.lemma_.lower() in sight.lexicon.nouns for w in judged_words(candidate))


def _kind(sight: Sight, candidate: Candidate) -> str:
    return sight.lexicon.vocabulary.relations[candidate.relation].type


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
                found = other_parties(sight, candidate, [m for m in theirs if side_of(sight, m) not in own])
                if found:
                    return tuple(dict.fromkeys(as_state(sight, m, candidate.trigger.i) for m in found))
    return ()


def _refuses(sight: Sight, candidate: Candidate) -> bool:
    return _kind(sight, candidate) == "REJECT" and candidate.relation != "denial"


def _asks_several(sight: Sight, act: Candidate) -> bool:
    """ "asked both countries to talk": who asks takes no side."""
    return _kind(sight, act) == "REQUEST" and len({side_of(sight, m) for m in act.roles.recipients}) > 1


def _punished(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Whom others took such a measure against: "The EU cut its aid to Mali. France has recalled its ambassador"."""
    measures = (act for act in before if act.relation in _MEASURES)
    return next((found for act in measures if (found := other_parties(sight, candidate, act.roles.recipients))), ())


def _in_question(sight: Sight, candidate: Candidate, opening: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """The one state that the news is about, for measures and offers of others: "Soldiers took power in Niger. Italy recalled its envoy"."""
    doers = [a for m in candidate.roles.actors if (a := sight.actor(m)) is not None]
    if not any(a.kind in _ABROAD for a in doers):
        return ()
    parties = other_parties(sight, candidate, [m for act in opening for m in (*act.roles.actors, *act.roles.recipients)])
    own = {side_of(sight, m) for m in candidate.roles.actors}
    states = {side_of(sight, m): m for m in reversed(parties) if _is_of_state(sight, m) and side_of(sight, m) not in own}
    return tuple(state_named(sight, str(c), candidate.trigger.i) or m for c, m in states.items()) if len(states) == 1 else ()


def _is_of_state(sight: Sight, mention: ActorMention) -> bool:
    actor = sight.actor(mention)
    return actor is not None and side_of(sight, mention) == actor.country


def _accusers(sight: Sight, candidate: Candidate, before: Sequence[Candidate]) -> tuple[ActorMention, ...]:
    """Who said what is denied: "The UN says that Rwanda arms the rebels. Rwanda denies it"."""
    own = {side_of(sight, m) for m in candidate.roles.actors}
    for act in before:
        if act.noun or not own & {side_of(sight, m) for m in act.roles.actors}:
            continue
        clause = act.trigger
        while clause.dep_ in ("conj", "xcomp") and clause.head.pos_ in ("VERB", "AUX"):
            clause = syntax.clause_above(clause)
        inserted = [c for c in clause.children if c.dep_ == "parataxis"]
        saying = [v for v in ([clause.head] if clause.dep_ == "ccomp" else inserted) if v.lemma_.lower() in sight.lexicon.cues.reporting]
        if saying:
            speakers = [m for s in syntax.logical_subjects(saying[0]) for m in sight.participants(s)]
            return tuple(m for m in speakers if side_of(sight, m) not in own)
    return ()
