"""Speech acts and the events in their content: "agreed to meet" is one event, a plan to meet, not a meeting.

Also the merging of what several rules say of one act: "an air strike killed six people" is one air strike.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate, Roles
from extract.events.casualties import HARMS
from extract.events.deeds import aim_at_doers
from extract.events.lexicon import Lexicon
from extract.events.sight import Sight
from extract.tables import ActorMention

# Outer acts whose content is reported as having happened or being denied, not swallowed: "accused X of killing", "denied attacking".
_KEEPS_CONTENT = frozenset({"accusation", "denial", "condemnation", "praise", "complaint", "lawsuit", "investigation"})


def resolve_speech_acts(sight: Sight, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates with the content of speech acts folded into them."""
    swallowed: set[int] = set()
    refined: dict[int, Candidate] = {}
    for index, outer in enumerate(candidates):
        if outer.relation in ("accusation", "complaint") and not outer.roles.recipients:
            refined[index] = _blaming(sight, outer)
        judged = aim_at_doers(sight, refined.get(index, outer), candidates)
        if judged is not outer:
            refined[index] = judged
        if index in swallowed or outer.relation in _KEEPS_CONTENT:
            continue
        if not outer.clauses and (outer.noun or outer.relation not in sight.lexicon.speech_acts):
            continue
        inner = [(i, c) for i, c in enumerate(candidates) if i != index and _is_content(c, outer)]
        refined[index] = _refine(sight, outer, [c for _, c in inner])
        swallowed |= {i for i, _ in inner}
    return [refined.get(i, c) for i, c in enumerate(candidates) if i not in swallowed]


def _blaming(sight: Sight, outer: Candidate) -> Candidate:
    """ "alleged that the army had shelled them": who is said to have done it."""
    roles, own = outer.roles, {m.actor for m in outer.roles.actors}
    blamed = [m for c in outer.clauses for s in _clause_subject(c) for m in sight.participants(s) if m.actor not in own]
    return outer.changed(roles=Roles(roles.actors, tuple(blamed), roles.places, roles.victims)) if blamed else outer


def _is_content(inner: Candidate, outer: Candidate) -> bool:
    """Whether the inner trigger lies in the outer act's clause or is its object ("demanded a withdrawal")."""
    heads = {c.i for c in outer.clauses}
    if inner.noun and not outer.noun:
        heads |= {o.i for o in syntax.logical_objects(outer.trigger)}
    node: Token = inner.trigger
    while node.head != node:
        if node.i in heads:
            return True
        if syntax.leaves_clause(node):
            node = syntax.clause_above(node)
            continue
        if node.dep_ in ("relcl", "advcl") and not _is_infinitive(node):
            return False
        if node.dep_ == "prep" and node.lower_ in ("after", "following", "since", "during", "amid", "despite"):
            return False
        node = node.head
    return node.i in heads


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _refine(sight: Sight, outer: Candidate, inner: Sequence[Candidate]) -> Candidate:
    first = min(inner, key=lambda c: (_depth(c.trigger, outer.trigger), c.trigger.i), default=None)
    # "called for an end to the support given to rebels" asks for no support.
    tells = first is not None and not (_only_describes(first) and first.trigger.tag_ == "VBN")
    relation = refined_relation(sight.lexicon, outer.relation, first.relation) if first and tells else outer.relation
    if relation == "promise" and outer.trigger.lemma_ == "agree" and len({m.actor for m in outer.roles.actors}) > 1:
        # "the four countries agreed to form a force": among themselves
        return outer.changed(relation="agreement", roles=_among_actors(outer, first))
    if relation == "promise" and any(sight.lexicon.in_class(c.lemma_.lower(), "hostile") for c in outer.clauses[:1]):
        relation = "threat of force"
    recipients = outer.roles.recipients or (() if _asks_others(sight, outer) else _content_recipients(sight, outer, first))
    places = outer.roles.places or (first.roles.places if first else ())
    roles = Roles(
        outer.roles.actors, tuple(m for m in recipients if m not in outer.roles.actors), places, outer.roles.victims
    )
    used = outer.used | (first.used if first else frozenset())
    instruments = outer.instruments + (first.instruments if first else ())
    if first and _is_supply(relation, first):
        return outer.changed(relation=first.relation, roles=roles, used=used, instruments=instruments, future=True)
    return outer.changed(relation=relation, roles=roles, used=used, instruments=instruments)


def _asks_others(sight: Sight, outer: Candidate) -> bool:
    """ "urged the parties to join it against the king": somebody is asked, known or not, and nobody in what he is to do."""
    if outer.noun or sight.lexicon.vocabulary.relations[outer.relation].type != "REQUEST" or syntax.is_passive(outer.trigger):
        return False
    asked = [c for c in outer.trigger.children if c.dep_ == "dobj" and c.pos_ == "NOUN"]
    told = any(c.dep_ in ("xcomp", "ccomp") and any(t.tag_ == "TO" for t in c.children) for c in outer.trigger.children)
    return told and any(c.lemma_.lower() not in sight.lexicon.nouns for c in asked)


