"""Verb patterns matched against the parse: for a verb, the most specific pattern that fits and what fills its slots."""

from collections.abc import Set
from dataclasses import dataclass, field

from spacy.tokens import Token

from extract.events import syntax
from extract.events.affected import find_affected
from extract.events.candidates import Candidate, Roles
from extract.events.lexicon import Part, Pattern, Slot
from extract.events.sight import Sight
from extract.events.territory import is_owned
from extract.tables import ActorMention, PlaceMention

_ON_GROUND = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"})
_PEOPLE_HELD = frozenset({"captives", "evacuees"})
_GROUND_RELATIONS = frozenset({"visit", "humanitarian aid", "evacuation"})
_TIMES = frozenset({"minute", "hour", "day", "night", "week", "fortnight", "month", "year", "decade", "time"})


@dataclass
class _Bound:
    """What a pattern has bound so far."""

    actors: list[ActorMention] = field(default_factory=list)
    recipients: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    victims: list[Token] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    instruments: list[Token] = field(default_factory=list)
    clauses: list[Token] = field(default_factory=list)
    # Whether the act happens on the ground, so that a capital is a town here and not its government.
    ground: bool = False


def match_verb(sight: Sight, verb: Token, words: Set[str]) -> Candidate | None:
    """The event a verb reports, or None. `words` are the words and lemmas of its sentence, in lower case."""
    patterns = sight.lexicon.verbs.get(verb.lemma_.lower())
    if not patterns or verb.dep_ in ("amod", "compound", "aux", "auxpass") or _describes(verb) or _is_in_name(sight, verb):
        return None
    for pattern in patterns:
        if not pattern.needs <= words:
            continue
        bound = _bind(sight, verb, pattern)
        candidate = None if bound is None else _candidate(sight, verb, pattern, bound)
        if candidate is not None and not _commands(sight, candidate):
            return candidate
    return None


def _commands(sight: Sight, candidate: Candidate) -> bool:
    """ "ordered his troops to leave": one's own soldiers are moved, not expelled."""
    people = candidate.roles.recipients
    return candidate.relation == "expulsion" and any(m.kind == "military" and is_owned(sight, candidate, m) for m in people)


def _describes(verb: Token) -> bool:
    """ "a sit-in by striking workers": a participle behind a preposition that the parse takes for a verb with an object."""
    lemma = verb.lemma_.lower()
    if lemma == "join":
        # "joined France in suspending aid": the suspending is the act
        return any(g.dep_ == "pcomp" for c in verb.children if c.lower_ == "in" and c.dep_ == "prep" for g in c.children)
    if lemma == "blame":
        # "shelling blamed on Ukraine": nobody says by whom
        return verb.dep_ == "acl" and verb.tag_ == "VBN" and not syntax.agents(verb)
    if lemma == "oppose":
        # "a group opposed to the deal": what it is, not what it did
        return verb.dep_ == "acl" and verb.tag_ == "VBN"
    if lemma != "strike" or verb.tag_ != "VBG" or verb.dep_ != "pcomp":
        return False
    noun = next((t for t in verb.rights if t.dep_ == "dobj"), None)
    return noun is not None and noun.tag_ == "NNS" and noun.left_edge.i == verb.i + 1


def _is_in_name(sight: Sight, verb: Token) -> bool:
    """ "the Group to Support Islam": a verb inside somebody's name tells no act."""
    mention = sight.actors.at(verb.i)
    return mention is not None and mention.form == "name"


def _candidate(sight: Sight, verb: Token, pattern: Pattern, bound: _Bound) -> Candidate:
    own = {m.actor for m in bound.actors if m.actor}
    # "closed its airspace": what belongs to the one who acts is no other side.
    bound.recipients = [m for m in bound.recipients if not _is_own_pronoun(sight, m, own)]
    kind = sight.lexicon.vocabulary.relations[pattern.relation].type
    if not bound.recipients:
        bound.recipients += find_affected(sight, verb, kind, bound.actors)
    roles = Roles(tuple(bound.actors), tuple(bound.recipients), tuple(bound.places), tuple(bound.victims))
    return Candidate(
        trigger=verb,
        relation=pattern.relation,
        roles=roles,
        rule=f"verb: {pattern.text}",
        used=frozenset(bound.used | {verb.i}),
        clauses=tuple(bound.clauses),
        instruments=tuple(bound.instruments),
        future=pattern.future,
        weight=min(0.9, 0.6 + 0.02 * pattern.specificity),
    )


