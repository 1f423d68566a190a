"""Matches the capitalised words of an article against the gazetteer, longest name first."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.gazetteer import Candidate, Gazetteer
from extract.place_names import ARABIC_ARTICLES, join_key
from extract.place_rows import NameGrade
from extract.place_words import PlaceWords
from extract.token_view import TokenView
from ontology.ids import fold_text

LONGEST_NAME = 6
_INNER = frozenset(
    {"of", "the", "and", "de", "la", "las", "los", "del", "da", "do", "dos", "das", "el", "al", "le", "les", "du", "au"}
    | {"aux", "di", "e", "en", "on", "sur", "upon", "under", "es", "ez", "az", "ar", "as", "ash", "ad", "bin", "ibn"}
)
_JOINERS = frozenset(("-", "–", "'s", "’s", "'", "’", ".", "&"))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Tokens `start:end` that are a name the gazetteer knows. `key` is that name folded.

    `candidates` is empty for a name that only looks like one ("Neches River", where no river of that name is listed).
    """

    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]

    @property
    def abbreviation(self) -> bool:
        """Whether the gazetteer has it as an abbreviation only ("La.", "N.D.")."""
        return bool(self.candidates) and all(c.grade == NameGrade.ABBREVIATION for c in self.candidates)


def match_names(view: TokenView, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[NameMatch]:
    """Names in order; they do not overlap."""
    i = 0
    while i < len(view):
        found = _longest(view, i, gazetteer, words) if _may_start(view, i) else None
        if found is None:
            i += 1
            continue
        key, end = found
        if end - i == 1 and key in words.never and not view.words[i].isupper():
            i += 1
            continue
        match = NameMatch(i, end, key, gazetteer.candidates_of_key(key))
        yield match
        i = end


def _may_start(view: TokenView, i: int) -> bool:
    word = view.words[i]
    if word[0].isupper():
        return bool(view.keys[i]) and word not in ("The", "THE") and "$" not in word
    return word in ARABIC_ARTICLES and i + 2 < len(view) and view.words[i + 1] == "-" and view.words[i + 2][0].isupper()


def _longest(view: TokenView, start: int, gazetteer: Gazetteer, words: PlaceWords) -> tuple[str, int] | None:
    for end in range(_last(view, start), start, -1):
        if not view.words[end - 1][0].isupper():
            continue
        key = _key(view, start, end)
        if key and gazetteer.knows(key):
            return _with_feature(view, start, end, gazetteer, words) or (key, end)
    return None


def _with_feature(view: TokenView, start: int, end: int, gazetteer: Gazetteer, words: PlaceWords) -> tuple[str, int] | None:
    """The name with the feature word after it, where that is a place of its own: "Rafah crossing"."""
    if end == len(view) or "facility" not in words.kinds.get(view.keys[end], ()):
        return None
    key = _key(view, start, end + 1)
    return (key, end + 1) if gazetteer.knows(key) else None


def _last(view: TokenView, start: int) -> int:
    """How far a name that begins at `start` may reach at most."""
    end = start + 1
    limit = min(len(view), start + LONGEST_NAME)
    while end < limit:
        word = view.words[end]
        if word[0].isupper() or word in _INNER or word in _JOINERS:
            end += 1
        else:
            break
        if word == "." or (word == "'s" and end < limit and not view.words[end][0].isupper()):
            return end - 1
    return end


def _key(view: TokenView, start: int, end: int) -> str:
    if end - start == 1:
        return view.keys[start]
    words = view.words[start:end]
    if any("'" in w or "’" in w for w in words):
        return join_key(fold_text(view.text(start, end)).split())
    return join_key([part for key in view.keys[start:end] if key for part in key.split()])