def _among_actors(outer: Candidate, inner: Candidate | None) -> Roles:
    places = outer.roles.places or (inner.roles.places if inner else ())
    return Roles(outer.roles.actors, (), places, outer.roles.victims)


def _is_supply(relation: str, inner: Candidate) -> bool:
    """Promised arms keep their plain name: users search for arms supply, and its status says that it is still to come."""
    return relation == "offer of support" and inner.relation == "arms supply"


def _depth(token: Token, top: Token) -> int:
    depth, node = 0, token
    while node != top and node.head != node:
        node, depth = node.head, depth + 1
    return depth


def refined_relation(lexicon: Lexicon, outer: str, inner: str) -> str:
    """What a speech act becomes with an act of the relation `inner` for its content; `outer` if the lexicon does not say."""
    table = lexicon.speech_acts.get(outer, {})
    name = lexicon.vocabulary.relations[inner]
    return table.get(inner) or table.get(f"{name.type}/{name.mode}") or table.get(name.type) or outer


def _content_recipients(sight: Sight, outer: Candidate, inner: Candidate | None) -> list[ActorMention]:
    """Whom a demand, offer or threat is about when the outer clause does not say: the inner clause's subject or object."""
    subjects = [m for c in outer.clauses for s in _clause_subject(c) for m in sight.participants(s)]
    own = {a.country for m in outer.roles.actors if (a := sight.actor(m)) is not None and a.country}
    fresh = [m for m in subjects if m not in outer.roles.actors and m.form != "pronoun"]
    if outer.relation in ("warning", "threat", "promise"):
        # "warned that India would respond": the speaker's own side is nobody's recipient.
        fresh = [m for m in fresh if (a := sight.actor(m)) is None or a.country not in own]
    if fresh:
        return fresh
    told = [m for m in (*inner.roles.recipients, *inner.roles.actors) if m not in outer.roles.actors] if inner else []
    if told and inner is not None and not _only_describes(inner):
        return told
    if outer.relation == "accusation" and subjects:
        # "alleged that they had shot prisoners": whoever they are, not the prisoners
        return []
    # "offered to send a mediator": he is no recipient
    objects = [
        m
        for c in outer.clauses
        if not (outer.relation == "promise" and c.lemma_ in ("send", "dispatch", "name", "appoint"))
        for o in syntax.logical_objects(c)
        for m in (sight.participants(o) or sight.content(o))
    ]
    with_ = [
        m
        for c in outer.clauses
        for o in syntax.objects_of(c, {"with", "to", "for", "against", "on"})
        for m in sight.participants(o)
    ]
    found = [m for m in (*objects, *with_) if m not in outer.roles.actors]
    # "promised to surrender its generals to France"
    return [m for m in found if (a := sight.actor(m)) is None or a.country not in own] or told or found


def _only_describes(inner: Candidate) -> bool:
    """ "promised to surrender soldiers accused of murder": what was offered is not the suspicion."""
    return not inner.noun and inner.trigger.dep_ in ("acl", "relcl")


def _clause_subject(clause: Token) -> list[Token]:
    return [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]


def read_peacekeeping(sight: Sight, candidate: Candidate) -> Candidate:
    """Peacekeepers that are sent help; they are no show of force (PLOVER manual, AID and MOBILIZE)."""
    if candidate.relation != "troop deployment":
        return candidate
    doc = sight.reading.doc
    sent = [t for m in candidate.roles.actors for t in doc[m.start : m.end]] + list(candidate.trigger.subtree)
    keeps = any(t.lemma_.lower() in ("peacekeeper", "peacekeeping", "peace-keeping") for t in sent)
    return candidate.changed(relation="peacekeeping") if keeps else candidate


def merge_acts(sight: Sight, candidates: Sequence[Candidate]) -> list[Candidate]:
    """One candidate an act: nouns used up by a verb pattern vanish, a killing joins the attack that caused it."""
    kept = _coordinated([c for c in candidates if not _used_by_verb(c, candidates)])
    gone: set[int] = set()
    for i, verb in enumerate(kept):
        cause = next(
            (
                j
                for j, noun in enumerate(kept)
                if j not in gone
                and i != j
                and (_caused_by(sight, verb, noun) if noun.noun else _follows_from(sight, verb, noun))
            ),
            None,
        )
        if cause is not None:
            kept[cause] = _with_harm(kept[cause], verb)
            gone.add(i)
    return [c for i, c in enumerate(kept) if i not in gone]


