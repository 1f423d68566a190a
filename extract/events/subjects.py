"""What an article and its sentences are about where it is not politics: sport, business, an accident."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span

from extract.events.lexicon import Domains

# An article is about something else if so many of its sentences, and such a share of them, have words of it.
_LEAST, _SHARE = 2, 0.34
ACCIDENT = "accident"


@dataclass(frozen=True)
class Subjects:
    """The subjects that the words of each sentence show, and the one that the article as a whole is about."""

    by_sentence: tuple[frozenset[str], ...]
    main: str | None = None

    def tells_of_accident(self, number: int) -> bool:
        """Whether a sentence has words of storms, crashes and the like."""
        return ACCIDENT in self.by_sentence[number]


def read_subjects(doc: Doc, domains: Domains) -> Subjects:
    """The subjects of a text. An accident is none: a storm and a war may share an article."""
    found = tuple(_of_sentence(sentence, domains) for sentence in doc.sents)
    counts = Counter(name for names in found for name in sorted(names - {ACCIDENT}))
    main = max(counts, key=lambda name: (counts[name], name), default=None)
    told = sum(any(not t.is_space for t in sentence) for sentence in doc.sents)
    enough = main is not None and counts[main] >= max(_LEAST, _SHARE * told)
    return Subjects(found, main if enough else None)


def _of_sentence(sentence: Span, domains: Domains) -> frozenset[str]:
    lemmas = [t.lemma_.lower() for t in sentence if not t.is_space]
    words = {*lemmas, *(f"{a} {b}" for a, b in pairwise(lemmas))}
    return frozenset(name for name, cues in domains.by_name.items() if cues & words)
