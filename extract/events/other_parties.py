"""Who among the participants of other acts can be the other side of this one."""

from collections.abc import Iterable

from extract.events.candidates import Candidate
from extract.events.sides import STATE_SECTORS
from extract.events.sight import Sight
from extract.events.territory import is_own_side
from extract.tables import ActorMention

_PRIVATE = frozenset({"JRN", "CVL", "EDU", "MED", "LAB", "BUS"})
_ARMS_OF_STATE = frozenset({"military", "police"})


def other_parties(
    sight: Sight, candidate: Candidate, mentions: Iterable[ActorMention], *, anybody: bool = False
) -> tuple[ActorMention, ...]:
    """Those who may answer the actors of a candidate, its actors and their own side left out; with `anybody` a mob as well."""
    own = {m.actor for m in candidate.roles.actors}
    others = (m for m in mentions if m.actor not in own and not is_own_side(sight, candidate, m))
    return tuple(m for m in others if anybody or _may_answer(sight, m))


def _may_answer(sight: Sight, mention: ActorMention) -> bool:
    """Whether somebody is a side of a quarrel: a political actor, or a people ("the Serbs")."""
    head, actor = sight.reading.doc[mention.head], sight.actor(mention)
    if mention.kind == "person" and actor is not None and actor.sector in _PRIVATE:
        return False
    if mention.form == "nominal" and head.lemma_.lower() == "side":
        return False
    return sight.is_actor_class(mention, "political") or (mention.kind == "civilians" and head.pos_ == "PROPN")


def as_state(sight: Sight, mention: ActorMention, before: int) -> ActorMention:
    """The state whose army or police a mention is, where the text names it before a token; else the mention itself."""
    actor = sight.actor(mention)
    if actor is None or actor.country is None or actor.kind not in _ARMS_OF_STATE or actor.sector not in STATE_SECTORS:
        return mention
    return state_named(sight, actor.country, before) or mention


def state_named(sight: Sight, country: str, before: int) -> ActorMention | None:
    """The last name of a state before a token."""
    named = [m for m in sight.actors.mentions if m.start < before and m.form == "name" and m.kind == "state"]
    states = [m for m in named if (a := sight.actor(m)) is not None and a.country == country]
    return states[-1] if states else None
