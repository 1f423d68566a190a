"""Who a later mention speaks of, inside one article: pronouns, "the group", "the government". Unsure ones stay unresolved.

Own rules over the parse: nearest sentence first, its subject before its other mentions, and no answer where two are as good.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.token_view import TokenView

MALE, FEMALE, THING, MANY, SPEAKER = "male", "female", "thing", "many", "speaker"
PRONOUNS = {
    "he": MALE, "him": MALE, "his": MALE, "himself": MALE, "she": FEMALE, "her": FEMALE, "hers": FEMALE, "herself": FEMALE,
    "it": THING, "its": THING, "itself": THING, "they": MANY, "them": MANY, "their": MANY, "theirs": MANY, "themselves": MANY,
    "we": SPEAKER, "our": SPEAKER, "us": SPEAKER, "i": SPEAKER, "my": SPEAKER, "me": SPEAKER,
}  # fmt: skip
_SAYING = frozenset((
    "say", "tell", "add", "announce", "state", "declare", "claim", "warn", "insist", "argue", "explain", "report",
    "note", "write", "reply", "ask", "claim", "vow", "stress",
))  # fmt: skip
_SUBJECTS = ("nsubj", "nsubjpass")
_PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_REACH = 3


@dataclass(frozen=True)
class Antecedent:
    """An earlier mention that may be spoken of: the actor (None: a mere place), what kind of thing it is, and its gender where words tell."""

    start: int
    end: int
    head: int
    actor: str | None
    person: bool
    many: bool
    gender: str | None = None


def is_referential(view: TokenView, i: int) -> bool:
    """Whether a token is a pronoun that may stand for an actor: not "it" in "it is clear that"."""
    key = view.keys[i]
    if key not in PRONOUNS or view.tags[i] not in ("PRP", "PRP$") or view.deps[i] == "expl":
        return False
    if view.words[i] in ("US", "IT", "I.T."):
        return False
    return not (key == "it" and _is_expletive(view, i))


def _is_expletive(view: TokenView, i: int) -> bool:
    verb = view.heads[i]
    lemma = view.doc[verb].lemma_
    clausal = any(view.deps[c] in ("ccomp", "xcomp", "csubj", "advcl") for c in view.children[verb])
    return lemma in ("be", "seem", "appear", "rain", "remain", "emerge") and (
        clausal or any(view.deps[c] in ("acomp", "attr") for c in view.children[verb])
    )


def resolve_pronoun(view: TokenView, i: int, before: Sequence[Antecedent]) -> str | None:
    """The actor a pronoun speaks of, or None. `before` holds the mentions of the article in order of the text."""
    sort = PRONOUNS[view.keys[i]]
    if sort == SPEAKER:
        return _speaker(view, i, before)
    fitting = [a for a in before if a.start < i and _fits(a, sort)]
    if sort in (MALE, FEMALE):
        fitting = [a for a in fitting if a.gender in (None, sort)]
    banned = _coarguments(view, i)
    fitting = [a for a in fitting if a.head not in banned]
    for back in range(_REACH):
        sentence = view.sentences[i] - back
        pool = [a for a in fitting if view.sentences[a.head] == sentence]
        if pool:
            return _choose(view, i, pool, same_sentence=back == 0)
        if sort == THING and back == 1:
            return None
    return None


def _fits(antecedent: Antecedent, sort: str) -> bool:
    if sort in (MALE, FEMALE):
        return antecedent.person and not antecedent.many
    if sort == THING:
        return not antecedent.person and not antecedent.many
    return antecedent.many or not antecedent.person


def _coarguments(view: TokenView, i: int) -> frozenset[int]:
    """Mentions that an object pronoun cannot speak of: the subject of its own verb ("Assad met him")."""
    if view.tags[i] == "PRP$" or view.keys[i].endswith(("self", "selves")) or view.deps[i] in _SUBJECTS:
        return frozenset()
    verb = view.heads[i] if view.deps[i] in ("dobj", "dative", "iobj") else view.heads[view.heads[i]]
    return frozenset(c for c in view.children[verb] if view.deps[c] in _SUBJECTS)


def _choose(view: TokenView, i: int, pool: list[Antecedent], *, same_sentence: bool) -> str | None:
    if len({a.actor for a in pool}) == 1:
        return pool[0].actor
    if same_sentence:
        governing = _governing_subjects(view, i)
        ruling = [a for a in pool if a.head in governing]
        if ruling:
            nearest = min(ruling, key=lambda a: governing.index(a.head))
            return None if view.keys[i] in _PLURAL and _is_joined(view, nearest) else nearest.actor
    subjects = [a for a in pool if view.deps[a.head] in _SUBJECTS]
    main = [a for a in subjects if view.heads[view.heads[a.head]] == view.heads[a.head]]
    for choice in (subjects, main):
        if len({a.actor for a in choice}) == 1:
            return choice[0].actor
    plural = [a for a in pool if a.many]
    if view.keys[i] in _PLURAL and len({a.actor for a in plural}) == 1:
        return plural[0].actor
    return None


def _is_joined(view: TokenView, antecedent: Antecedent) -> bool:
    """Whether "they" would be this one together with others: "Britain and France said they ..."."""
    return not antecedent.many and any(view.deps[c] == "conj" for c in view.children[antecedent.head])


def _governing_subjects(view: TokenView, i: int) -> list[int]:
    """The subjects of the clauses around a token, the innermost first."""
    found, node, seen = [], i, set()
    while node not in seen:
        seen.add(node)
        found += [c for c in view.children[node] if view.deps[c] in _SUBJECTS and c < i]
        node = view.heads[node]
    return found


def _speaker(view: TokenView, i: int, before: Iterable[Antecedent]) -> str | None:
    """Who says the quotation that holds "we" or "I": the subject of the verb of saying above it."""
    node, seen = view.heads[i], set()
    while node not in seen:
        seen.add(node)
        if view.doc[node].lemma_ in _SAYING:
            subjects = [c for c in view.children[node] if view.deps[c] in _SUBJECTS and c != i]
            speaker = next((a for a in before if a.head in subjects), None)
            return speaker.actor if speaker else None
        node = view.heads[node]
    return None


def resolve_definite(view: TokenView, head: int, before: Sequence[Antecedent]) -> str | None:
    """The earlier actor that "the group" or "the movement" speaks of: the only one, or the subject, of the nearest sentence with one."""
    for back in range(_REACH + 1):
        sentence = view.sentences[head] - back
        pool = [a for a in before if a.start < head and view.sentences[a.head] == sentence]
        if pool:
            return (
                _choose(view, head, pool, same_sentence=False)
                if back
                else _choose(view, head, pool, same_sentence=True)
            )
    return None
