"""Who stands where in a clause: subjects, objects and prepositional objects of a verb, through passives, relative clauses,
control, participles and coordination. Works on spaCy's dependency labels (ClearNLP style).
"""

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
# "accused the army of shelling": the parser may hang "of" on the accused.
BLAMING = frozenset({"accuse", "suspect", "convict", "acquit"})
# What a clause behind such a verb says is not told as done.
DEMANDING = frozenset({"demand", "insist", "urge", "request", "propose", "recommend", "order", "suggest"})
# "issued a declaration demanding": who issues it demands.
ISSUING = frozenset({
    "issue", "write", "send", "sign", "adopt", "pass", "publish", "release", "deliver", "draft", "approve", "make", "put",
    "present", "file", "submit", "circulate", "post",
})  # fmt: skip
# Words that open a clause as well as a phrase.
_CONJUNCTIONS = frozenset({"after", "before", "since", "until"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
# "is opposed to": a participle of attitude; its subject acts.
_ATTITUDES = frozenset({"oppose"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
# "accused them of killing civilians, which they deny": what is said, not the civilians.
_OF_CLAUSES = frozenset({"deny", "dispute", "confirm"})
_MAX_CLIMB = 6
_MAX_LIST = 30


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject undergoes the act ("was seized", "the men seized on Monday")."""
    if verb.lemma_ in _ATTITUDES and any(c.lower_ == "to" and c.dep_ == "prep" for c in verb.children):
        return False
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
        return True
    if _shares_passive(verb):
        return True
    if verb.tag_ != "VBN" or any(
        c.dep_ in ("dobj", "nsubj") or (c.dep_ == "aux" and c.lemma_ == "have") for c in verb.children
    ):
        return False
    if verb.dep_ in ("acl", "advcl", "oprd", "amod"):
        return True
    if verb.dep_ == "conj":
        return verb.head.tag_ == "VBN" and is_passive(verb.head)
    return verb.dep_ in ("xcomp", "ccomp")


def _shares_passive(verb: Token) -> bool:
    """ "were killed and injured": the second participle, which the tagger may take for a past tense."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBN", "VBD"):
        return False
    # "84 were shot and 1,420 detained"
    if any(c.dep_ in ("dobj", "aux") or (c.dep_ == "nsubj" and not c.like_num) for c in verb.children):
        return False
    head = verb.head
    return any(c.dep_ == "auxpass" for c in head.children) and not any(c.dep_ == "agent" for c in head.children)


def _own_subject(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ in PASSIVE_SUBJECTS]
    # "The military alliance NATO said": the parser may make two subjects of a name and the words for what it is.
    found = [c for c in found if not any(o.pos_ == "PROPN" and o.left_edge.i == c.i + 1 and c.pos_ == "NOUN" for o in found)]
    # "The agency operating in the north said": the parser may make the participle the subject.
    return [next((n for n in c.children if n.dep_ == "nsubj"), c) if c.pos_ == "VERB" else c for c in found]


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The tokens that are the verb's subject, inherited through coordination, control and participles where it has none."""
    own = [_resolve_relative(s, verb) for s in _own_subject(verb) if not (s.dep_ == "nsubj" and s.tag_ == "EX")]
    own = own or _subject_behind_conjunction(verb) or _joined_subject(verb)
    if own or depth > _MAX_CLIMB:
        return own
    head = verb.head
    if head == verb:
        return _stranded_subject(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and head.dep_ == "dobj" and head.head.lemma_ in ISSUING:
        return grammatical_subjects(head.head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        return [head]
    if verb.dep_ == "conj" and (listed := _listed_subject(verb)):
        return listed
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(clause_above(verb), depth + 1)
    if verb.dep_ in ("xcomp", "ccomp", "advcl"):
        return _controller(verb, head, depth)
    if verb.dep_ == "pcomp":
        return _preposition_controller(head, depth)
    return []


def _subject_behind_conjunction(verb: Token) -> list[Token]:
    """ "a day after rebels overran the town": the parser may take "after" for a preposition and the subject for its object."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ not in ("advcl", "relcl", "ROOT", "ccomp"):
        return []
    before = [c for c in verb.children if c.dep_ == "prep" and c.i < verb.i and (c.lower_ in _CONJUNCTIONS or _names_day(c))]
    found = [o for c in before[-1:] for o in prepositional_objects(c)]
    return [o for o in found if o.right_edge.i == verb.i - 1 - sum(c.dep_ in ("aux", "advmod") for c in verb.lefts)]


def _names_day(preposition: Token) -> bool:
    """ "On Monday strikers blocked the road": the day is no part of who blocked it."""
    objects = prepositional_objects(preposition) if preposition.lower_ == "on" else []
    return any(c.dep_ in ("compound", "nmod") and c.lower_.endswith("day") and c.i == preposition.i + 1 for o in objects for c in o.children)


def _joined_subject(verb: Token) -> list[Token]:
    """ "France cut its aid to the army and Britain threatened sanctions": the parser may join the subject to the noun before it."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "MD") or verb.dep_ not in ("conj", "advcl", "ccomp", "relcl"):
        return []
    first = min((c.i for c in verb.lefts if c.dep_ in ("aux", "neg", "advmod")), default=verb.i)
    node = verb.doc[first - 1] if first > verb.sent.start else verb
    return [node] if node.pos_ in ("NOUN", "PROPN") and opens_clause(node) else []


def opens_clause(noun: Token) -> bool:
    """Whether a noun joined to another one by "and" alone is followed at once by a finite verb of the same clause without a subject."""
    if noun.dep_ != "conj" or noun.head.pos_ not in ("NOUN", "PROPN") or noun.i + 1 >= noun.sent.end:
        return False
    before = noun.left_edge
    if before.i <= noun.sent.start or before.nbor(-1).lower_ not in ("and", "but", "while"):
        return False
    after = noun.nbor(1)
    while after.dep_ in ("aux", "neg", "advmod") and after.i + 1 < noun.sent.end and after.head.pos_ in ("VERB", "AUX"):
        after = after.nbor(1)
    finite = after.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in after.lefts if c.dep_ == "aux")
    joined = after.dep_ in ("conj", "advcl", "ccomp") and after.head in noun.ancestors
    return after.pos_ == "VERB" and finite and joined and not any(c.dep_ in ("nsubj", "nsubjpass") for c in after.children)


def _stranded_subject(verb: Token) -> list[Token]:
    """ "With the signing of a pact, the army and the rebels agreed": the parser may join the subject to the phrase before the comma."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return []
    first = min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass")), default=verb.i)
    node = verb.doc[first - 1] if first > verb.sent.start else verb
    while node.dep_ in ("conj", "compound", "pobj", "prep") and node != verb:
        if node.dep_ == "conj" and node.left_edge.i > verb.sent.start and node.left_edge.nbor(-1).text == ",":
            return [node] if node.pos_ in ("NOUN", "PROPN") else []
        node = node.head
    return []


def _leaves_report(verb: Token) -> bool:
    """ "said X would pay and threatened Y": a finite verb joined to another form belongs to the verb of saying above it."""
    head = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or head.dep_ != "ccomp" or head.head.tag_ != "VBD":
        return False
    if any(c.dep_ in ("aux", "auxpass", "nsubj") for c in verb.children):
        return False
    modal = head.tag_ == "VB" and any(c.tag_ == "MD" for c in head.children)
    # "said rebels were holding its men and asked": a tense of its own
    progressive = head.tag_ == "VBG" and any(c.dep_ == "aux" for c in head.children)
    passive = any(c.dep_ == "auxpass" for c in head.children) and any(c.dep_ == "dobj" for c in verb.children)
    # "demanded that X set a date and ruled out": what is demanded has no past
    return modal or progressive or passive or head.head.lemma_ in DEMANDING


def _follows_insertion(verb: Token) -> bool:
    """ "Rebels burned a farm, the mayor said, and killed two men": the parser may join the second act to the saying."""
    saying = verb.head
    inserted = verb.dep_ == "conj" and saying.dep_ == "parataxis" and saying.lemma_ in ("say", "report") and saying.head.i < saying.i
    return inserted and verb.lemma_ not in ("say", "add", "tell") and verb.tag_ == saying.head.tag_ and not _own_subject(verb)


def clause_above(verb: Token) -> Token:
    """The verb whose subject a joined verb has: "dismissed calls to resign and blamed others" joins it to "resign"."""
    head = verb.head
    if _leaves_report(verb) or _follows_insertion(verb):
        return head.head
    infinitive = head.tag_ == "VB" and any(c.tag_ == "TO" for c in head.children)
    if not infinitive or verb.tag_ != "VBD" or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return head
    return next((a for a in head.ancestors if a.tag_ in ("VBD", "VBZ", "VBP") or _has_past(a)), head)


def _listed_subject(verb: Token) -> list[Token]:
    """ "The war began when rebels attacked Goma, killed six people and took hostages": a list that the parser hangs on the first verb."""
    comma = verb.i > verb.sent.start and verb.nbor(-1).text == ","
    goes_on = any(c.dep_ == "conj" and c.tag_ == verb.tag_ for c in verb.children)
    if not (comma and goes_on):
        return []
    between = [t for t in verb.doc[verb.head.i + 1 : verb.i] if t.pos_ == "VERB"]
    first = between[-1] if between else verb
    return _own_subject(first) if first.dep_ in ("relcl", "advcl") and first.tag_ == verb.tag_ else []


def leaves_clause(verb: Token) -> bool:
    """Whether a joined verb belongs to a clause above the one that the parser joins it to."""
    return verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and clause_above(verb) != verb.head


def _has_past(verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    objects = [c for c in head.children if c.dep_ in ("dobj", "dative", "iobj")]
    if verb.dep_ == "xcomp" and objects and head.pos_ == "VERB":
        return objects[:1]
    if head.pos_ in ("VERB", "AUX"):
        return grammatical_subjects(head, depth + 1)
    return _owners(head)


def _preposition_controller(preposition: Token, depth: int) -> list[Token]:
    governor = preposition.head
    if governor.pos_ == "VERB":
        objects = [c for c in governor.children if c.dep_ in ("dobj", "nsubjpass")]
        if preposition.lower_ in ("of", "for", "from", "with", "into") and objects:
            return [_resolve_relative(o, governor) for o in objects[:1]]
        return grammatical_subjects(governor, depth + 1)
    if governor.pos_ in ("NOUN", "PROPN"):
        blamed = (
            governor.dep_ in ("dobj", "nsubjpass") and governor.head.lemma_ in BLAMING and preposition.lower_ == "of"
        )
        return [governor] if blamed else _owners(governor)
    return grammatical_subjects(governor, depth + 1) if governor.pos_ in ("AUX", "ADJ") else []


def _owners(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"]


def _resolve_relative(token: Token, verb: Token) -> Token:
    if token.lower_ == "which" and verb.lemma_ in _OF_CLAUSES and token.nbor(-1).text == ",":
        return token
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "WP$"):
        clause: Token = verb
        for _ in range(_MAX_CLIMB):
            if clause.dep_ == "relcl":
                return clause.head
            clause = clause.head
    return token


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for: the peacekeepers, in "peacekeepers, some of whom were held"."""
    return _resolve_relative(token, token.head)


def agents(verb: Token) -> list[Token]:
    """The objects of a passive's "by" phrase."""
    return [
        o
        for c in verb.children
        if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")
        for o in prepositional_objects(c)
    ]


def logical_subjects(verb: Token) -> list[Token]:
    """Who acts: the subject of an active verb, the by-agent of a passive one."""
    if not is_passive(verb):
        return grammatical_subjects(verb)
    by = agents(verb)
    if not by and verb.dep_ == "conj" and is_passive(verb.head):
        return agents(verb.head)
    return by


def logical_objects(verb: Token) -> list[Token]:
    """Who or what undergoes the act: direct object, passive subject, or the head of an object relative clause."""
    if is_passive(verb):
        return grammatical_subjects(verb)
    objects = [_resolve_relative(c, verb) for c in verb.children if c.dep_ == "dobj"] or _names_after(verb) or _told(verb)
    if objects:
        # "seized the town as well as parts of the province": the second object may hang on the verb.
        return objects + [c for c in verb.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]
    # "killed and wounded 20 people": the object hangs on the last verb of a coordination.
    for other in verb.children:
        if other.dep_ == "conj" and other.pos_ == "VERB" and not _own_subject(other) and not leaves_clause(other):
            return [c for c in other.children if c.dep_ == "dobj"]
    if verb.dep_ == "relcl" and _own_subject(verb) and all(s.lower_ not in RELATIVE for s in _own_subject(verb)):
        return [verb.head]
    return []


def _told(verb: Token) -> list[Token]:
    """ "allowed the leader to return": the parser may make the object the subject of the infinitive."""
    clauses = (c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and c.tag_ == "VB")
    clause = next((c for c in clauses if any(a.tag_ == "TO" for a in c.children) and all(m.dep_ != "mark" for m in c.children)), None)
    return [c for c in clause.children if c.dep_ == "nsubj"] if clause is not None else []


def _names_after(verb: Token) -> list[Token]:
    """ "shelled Aleppo on Monday": the parser may take a name right behind the verb for a time."""
    after = [c for c in verb.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN" and c.i == verb.i + 1]
    return [c for c in after if c.ent_type_ not in ("DATE", "TIME") and not c.lower_.endswith("day")]


def second_objects(verb: Token) -> list[Token]:
    """Indirect objects: "gave them arms"."""
    return [c for c in verb.children if c.dep_ in ("dative", "iobj") and c.pos_ != "ADP"] + [
        o for c in verb.children if c.dep_ == "dative" and c.pos_ == "ADP" for o in prepositional_objects(c)
    ]


def prepositional_objects(preposition: Token) -> list[Token]:
    """The objects of a preposition, through "from inside Syria" and "in and around Mosul"."""
    found = [c for c in preposition.children if c.dep_ == "pobj"]
    for nested in preposition.children:
        if not found and (nested.dep_ == "prep" or (nested.dep_ == "conj" and nested.pos_ == "ADP")):
            found += prepositional_objects(nested)
    return found


def objects_of(token: Token, prepositions: frozenset[str] | set[str]) -> list[Token]:
    """Objects of the given prepositions that hang on a token."""
    return [
        o
        for c in token.children
        if c.lower_ in prepositions and c.dep_ in ("prep", "agent", "dative", "prt", "advmod", "mark")
        for o in prepositional_objects(c)
    ]


def is_reciprocal(token: Token) -> bool:
    """Whether a token is "each other" or "one another"."""
    return token.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in token.lefts)


def particle(verb: Token, word: str) -> Token | None:
    """The verb's particle if it is this word, whichever label the parser gave it."""
    for child in verb.children:
        if child.lower_ == word and (
            child.dep_ in ("prt", "advmod") or (child.dep_ == "prep" and child.i == verb.i + 1)
        ):
            return child
    return None


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated after it ("Israel, Egypt and Jordan"), 30 at most: longer lists are tables."""
    found: list[Token] = []
    waiting = [token]
    while waiting and len(found) < _MAX_LIST:
        current = waiting.pop(0)
        found.append(current)
        joined = (c for c in current.children if c.dep_ == "conj" and c.pos_ in _NOMINAL)
        waiting += [c for c in joined if not opens_clause(c)]
    return found


def clause_verbs(verb: Token) -> list[Token]:
    """Heads of the clauses that are the verb's content (to-infinitives, that-clauses, "for X to ...", "of doing")."""
    found = []
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd") or (child.dep_ == "xcomp" and child.pos_ == "ADJ"):
            found += [c for c in child.children if c.dep_ in ("xcomp", "ccomp")]
            found += [c for p in child.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pcomp"]
        elif child.dep_ in ("xcomp", "ccomp"):
            found.append(child)
        elif child.dep_ in ("prep", "agent", "mark") or (
            child.dep_ == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        ):
            found += [c for c in child.children if c.dep_ in ("pcomp",)]
            if child.dep_ == "advcl":
                found.append(child)
    return [v for head in found for v in _with_conjuncts(head)]


def _with_conjuncts(verb: Token) -> Iterator[Token]:
    waiting = [verb]
    for _ in range(_MAX_LIST):
        if not waiting:
            return
        current = waiting.pop(0)
        yield current
        waiting += [c for c in current.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and not leaves_clause(c)]


def governors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (governor, child on the path) from the token up to the root of its sentence."""
    child = token
    while child.head != child:
        yield child.head, child
        child = child.head
