"""Who takes part, after the encoder: mentions and places of the sentence given the roles that their words have in the event."""

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Span, Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.deeds import undergoes_deed
from extract.events.opinion import Opinion, RoleChances
from extract.events.sight import Sight
from extract.tables import ActorMention, PlaceMention

# From this chance on a mention takes a role in an event without rules, or one that the rules left empty.
_CAST = 0.5
_FILL = 0.8
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis"})
_ABOUT = frozenset({"of", "for", "on", "about", "against", "to"})
# Subjects that do nothing of themselves: who fires a missile is somebody else.
_THINGS = ("weapon", "platform", "aircraft", "forces", "arms", "property", "vessels", "passers")
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_SAKES = frozenset({"support", "defence", "defense", "behalf", "favour", "favor", "aid", "solidarity"})
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "AID"})


def cast(sight: Sight, trigger: Token, opinion: Opinion, least: float = _CAST) -> Roles:
    """Actors, recipients and places of the event that a word triggers, those named inside others among them."""
    chosen: dict[str, list[ActorMention]] = {"actors": [], "recipients": []}
    roles = opinion.roles(trigger)
    for mention in _mentions(sight, trigger.sent):
        role, chance = roles.role(sight.reading.doc[mention.head])
        if role in chosen and chance >= least and (role != "actors" or may_act(sight, trigger, mention)):
            chosen[role].append(mention)
    return Roles(tuple(chosen["actors"]), tuple(chosen["recipients"]), tuple(_places(sight, trigger, roles, least)))


def with_subject(sight: Sight, trigger: Token, roles: Roles) -> Roles:
    """The roles of what a verb tells, with the actors that are its subject where it has one, and nobody else."""
    subjects = syntax.logical_subjects(trigger) if trigger.pos_ == "VERB" else []
    found = tuple(m for s in subjects for m in sight.participants(s) if m.actor)
    if not found or not set(found) & set(roles.actors):
        return roles
    return Roles(found, tuple(m for m in roles.recipients if m not in found), roles.places, roles.victims)


def complete(sight: Sight, candidate: Candidate, opinion: Opinion) -> Candidate:
    """The candidate with the actors or recipients that its rule left open, where the encoder is confident about a mention."""
    roles = candidate.roles
    if (roles.actors and roles.recipients) or not opinion.knows(candidate.trigger):
        return candidate
    given = cast(sight, candidate.trigger, opinion, _FILL)
    inner = _inner(sight, candidate.trigger.sent)
    trigger, words = candidate.trigger, _kind(sight, candidate) in _WORDS
    named = _unknown_doers(sight, candidate)
    open_to = tuple(m for m in given.actors if (not named or m.head in named) and m not in inner and not _brokers(sight, trigger, m))
    known = {m.actor for m in (*roles.actors, *roles.recipients)}
    actors = roles.actors or tuple(m for m in open_to if m.actor and m.actor not in known and not _undergoes(sight, trigger, m))
    fresh = (m for m in given.recipients if m not in inner and m.actor and m.actor not in known and not _is_apart(sight, trigger, m))
    if candidate.relation == "visit" and roles.places:
        # "flew to Quito to press for the minister's return": the host is where one goes, or who is met there
        hosts = {*(p.head for p in roles.places), *_met_on(trigger)}
        fresh = (m for m in fresh if {m.head, sight.reading.doc[m.head].head.i} & hosts)
    free = (m for m in fresh if not undergoes_deed(sight, candidate, m) and not _is_helped(sight, m))
    recipients = roles.recipients or tuple(
        m for m in free if not (_is_in_other_act(sight, trigger, m) or (words and _is_of_other_verb(sight, trigger, m)))
    )
    if (actors, recipients) == (roles.actors, roles.recipients):
        return candidate
    completed = Roles(actors, recipients, roles.places, roles.victims)
    return candidate.changed(roles=completed, rule=f"{candidate.rule}; participants: encoder")


def _kind(sight: Sight, candidate: Candidate) -> str:
    return sight.lexicon.vocabulary.relations[candidate.relation].type


def _unknown_doers(sight: Sight, candidate: Candidate) -> set[int]:
    """ "heard two dozen countries condemn it": the words that say who does it, though nobody knows them; nobody else did."""
    trigger, lexicon = candidate.trigger, sight.lexicon
    if candidate.noun or syntax.is_passive(trigger):
        return set()
    subjects = [s for s in syntax.grammatical_subjects(trigger) if s.pos_ == "NOUN"]
    names = (s.lemma_.lower() for s in subjects)
    if any(s in lexicon.nouns or any(lexicon.in_class(s, cls) for cls in _THINGS) for s in names):
        return set()
    return {t.i for s in subjects for t in s.subtree}


def _met_on(visit: Token) -> set[int]:
    """ "flew to Cairo to brief officials", "went to Lomé for talks with the president": the heads of the words for them."""
    purposes = [c for c in visit.children if c.dep_ in ("advcl", "xcomp")]
    return {t.i for c in purposes for o in syntax.logical_objects(c) for t in syntax.conjuncts(o)} | {
        t.i for c in (visit, *purposes) for o in syntax.objects_of(c, {"with", "for"}) for t in (o, *syntax.objects_of(o, {"with"}))
    }


def _is_helped(sight: Sight, mention: ActorMention) -> bool:
    """ "fired mortars in support of the army": whom an act is for is not whom it hits."""
    of = sight.reading.doc[mention.head].head
    return of.lower_ == "of" and of.head.lemma_.lower() in _SAKES and of.head.dep_ == "pobj" and of.head.head.lower_ in ("in", "on")


