"""Mentions that are neither actors nor places: times, weapons, platforms, money and quantities, as spans of the text."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from extract.dates import find_dates
from extract.events.lexicon import Lexicon
from extract.tables import Reading
from ontology.records import Mention

_ENTITY_KINDS = {"DATE": "time", "TIME": "time", "MONEY": "money", "QUANTITY": "quantity", "PERCENT": "quantity"}
_MODIFIERS = frozenset({"compound", "amod", "nmod"})


def find_things(reading: Reading, lexicon: Lexicon) -> list[Mention]:
    """Mentions in text order, none overlapping another of its kind; they never have an entity."""
    spans = [*_times(reading), *_arms(reading, lexicon)]
    spans += [span for span in _named(reading) if not any(_overlap(span, other) for other in spans)]
    found = [_mention(reading, start, end, kind) for start, end, kind in spans]
    return sorted({m.id: m for m in found}.values(), key=lambda m: m.start)


def _overlap(left: tuple[int, int, str], right: tuple[int, int, str]) -> bool:
    return left[2] == right[2] and left[0] < right[1] and right[0] < left[1]


def _named(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """What the model marks, times that could not be resolved to a date among them."""
    for entity in reading.doc.ents:
        kind = _ENTITY_KINDS.get(entity.label_)
        if kind is not None:
            yield entity.start_char, entity.end_char, kind


def _mention(reading: Reading, start: int, end: int, kind: str) -> Mention:
    return Mention(id=f"{kind}{start}-{end}", start=start, end=end, text=reading.article.text[start:end], kind=kind)


def _times(reading: Reading) -> Iterator[tuple[int, int, str]]:
    text, published = reading.article.text, reading.article.published
    for sentence in reading.doc.sents:
        for date in find_dates(text, sentence.start_char, sentence.end_char, published):
            yield date.start, date.end, "time"


def _arms(reading: Reading, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    for token in reading.doc:
        if token.pos_ != "NOUN" or token.dep_ == "compound":
            continue
        lemma = token.lemma_.lower()
        for cls, kind in (("weapon", "weapon"), ("platform", "platform")):
            if lexicon.in_class(lemma, cls):
                span = _phrase(token)
                yield span.start_char, span.end_char, kind
                break


def _phrase(token: Token) -> Span:
    """ "air-to-surface Hellfire missiles": the noun with the modifiers that stand directly before it."""
    start = token.i
    while start > token.sent.start:
        before = token.doc[start - 1]
        joined = before.is_punct and before.text == "-"
        if not joined and not (before.dep_ in _MODIFIERS and before.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")):
            break
        start -= 1
    return token.doc[start : token.i + 1]
