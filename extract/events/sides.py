"""Who struck whom, taken over from the sentences before: "The army shelled Homs. Six people were killed."

Only acts of force take part. An agent is taken over where the sentence has a place for one and leaves it empty (a passive, a
weapon or an attack as the subject); an opponent where the same side fought somebody a few sentences back.
"""

from collections.abc import Sequence
from itertools import pairwise

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.sight import AIRCRAFT, Sight
from extract.tables import ActorMention

_FORCE = frozenset({"ASSAULT", "COERCE"})
_AGENT_REACH = 2
_OPPONENT_REACH = 4
_LEAVING_REACH = 2
_ON_CROWDS = frozenset({"riot control", "shooting"})
_LEAVING = frozenset({"withdrawal", "surrender"})
_TAKING = frozenset({"seizure", "recapture"})
_STRIKING = frozenset({"attack", "offensive", "air strike"})
_FROM_AFAR = frozenset({"bombing", "shelling", "missile strike", "rocket attack", "drone strike", "raid", "shooting", "attack"})
# What aircraft do: whose "four jets" are is told by who flew before.
_FROM_AIR = frozenset({"air strike", "drone strike"})
_FIGHTERS = frozenset({"armed group", "military", "police", "state", "government", "people", "ethnic group"})
# Armed people who are no side.
_BETWEEN = frozenset({"peacekeeper", "observer", "monitor"})
_APART = frozenset({"separately", "meanwhile"})
_SPANS = frozenset({("this", "year"), ("this", "month"), ("last", "year"), ("so", "far"), ("in", "all")})
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", None})
Earlier = Sequence[tuple[int, Candidate]]


def complete_sides(sight: Sight, candidate: Candidate, earlier: Earlier, number: int) -> Candidate:
    """The candidate with the missing agent or opponent of the latest act of force that fits it."""
    if not _is_force(sight, candidate) or any(t.lower_ in _APART for t in candidate.trigger.sent[:3]):
        return candidate
    if not candidate.roles.actors and _lacks_agent(sight, candidate):
        return _with_agent(sight, candidate, earlier, number)
    # Whom a town was taken from is another question than whom its taker fights.
    whole = candidate.roles.recipients or candidate.relation in _TAKING | {"coup"} or _hits_civilian_thing(sight, candidate)
    if candidate.roles.actors and not whole:
        return _with_opponent(sight, candidate, earlier, number)
    return candidate


def _is_force(sight: Sight, candidate: Candidate) -> bool:
    return sight.lexicon.vocabulary.relations[candidate.relation].type in _FORCE


def _recent(sight: Sight, earlier: Earlier, number: int, reach: int) -> list[Candidate]:
    return [c for n, c in reversed(earlier) if 0 < number - n <= reach and _is_force(sight, c)]


def _lacks_agent(sight: Sight, candidate: Candidate) -> bool:
    """Whether the clause has an agent in mind that it does not name."""
    trigger = candidate.trigger
    if candidate.noun:
        return False
    if syntax.is_passive(trigger):
        return not syntax.logical_subjects(trigger) and trigger.dep_ not in ("acl", "amod", "relcl")
    lexicon = sight.lexicon
    return _is_flown(candidate) or any(s in lexicon.nouns or lexicon.in_class(s, "weapon") for s in _subjects(candidate))


def _subjects(candidate: Candidate) -> list[str]:
    return [] if candidate.noun else [s.lemma_.lower() for s in syntax.grammatical_subjects(candidate.trigger)]


def _is_flown(candidate: Candidate) -> bool:
    return any(s in AIRCRAFT for s in _subjects(candidate))