def _with_harm(act: Candidate, harm: Candidate) -> Candidate:
    """The act with whom it harmed; who did it comes from the act's own words first."""
    roles = act.roles.joined(
        Roles(recipients=harm.roles.recipients, victims=harm.roles.victims, places=harm.roles.places)
    )
    if not roles.actors and harm.trigger.dep_ != "relcl":
        roles = Roles(harm.roles.actors, roles.recipients, roles.places, roles.victims)
    return act.changed(roles=roles, used=act.used | harm.used, weight=max(act.weight, harm.weight) + 0.05)


def _used_by_verb(candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    return any(c is not candidate and not c.noun and candidate.trigger.i in c.used for c in candidates)


def _caused_by(sight: Sight, verb: Candidate, noun: Candidate) -> bool:
    """ "killed in an air strike", "the blast wounded six", "rockets hit the market, killing dozens"."""
    names = sight.lexicon.vocabulary.relations
    if verb.noun or names[verb.relation].type != "ASSAULT" or names[noun.relation].type != "ASSAULT":
        return False
    if verb.relation not in ("killing", "attack", "destruction", "air strike") and verb.relation != noun.relation:
        return False
    if _relative_of(verb.trigger, noun.trigger):
        return True
    node = noun.trigger
    while node.dep_ == "conj":
        node = node.head
    if node.head == verb.trigger and node.dep_ in ("nsubj", "agent", "dobj"):
        return node.dep_ != "dobj"
    causes = sight.lexicon.cues.light["cause"]
    if node.head.lower_ in ("after", "following") and verb.roles.actors and not syntax.is_passive(verb.trigger):
        # "shot a gunman after an attack": an answer to it, not its outcome
        return False
    return node.dep_ == "pobj" and node.head.lower_ in causes and _hangs_on(node.head, verb.trigger)


def _follows_from(sight: Sight, verb: Candidate, act: Candidate) -> bool:
    """ "rockets hit the market, killing dozens": the killing is what the attack did."""
    names = sight.lexicon.vocabulary.relations
    if act.relation == "killing" or {names[verb.relation].type, names[act.relation].type} != {"ASSAULT"}:
        return False
    trigger = verb.trigger
    # What a bomb kills is coded as a bombing by itself.
    if (
        verb.relation not in ("killing", act.relation)
        and trigger.lemma_.lower() not in sight.lexicon.cues.light["harm"]
    ):
        return False
    if act.trigger.dep_ == "advcl" and act.trigger.head == trigger:
        # "were wounded when a rocket hit their vehicle"
        return verb.relation == "killing" and any(c.lower_ in ("when", "after", "as") for c in act.trigger.children)
    while trigger.dep_ == "conj" and trigger.head.tag_ == "VBG":
        trigger = trigger.head
    return trigger.dep_ == "advcl" and trigger.head == act.trigger and trigger.tag_ == "VBG"


def _relative_of(verb: Token, noun: Token) -> bool:
    """ "an attack on a camp that killed six", "attacks in two towns, where sixty were killed"."""
    return (
        verb.dep_ in ("relcl", "acl")
        and noun in list(verb.ancestors)[:6]
        and all(a.pos_ in ("NOUN", "PROPN", "ADP") for a in list(verb.ancestors)[: list(verb.ancestors).index(noun)])
    )


def _hangs_on(preposition: Token, verb: Token) -> bool:
    head = preposition.head
    return head == verb or (
        head.dep_ in ("dobj", "nsubjpass", "prep", "pobj") and (head.head == verb or head.head.head == verb)
    )


def _coordinated(candidates: Sequence[Candidate]) -> list[Candidate]:
    """ "killed and wounded", "attacks and strikes": coordinated triggers of one relation are one act."""
    result: list[Candidate] = []
    for candidate in candidates:
        twin = next((k for k, c in enumerate(result) if _same_act(c, candidate)), None)
        if twin is None:
            result.append(candidate)
        else:
            result[twin] = result[twin].changed(
                roles=result[twin].roles.joined(candidate.roles), used=result[twin].used | candidate.used
            )
    return result


def _same_act(first: Candidate, second: Candidate) -> bool:
    # "the blast killed six and wounded twenty"
    harm = not first.noun and {c.trigger.lemma_.lower() for c in (first, second)} <= HARMS
    if first.noun != second.noun or (first.relation != second.relation and not (harm and _is_killing(first, second))):
        return False
    if not first.noun and not harm and all(any(c.dep_ == "dobj" for c in t.trigger.children) for t in (first, second)):
        # "met the president and will meet the rebel": two objects, two acts.
        return False
    return (
        second.trigger.dep_ == "conj"
        and second.trigger.head == first.trigger
        # "two were killed and 30 injured"
        and not any(
            c.dep_ == "nsubjpass" or (c.dep_ == "nsubj" and not (harm and c.like_num)) for c in second.trigger.children
        )
    )


def _is_killing(first: Candidate, second: Candidate) -> bool:
    return "killing" in (first.relation, second.relation)
