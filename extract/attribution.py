"""Mends one error of the parser: "Ministers are hiding the deaths, a church charity charged in a letter."

It takes the closing verb of saying for a participle of its subject, and the subject for an object of the sentence before it.
"""

from collections.abc import Callable, Collection

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

# What may stand between the verb and the end of the sentence: when, where and in what it was said.
_AFTER = frozenset({"prep", "npadvmod", "advmod", "advcl", "pobj", "det", "compound", "nummod", "amod", "punct", "poss", "case"})
_JOINED = frozenset({"dobj", "appos", "conj", "npadvmod", "attr", "oprd"})


@Language.factory("belligraph_attribution")
def _attribution(nlp: Language, name: str, verbs: list[str]) -> Callable[[Doc], Doc]:
    lemmas = frozenset(verbs)

    def mend(doc: Doc) -> Doc:
        for sentence in list(doc.sents):
            verb = closing_verb(sentence, lemmas)
            if verb is not None:
                _raise_verb(sentence.root, verb)
        return doc

    return mend


def closing_verb(sentence: Span, lemmas: Collection[str]) -> Token | None:
    """The verb of saying after the last comma that the parser hangs on its own subject, or None."""
    root = sentence.root
    for verb in sentence:
        if verb.tag_ not in ("VBN", "VBD") or verb.dep_ not in ("acl", "relcl") or verb.lemma_.lower() not in lemmas:
            continue
        speaker = verb.head
        edge = speaker.left_edge
        behind_comma = edge.i > sentence.start and edge.nbor(-1).text == "," and root.i < edge.i
        tail = [t for t in sentence if t.i > verb.i and not t.is_space]
        closes = verb.nbor(-1) == speaker and all(t.dep_ in _AFTER for t in tail) and not any(c.lower_ == "by" for c in verb.children)
        states = any(c.dep_ in ("nsubj", "nsubjpass") for c in root.children)
        if behind_comma and closes and states and speaker.dep_ in _JOINED and not _lists(speaker):
            return verb
    return None


def _lists(speaker: Token) -> bool:
    """ "met the army, the police and a group protested by ..." : the last of a list."""
    return speaker.dep_ == "conj" and any(c.dep_ == "cc" for c in speaker.head.children)


def _raise_verb(root: Token, verb: Token) -> None:
    speaker = verb.head
    verb.head, verb.dep_ = verb, "ROOT"
    speaker.head, speaker.dep_ = verb, "nsubj"
    root.head, root.dep_ = verb, "ccomp"