def _with_agent(sight: Sight, candidate: Candidate, earlier: Earlier, number: int) -> Candidate:
    if _is_total(candidate):
        return candidate
    hurt = candidate.roles.recipients
    if _is_flown(candidate):
        flown = (c.roles.actors for c in _recent(sight, earlier, number, _OPPONENT_REACH) if c.relation in _FROM_AIR)
        actors = next((a for a in flown if a), ())
        return _changed(candidate, actors, hurt, "agent") if actors else candidate
    same_act = [c for c in _recent(sight, earlier, number, number) if _is_meant(c, candidate)]
    for act in (*same_act, *_recent(sight, earlier, number, _AGENT_REACH)):
        if not act.roles.actors or (act not in same_act and act.trigger.dep_ == "relcl"):
            continue
        if act not in same_act and not (_is_same_story(sight, act, candidate) and _is_outcome(sight, candidate, act)):
            return candidate
        fighters = _fighters(sight, act.roles.recipients, "armed")
        for actors in (act.roles.actors, fighters):
            if actors and not _same_side(sight, actors, hurt):
                return _changed(candidate, actors, hurt, "agent")
        return candidate
    return candidate


def _is_total(candidate: Candidate) -> bool:
    """ "174 people have been killed since Saturday", "have been killed": the toll of many acts, not what the one before it did."""
    words = [t.lower_ for t in candidate.trigger.subtree]
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in candidate.trigger.children)
    return perfect or "since" in words or any(pair in _SPANS for pair in pairwise(words))


def _is_outcome(sight: Sight, candidate: Candidate, act: Candidate) -> bool:
    """Whether an act of before may have done what is told without a doer.

    A strike, or an act of the same sort, with a doer of its own; a report of what an armed group does goes on with any of it.
    """
    if all(m.kind == "armed group" for m in act.roles.actors):
        return True
    return not act.carried and (act.relation == candidate.relation or act.relation in _STRIKING | _FROM_AFAR)


def _is_same_story(sight: Sight, act: Candidate, candidate: Candidate) -> bool:
    """Whether two acts are of one type and nothing says that they happened in different places."""
    names = sight.lexicon.vocabulary.relations
    if names[act.relation].type != names[candidate.relation].type:
        return False
    there, here = ({m.place for m in c.roles.places if sight.is_below_country(m)} for c in (act, candidate))
    return not here or not there or bool(here & there)


def _is_meant(act: Candidate, candidate: Candidate) -> bool:
    """ "The offensive killed 60": the operation told of before."""
    return any(
        s.lemma_ == act.trigger.lemma_ and any(c.lower_ in ("the", "this", "these") for c in s.children)
        for s in syntax.grammatical_subjects(candidate.trigger)
    )


def _with_opponent(sight: Sight, candidate: Candidate, earlier: Earlier, number: int) -> Candidate:
    mine = candidate.roles.actors
    if candidate.relation in _ON_CROWDS and (crowd := _crowd(sight, earlier, number)):
        return _changed(candidate, mine, crowd, "opponent")
    if any(o.lemma_ == "air" for o in syntax.objects_of(candidate.trigger, {"into", "in"})):
        return candidate
    for act in _recent(sight, earlier, number, _OPPONENT_REACH):
        places = {m.place for m in act.roles.places if sight.is_below_country(m)}
        here = bool(places & {m.place for m in candidate.roles.places})
        for own, other in ((act.roles.actors, act.roles.recipients), (act.roles.recipients, act.roles.actors)):
            fighters = _fighters(sight, other, "armed")
            if fighters and (_same(own, mine) or here) and not _same_side(sight, fighters, mine):
                return _changed(candidate, mine, fighters, "opponent")
    return candidate


def _fighters(sight: Sight, mentions: Sequence[ActorMention], cls: str) -> tuple[ActorMention, ...]:
    """Those who can fight back: a convoy cannot, though it is of some army, and peacekeepers stand between the sides."""
    armed = (m for m in mentions if sight.is_actor_class(m, cls) and m.kind in _FIGHTERS)
    return tuple(m for m in armed if sight.reading.doc[m.head].lemma_.lower() not in _BETWEEN)


def _crowd(sight: Sight, earlier: Earlier, number: int) -> tuple[ActorMention, ...]:
    """Who protested right before: "Students marched. Police fired into the air"."""
    kinds = sight.lexicon.vocabulary.relations
    recent = (c for n, c in reversed(earlier) if 0 < number - n <= _AGENT_REACH and kinds[c.relation].type == "PROTEST")
    return next((c.roles.actors for c in recent if c.roles.actors), ())