def _brokers(sight: Sight, trigger: Token, mention: ActorMention) -> bool:
    """ "the truce, brokered by Qatar, took effect": whoever helped others to it is no party to it."""
    preposition = sight.reading.doc[mention.head].head
    verb = preposition.head
    return verb != trigger and preposition.lower_ == "by" and verb.lemma_.lower() in sight.lexicon.cues.light["broker"]


def _undergoes(sight: Sight, trigger: Token, mention: ActorMention) -> bool:
    """ "nine people, four of them soldiers, were killed": soldiers among those to whom it is done."""
    if trigger.pos_ != "VERB" or not syntax.is_passive(trigger):
        return False
    node = sight.reading.doc[mention.head]
    return node.dep_ == "appos" and node.head in syntax.grammatical_subjects(trigger)


def _is_of_other_verb(sight: Sight, trigger: Token, mention: ActorMention) -> bool:
    """ "condemned the attack and asked both sides": the object of a verb joined to this one."""
    node = sight.reading.doc[mention.head]
    while node.head != node and node != trigger:
        if node.dep_ == "conj" and node.pos_ == "VERB":
            return node.head == trigger or trigger in node.head.subtree
        node = node.head
    return False


def _is_in_other_act(sight: Sight, trigger: Token, mention: ActorMention) -> bool:
    """ "condemned it in talks with the king": whom another event noun has for its party."""
    governors = [g for g, _ in islice(syntax.governors(sight.reading.doc[mention.head]), 3)]
    joined = (g.head for g in governors if g.dep_ == "prep" and g.lower_ in ("with", "between"))
    return any(n != trigger and n.lemma_.lower() in sight.lexicon.nouns for n in joined)


def _is_apart(sight: Sight, trigger: Token, mention: ActorMention) -> bool:
    """ "said during a visit that the army would leave": whoever stands in a clause beside the one that tells of the act."""
    above = {trigger, *trigger.ancestors}
    node: Token = sight.reading.doc[mention.head]
    apart = False
    while node not in above and node.head != node:
        apart = apart or node.dep_ in _CLAUSES
        node = node.head
    return apart and node != trigger


def may_act(sight: Sight, trigger: Token, mention: ActorMention) -> bool:
    """Whether the parse leaves it open that a mention does what another word of its sentence tells.

    Who condemns an attack did not carry it out, nor did civilians that are the subject of another verb: those who say or do
    something else. Soldiers and states may have done what their clause only speaks of.
    """
    noun = trigger.pos_ in ("NOUN", "PROPN")
    subject: Token = sight.reading.doc[mention.head]
    inside = ("conj", "amod", "compound", "nmod") if noun else ("conj", "amod", "compound", "nmod", "poss")
    while subject.dep_ in inside and subject.head != trigger:
        subject = subject.head
    while subject.dep_ == "pobj" and subject.head.lower_ == "of" and subject.head != trigger:
        subject = subject.head.head
    verb = subject.head
    if subject.dep_ == "pobj" and verb.lower_ == "by" and verb.head != trigger and verb.head.lemma_ in syntax.BLAMING:
        # "accused of war crimes by investigators"
        return False
    if subject.dep_ == "pobj" and verb.lower_ == "to" and verb.head.lower_ == "according":
        # "six were killed, according to the general staff"
        return False
    if subject.dep_ not in ("nsubj", "nsubjpass") or verb == trigger:
        return True
    if not noun and verb.lemma_.lower() in sight.lexicon.cues.reporting and not _speaks_of_self(trigger, subject):
        # "200 people were killed, said an official"
        return False
    if not noun and verb.dep_ == "conj" and verb.head == trigger and syntax.is_passive(trigger):
        # "26 were killed, and the air force shot down two jets"
        return False
    if not noun and sight.is_actor_class(mention, "civilian") and syntax.is_passive(trigger):
        return False
    path = [trigger, *trigger.ancestors]
    return verb not in path or not (noun and _is_judged(sight, path[path.index(verb) - 1], verb))


def _speaks_of_self(trigger: Token, speaker: Token) -> bool:
    """ "denied having sent troops", "we mourn, wrote the mayor": who speaks is who does it."""
    subjects = syntax.grammatical_subjects(trigger)
    return not subjects or speaker in subjects or any(s.lower_ in ("i", "we", "it", "he", "she", "they") for s in subjects)


def _is_judged(sight: Sight, child: Token, verb: Token) -> bool:
    """ "condemned the attack", "called for an end to the killing": what words are about."""
    lexicon = sight.lexicon
    lemma = verb.lemma_.lower()
    types = {lexicon.vocabulary.relations[p.relation].type for p in lexicon.verbs.get(lemma, ())}
    about = child.dep_ == "dobj" or (child.dep_ == "prep" and child.lower_ in _ABOUT)
    return about and (lemma in lexicon.cues.reporting or "ACCUSE" in types or (bool(types & _WORDS) and not types & _DEEDS))


def _mentions(sight: Sight, sentence: Span) -> Iterator[ActorMention]:
    """The mentions of a sentence, as a syntactic argument would find them."""
    found = (sight.mention(token) for token in sentence if sight.actors.headed(token.i) is not None)
    return (mention for mention in found if mention is not None)


def _inner(sight: Sight, sentence: Span) -> set[ActorMention]:
    """The mentions inside others: the state, of "Palestinian health officials"."""
    here = [m for m in sight.actors.mentions if sentence.start <= m.start < sentence.end and m.actor]
    spans = {(m.start, m.end) for m in here}
    return {m for m in here if any(s <= m.start and m.end <= e and (s, e) != (m.start, m.end) for s, e in spans)}


def _places(sight: Sight, trigger: Token, roles: RoleChances, least: float) -> Iterator[PlaceMention]:
    found: dict[PlaceMention, None] = {}
    for token in trigger.sent:
        place = sight.places.at(token.i)
        if place is not None and roles.chance(token, "places") >= least:
            found[place] = None
    yield from found
