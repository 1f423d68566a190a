"""Finds the proper names that may be actors: listed countries, peoples, seats and actors, and what the tagger calls a name.

Spans never overlap; the longer one wins, and a listed name wins over the tagger's guess of the same length.
"""

import re
from dataclasses import dataclass, replace

from extract.actor_knowledge import ActorKnowledge
from extract.countries import Country, Metonym
from extract.halves import find_halves
from extract.known_actors import KnownActor
from extract.token_view import TokenView

LONGEST_NAME = 10
# Tagger labels that can be actors; the rest (dates, events, works, products) block nothing and make nothing.
_LABELS = {"PERSON": "person", "ORG": "organisation", "NORP": "people", "GPE": "place", "LOC": "place", "FAC": "place"}
_NEVER = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "levant", "ramadan",
    "easter", "christmas", "islam", "god", "allah", "internet", "covid", "christianity", "judaism", "photo",
    "image", "reuters", "afp", "ap", "dpa", "getty", "missiles", "rockets", "shells", "mortars", "bombs", "drones",
    "explosions", "gunfire", "clashes",
))  # fmt: skip
# What the tagger takes for a body but is an event, a text or a building.
_NO_BODIES = frozenset((
    "operation", "agreement", "accord", "accords", "treaty", "resolution", "summit", "conference", "act", "war",
    "plan", "protocol", "convention", "declaration", "charter", "constitution", "process", "hostilities", "talks",
    "street", "road", "airport", "bridge", "square", "memorandum", "ceasefire", "truce", "initiative", "day",
))  # fmt: skip
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NO_NAME_WORDS = frozenset(("from", "after", "over", "during", "into", "that", "who"))
_JOINERS = frozenset(("'s", "’s", "'", "’", "-", "–"))


@dataclass(frozen=True)
class NameSpan:
    """A name as tokens `start:end`.

    kind: country, demonym, capital, seat, known, person, organisation, people (ethnic or religious), place.
    """

    start: int
    end: int
    kind: str
    country: Country | None = None
    known: KnownActor | None = None


def find_names(view: TokenView, knowledge: ActorKnowledge) -> list[NameSpan]:
    """All name spans of an article, in order."""
    listed = _listed_names(view, knowledge)
    tagged = _tagged_names(view, knowledge)
    spans = sorted(listed + tagged, key=lambda s: (-(s.end - s.start), s.kind in _LABELS.values(), s.start))
    taken: set[int] = set()
    chosen = []
    for span in spans:
        if taken.isdisjoint(range(span.start, span.end)):
            chosen.append(span)
            taken.update(range(span.start, span.end))
    named = dict.fromkeys(s.country for s in chosen if s.country is not None)
    halves = [NameSpan(i, i + 1, "country", country=c) for i, c in find_halves(view, named, knowledge)]
    heads = {h.start for h in halves}
    whole = [s for s in chosen if s.start not in heads] + halves
    return [_numbered(view, span) for span in sorted(whole, key=lambda s: s.start)]


def _numbered(view: TokenView, span: NameSpan) -> NameSpan:
    """A body's name with the number that it starts with: 12th Infantry Regiment."""
    numbered = span.kind == "organisation" and span.start > 0 and _ORDINAL.fullmatch(view.words[span.start - 1])
    return replace(span, start=span.start - 1) if numbered else span


def _listed_names(view: TokenView, knowledge: ActorKnowledge) -> list[NameSpan]:
    spans = []
    i = 0
    while i < len(view):
        span = _longest_listed(view, i, knowledge) if _may_start(view, i, knowledge) else None
        if span is None:
            i += 1
        else:
            spans.append(span)
            i = span.end
    return spans


def _may_start(view: TokenView, i: int, knowledge: ActorKnowledge) -> bool:
    key = view.keys[i]
    if not key or not knowledge.may_start(key):
        return False
    return view.words[i][0].isupper() or key in ("al", "el", "as", "an", "ash", "ad", "ar")


def _longest_listed(view: TokenView, start: int, knowledge: ActorKnowledge) -> NameSpan | None:
    last = min(len(view), start + LONGEST_NAME)
    for end in range(last, start, -1):
        if not view.keys[end - 1] or view.words[end - 1] in _JOINERS or view.words[end - 1] == "'s":
            continue
        if not knowledge.may_be_listed(view.keys[start:end]):
            continue
        text = view.doc[start:end].text
        if "\n" in text:
            continue
        span = _listed(text, start, end, knowledge)
        if span is not None:
            return span
    return None


def _listed(text: str, start: int, end: int, knowledge: ActorKnowledge) -> NameSpan | None:
    country = knowledge.countries.by_name(text)
    if country is not None:
        return NameSpan(start, end, "country", country=country)
    seat: Metonym | None = knowledge.countries.by_seat(text)
    if seat is not None:
        return NameSpan(start, end, seat.kind, country=seat.country)
    known = knowledge.known.lookup(text)
    if known is not None:
        return _known_span(start, end, known)
    country = knowledge.countries.by_demonym(text)
    if country is not None:
        return NameSpan(start, end, "demonym", country=country)
    return NameSpan(start, end, "people") if knowledge.peoples.find(text) is not None else None