def _is_own_pronoun(sight: Sight, mention: ActorMention, own: set[str]) -> bool:
    if mention.form != "pronoun":
        return False
    return mention.actor in own or (mention.actor is None and sight.reading.doc[mention.head].tag_ == "PRP$")


def _bind(sight: Sight, verb: Token, pattern: Pattern) -> _Bound | None:
    bound = _Bound(
        ground=sight.lexicon.vocabulary.relations[pattern.relation].type in _ON_GROUND
        or pattern.relation in _GROUND_RELATIONS
    )
    if pattern.particle is not None:
        particle = syntax.particle(verb, pattern.particle)
        if particle is None:
            return None
        bound.used.add(particle.i)
    if not _bind_subject(sight, verb, pattern, bound) or _leaves_object(verb, pattern):
        return None
    has_second = any(p.kind == "second" for p in pattern.parts)
    for part in pattern.parts:
        if not _bind_part(sight, verb, part, has_second, bound):
            return None
    return bound


def _leaves_object(verb: Token, pattern: Pattern) -> bool:
    """A pattern without an object does not read a verb that has one: "withdrew his complaint" is no withdrawal."""
    if any(p.kind != "clause" for p in pattern.parts) or (
        pattern.subject and pattern.subject.role in ("recipient", "place")
    ):
        return False
    return not syntax.is_passive(verb) and any(c.dep_ == "dobj" for c in verb.children)


def _bind_subject(sight: Sight, verb: Token, pattern: Pattern, bound: _Bound) -> bool:
    slot = pattern.subject
    subjects = syntax.logical_subjects(verb)
    if not subjects and slot is None and all(p.kind != "object" for p in pattern.parts) and syntax.is_passive(verb):
        # "is committed to", "is prepared to": a participle of attitude; its subject acts.
        subjects = syntax.grammatical_subjects(verb)
    if slot is None:
        bound.actors += [m for s in subjects for m in sight.participants(s)]
        return True
    # "{recipient:military} die", "{place} fall to": the grammatical subject is no actor, and an object-less verb has no by-agent.
    takes_object = any(p.kind in ("object", "second") for p in pattern.parts)
    if not subjects and not (slot.role == "actor" and takes_object and syntax.is_passive(verb)):
        subjects = syntax.grammatical_subjects(verb)
    fitting = [t for t in subjects if sight.fits(t, slot)]
    if not fitting or (
        slot.role in ("recipient", "party") and syntax.logical_objects(verb) and syntax.is_passive(verb)
    ):
        return False
    if slot.role == "any" and slot.cls not in ("territory", "settlement", "property"):
        # "talks between A and B resumed", "a truce between them took effect"
        bound.actors += [m for t in fitting for m in sight.content(t)]
        bound.used |= {t.i for t in fitting}
        return True
    _fill(sight, fitting, Slot("actor", slot.cls) if slot.role == "party" else slot, bound)
    return True


def _bind_part(sight: Sight, verb: Token, part: Part, has_second: bool, bound: _Bound) -> bool:
    match part.kind:
        case "clause":
            return _bind_clause(sight, verb, part, bound)
        case "purpose":
            return _bind_purpose(sight, verb, part, bound)
        case "object":
            # "held them hostage", "called him a criminal": a complement only where no object fits.
            objects = _objects(verb, first=has_second)
            plain = [t for t in objects if t.dep_ not in ("attr", "oprd", "acomp")]
            return _bind_tokens(sight, plain, part, bound) or _bind_tokens(sight, objects, part, bound)
        case "second":
            return _bind_tokens(sight, _direct(verb), part, bound)
        case "prep":
            tokens = _prepositional(verb, str(part.prep), bound.used)
            if part.slot is None and not part.words:
                # "criticised him for it", not "attacked the town for a third day"
                told = [t for t in tokens if t.lemma_.lower() not in _TIMES]
                return bool(told) or (not tokens and any(c.lower_ == part.prep for c in verb.children))
            return _bind_tokens(sight, tokens, part, bound) or _bind_infinitive(sight, verb, part, bound)
    return _bind_word(verb, part, bound)


def _objects(verb: Token, *, first: bool) -> list[Token]:
    if first:
        described = syntax.is_passive(verb) or any(c.dep_ == "oprd" for c in verb.children)
        return syntax.second_objects(verb) or (syntax.logical_objects(verb) if described else [])
    return syntax.logical_objects(verb) + [c for c in verb.children if c.dep_ in ("attr", "oprd", "acomp")]


