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
# What an act is done to may be the place itself.
_OBJECTS = frozenset({"dobj", "nsubjpass"})
# "rebel-held X": a name that somebody holds.
_HELD = frozenset({"held", "controlled", "occupied", "besieged", "ruled"})


def find_scene_names(doc: Doc, lexicon: Lexicon) -> Iterator[Span]:
    """The names that the parse puts where an act on the ground happened, and those that somebody is said to hold."""
    places = {t.i for entity in doc.ents if entity.label_ in _LABELS for t in entity}
    people = {t.text for entity in doc.ents if entity.label_ == "PERSON" for t in entity}
    words = load_place_words()
    for run in proper_runs(doc):
        facility = any("facility" in words.kinds.get(t.lower_, ()) for t in (run[0], run[-1]))
        labelled = run.root.i in places and run.root.text not in people
        if len(run) == 1 and run.text.lower() in words.after | words.local_bodies:
            # "the Republican-held Senate"
            continue
        taken = labelled and run.root.head.lower_ in words.ground_verbs
        acted_on = run.root.dep_ in _OBJECTS and (taken or (facility and _tells_act(run.root.head, lexicon)))
        if _is_held(run) or acted_on or ((facility or labelled) and _is_scene(run.root, lexicon)):
            yield run


def _is_held(name: Span) -> bool:
    return any(
        c.lower_ in _HELD and c.i < name.start and c.i and c.nbor(-1).text == "-" for t in name for c in t.children
    )


def _is_scene(root: Token, lexicon: Lexicon) -> bool:
    if root.dep_ != "pobj" or root.head.lower_ not in _PREPOSITIONS:
        return False
    governor = root.head.head
    if root.head.lower_ == "on" and governor.pos_ != "NOUN":
        return False
    # "bombed the airport at X": what was acted on stands between.
    between = governor.dep_ in _OBJECTS and _tells_act(governor.head, lexicon)
    return between or _tells_act(governor, lexicon) or "facility" in load_place_words().kinds.get(governor.lower_, ())


def _tells_act(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word by itself, whatever stands with it, tells of an act on the ground."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        named = [p.relation for p in lexicon.verbs.get(lemma, ())[-1:] if not p.needs]
    elif token.pos_ == "NOUN":
        named = [n.relation for n in lexicon.nouns.get(lemma, ()) if len(n.words) == 1]
    else:
        named = []
    return any(lexicon.vocabulary.relations[name].type in ON_GROUND for name in named)


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
