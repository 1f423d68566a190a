"""What lexicon and encoder say of each sentence by itself, before they are weighed and the text around is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Span, Token

from extract.events.candidates import Candidate
from extract.events.lexicon import Lexicon
from extract.events.nouns import match_noun
from extract.events.opinion import Opinion
from extract.events.sight import Sight
from extract.events.verbs import match_verb

_SHORTEST = 3
# The encoder reads ahead, because many sentences at once cost less; its scores take memory.
_AHEAD = 32


@dataclass(frozen=True)
class Draft:
    """A sentence with its number in the article, the candidates of its verbs and nouns, and what the encoder says of it."""

    number: int
    sentence: Span
    found: tuple[Candidate, ...]
    opinion: Opinion | None = None


def draft_sentences(sight: Sight) -> Iterator[Draft]:
    """The sentences of the article, in order; those too short to tell anything are left out."""
    numbered = ((n, s) for n, s in enumerate(sight.reading.doc.sents) if len(s) >= _SHORTEST)
    while part := list(islice(numbered, _AHEAD)):
        yield from draft_part(sight, part)


def draft_part(sight: Sight, sentences: Sequence[tuple[int, Span]]) -> list[Draft]:
    """The drafts of some sentences, given with their numbers."""
    found = [match_words(sight, sentence) if sight.by_rules else () for _, sentence in sentences]
    asked = [i for i, (_, sentence) in enumerate(sentences) if _is_worth_reading(sight, sentence, found[i])]
    read = sight.encoder.read([sentences[i][1] for i in asked]) if sight.encoder is not None and asked else []
    opinions = dict(zip(asked, read, strict=True))
    return [Draft(n, sentence, found[i], opinions.get(i)) for i, (n, sentence) in enumerate(sentences)]


def match_words(sight: Sight, sentence: Span) -> tuple[Candidate, ...]:
    """What the lexicon says of each verb and noun by itself."""
    found: list[Candidate] = []
    tokens = list(sentence)
    words = {t.lower_ for t in tokens} | {t.lemma_.lower() for t in tokens}
    for token in tokens:
        if token.pos_ in ("VERB", "AUX"):
            candidate = match_verb(sight, token, words)
        elif token.pos_ in ("NOUN", "PROPN"):
            candidate = match_noun(sight, token)
        else:
            candidate = None
        if candidate is not None:
            found.append(candidate)
    return tuple(found)


def _is_worth_reading(sight: Sight, sentence: Span, found: Sequence[Candidate]) -> bool:
    """Whether the encoder is asked: somebody known stands there, and a rule found something or a word that the lexicon knows."""
    if sight.encoder is None or not (found or any(_may_tell(sight.lexicon, t) for t in sentence)):
        return False
    heads = (sight.actors.headed(t.i) for t in sentence)
    return any(m is not None and m.actor is not None for m in heads)


def _may_tell(lexicon: Lexicon, token: Token) -> bool:
    if token.pos_ == "VERB":
        lemma = token.lemma_.lower()
        return lemma in lexicon.verbs and lemma not in lexicon.cues.reporting
    return token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.nouns
