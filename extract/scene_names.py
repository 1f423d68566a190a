"""Names that only an act shows to be places: "clashes in X", "bombed the airport at X", "captured the X Barrage", "rebel-held X".

The model's place labels alone are not to be trusted for names that no gazetteer has: four in five are no places. Behind a
preposition of place and under a word that tells of an act on the ground, nearly all of them are.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from extract.events.lexicon import Lexicon
from extract.events.setting import ON_GROUND
from extract.place_words import load_place_words

_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "around", "on"})
# Acts of which the object is the place itself, where it is named.
_OBJECTS = frozenset({"dobj", "nsubjpass"})
# "rebel-held X": a name that somebody holds.
_HELD = frozenset({"held", "controlled", "occupied", "besieged", "ruled"})


def find_scene_names(doc: Doc, lexicon: Lexicon) -> Iterator[Span]:
    """The names that the parse puts where an act on the ground happened, and those that somebody is said to hold."""
    labelled = {t.i for entity in doc.ents if entity.label_ in _LABELS for t in entity}
    kinds = load_place_words().kinds
    for run in proper_runs(doc):
        facility = any("facility" in kinds.get(t.lower_, ()) for t in (run[0], run[-1]))
        if _is_held(run) or ((facility or run.root.i in labelled) and _is_scene(run.root, lexicon)):
            yield run


def _is_held(name: Span) -> bool:
    return any(
        c.lower_ in _HELD and c.i < name.start and c.i and c.nbor(-1).text == "-" for t in name for c in t.children
    )


def _is_scene(root: Token, lexicon: Lexicon) -> bool:
    if root.dep_ in _OBJECTS:
        return _tells_act(root.head, lexicon)
    if root.dep_ != "pobj" or root.head.lower_ not in _PREPOSITIONS:
        return False
    governor = root.head.head
    # "bombed the airport at X": what was acted on stands between.
    return _tells_act(governor, lexicon) or (governor.dep_ in _OBJECTS and _tells_act(governor.head, lexicon))


def _tells_act(token: Token, lexicon: Lexicon) -> bool:
    lemma = token.lemma_.lower()
    known = lexicon.verbs if token.pos_ == "VERB" else lexicon.nouns if token.pos_ == "NOUN" else {}
    relations = lexicon.vocabulary.relations
    return any(relations[pattern.relation].type in ON_GROUND for pattern in known.get(lemma, ()))


def proper_runs(doc: Doc) -> Iterator[Span]:
    """The runs of capitalised nouns, in order."""
    start = None
    for token in doc:
        if token.pos_ == "PROPN":
            start = token.i if start is None else start
        elif start is not None:
            yield doc[start : token.i]
            start = None
    if start is not None:
        yield doc[start : len(doc)]
