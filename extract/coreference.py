"""Who a later mention speaks of, inside one article: pronouns, "the group", "the government". Unsure ones stay unresolved.

Own rules over the parse: nearest sentence first, its subject before its other mentions, and no answer where two are as good.
"""

from collections.abc import Iterable
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


class Antecedents:
    """The mentions of an article by sentence, in order of the text within each."""

    def __init__(self, view: TokenView, mentions: Iterable[Antecedent] = ()) -> None:
        self._view = view
        self._by_sentence: dict[int, list[Antecedent]] = {}
        for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
            self.add(mention)

    def add(self, mention: Antecedent) -> None:
        """Add a mention, by the sentence of its head."""
        self._by_sentence.setdefault(self._view.sentences[mention.head], []).append(mention)

    def before(self, token: int, back: int) -> list[Antecedent]:
        """Those of the sentence `back` sentences before a token's own that start before the token."""
        sentence = self._by_sentence.get(self._view.sentences[token] - back, [])
        return [m for m in sentence if m.start < token]

    def around(self, token: int) -> list[Antecedent]:
        """Those of a token's own sentence."""
        return self._by_sentence.get(self._view.sentences[token], [])


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


def resolve_pronoun(view: TokenView, i: int, mentions: Antecedents) -> str | None:
    """The actor a pronoun speaks of, or None."""
    sort = PRONOUNS[view.keys[i]]
    if sort == SPEAKER:
        return _speaker(view, i, mentions)
    banned = _coarguments(view, i)
    for back in range(_REACH):
        pool = [a for a in mentions.before(i, back) if _fits(a, sort) and a.head not in banned]
        if sort == MANY:
            # A country is "they" only where nobody else is many.
            pool = [a for a in pool if a.many] or pool
        if pool:
            return _choose(view, i, pool, same_sentence=back == 0)
        if sort == THING and back == 1:
            return None
    return None


def _fits(antecedent: Antecedent, sort: str) -> bool:
    if sort in (MALE, FEMALE):
        return antecedent.person and not antecedent.many and antecedent.gender in (None, sort)
    if sort == THING:
        return not antecedent.person and not antecedent.many
    return antecedent.many or not antecedent.person


def _coarguments(view: TokenView, i: int) -> frozenset[int]:
    """Mentions that an object pronoun cannot speak of: the subject of its own verb ("Assad met him", "Assad rose and met him")."""
    if view.deps[i] == "nsubj" and view.keys[i] in _PLURAL and _alleged(view, i):
        return _subjects_of(view, view.heads[view.heads[i]])
    if view.tags[i] == "PRP$" or view.keys[i].endswith(("self", "selves")) or view.deps[i] in _SUBJECTS:
        return frozenset()
    verb = view.heads[i] if view.deps[i] in ("dobj", "dative", "iobj") else view.heads[view.heads[i]]
    while not (subjects := _subjects_of(view, verb)) and view.heads[verb] != verb and _lacks_subject(view, verb):
        verb = view.heads[verb]
    return subjects


def _lacks_subject(view: TokenView, verb: int) -> bool:
    """Whether a verb's subject is that of the verb above it: "Troops fired to disperse them", "fired, hitting them"."""
    if view.deps[verb] in ("xcomp", "advcl"):
        return view.tags[verb] == "VBG" or any(view.tags[c] == "TO" for c in view.children[verb])
    return view.deps[verb] == "conj"


def _alleged(view: TokenView, i: int) -> bool:
    """ "Amnesty alleged that they had shelled homes": nobody alleges it of themselves."""
    verb = view.heads[i]
    return view.deps[verb] == "ccomp" and view.doc[view.heads[verb]].lemma_ in ("allege", "accuse", "suspect")


def _subjects_of(view: TokenView, verb: int) -> frozenset[int]:
    return frozenset(c for c in view.children[verb] if view.deps[c] in _SUBJECTS)


def _choose(view: TokenView, i: int, pool: list[Antecedent], *, same_sentence: bool) -> str | None:
    if len({a.actor for a in pool}) == 1:
        return None if view.keys[i] in _PLURAL and _is_joined(view, pool[0]) else pool[0].actor
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
            return None if view.keys[i] in _PLURAL and _is_joined(view, choice[0]) else choice[0].actor
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


def _speaker(view: TokenView, i: int, mentions: Antecedents) -> str | None:
    """Who says the quotation that holds "we" or "I": the subject of the verb of saying above it."""
    node, seen = view.heads[i], set()
    while node not in seen:
        seen.add(node)
        if view.doc[node].lemma_ in _SAYING:
            subjects = [c for c in view.children[node] if view.deps[c] in _SUBJECTS and c != i]
            speaker = next((a for a in mentions.around(node) if a.head in subjects), None)
            return speaker.actor if speaker else None
        node = view.heads[node]
    return None


def resolve_definite(view: TokenView, head: int, mentions: Antecedents) -> str | None:
    """The earlier actor that "the group" or "the movement" speaks of: the only one, or the subject, of the nearest sentence with one."""
    banned = _subject_above(view, head)
    for back in range(_REACH + 1):
        pool = [a for a in mentions.before(head, back) if a.head not in banned]
        if pool:
            return _choose(view, head, pool, same_sentence=back == 0)
    return None


def _subject_above(view: TokenView, head: int) -> frozenset[int]:
    """The subject of a noun's own clause, which is somebody else: "The UN condemned the killings by the group"."""
    verb = view.heads[head]
    while view.tags[verb][:2] not in ("VB", "MD") and view.heads[verb] != verb:
        verb = view.heads[verb]
    return _subjects_of(view, verb) - {head}