def _direct(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in ("dobj", "oprd")]
    if not found and syntax.second_objects(verb):
        # "gave the rebels 24 hours to leave": the parser may take the hours for a time
        found = [c for c in verb.children if c.dep_ == "npadvmod"]
    return found or syntax.logical_objects(verb)


def _prepositional(verb: Token, preposition: str, used: set[int]) -> list[Token]:
    """Objects of a preposition under the verb, its objects, or a phrase the pattern has already matched ("in touch with")."""
    found = syntax.objects_of(verb, {preposition})
    matched = [o for c in verb.children if c.dep_ == "prep" for o in syntax.prepositional_objects(c) if o.i in used]
    for obj in (*_objects(verb, first=False), *matched):
        found += syntax.objects_of(obj, {preposition})
        for inner in syntax.objects_of(obj, {"of"}):
            found += syntax.objects_of(inner, {preposition})
    for child in verb.children:
        if child.dep_ in ("prt", "advmod") or (child.dep_ == "prep" and child.lower_ == "out"):
            found += syntax.objects_of(child, {preposition})
    return found


def _bind_tokens(sight: Sight, tokens: list[Token], part: Part, bound: _Bound) -> bool:
    if part.slot is None:
        for token in tokens:
            run = _match_words(token, part.words)
            if run is not None:
                bound.used |= run
                if part.kind == "object":
                    bound.recipients += _people(sight, token) or ([] if bound.ground else _owners(sight, token, bound))
                return True
        return False
    slot = part.slot
    fitting = [t for t in tokens if sight.fits(t, slot) and not _is_date(t, part)]
    if slot.role == "recipient" and bound.ground:
        fitting = [t for t in fitting if not sight.is_only_towns(t)]
    if not fitting:
        return False
    _fill(sight, fitting, slot, bound)
    return True


def _is_date(token: Token, part: Part) -> bool:
    """ "agreed on Saturday" does not say on what, nor "in May, when Rwanda demanded" what; "called for a day of rage" does."""
    return token.ent_type_ in ("DATE", "TIME") and (part.prep in ("on", "in", "at") or token.pos_ == "PROPN")


def _people(sight: Sight, token: Token) -> list[ActorMention]:
    """ "released hostages": a word of the pattern that stands for people names who undergoes the act."""
    if token.lower_.endswith(("self", "selves")):
        return []
    return [
        m for m in sight.participants(token) if m.kind in ("civilians", "military", "police", "armed group", "person")
    ]


def _owners(sight: Sight, token: Token, bound: _Bound) -> list[ActorMention]:
    """ "rejected an Australian ultimatum": whose it is, for acts of words."""
    return [m for m in sight.content(token) if m.actor not in {a.actor for a in bound.actors}]


def _match_words(token: Token, words: tuple[str, ...]) -> set[int] | None:
    if words[-1] not in (token.lemma_.lower(), token.lower_):
        return None
    used = {token.i}
    for word in words[:-1]:
        found = next((c for c in token.subtree if word in (c.lemma_.lower(), c.lower_)), None)
        if found is None:
            return None
        used.add(found.i)
    return used


def _bind_infinitive(sight: Sight, verb: Token, part: Part, bound: _Bound) -> bool:
    """ "force X to leave": what the pattern writes as `to WORD` may be a clause instead of a prepositional object.

    Whom the clause names ("refused to meet the envoy") undergoes the act, where nobody else does.
    """
    if part.prep != "to" or not part.words:
        return False
    for clause in syntax.clause_verbs(verb):
        if clause.lemma_.lower() == part.words[0]:
            bound.used.add(clause.i)
            objects = syntax.logical_objects(clause) + syntax.objects_of(clause, {"with", "to"})
            if not bound.recipients and not bound.ground:
                bound.recipients += [m for o in objects for m in sight.participants(o) or _owners(sight, o, bound)]
            return True
    return False


def _bind_purpose(sight: Sight, verb: Token, part: Part, bound: _Bound) -> bool:
    """ "sent fighters to support the government": the infinitive and its object."""
    for child in verb.children:
        if child.dep_ in ("advcl", "xcomp") and child.lemma_.lower() == part.words[0]:
            bound.used.add(child.i)
            return _bind_tokens(sight, syntax.logical_objects(child), part, bound)
    return False


