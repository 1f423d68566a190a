"""How far a mention of an actor reaches in the text: its noun phrase, with determiner and count, without relative clauses.

This is the extent that annotated corpora of the field mark (ACE, OntoNotes): "the Iraqi army", "at least 22 civilians". What a
mention is linked and named by is its core, without them.
"""

from spacy.tokens import Doc, Span, Token

from extract.tables import ActorMention

_BEFORE = frozenset({"det", "predet", "nummod", "amod", "quantmod", "compound", "nmod", "poss", "neg"})
_INNER = frozenset({"quantmod", "advmod", "amod", "case", "npadvmod", "nummod", "compound", "nmod"})
# "both India and Pakistan": said of the two together.
_OF_SEVERAL = frozenset({"both", "either", "neither"})
_LONGEST = 8


def mention_span(doc: Doc, mention: ActorMention) -> Span:
    """The tokens of a mention as it is given to users."""
    if mention.form in ("pronoun", "adjective"):
        return doc[mention.start : mention.end]
    # "dozens of migrants": the word that counts is the head.
    start = min(mention.start, mention.head)
    while start > 0 and mention.start - start < _LONGEST and _belongs(doc[start - 1], start, mention.end):
        start -= 1
    while start < mention.start and (doc[start].is_space or doc[start].is_punct):
        start += 1
    return doc[start : mention.end]


def _belongs(token: Token, start: int, end: int) -> bool:
    """Whether a word right before a noun phrase is a part of it."""
    if _joins(token):
        return True
    if token.is_space or token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ") or token.lower_ in _OF_SEVERAL:
        return token.nbor(1).text == "-" and not token.whitespace_ and not token.is_punct
    if (token.ent_type_ in ("DATE", "TIME") and token.pos_ == "PROPN") or token.tag_ == "WP$":
        # "On Monday strikers blocked the road", "Eritrea, whose troops fought"
        return False
    head = token.head
    inside = start <= head.i < end
    return inside and (token.dep_ in _BEFORE or (token.dep_ in _INNER and start <= head.head.i < end and head.i != end - 1))


def _joins(token: Token) -> bool:
    """A hyphen within a word: "non-governmental", "35-year-old"."""
    return token.text == "-" and token.i > 0 and not token.whitespace_ and not token.nbor(-1).whitespace_


def mention_id(doc: Doc, mention: ActorMention) -> str:
    """The id of a mention: its offsets."""
    span = mention_span(doc, mention)
    return f"m{span.start_char}-{span.end_char}"
