"""Whether a reported event happened, and on whose word: the cues on the way from the trigger up to the main verb."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate
from extract.events.dates_ahead import names_day_ahead
from extract.events.lexicon import Cues
from extract.events.sight import Sight
from extract.tables import ActorMention
from ontology.records import Status

_PRECEDENCE = (Status.NEGATED, Status.HYPOTHETICAL, Status.FUTURE, Status.CLAIMED)
# How an event may hang on a word that says something about it.
_GOVERNED = frozenset(
    [
        "xcomp",
        "ccomp",
        "pcomp",
        "dobj",
        "nsubjpass",
        "pobj",
        "attr",
        "oprd",
        "acl",
        "compound",
        "nsubj",
        "prep",
        "conj",
        "nmod",
        "agent",
        "amod",
        "poss",
    ]
)
# Attribution: prepositions whose object says who says so.
_ACCORDING = "according"
_DECIDING = frozenset({"vote", "decide", "rule", "warn", "advise", "argue", "lobby", "speak"})
# Clauses that stand beside the main one and share its attribution.
_ASIDE = frozenset({"while", "although", "though", "because", "since", "whereas"})


@dataclass(frozen=True)
class Verdict:
    """Status, the word that decided it, who says so, and whether the event is only the purpose of another act."""

    status: Status
    cue: str | None = None
    claimant: ActorMention | None = None
    purpose: bool = False


@dataclass
class _Trail:
    """What was found on the way from the trigger up to the main verb."""

    sight: Sight
    candidate: Candidate
    found: dict[Status, str] = field(default_factory=dict)
    claimant: ActorMention | None = None
    purpose: bool = False

    @property
    def cues(self) -> Cues:
        return self.sight.lexicon.cues


def judge(sight: Sight, candidate: Candidate) -> Verdict:
    """The status of a candidate from its own words and from those that govern it."""
    trail = _Trail(sight, candidate)
    _read_trigger(trail)
    for governor, child in syntax.governors(candidate.trigger):
        if _is_reporting(governor, child, trail.cues):
            _read_report(trail, governor)
            break
        if not _climb(trail, governor, child):
            break
    found = trail.found
    status = next((s for s in _PRECEDENCE if s in found), Status.ASSERTED)
    if found.get(Status.HYPOTHETICAL, "").lower() in trail.cues.conditionals:
        status = Status.HYPOTHETICAL
    claimant = trail.claimant or _according_to(sight, candidate.trigger) or _said_aside(trail)
    return Verdict(status, found.get(status), claimant, trail.purpose)


def _read_trigger(trail: _Trail) -> None:
    """The trigger's own negation, modal, adverb and adjectives."""
    node, cues, found = trail.candidate.trigger, trail.cues, trail.found
    if trail.candidate.future:
        found[Status.FUTURE] = node.text
    _own_cues(node, cues, found)
    if names_day_ahead(node):
        found.setdefault(Status.FUTURE, "for")
    if trail.candidate.refused:
        for status in (Status.NEGATED, Status.FUTURE, Status.HYPOTHETICAL):
            found.pop(status, None)
    if _is_imperative(node):
        found.setdefault(Status.HYPOTHETICAL, node.text)
    if (
        trail.candidate.noun
        and node.dep_ == "nsubj"
        and node.head.pos_ == "VERB"
        and node.head.lemma_.lower() in cues.undone
    ):
        found[Status.NEGATED] = node.head.text
        _own_cues(node.head, cues, found)


def _read_report(trail: _Trail, governor: Token) -> None:
    """The verb of saying around the event: who says so, and whether only they do."""
    lemma = governor.lemma_.lower()
    if trail.claimant is None:
        trail.claimant = _speaker(trail.sight, governor)
    if lemma in trail.cues.claiming or _is_hearsay(governor):
        trail.found.setdefault(Status.CLAIMED, governor.text)
    if lemma == "deny":
        trail.found.setdefault(Status.NEGATED, governor.text)
    _reported_future(trail.candidate, trail.found)


