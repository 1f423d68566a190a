"""Mends two errors of the parser: "The minister accused outside agitators of violence", "The junta accused exiles of arson".

It takes "outside" for a particle or a preposition, and the verb of a plain sentence for a participle of its subject.
"""

from collections.abc import Callable, Collection

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

_PLURAL = frozenset({"NNS", "NNPS"})


@Language.factory("belligraph_lost_verbs")
def _lost_verbs(nlp: Language, name: str, verbs: list[str]) -> Callable[[Doc], Doc]:
    lemmas = frozenset(verbs)

    def mend(doc: Doc) -> Doc:
        for sentence in list(doc.sents):
            for verb in sentence:
                if verb.lemma_.lower() in lemmas and verb.tag_ in ("VBD", "VBN"):
                    _join_outside(verb)
            lost = lost_verb(sentence, lemmas)
            if lost is not None:
                _raise_verb(sentence.root, lost)
        return doc

    return mend


def _join_outside(verb: Token) -> None:
    """Make "outside" an adjective of the plural noun behind it, and the noun the object of the verb."""
    outside = verb.nbor(1) if verb.i + 1 < verb.sent.end else verb
    if outside.lower_ != "outside" or outside.dep_ not in ("prt", "prep", "advmod"):
        return
    noun = outside.nbor(1) if outside.i + 1 < verb.sent.end else outside
    while noun.pos_ == "ADJ" and noun.i + 1 < verb.sent.end:
        noun = noun.nbor(1)
    if noun.tag_ in _PLURAL and not any(c.dep_ == "dobj" for c in verb.children if c != noun):
        noun.head, noun.dep_ = verb, "dobj"
        outside.head, outside.dep_, outside.tag_, outside.pos_ = noun, "amod", "JJ", "ADJ"


def lost_verb(sentence: Span, lemmas: Collection[str]) -> Token | None:
    """The verb with an object that the parser makes a participle of the noun before it, in a sentence that has no other; or None.

    A participle of these verbs has no object: "the minister accused of theft".
    """
    root = sentence.root
    if root.pos_ not in ("NOUN", "PROPN"):
        return None
    for verb in root.rights:
        lost = verb.dep_ in ("acl", "appos") and verb.tag_ in ("VBN", "VBD") and verb.lemma_.lower() in lemmas
        if lost and any(c.dep_ == "dobj" for c in verb.rights) and not any(c.dep_.startswith("nsubj") for c in verb.lefts):
            return verb
    return None


def _raise_verb(root: Token, verb: Token) -> None:
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    for child in [c for c in root.children if c.i > verb.i or (c.dep_ == "prep" and c.i == root.sent.start)]:
        child.head = verb
    root.head, root.dep_ = verb, "nsubj"
