"""Reads the places of a dateline ("KABUL, Afghanistan (AP) -"), which is no part of the parsed text, as evidence for the others."""

import re

from extract.gazetteer import Gazetteer
from extract.name_matches import NameMatch
from extract.place_names import place_key
from extract.place_nearness import lies_in
from extract.place_words import PlaceWords
from extract.toponyms import PLAIN, Toponym
from ontology.records import Article, SectionKind

_PARTS = re.compile(r"[^,/]+")
_TRIM = " \t\n-–—:|()"
_OUTSIDE = -1


def dateline_toponyms(article: Article, gazetteer: Gazetteer, words: PlaceWords, first: int) -> list[Toponym]:
    """The names in the article's datelines, as toponyms without tokens. `first` is the index the first of them will have."""
    found: list[Toponym] = []
    for section in article.sections:
        if section.kind is SectionKind.DATELINE:
            text = article.text[section.start : section.end].partition("(")[0]
            found += _chain(_matches(text, gazetteer, words), first + len(found))
    return found


def _matches(text: str, gazetteer: Gazetteer, words: PlaceWords) -> list[NameMatch]:
    keys = (place_key(part.strip(_TRIM)) for part in _PARTS.findall(text))
    return [NameMatch(_OUTSIDE, _OUTSIDE, k, gazetteer.candidates_of_key(k)) for k in keys if k not in words.never and gazetteer.knows(k)]


def _chain(matches: list[NameMatch], first: int) -> list[Toponym]:
    """Each name tied to the next one where it may lie in it: "KABUL, Afghanistan"."""
    toponyms = []
    enclosing = False
    for i, match in enumerate(matches):
        outer = matches[i + 1].candidates if i + 1 < len(matches) else ()
        tied = any(lies_in(c, o) for o in outer for c in match.candidates)
        container = first + i + 1 if tied else None
        toponyms.append(Toponym(match, PLAIN, container=container, tie=1.0 if tied else 0.0, encloses=enclosing))
        enclosing = tied
    return toponyms