def _climb(trail: _Trail, governor: Token, child: Token) -> bool:
    """Take in one governor; False where what stands above says nothing about the event any more."""
    if child.dep_ in ("relcl", "appos", "parataxis", "dep") or _apart(governor, child) or syntax.leaves_clause(child):
        return False
    if child.dep_ == "acl" and _is_purpose(child) and trail.cues.governors.get(governor.lemma_.lower()) is None:
        trail.purpose = True
        return False
    if child.dep_ == "advcl":
        trail.purpose = trail.purpose or _is_purpose(child)
        aside = any(c.dep_ == "mark" and c.lower_ in _ASIDE for c in child.children)
        return aside and not trail.purpose
    if child.dep_ not in _GOVERNED:
        return True
    part = _is_answer(trail, governor, child) or _is_means(child)
    if _adjunct(child) and not part and not any(c.dep_ == "pcomp" and child.lower_ == "from" for c in child.children):
        return False
    _read_governor(trail, governor, child)
    return part or not _adjunct(child)


def _is_answer(trail: _Trail, governor: Token, child: Token) -> bool:
    """ "would answer with an offensive", "hopes to resume talks": as real as the verb that lends its subject.

    An occasion ("in a call with Kagame, urged a truce") is more real than that.
    """
    occasion = child.dep_ == "prep" and child.lower_ != "with"
    return governor.i in trail.candidate.used and not occasion


def _is_means(child: Token) -> bool:
    """ "breaking the deal by blocking aid": as real as what it is a means of."""
    return child.dep_ == "prep" and child.lower_ == "by" and any(c.dep_ == "pcomp" for c in child.children)


def _read_governor(trail: _Trail, governor: Token, child: Token) -> None:
    status = None if _is_performative(governor, child) else _governed(governor, child, trail.cues)
    if status is not None:
        trail.found.setdefault(status, governor.text)
    if trail.claimant is None and governor.lemma_.lower() in trail.cues.claiming and child.dep_ in ("prep", "pcomp"):
        # "accused the army of shelling": the accuser says so.
        trail.claimant = _first(trail.sight, syntax.logical_subjects(governor))
    own = _is_answer(trail, governor, child) or _is_means(child) or not _adjunct(child)
    if governor.pos_ in ("VERB", "AUX") and child.dep_ != "nsubj" and own:
        _own_cues(governor, trail.cues, trail.found)


def _is_imperative(verb: Token) -> bool:
    """ "Stop your troops", "that he leave": a bare verb orders or wishes, it does not report."""
    if (
        verb.tag_ != "VB"
        or verb.dep_ not in ("ROOT", "ccomp", "parataxis")
        or any(c.dep_ == "aux" for c in verb.children)
    ):
        return False
    return verb.head.lemma_ not in ("help", "let", "see", "make", "have", "watch", "do")


def _apart(governor: Token, child: Token) -> bool:
    """Two statements with a semicolon between them: "A accused B; C rejected it"."""
    if child.dep_ != "ccomp" or child.i > governor.i:
        return False
    return any(t.text == ";" for t in child.doc[child.i : governor.i])


def _own_cues(node: Token, cues: Cues, found: dict[Status, str]) -> None:
    for child in node.children:
        lower = child.lower_
        if child.dep_ == "neg" or (child.dep_ in ("det", "preconj") and lower in ("no", "neither")):
            found.setdefault(Status.NEGATED, child.text)
        elif child.dep_ == "aux" and lower in cues.modals:
            found.setdefault(Status(cues.modals[lower]), child.text)
        elif child.dep_ in ("advmod", "npadvmod") and lower in cues.adverbs:
            found.setdefault(Status(cues.adverbs[lower]), child.text)
        elif child.dep_ == "mark" and lower in cues.conditionals:
            found.setdefault(Status.HYPOTHETICAL, child.text)
        elif child.dep_ == "amod" and lower in cues.adjectives:
            found.setdefault(Status(cues.adjectives[lower]), child.text)


def _governed(governor: Token, child: Token, cues: Cues) -> Status | None:
    lemma = governor.lemma_.lower()
    if lemma == "be" and child.dep_ == "xcomp" and governor.tag_ in ("VBZ", "VBP") and child.pos_ == "VERB":
        # "is to visit"
        return Status.FUTURE
    status = cues.governors.get(lemma)
    if status is None:
        return _hearsay_status(governor, child)
    if lemma == "against" and governor.head.lemma_.lower() not in _DECIDING:
        # "marched against the killings" does not deny them
        return None
    if child.dep_ in ("nsubj", "conj", "poss", "amod", "nmod", "compound"):
        return None
    if governor.pos_ == "VERB" and governor.lemma_ in ("go", "undertake") and child.dep_ != "xcomp":
        return None
    if (
        child.dep_ in ("dobj", "pobj", "nsubjpass", "attr", "oprd")
        and governor.pos_ == "VERB"
        and child.pos_ in ("NOUN", "PROPN")
    ):
        # "ordered an attack" foretells it, "condemned" or "allowed" a thing says nothing about it.
        return Status(status) if status in ("future", "negated", "hypothetical") else None
    return Status(status)


