"""Corrects the tagger by what the whole article does with a name: peoples, places and weapons that it took for people or bodies."""

from collections.abc import Sequence
from dataclasses import replace

from extract.actor_knowledge import ActorKnowledge
from extract.name_spans import NameSpan
from extract.token_view import TokenView

_INSIDE = frozenset(("in", "near", "inside", "around", "outside", "across", "throughout", "towards"))
_AREAS = frozenset((
    "airport", "city", "town", "village", "port", "suburb", "suburbs", "outskirts", "north", "south", "east", "west",
    "province", "district", "region", "centre", "center", "streets", "residents", "people", "siege", "fall", "capture",
    "capital", "stronghold", "shelling", "bombardment", "inhabitants", "mayor", "governor",
))  # fmt: skip
# Believing in somebody says nothing about places.
_TRUST = frozenset(("confidence", "trust", "faith", "belief", "believe", "interest", "interested", "hope", "role", "change"))
# Nouns that a name before them belongs to as a thing's or a place's: "Kalibr missiles", "the Lachin corridor".
_THINGS = frozenset((
    "missile", "missiles", "rocket", "rockets", "rifle", "rifles", "drone", "drones", "tank", "tanks", "jet", "jets", "gun",
    "guns", "bomb", "bombs", "corridor", "crossing", "airport", "bridge", "river", "valley", "road", "highway", "prison",
    "border", "checkpoint", "pass", "lake", "island", "islands", "peninsula", "mountains",
))  # fmt: skip
_BODIES = ("person", "organisation")


def correct_by_article(view: TokenView, names: Sequence[NameSpan], knowledge: ActorKnowledge) -> list[NameSpan]:
    """The names with peoples and places turned into such, and names of things left out."""
    peoples = {_key(view, s) for s in names if s.kind == "people"}
    places = _places(view, names, knowledge)
    surnames = {_key(view, s)[i:] for s in names if s.kind == "person" for i in range(1, s.end - s.start)}
    kept = []
    for span in names:
        key = _key(view, span)
        if span.kind in _BODIES and key in peoples and view.words[span.end - 1].endswith("s"):
            span = replace(span, kind="people")
        elif span.kind in _BODIES and key in places:
            span = replace(span, kind="place")
        elif span.kind == "organisation" and key in surnames and knowledge.agents.in_name(key) is None:
            span = replace(span, kind="person")
        elif span.kind in _BODIES and _is_thing(view, span):
            continue
        kept.append(span)
    return kept


def _key(view: TokenView, span: NameSpan) -> tuple[str, ...]:
    return view.keys[span.start : span.end]


def _places(view: TokenView, names: Sequence[NameSpan], knowledge: ActorKnowledge) -> set[tuple[str, ...]]:
    """Names that something is in, or that have streets and outskirts, and that nowhere speak, act for somebody or bear a title."""
    inside, acting = set(), set()
    for span in names:
        if span.kind not in _BODIES or span.end - span.start > 2:
            continue
        root = view.root(span.start, span.end)
        if _is_inside(view, root) and not _is_body(view, span, knowledge):
            inside.add(_key(view, span))
        elif _may_act(view, span, root, knowledge):
            acting.add(_key(view, span))
    return inside - acting


def _is_inside(view: TokenView, root: int) -> bool:
    head = view.heads[root]
    if view.deps[root] == "appos":
        return view.keys[head] in _AREAS
    return view.deps[root] == "pobj" and _is_locative(view, head)


def _is_locative(view: TokenView, preposition: int) -> bool:
    word, noun = view.words[preposition].lower(), view.keys[view.heads[preposition]]
    return (word in _INSIDE and noun not in _TRUST) or (word == "of" and noun in _AREAS)


def _is_body(view: TokenView, span: NameSpan, knowledge: ActorKnowledge) -> bool:
    shouted = view.words[span.start].isupper() and span.end - span.start == 1
    return span.kind == "organisation" and (shouted or knowledge.agents.in_name(_key(view, span)) is not None)


def _may_act(view: TokenView, span: NameSpan, root: int, knowledge: ActorKnowledge) -> bool:
    """Whether a name is a subject, or stands after a title: "President Daero", "Daero said"."""
    if view.deps[root] in ("nsubj", "agent", "appos") or (span.start > 0 and knowledge.roles.is_honorific(view.keys[span.start - 1])):
        return True
    found = knowledge.roles.ending_at(view.keys, span.start, max(0, span.start - 3))
    return found is not None and bool(view.keys[span.start - 1])


def _is_thing(view: TokenView, span: NameSpan) -> bool:
    """ "Kalibr missiles", and a plain plural such as "Missiles" that opens a sentence."""
    after = view.keys[span.end] if span.end < len(view) else ""
    plain = span.end - span.start == 1 and view.tags[span.start] == "NNS" and span.kind == "person"
    return plain or (after in _THINGS and span.kind == "person" and view.heads[view.root(span.start, span.end)] >= span.end)