def _known_span(start: int, end: int, known: KnownActor) -> NameSpan:
    """A listed name; that of a person is a person's name like any other."""
    return NameSpan(start, end, "person" if known.kind == "person" else "known", known=known)


def _tagged_names(view: TokenView, knowledge: ActorKnowledge) -> list[NameSpan]:
    spans = []
    for entity in view.doc.ents:
        kind = _LABELS.get(entity.label_)
        start, end = entity.start, _before_from(view, entity.start, _before_bracket(view, entity.start, entity.end))
        if end < entity.end and view.keys[end + 1]:
            spans.append(NameSpan(end + 1, end + 2, kind or "organisation"))
        while start < end and (view.tags[start] in ("DT", "_SP", "PRP$", "CD", "POS") or not view.keys[start]):
            start += 1
        while end > start and (view.tags[end - 1] in ("POS", "_SP") or not view.keys[end - 1]):
            end -= 1
        if _ends_in_people(view, end, knowledge):
            kind = "people"
        if kind == "people":
            start = _after_demonym(view, start, end, knowledge)
        if kind is None or start >= end or not _is_name(view, start, end, kind):
            continue
        if kind == "people" and _are_fighters(view, start, end, knowledge):
            continue
        known = (
            knowledge.known.lookup(view.doc[start:end].text) if kind in ("person", "organisation", "people") else None
        )
        spans.append(_known_span(start, end, known) if known else NameSpan(start, end, kind))
    return spans + _untagged_bodies(view, spans, knowledge)


def _before_bracket(view: TokenView, start: int, end: int) -> int:
    """The end of a tagged name cut before a bracketed abbreviation that the tagger took in."""
    for i in range(start + 1, end - 1):
        if view.words[i] == "(":
            return i
    return end


def _before_from(view: TokenView, start: int, end: int) -> int:
    """The end of a tagged name cut where it runs into the next phrase: "Tal Afar from" + "Islamic State"."""
    return next((i for i in range(start + 1, end) if view.words[i] in _NO_NAME_WORDS), end)


def _ends_in_people(view: TokenView, end: int, knowledge: ActorKnowledge) -> bool:
    """Whether a tagged name is really people of some country: "Bosnian Serbs"."""
    last = view.words[end - 1]
    return (
        last.endswith("s")
        and knowledge.may_be_listed(view.keys[end - 1 : end])
        and knowledge.countries.by_demonym(last) is not None
    )


def _are_fighters(view: TokenView, start: int, end: int, knowledge: ActorKnowledge) -> bool:
    """Whether what is tagged as a people is a noun for fighters at the beginning of a sentence: "Jihadists"."""
    found = knowledge.agents.ending_at(view.keys, end, start)
    return found is not None and found[1] == start and found[0].kind == "armed group"


def _after_demonym(view: TokenView, start: int, end: int, knowledge: ActorKnowledge) -> int:
    """ "Iraqi Kurds" are Kurds, their country is a word of its own."""
    while (
        start < end - 1
        and knowledge.may_be_listed(view.keys[start : start + 1])
        and knowledge.countries.by_demonym(view.words[start])
    ):
        start += 1
    return start


def _untagged_bodies(view: TokenView, tagged: list[NameSpan], knowledge: ActorKnowledge) -> list[NameSpan]:
    """Runs of two or more capitalised words that the tagger passed over though one of them says what they name: "Anti-Corruption Commission"."""
    taken = {i for span in tagged for i in range(span.start, span.end)}
    bodies, i = [], 0
    while i < len(view):
        end = i
        while (
            end < len(view) and end not in taken and (_is_capital(view, end) or (view.tags[end] == "HYPH" and end > i))
        ):
            end += 1
        if end - i > 1 and view.keys[end - 1] and knowledge.agents.in_name(view.keys[end - 1 : end]) is not None:
            bodies.append(NameSpan(i, end, "organisation"))
        i = max(end, i + 1)
    return bodies


def _is_capital(view: TokenView, i: int) -> bool:
    return (
        view.words[i][0].isupper()
        and view.tags[i] in ("NNP", "NNPS", "JJ", "NN")
        and not (view.doc[i].is_sent_start and view.tags[i] == "JJ")
    )


def _is_name(view: TokenView, start: int, end: int, kind: str) -> bool:
    words = view.words[start:end]
    if end - start == 1 and view.keys[start] in _NEVER:
        return False
    if kind == "organisation" and (view.keys[start] in _NO_BODIES or view.keys[end - 1] in _NO_BODIES):
        return False
    if kind == "person" and end - start == 1 and words[0].isupper() and len(words[0]) > 3:
        return False
    if not any(w[0].isupper() for w in words) or any(c.isdigit() for w in words if kind == "person" for c in w):
        return False
    return not any("\n" in w or w in ("/", "@", "|") for w in words)