def _is_performative(governor: Token, child: Token) -> bool:
    """ "I want to thank", "we would like to congratulate": saying so does it."""
    first_person = any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in governor.children)
    return child.dep_ == "xcomp" and first_person and governor.lemma_ in ("want", "like", "wish")


def _hearsay_status(governor: Token, child: Token) -> Status | None:
    """ "is said to have", "was reported to", "reports of"."""
    passive = any(c.dep_ == "auxpass" for c in governor.children)
    if (
        passive
        and child.dep_ == "xcomp"
        and governor.lemma_ in ("say", "report", "believe", "think", "allege", "rumour", "understand", "suspect")
    ):
        return Status.CLAIMED
    if (
        governor.pos_ == "NOUN"
        and governor.lemma_ in ("report", "rumour", "rumor", "suspicion", "allegation", "claim")
        and child.dep_ in ("prep", "acl", "pobj")
    ):
        return Status.CLAIMED
    return None


def _adjunct(child: Token) -> bool:
    """A prepositional phrase of time, place or cause says nothing about whether its own event happened."""
    if child.dep_ == "prep" and child.lower_ == "on":
        # "stopped the ferries on the eve of a strike"
        return any(c.lemma_.lower() in ("day", "eve", "anniversary") for c in child.children)
    return child.dep_ == "prep" and child.lower_ in (
        "in",
        "by",
        "during",
        "after",
        "before",
        "since",
        "following",
        "at",
        "amid",
        "despite",
        "from",
        "with",
        "as",
        "because",
        "due",
        "over",
    )


def _is_reporting(governor: Token, child: Token, cues: Cues) -> bool:
    return (
        governor.pos_ == "VERB"
        and governor.lemma_.lower() in cues.reporting
        and child.dep_ in ("ccomp", "advcl", "parataxis", "dobj", "prep", "dep")
        and not (
            child.dep_ in ("dobj", "prep")
            and governor.lemma_.lower() not in ("report", "deny", "claim", "allege", "confirm", "accuse")
        )
        and not (child.dep_ == "advcl" and not _opens_quote(child))
    )


def _opens_quote(child: Token) -> bool:
    return child.left_edge.nbor(-1).text in ('"', "“", "''", "``") if child.left_edge.i > 0 else False


def _is_hearsay(governor: Token) -> bool:
    return any(c.dep_ in ("auxpass",) for c in governor.children) and not syntax.agents(governor)


def _speaker(sight: Sight, verb: Token) -> ActorMention | None:
    return _first(sight, syntax.logical_subjects(verb) or syntax.grammatical_subjects(verb))


def _first(sight: Sight, tokens: list[Token]) -> ActorMention | None:
    return next((m for t in tokens for m in sight.participants(t)), None)


def _reported_future(candidate: Candidate, found: dict[Status, str]) -> None:
    """ "said it would send": the past of "will", so a plan, unless a condition stands with it."""
    would = found.get(Status.HYPOTHETICAL, "").lower() in ("would", "'d")
    if would and not any(t.lower_ in ("if", "unless") for t in candidate.trigger.sent):
        found[Status.FUTURE] = found.pop(Status.HYPOTHETICAL)


def _is_purpose(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and not any(
        c.dep_ == "mark" for c in verb.children
    )


def _said_aside(trail: _Trail) -> ActorMention | None:
    """ "rebels took the town, residents said, a week after ...": who says so in a clause thrown in."""
    trigger = trail.candidate.trigger
    for node in (trigger, *trigger.ancestors):
        for child in node.children:
            if child.dep_ == "parataxis" and child.lemma_.lower() in trail.cues.reporting:
                return _speaker(trail.sight, child)
    return None


def _according_to(sight: Sight, trigger: Token) -> ActorMention | None:
    for token in trigger.sent:
        if token.lower_ == _ACCORDING:
            for preposition in (c for c in token.children if c.lower_ == "to"):
                for obj in syntax.prepositional_objects(preposition):
                    for mention in sight.participants(obj):
                        return mention
    return None
