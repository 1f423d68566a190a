"""The country on whose ground a foreign act happens, as its recipient: "withdrew its troops from Panama" is done to Panama.

PLOVER codes the country where no other recipient is named. A state's acts at home, talks held in a third country and places
below a country add no recipient.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.deeds import undergoes_deed
from extract.events.sight import STATE_KINDS, Sight
from extract.tables import ActorMention

_TOWARDS = frozenset({"to", "from", "against", "on", "over", "towards", "toward", "into"})
_INSIDE = frozenset({"in", "inside", "across", "throughout", "within", "of"})
_ON_GROUND = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "CONCEDE", "SANCTION"})
_WORDS = frozenset({"AGREE", "REJECT", "THREATEN", "COOPERATE", "ACCUSE"})
# Acts whose object may be one's own troops: "agreed to withdraw its forces".
_SENDING = frozenset({"RETREAT", "AGREE", "CONCEDE", "AID", "REJECT", "THREATEN", "SANCTION"})
# "the biggest operation since the invasion of East Timor"
_OTHER_TIMES = frozenset({"since", "after", "before", "during", "until", "following"})
_STOP = frozenset({"relcl", "advcl", "nsubj", "parataxis", "appos"})


def add_host(sight: Sight, candidate: Candidate) -> Candidate:
    """The candidate with the foreign country it names as its ground for recipient, if it has no other."""
    roles = candidate.roles
    kind = sight.lexicon.vocabulary.relations[candidate.relation].type
    others = any(not is_own_side(sight, candidate, m) for m in roles.recipients)
    visits = candidate.relation == "visit" and not any(c.lower_ == "back" for c in candidate.trigger.children)
    if not roles.actors or others or candidate.relation == "clash" or not (kind in _ON_GROUND | _WORDS or visits):
        return candidate
    prepositions = _TOWARDS | _INSIDE if kind in _ON_GROUND or visits else _TOWARDS
    own = {a.country for m in roles.actors if (a := sight.actor(m)) is not None}
    named = [m for p in roles.places if (m := sight.actors.headed(p.head)) is not None and _is_country(sight, m)]
    named += [m for t in _starts(candidate) for m in _countries(sight, t, prepositions)]
    if visits:
        named = [m for p in roles.places if (m := sight.actors.headed(p.head)) is not None and m.kind in STATE_KINDS]
    hosts = [m for m in dict.fromkeys(named) if not _is_home(sight, m, own) and not undergoes_deed(sight, candidate, m)]
    if not hosts:
        return candidate
    return candidate.changed(roles=Roles(roles.actors, tuple(hosts), roles.places, roles.victims))


def is_own_side(sight: Sight, candidate: Candidate, mention: ActorMention) -> bool:
    """A state sends and recalls its own troops and envoys: they are no recipients, nor is its own government."""
    other = sight.actor(mention)
    doers = [a for m in candidate.roles.actors if (a := sight.actor(m)) is not None and m.actor != mention.actor]
    kind = sight.lexicon.vocabulary.relations[candidate.relation].type
    if kind == "MOBILIZE" and other is not None and other.kind in ("military", "police"):
        # "sent 300 policemen": those who are sent
        return True
    if kind in _SENDING and is_owned(sight, candidate, mention):
        return True
    if other is not None and other.kind == "state" and any(a.country == other.country and a.sector == "GOV" for a in doers):
        return True
    # Separatists may have a government, too.
    states = {a.country for a in doers if a.kind in STATE_KINDS and a.sector not in ("REB", "OPP")}
    if other is None or other.country is None or other.country not in states:
        return False
    if kind == "MOBILIZE" or candidate.relation == "expulsion" or other.kind in STATE_KINDS:
        return True
    return other.sector == "MIL" and other.kind == "military" and kind in _SENDING


def is_owned(sight: Sight, candidate: Candidate, mention: ActorMention) -> bool:
    """Whether a possessive pronoun gives people to the one who acts: "recalled their ambassadors"."""
    own = {m.actor for m in candidate.roles.actors if m.actor}
    words = sight.reading.doc[mention.head].children
    pronouns = [c for c in words if c.dep_ == "poss" and c.lower_ in ("its", "their", "his", "her")]
    owners = [sight.actors.headed(c.i) for c in pronouns]
    return any(o is None or o.actor is None or o.actor in own for o in owners)


def _is_home(sight: Sight, mention: ActorMention, own: set[str | None]) -> bool:
    actor = sight.actor(mention)
    return actor is None or actor.country in own


def _starts(candidate: Candidate) -> tuple[Token, ...]:
    """The trigger, and the verb that an event noun is the object of: "announced the deployment of troops to Liberia"."""
    trigger = candidate.trigger
    lent = candidate.noun and trigger.dep_ == "dobj" and trigger.head.i in candidate.used
    return (trigger, trigger.head) if lent else (trigger,)


def _countries(sight: Sight, trigger: Token, prepositions: frozenset[str]) -> Iterator[ActorMention]:
    waiting = [trigger]
    while waiting:
        token = waiting.pop(0)
        for child in token.children:
            if child.dep_ in _STOP or child.dep_ == "conj" or (child.dep_ == "prep" and child.lower_ in _OTHER_TIMES):
                continue
            if child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
                yield from _states(sight, child)
            waiting.append(child)


def _states(sight: Sight, preposition: Token) -> Iterator[ActorMention]:
    for token in (t for o in syntax.prepositional_objects(preposition) for t in syntax.conjuncts(o)):
        mention = sight.actors.headed(token.i)
        if mention is not None and _is_country(sight, mention):
            yield mention


def _is_country(sight: Sight, mention: ActorMention) -> bool:
    return mention.form == "name" and mention.kind in STATE_KINDS and not sight.is_town(mention)
