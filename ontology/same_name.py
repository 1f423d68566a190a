"""Whether two names of people are so alike that they may be joined without asking anybody. It would rather say no.

Measured on pairs of names in the tests: never on a surname or a title with a surname, never across Jr. and Sr.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from ontology.ids import fold_text
from ontology.names import given_names, name_words, raw_words

_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
# Titles before a name, word by word: "prime minister", "lt col". A pope's title is part of his name.
_HONORIFICS = frozenset((
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "gen", "general",
    "lt", "lieutenant", "col", "colonel", "maj", "major", "capt", "captain", "brig", "brigadier", "adm", "admiral",
    "marshal", "sgt", "sergeant", "commander", "rev", "reverend", "sheikh", "shaikh", "shaykh", "sheik", "ayatollah",
    "hojatoleslam", "imam", "mullah", "mawlawi", "maulana", "maulvi", "sayyid", "sayed", "sayyed", "seyyed", "syed",
    "begum", "president", "premier", "prime", "vice", "deputy", "former", "foreign", "defence", "defense", "interior",
    "minister", "secretary", "chief", "king", "queen", "prince", "princess", "crown", "emir", "sultan", "cardinal",
    "archbishop", "bishop", "u", "daw", "senator", "representative", "congressman", "ambassador", "judge", "justice",
    "chancellor", "governor", "comrade",
))  # fmt: skip
# Given names so common, or so often the first half of a longer one, that with a surname alone they say little.
_WEAK_FIRST = frozenset(name_words("Mohammed Jose Maria Jean"))
# "bin" is none: in a chain of fathers every link counts.
_PARTICLES = frozenset(name_words("x de la da dos do di du del van von der le")) - {"x"}
# What folding leaves of e and i against o and u: no transliteration writes one for the other.
_FAR_VOWELS = frozenset("iu")
_VOWELS = re.compile(r"[aeiouy]")
# A family name so long that one letter more, less or other is likelier a slip than another family.
_LONG_FAMILY = 7


class NameMatch(StrEnum):
    """How alike two names are: the same words in other letters, or alike in a way that two people may share."""

    SAME = "same"
    CLOSE = "close"


@dataclass(frozen=True)
class _Person:
    words: tuple[str, ...]
    raw: tuple[str, ...]
    generation: str | None


def same_name(first: str, second: str) -> bool:
    """Whether two names may be joined on the names alone; it does not matter which comes first.

    Names made of common given names only (Mohammed Ali, Ali Hassan) must agree word by word, because many share them.
    """
    return match_names(first, second) is not None


def match_names(first: str, second: str) -> NameMatch | None:
    """How alike two names are that may be joined, None for those that may not. Names of common given names, a missing or
    shortened middle name, another order or one letter are only close: the caller should know something else besides."""
    a, b = _read_person(first), _read_person(second)
    if a.generation != b.generation or not (_is_full(a) and _is_full(b)) or _short_words_differ(a, b):
        return None
    if a.words == b.words or _same_letters(a, b):
        return NameMatch.CLOSE if _all_given(a.words) else NameMatch.SAME
    shorter, longer = sorted((a.words, b.words), key=len)
    if 1 in (_full_words(shorter), _full_words(longer)) or _all_given(shorter) or _all_given(longer):
        return None
    turned = (longer[-1], *longer[:-1]), (*longer[1:], longer[0])
    return NameMatch.CLOSE if _aligned(shorter, longer) or shorter in turned else None


def name_blocks(name: str) -> frozenset[str]:
    """Keys by which to look for names like this one: two names that `match_names` takes for alike share at least one.

    Empty for what is no full name, which matches nothing.
    """
    person = _read_person(name)
    if not _is_full(person):
        return frozenset()
    words = person.words
    blocks = {"letters " + "".join(sorted("".join(words)))}
    if not _all_given(words):
        first, last = _bones(words[0]), words[-1]
        family = "k" + last[1:] if last[0] == "g" else last
        blocks.add(f"ends {first} {_bones(family)}")
        if len(last) >= _LONG_FAMILY:
            # One letter is another: either the first four are the same, or the last three.
            blocks |= {f"start {first} {last[:4]}", f"tail {first} {last[-3:]}"}
    return frozenset(blocks)


@lru_cache(maxsize=65536)
def _read_person(name: str) -> _Person:
    family, comma, rest = name.partition(",")
    if comma and fold_text(rest) not in _GENERATIONS:
        name = f"{rest} {family}"
    words = raw_words(name)
    generation = next((_GENERATIONS[w] for w in words[1:] if w in _GENERATIONS), None)
    kept = words[:1] + [w for w in words[1:] if w not in _GENERATIONS]
    while len(kept) > 1 and kept[0] in _HONORIFICS:
        kept = kept[1:]
    return _Person(name_words(" ".join(kept)), tuple(kept), generation)


def _full_words(words: tuple[str, ...]) -> int:
    return sum(len(word) > 1 for word in words)


def _is_full(person: _Person) -> bool:
    """Two words, or two initials and a surname: H. R. McMaster."""
    return _full_words(person.words) >= 2 or (len(person.words) > 2 and _full_words(person.words) == 1)


def _short_words_differ(a: _Person, b: _Person) -> bool:
    """Li Peng and Li Ping fold to the same key, which in a name of short words tells nothing."""
    return all(len(word) <= 4 for word in (*a.raw, *b.raw)) and sorted("".join(a.raw)) != sorted("".join(b.raw))


def _same_letters(a: _Person, b: _Person) -> bool:
    """Kim Jong-un and Kim Jongun: the same letters cut differently."""
    return "".join(a.words) == "".join(b.words) and a.words[0] == b.words[0]


def _all_given(words: tuple[str, ...]) -> bool:
    return all(word in given_names() or word == "abd" for word in words)


def _aligned(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """First words alike, last words alike, and the middle of the longer begins with that of the shorter."""
    if not _alike(shorter[0], longer[0]) or not _alike(shorter[-1], longer[-1], family=True):
        return False
    middle = [word for word in shorter[1:-1] if word not in _PARTICLES]
    other = [word for word in longer[1:-1] if word not in _PARTICLES]
    if len(middle) == len(other):
        return all(_middle(x, y) for x, y in zip(middle, other, strict=True))
    if "bin" in longer or (not middle and shorter[0] in _WEAK_FIRST):
        return False
    return all(len(x) > 1 and _alike(x, y) for x, y in zip(middle, other, strict=False)) and len(middle) < len(other)


def _middle(x: str, y: str) -> bool:
    return x[0] == y[0] if 1 in (len(x), len(y)) else _alike(x, y)


def _alike(x: str, y: str, *, family: bool = False) -> bool:
    """Equal, or one vowel written differently between the same consonants, or one letter off in a long family name."""
    if x == y:
        return True
    if family and min(len(x), len(y)) >= 6 and x[1:] == y[1:] and {x[0], y[0]} == {"g", "k"}:
        return True
    if x[0] != y[0] or x.rstrip("a") == y.rstrip("a") or Levenshtein.distance(x, y) > 1:
        return False
    bones = _VOWELS.sub("", x)
    if len(x) == len(y) and len(bones) >= 3 and bones == _VOWELS.sub("", y) and x[-1] == y[-1]:
        changed = {v for pair in zip(x, y, strict=True) if pair[0] != pair[1] for v in pair}
        return changed != _FAR_VOWELS
    return family and min(len(x), len(y)) >= _LONG_FAMILY


def _bones(word: str) -> str:
    """The first letter and the consonants: the same for words that `_alike` takes for one with another vowel."""
    return word[0] + _VOWELS.sub("", word[1:])