def add_losers(sight: Sight, acts: Earlier) -> list[Candidate]:
    """All candidates of an article; who takes a place takes it from those who leave it nearby in the text, and who
    strikes, strikes whom it fights elsewhere."""
    return [
        _with_loser(sight, n, c, acts) if _has_no_loser(c) and not _hits_civilian_thing(sight, c) else c for n, c in acts
    ]


def _hits_civilian_thing(sight: Sight, candidate: Candidate) -> bool:
    """ "attacked a hotel", "bombed a market": what was struck is told, and it is nobody's who fights."""
    if candidate.noun:
        return False
    things = [t for o in syntax.logical_objects(candidate.trigger) for t in syntax.conjuncts(o)]
    return bool(things) and all(sight.lexicon.in_class(t.lemma_.lower(), "civil") for t in things)


def _has_no_loser(candidate: Candidate) -> bool:
    return candidate.relation in _TAKING | _STRIKING and bool(candidate.roles.actors) and not candidate.roles.recipients


def _with_loser(sight: Sight, number: int, candidate: Candidate, acts: Earlier) -> Candidate:
    mine = candidate.roles.actors
    leaving = [c.roles.actors for n, c in acts if abs(n - number) <= _LEAVING_REACH and c.relation in _LEAVING]
    fought = [
        theirs
        for _, c in acts
        if _is_force(sight, c)
        for own, theirs in ((c.roles.actors, c.roles.recipients), (c.roles.recipients, c.roles.actors))
        if _same(own, mine)
    ]
    # "took the town after routing the garrison"
    beaten = [c.roles.recipients for n, c in acts if n == number and _is_force(sight, c) and _same(c.roles.actors, mine)]
    for others in [*beaten, *leaving] if candidate.relation in _TAKING else fought:
        fighters = _fighters(sight, others, "military")
        if fighters and not _same_side(sight, fighters, mine):
            return _changed(candidate, mine, fighters, "opponent")
    return candidate


def _changed(
    candidate: Candidate, actors: tuple[ActorMention, ...], recipients: tuple[ActorMention, ...], what: str
) -> Candidate:
    roles = candidate.roles
    return candidate.changed(
        roles=Roles(actors, recipients, roles.places, roles.victims),
        rule=f"{candidate.rule}; {what}: sentence before",
        weight=candidate.weight - 0.1,
        carried=what == "agent",
    )


def _same(left: Sequence[ActorMention], right: Sequence[ActorMention]) -> bool:
    return bool({m.actor for m in left if m.actor} & {m.actor for m in right if m.actor})


def _same_side(sight: Sight, left: Sequence[ActorMention], right: Sequence[ActorMention]) -> bool:
    """Whether two parties are the same actors or bodies of the same state; rebels are no side of their state."""
    if _same(left, right) or _states(sight, left) & _states(sight, right):
        return True
    return any(_may_be_same(sight, a, b) for a in left for b in right)


def _may_be_same(sight: Sight, left: ActorMention, right: ActorMention) -> bool:
    """ "the rebels" and "M23 fighters": an unnamed group may well be a named one of its country."""
    one, other = sight.actor(left), sight.actor(right)
    if one is None or other is None or not {one.sector, other.sector} <= {"REB", "UAF"}:
        return False
    return one.country == other.country and {left.form, right.form} != {"name"}


def side_of(sight: Sight, mention: ActorMention) -> str | None:
    """One word for all bodies of a state, its ISO3 code; the actor's id for anybody else."""
    actor = sight.actor(mention)
    state = actor is not None and actor.country is not None and actor.sector in STATE_SECTORS and actor.kind != "civilians"
    return actor.country if actor is not None and state else mention.actor


def _states(sight: Sight, mentions: Sequence[ActorMention]) -> set[str]:
    found = (sight.actor(m) for m in mentions)
    return {a.country for a in found if a is not None and a.country and a.sector in STATE_SECTORS}
