"""Counts of dead and injured without a doer: "Two people were killed and 30 injured." What happened before says whether it was violence."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.casualties import count_of
from extract.events.confidence import chance_of
from extract.events.sight import Sight

_REACH = 3
_DYING = frozenset({"die", "perish"})
_HARMED = frozenset({"kill", "injure", "wound", "hurt"}) | _DYING
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_TOLD = frozenset({"ROOT", "ccomp", "conj"})
Earlier = Sequence[tuple[int, Candidate]]


def settle_tolls(
    sight: Sight, candidates: Sequence[Candidate], sentence: Span, earlier: Earlier, number: int
) -> list[Candidate]:
    """The candidates of a sentence; deaths without a doer are told behind violence, and not behind an accident."""
    dying = list(_dying(sight, candidates, sentence))
    if not dying and not any(map(_is_toll, candidates)):
        return list(candidates)
    cause = _cause(sight, candidates, earlier, number)
    settled = [_settled(c, cause) if _is_toll(c) else c for c in candidates]
    if cause != "violence" or any(c.told and _harms(sight, c) for c in settled):
        # "six people died when police broke up a march": told with what killed them.
        return settled
    return sorted([*settled, *dying], key=lambda c: c.trigger.i)


def _is_toll(candidate: Candidate) -> bool:
    if candidate.relation != "killing" or candidate.noun or candidate.roles.actors:
        return False
    verb = candidate.trigger
    passive = any(c.dep_ == "auxpass" for c in verb.children) and not syntax.agents(verb)
    return verb.lemma_ in _HARMED and (passive or verb.lemma_ in _DYING)


def _settled(candidate: Candidate, cause: str | None) -> Candidate:
    if cause == "accident":
        return candidate.changed(told=False)
    return candidate.changed(told=True) if cause == "violence" and candidate.passes else candidate


def _cause(sight: Sight, candidates: Sequence[Candidate], earlier: Earlier, number: int) -> str | None:
    """What the nearest sentence that tells of violence or of an accident tells of; where it has both, it is violence."""
    for back in range(min(_REACH, number) + 1):
        acts = candidates if back == 0 else [c for n, c in earlier if n == number - back]
        for act in acts:
            if act.told and _is_violent(sight, act) and not (back == 0 and _is_toll(act)):
                return "violence"
        if back and sight.subjects.tells_of_accident(number - back):
            return "accident"
    return None


def _is_violent(sight: Sight, act: Candidate) -> bool:
    return sight.lexicon.vocabulary.relations[act.relation].type in _VIOLENT or act.relation == "riot"


def _harms(sight: Sight, act: Candidate) -> bool:
    return sight.lexicon.vocabulary.relations[act.relation].type == "ASSAULT"


def _dying(sight: Sight, candidates: Sequence[Candidate], sentence: Span) -> Iterator[Candidate]:
    """ "Four people died", for which no rule has an act: "die" alone says nothing of violence."""
    read = {i for c in candidates if _harms(sight, c) for i in (c.trigger.i, *c.used)}
    for verb in sentence:
        if verb.lemma_ not in _DYING or verb.pos_ != "VERB" or verb.dep_ not in _TOLD or read & set(_joined(verb)):
            continue
        subjects = [s for s in syntax.grammatical_subjects(verb) if count_of(s) is not None]
        hurt = tuple(m for s in subjects for m in sight.participants(s))
        if hurt and not any(c.dep_ == "neg" for c in verb.children):
            roles = Roles(recipients=hurt, victims=tuple(subjects))
            found = Candidate(verb, "killing", roles, "toll: die", used=frozenset({verb.i}))
            yield found.changed(chance=chance_of(found))


def _joined(verb: Token) -> list[int]:
    """The verb and those joined to it: "died and 12 were wounded"."""
    return [verb.i, *(c.i for c in verb.children if c.dep_ == "conj"), *([verb.head.i] if verb.dep_ == "conj" else [])]
