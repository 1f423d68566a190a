"""A claim of responsibility by itself: "A bomb killed six soldiers. The Taliban claimed responsibility." It tells the act again, with its doer."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.confidence import chance_of
from extract.events.sight import Sight
from extract.tables import ActorMention

_REACH = 3
Earlier = Sequence[tuple[int, Candidate]]


def add_claims(sight: Sight, candidates: Sequence[Candidate], sentence: Span, earlier: Earlier, number: int) -> list[Candidate]:
    """The candidates of a sentence and what a claim of responsibility in it tells again."""
    read = {i for c in candidates for i in (c.trigger.i, *c.used)}
    verbs = (t for t in sentence if t.i not in read and _claims(sight, t))
    found = (_claimed(sight, verb, earlier, number) for verb in verbs)
    return sorted([*candidates, *(c for c in found if c is not None)], key=lambda c: c.trigger.i)


def _claims(sight: Sight, verb: Token) -> bool:
    """Whether a verb claims responsibility for what the sentence itself does not name."""
    if verb.pos_ != "VERB" or verb.lemma_ not in sight.lexicon.cues.light["responsibility"]:
        return False
    things = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_ == "responsibility"]
    deeds = [o for t in (verb, *things) for o in syntax.objects_of(t, {"for"})]
    bare = not deeds or any(d.pos_ == "PRON" for d in deeds)
    return bool(things) and bare and not any(c.dep_ in ("neg", "aux") and c.lemma_ != "have" for c in verb.children)


def _claimed(sight: Sight, verb: Token, earlier: Earlier, number: int) -> Candidate | None:
    acts = (c for n, c in reversed(earlier) if 0 < number - n <= _REACH and c.told and _is_attack(sight, c))
    act = next(acts, None)
    doers = _doers(sight, verb)
    # "Gunmen" may well be theirs, a named group is not.
    known = {m.actor for m in act.roles.actors if m.form == "name"} if act is not None else set()
    if act is None or not doers or (known and not known & {m.actor for m in doers}):
        return None
    roles = Roles(doers, act.roles.recipients, act.roles.places)
    claim = Candidate(verb, act.relation, roles, "claim of responsibility", used=frozenset({verb.i}), date=act.date)
    return claim.changed(chance=chance_of(claim))


def _doers(sight: Sight, verb: Token) -> tuple[ActorMention, ...]:
    """Who claims it; of "no group" nobody."""
    subjects = [s for s in syntax.logical_subjects(verb) if not any(c.lower_ in ("no", "nobody") for c in s.children)]
    return tuple(m for s in subjects for m in sight.participants(s) if m.actor and sight.is_actor_class(m, "political"))


def _is_attack(sight: Sight, act: Candidate) -> bool:
    return sight.lexicon.vocabulary.relations[act.relation].type == "ASSAULT"
