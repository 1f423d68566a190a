"""How many were killed, injured or arrested, as low, best and high, read from the counted words of an event."""

import re
from collections.abc import Iterable

from spacy.tokens import Token

from extract.events import syntax
from extract.events.candidates import Candidate
from extract.events.lexicon import Lexicon
from ontology.records import Casualties, Count

_WORDS = {
    "no": 0, "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000,
}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6}
# Vague plurals have a floor and no ceiling.
_VAGUE = {
    "dozens": 24,
    "dozen": 12,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "several": 3,
    "many": None,
    "some": None,
    "few": 3,
}
_AT_LEAST = re.compile(r"\b(at least|more than|over|no fewer than|upwards of|above)\b", re.I)
_AT_MOST = re.compile(r"\b(up to|at most|as many as|fewer than|less than|no more than)\b", re.I)
_KILL = frozenset(
    [
        "kill",
        "murder",
        "slay",
        "die",
        "massacre",
        "execute",
        "assassinate",
        "behead",
        "slaughter",
        "dead",
        "lynch",
        "shoot",
        "gun",
        "perish",
        "butcher",
        "lose",
        "claim",
        "hang",
    ]
)
_INJURE = frozenset(["wound", "injure", "hurt", "maim"])
_ARREST = frozenset(["arrest", "detain", "jail", "imprison", "round", "apprehend"])
_LIMBS = frozenset(["leg", "arm", "foot", "hand", "shoulder", "knee", "thigh", "ankle"])
# "killed the mayor": one person without a number.
_ONE = Count(low=1, best=1, high=1)
_DEAD = frozenset(["dead", "wounded", "injured", "hurt"])
_HURT_NOUNS = frozenset(["casualty", "victim", "injury"])
_HARM = _KILL | _INJURE | {"leave"}
_THINGS = ("platform", "weapon", "property", "territory", "aircraft", "vessels")
# Nouns of acts whose "of" names those who undergo them: "the killing of 12 villagers".
_KILLINGS = frozenset({"killing", "murder", "massacre", "death", "execution", "assassination", "beheading", "slaughter", "slaying", "lynching"})
_ARRESTS = frozenset({"arrest", "detention", "imprisonment", "jailing"})
# Verbs that say what an act did to people, not what it was.
HARMS = _INJURE | {"kill", "claim"}


def read_casualties(candidate: Candidate, lexicon: Lexicon) -> Casualties:
    """Casualties of one event from the tokens its rule counted and the verbs of harm beside them."""
    killed = injured = arrested = None
    single = {m.head for m in candidate.roles.recipients if m.kind == "person"}
    for verb in _harm_verbs(candidate):
        people = [noun for noun in _counted(verb) if not _is_thing(noun, lexicon)]
        counts = [count_of(n) or (_ONE if n.i in single and n.tag_ in ("NN", "NNP") else None) for n in people]
        count = _total([c for c in counts if c is not None])
        lemma = verb.lemma_.lower()
        if _is_hit(verb):
            injured = injured or count
        elif lemma in _KILL or (lemma == "leave" and _leaves(verb) == "dead"):
            killed = killed or count
        elif lemma in _INJURE or (lemma == "leave" and _leaves(verb)):
            injured = injured or count
        elif lemma in _ARREST:
            arrested = arrested or count
    if candidate.noun:
        killed = killed or _of_noun(candidate.trigger, _KILLINGS)
        arrested = arrested or _of_noun(candidate.trigger, _ARRESTS)
    return Casualties(killed=killed, injured=injured, arrested=arrested)


def _of_noun(noun: Token, kinds: frozenset[str]) -> Count | None:
    """How many undergo what a noun tells: "the arrest of 20 students"."""
    if noun.lemma_.lower() not in kinds:
        return None
    people = [t for o in syntax.objects_of(noun, {"of"}) for t in syntax.conjuncts(o)]
    return _total([c for c in map(count_of, people) if c is not None])


def _leaves(verb: Token) -> str | None:
    """What people are left: "dead" or "wounded"."""
    return next((t.lower_ for t in verb.subtree if t.lower_ in _DEAD), None)


def _is_hit(verb: Token) -> bool:
    """ "was shot in the leg": not dead."""
    return verb.lemma_ == "shoot" and any(o.lemma_ in _LIMBS for o in syntax.objects_of(verb, {"in", "through"}))


def _is_thing(noun: Token, lexicon: Lexicon) -> bool:
    """Drones that are shot down are no dead, nor is "one of the planes"."""
    lemmas = [t.lemma_.lower() for t in (noun, *syntax.objects_of(noun, {"of"})) if t.lemma_ != "fighter"]
    return any(lexicon.in_class(lemma, cls) for lemma in lemmas for cls in _THINGS)


def _total(counts: list[Count]) -> Count | None:
    """ "28 gendarmes and four civilians" are 32; a bound is known only if all are."""
    if len(counts) < 2:
        return counts[0] if counts else None
    lows, bests, highs = ([getattr(c, key) for c in counts] for key in ("low", "best", "high"))
    return Count(low=_sum(lows), best=_sum(bests), high=_sum(highs))


def _sum(numbers: list[int | None]) -> int | None:
    known = [n for n in numbers if n is not None]
    return sum(known) if len(known) == len(numbers) else None