def _bind_clause(sight: Sight, verb: Token, part: Part, bound: _Bound) -> bool:
    clauses = syntax.clause_verbs(verb) + _clauses_of_words(verb, bound)
    if part.prep == "that-must":
        clauses = [c for c in clauses if _obliges(c)]
        bound.recipients += [m for c in clauses for s in syntax.grammatical_subjects(c) for m in sight.participants(s)]
    elif part.prep == "to":
        clauses = [c for c in clauses if _is_infinitival(c)]
    elif part.prep == "that":
        clauses = [
            c
            for c in clauses
            if c.dep_ in ("ccomp", "conj", "acl")
            and any(g.dep_ in ("nsubj", "nsubjpass", "expl") for g in c.children)
            and not any(t.text == ";" for t in verb.doc[c.i : verb.i])
        ]
    if not clauses:
        return False
    bound.clauses += clauses
    return True


def _is_infinitival(clause: Token) -> bool:
    """Whether a clause says what to do: not a finite one, nor what is joined to it."""
    finite = clause.dep_ == "ccomp" and not any(g.lower_ == "to" and g.dep_ == "aux" for g in clause.children)
    joined = clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX")
    return not finite and (not joined or _is_infinitival(clause.head))


def _clauses_of_words(verb: Token, bound: _Bound) -> list[Token]:
    """ "repeated its demand that X withdraw": the clause may hang on the noun of the pattern."""
    nouns = (verb.doc[i] for i in sorted(bound.used) if verb.doc[i].pos_ == "NOUN")
    return [c for noun in nouns for c in noun.children if c.dep_ in ("acl", "ccomp") and c.pos_ in ("VERB", "AUX")]


def _obliges(clause: Token) -> bool:
    """Whether the clause says what somebody must do."""
    modals = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    if "must" in modals or (
        modals & {"should", "ought"} and not any(t.lower_ in ("if", "unless") for t in clause.sent)
    ):
        return True
    return (
        clause.dep_ == "ccomp" and clause.lemma_ in ("have", "need") and any(c.dep_ == "xcomp" for c in clause.children)
    )


def _bind_word(verb: Token, part: Part, bound: _Bound) -> bool:
    near = [t for t in verb.subtree if abs(t.i - verb.i) < 12]
    for token in near:
        run = _match_words(token, part.words)
        if run is not None and _close(token, verb):
            bound.used |= run
            return True
    return False


def _close(token: Token, verb: Token) -> bool:
    head = token.head
    return head == verb or head.head == verb


def _fill(sight: Sight, tokens: list[Token], slot: Slot, bound: _Bound) -> None:
    for token in tokens:
        match slot.role:
            case "actor":
                bound.actors += [m for m in sight.participants(token) if sight.is_actor_class(m, slot.cls)]
            case "party":
                bound.actors += sight.participants(token)
            case "recipient":
                bound.recipients += sight.participants(token) or sight.content(token)
                bound.victims.append(token)
            case "number":
                bound.victims.append(token)
            case "place":
                bound.places += sight.places_of(token)
                # "overran an army outpost"
                bound.recipients += sight.holders(token) if bound.ground else []
            case "target":
                _fill_target(sight, token, bound)
            case "event":
                bound.used.add(token.i)
            case _:
                _fill_thing(sight, token, slot, bound)


def _fill_target(sight: Sight, token: Token, bound: _Bound) -> None:
    places = sight.places_of(token)
    mentions = [m for m in sight.participants(token) if not sight.is_town(m)]
    bound.places += places
    bound.recipients += mentions or (sight.holders(token) if sight.places.at(token.i) else sight.content(token))
    bound.victims.append(token)


def _fill_thing(sight: Sight, token: Token, slot: Slot, bound: _Bound) -> None:
    if slot.cls in ("arms", "weapon"):
        bound.instruments.append(token)
    if slot.cls in ("territory", "settlement", "property", "roads"):
        bound.places += sight.places_of(token)
    if slot.cls is None or slot.cls not in ("arms", "forces", "money", "aid", "relief"):
        people = slot.cls is None or slot.cls in ("captives", "diplomats", "peacekeepers", "everybody")
        bound.recipients += sight.participants(token) if people else []
        if slot.cls in _PEOPLE_HELD:
            bound.victims.append(token)
        bound.recipients += [m for m in sight.content(token) if m not in bound.actors and m not in bound.recipients]
    if slot.cls is not None:
        bound.used.add(token.i)
