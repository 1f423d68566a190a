"""Where and who, taken over from the sentences before where an act's own sentence leaves it open.

News names the town and the sides once and goes on: "The army shelled Homs. Six people were killed." A reader carries them
along, and so does this module, but only from acts of the same sort, a few sentences back, and never past a word such as
"elsewhere". What was taken over is named in the rule of the event.
"""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from extract.events.candidates import Candidate, Roles
from extract.events.setting import ON_GROUND, find_places, is_elsewhere, names_unknown, only_place
from extract.events.sight import Sight
from extract.tables import PlaceMention

_REACH = 3
_APART = frozenset({"elsewhere", "separately", "meanwhile", "previously"})
_TALKS = frozenset({"CONSULT", "AGREE"})
_FACE_TO_FACE = frozenset({"consultation", "meeting", "negotiation", "summit", "visit"})
Earlier = Sequence[tuple[int, Candidate]]


def place_acts(sight: Sight, candidates: Sequence[Candidate], earlier: Earlier, number: int) -> list[Candidate]:
    """The candidates of a sentence with their places: their own, else those of the sentence's other acts, else of acts before it."""
    placed = [c.changed(roles=_with_places(c.roles, find_places(sight, c))) for c in candidates]
    result = []
    for candidate in placed:
        open_place = not candidate.roles.places and not names_unknown(sight, candidate.trigger)
        if open_place and _happens_somewhere(sight, candidate):
            candidate = _take_over(sight, candidate, placed, earlier, number)
        result.append(candidate)
    return result


def _with_places(roles: Roles, places: Sequence[PlaceMention]) -> Roles:
    return Roles(roles.actors, roles.recipients, tuple(places), roles.victims)


def _kind(sight: Sight, candidate: Candidate) -> str:
    return sight.lexicon.vocabulary.relations[candidate.relation].type


def _happens_somewhere(sight: Sight, candidate: Candidate) -> bool:
    return _kind(sight, candidate) in ON_GROUND or candidate.relation in _FACE_TO_FACE


def _take_over(
    sight: Sight, candidate: Candidate, siblings: Sequence[Candidate], earlier: Earlier, number: int
) -> Candidate:
    near = [c for c in siblings if c is not candidate and _same_sort(sight, candidate, c)]
    here = [] if is_elsewhere(candidate.trigger) else [c.roles.places for c in near]
    if _kind(sight, candidate) in ON_GROUND and not is_elsewhere(candidate.trigger):
        here.append(only_place(sight, candidate.trigger))
    before = [c.roles.places for c in _before(sight, candidate, earlier, number)]
    for source, others in (("same sentence", here), ("sentence before", before)):
        for found in others:
            places = [m for m in found if sight.is_below_country(m)]
            if places:
                return candidate.changed(
                    roles=_with_places(candidate.roles, places), rule=f"{candidate.rule}; place: {source}"
                )
    return candidate


def _before(sight: Sight, candidate: Candidate, earlier: Earlier, number: int) -> list[Candidate]:
    if _moves_on(candidate.trigger.sent) or _tells_of_past(candidate.trigger):
        return []
    recent = [c for n, c in reversed(earlier) if n < number and number - n <= _REACH]
    return [c for c in recent if _same_sort(sight, candidate, c)]


def _moves_on(sentence: Span) -> bool:
    return any(t.lower_ in _APART for t in sentence[:3])


def _tells_of_past(trigger: Token) -> bool:
    """ "which fought a war in 2006": an aside with a year of its own is another story."""
    return any(t.like_num and len(t.text) == 4 and t.text[:2] in ("18", "19", "20") for t in trigger.subtree)


def _same_sort(sight: Sight, candidate: Candidate, other: Candidate) -> bool:
    """Whether the acts belong to one story: both talks, or both on the ground with nobody in them who contradicts."""
    talks = _kind(sight, candidate) in _TALKS
    if talks != (_kind(sight, other) in _TALKS):
        return False
    mine = {m.actor for m in (*candidate.roles.actors, *candidate.roles.recipients)}
    theirs = {m.actor for m in (*other.roles.actors, *other.roles.recipients)}
    return not mine or not theirs or bool(mine & theirs) or not candidate.roles.actors or not other.roles.actors