def _harm_verbs(candidate: Candidate) -> Iterable[Token]:
    doc = candidate.trigger.doc
    seen: dict[int, Token] = {}
    for i in sorted(candidate.used | {candidate.trigger.i}):
        token = doc[i]
        seen[token.i] = token
        for other in (token.head, *token.children):
            lower = other if other.head == token else token
            together = lower.dep_ != "conj" or {token.lemma_, other.lemma_} <= _HARM
            if other.pos_ == "VERB" and other.dep_ in ("conj", "advcl", "relcl", "ROOT", "ccomp") and together:
                seen.setdefault(other.i, other)
        seen |= {c.i: c for c in _later(token) if c.i not in seen}
    return seen.values()


def _later(verb: Token) -> Iterable[Token]:
    """ "stormed the prison, freeing thousands and leaving a dozen dead": the harm told behind another consequence."""
    clauses = (c for c in verb.children if c.dep_ == "advcl")
    return (c for clause in clauses for c in clause.children if c.dep_ == "conj" and c.lemma_ in _HARM)


def _counted(verb: Token) -> list[Token]:
    found = syntax.logical_objects(verb)
    if verb.lemma_ in ("die", "perish") or _is_elliptic(verb):
        found = syntax.grammatical_subjects(verb)
    elif verb.lemma_ == "leave" and not found:
        # "leaving 12 people dead"
        dead = [c for c in verb.children if c.lower_ in _DEAD]
        found = [s for c in dead for s in c.children if s.dep_ in ("nsubj", "nsubjpass")]
    return [t for token in found for t in syntax.conjuncts(token)]


def _is_elliptic(verb: Token) -> bool:
    """ "19 were killed and 106 wounded": a participle that shares the "were" before it, and counts its subject."""
    shares = verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and verb.lemma_ in _KILL | _INJURE
    if not shares or any(c.dep_ in ("aux", "auxpass", "dobj") for c in verb.children):
        return False
    return any(c.dep_.startswith("nsubj") and (c.like_num or c.lower_ in _VAGUE) for c in verb.children)


def count_of(noun: Token) -> Count | None:
    """The number that goes with a noun ("at least 22 people", "dozens of civilians"), None if it has none."""
    numbers = [noun] if noun.like_num or noun.lower_ in _VAGUE else []
    numbers += [
        c for c in noun.children if c.dep_ == "nummod" or c.lower_ in _VAGUE or (c.dep_ == "quantmod" and c.like_num)
    ]
    for number in numbers:
        numerals = _numerals(number)
        value = _value(numerals)
        if value is not None:
            first = numerals[0].i
            before = noun.doc[max(number.sent.start, first - 4) : first].text
            return _bounded(value, before)
        if number.lower_ in _VAGUE:
            return Count(low=_VAGUE[number.lower_])
    determiner = next((c for c in noun.children if c.dep_ == "det" and c.lower_ in ("a", "an", "no")), None)
    if determiner is not None and noun.tag_ in ("NN", "NNP"):
        value = _WORDS[determiner.lower_]
        return Count(low=value, best=value, high=value)
    return None


def _bounded(value: int, before: str) -> Count:
    if _AT_LEAST.search(before):
        return Count(low=value, best=value)
    if _AT_MOST.search(before):
        return Count(best=value, high=value)
    return Count(low=value, best=value, high=value)


def _value(numerals: list[Token]) -> int | None:
    """Two hundred, forty-one, 2.5 million; None for what is no number, like "the" or "1-2"."""
    total = current = 0.0
    for word in (token.lower_.replace(",", "") for token in numerals):
        if word in ("thousand", "million"):
            total, current = total + (current or 1) * _SCALES[word], 0
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
        elif (value := _plain(word)) is None:
            return None
        else:
            current += value
    return int(total + current)


def _plain(word: str) -> float | None:
    if "-" in word:
        parts = [_WORDS.get(part) for part in word.split("-")]
        return sum(part for part in parts if part) if all(parts) else None
    if re.fullmatch(r"\d+(\.\d+)?", word):
        return float(word)
    return None if word in ("a", "an", "no") else _WORDS.get(word)


def _numerals(token: Token) -> list[Token]:
    """The words of the number that a token belongs to: "two hundred", "forty-one", "a hundred and twenty" without "a"."""
    sent, found = token.sent, [token]
    while (before := _beside(found[0], -1)) is not None and before.i >= sent.start and _goes_on(before, found[0]):
        found.insert(0, before)
    while (after := _beside(found[-1], 1)) is not None and after.i < sent.end and _goes_on(found[-1], after):
        found.append(after)
    return found


def _beside(token: Token, step: int) -> Token | None:
    """The next token on one side, behind a hyphen or "and"."""
    doc, i = token.doc, token.i + step
    if 0 <= i < len(doc) and doc[i].lower_ in ("-", "and"):
        i += step
    return doc[i] if 0 <= i < len(doc) else None


def _goes_on(first: Token, second: Token) -> bool:
    one, other = first.lower_, second.lower_
    if other in _SCALES:
        return _plain(one.replace(",", "")) is not None
    units = _WORDS.get(other, 0) if other not in ("a", "an", "no") else 0
    return 0 < units < (100 if one in _SCALES else 10 if _WORDS.get(one, 0) in range(20, 100) else 0)
