"""Names across transliterations: one key for the spellings of a name, and when two names are one person without asking.

`name_key` makes Nouri al-Maliki and Nuri Al Maliki, Hezbollah and Hizbullah equal. It is for finding, not for joining:
whether two people may be joined on their names alone is what `same_name` decides, and it would rather say no.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from rapidfuzz.distance import Levenshtein

from ontology.datafiles import read_tsv
from ontology.ids import fold_text

# Arabic articles, which some papers write and some do not. The assimilated ones count only with a hyphen: Ed is a name.
_ARTICLES = frozenset(("al", "el", "ul"))
_ASSIMILATED = re.compile(r"\b(?:a|e|i|u)(?:d|dh|n|r|s|sh|ch|t|th|z|l)[-‐–](?=\w)", re.IGNORECASE)
_ABD = re.compile(r"^abd[aeou]?(?:l|r(?=r)|n(?=n)|s(?=s)|z(?=z)|d(?=d)|t(?=t))(?!l?ah?i?$)(.{3,})$")
_DIN = re.compile(r"^(.{3,})[aeiou]dd(?:i|ee|y)ne?$")
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_HONORIFICS = frozenset((
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "gen", "general", "lt",
    "lieutenant", "col", "colonel", "maj", "major", "capt", "captain", "brig", "brigadier", "adm", "admiral",
    "marshal", "sgt", "rev", "reverend", "sheikh", "shaikh", "shaykh", "sheik", "ayatollah", "hojatoleslam", "imam",
    "mullah", "maulana", "president", "premier", "minister", "king", "queen", "prince", "princess", "emir", "sultan",
    "pope", "cardinal", "archbishop", "bishop", "sayyid", "sayed", "u", "daw", "senator", "representative",
    "congressman", "ambassador", "judge", "justice", "chancellor", "comrade",
))  # fmt: skip

# Spellings of one sound, applied in this order to a folded word.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"[aou]ll?ah?$(?<=.{6})", "ula"),
        (r"(?<=y)eh$", "a"),
        (r"v[iye](?:tch|ch|c)$", "vic"),
        (r"(?<=[oe])ff$(?<=.{6})", "v"),
        (r"(?<=[aeiou][nmlr])e$(?<=.{6})", ""),
        (r"tch", "ch"),
        (r"sch", "sh"),
        (r"dj", "j"),
        (r"kh|q|ck", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"tz", "ts"),
        (r"(?<=.)x", "ks"),
        (r"^ye", "e"),
        (r"^i(?=[au])", "y"),
        (r"oo|ou", "u"),
        (r"ee", "i"),
        (r"ij$|(?<=.)y", "i"),
        (r"(?<=[aeiou])h$", ""),
        (r"([^\W\d])\1+", r"\1"),
    )
)
# Vowels that differ in long words only; in Li, Lei, Ho and Hu they tell names apart.
_LONG_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"oe", "o"), (r"ue", "u"), (r"a[ie]|ei", "i"), (r"o", "u"), (r"e", "i"), (r"([^\W\d])\1+", r"\1"),
    )
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouy]")


def name_key(name: str) -> str:
    """The name as folded words without articles, equal for its usual transliterations. Empty where no letter is left."""
    return " ".join(name_words(name))


def name_words(name: str) -> tuple[str, ...]:
    """The words of `name_key`. An article stays, glued to its word, where otherwise a single word would be left: Al Gore."""
    words = fold_text(_ASSIMILATED.sub("al-", name)).split()
    plain = [w for w in words if w not in _ARTICLES]
    if len(plain) < 2 <= len(words):
        plain = ["al" + "".join(plain)] if plain else words
    return tuple(word for raw in plain for word in _fold_word(raw))


def abbreviation(name: str) -> str | None:
    """U.N., U. N. and UN as "UN"; None for what is no abbreviation in capitals. These count in exactly this case only."""
    letters = name.replace(".", "").replace(" ", "") if len(name) <= 12 else name
    return letters if len(letters) <= 6 and letters.isalpha() and letters.isupper() else None


def _fold_word(word: str) -> tuple[str, ...]:
    if word in ("abdul", "abdel", "abdal", "abdol"):
        return ("abd",)
    if word in ("ibn", "ben"):
        return ("bin",)
    if found := _ABD.match(word):
        return ("abd", _fold_sounds(found[1]))
    if found := _DIN.match(word):
        return (_fold_sounds(found[1]), "din")
    return (_fold_sounds(word),)


@lru_cache(maxsize=65536)
def _fold_sounds(word: str) -> str:
    folded = _spell(word)
    return _variants().get(folded, folded)


def _spell(word: str) -> str:
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    if len(word) >= 4:
        for pattern, plain in _LONG_SOUNDS:
            word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    return read_variants(files("ontology") / "data" / "given_names.tsv")


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(_variants().values())


def read_variants(path: Traversable) -> dict[str, str]:
    """The folded spelling of each variant of a given name, and that of its row's name. Raises DataFileError at a clash."""
    variants: dict[str, str] = {}
    for entry in read_tsv(path, ("name", "variants"), lists=("variants",)):
        name = _spell(fold_text(entry.fields["name"]))
        for variant in (entry.fields["name"], *entry.fields["variants"]):
            spelling = _spell(fold_text(variant))
            if variants.setdefault(spelling, name) != name:
                raise entry.error(f"variant {variant!r} belongs to the row of {variants[spelling]!r} already")
    return variants


@dataclass(frozen=True)
class _Person:
    words: tuple[str, ...]
    generation: str | None


def same_name(first: str, second: str) -> bool:
    """Whether two names of people are so alike that they may be joined without asking anybody.

    Never on a surname or an initial with a surname alone, never across Jr. and Sr.; names made of common given names
    only (Mohammed Ali, Ali Hassan) must agree word by word, because many people share them.
    """
    a, b = _read_person(first), _read_person(second)
    if a.generation != b.generation or _full_words(a) < 2 or _full_words(b) < 2:
        return False
    if a.words == b.words or _same_letters(a, b):
        return True
    shorter, longer = sorted((a.words, b.words), key=len)
    if _all_given(shorter) or _all_given(longer):
        return False
    turned = (longer[-1], *longer[:-1]), (*longer[1:], longer[0])
    return _aligned(shorter, longer) or shorter in turned


def _read_person(name: str) -> _Person:
    family, comma, rest = name.partition(",")
    if comma and fold_text(rest) not in _GENERATIONS:
        name = f"{rest} {family}"
    words = fold_text(_ASSIMILATED.sub("al-", name)).split()
    generation = next((_GENERATIONS[w] for w in words[1:] if w in _GENERATIONS), None)
    kept = words[:1] + [w for w in words[1:] if w not in _GENERATIONS]
    while len(kept) > 2 and kept[0] in _HONORIFICS:
        kept = kept[1:]
    return _Person(name_words(" ".join(kept)), generation)


def _full_words(person: _Person) -> int:
    return sum(len(word) > 1 for word in person.words)


def _same_letters(a: _Person, b: _Person) -> bool:
    """Kim Jong-un and Kim Jongun: the same letters cut differently."""
    return "".join(a.words) == "".join(b.words) and a.words[0] == b.words[0]


def _all_given(words: tuple[str, ...]) -> bool:
    return all(word in _given_names() for word in words)


def _aligned(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """First words alike, last words alike, and of the middle either one side has nothing or all of it agrees."""
    if not _alike(shorter[0], longer[0]) or not _alike(shorter[-1], longer[-1], family=True):
        return False
    middle, other = shorter[1:-1], longer[1:-1]
    return not middle or (len(middle) == len(other) and all(_middle(x, y) for x, y in zip(middle, other, strict=True)))


def _middle(x: str, y: str) -> bool:
    return x[0] == y[0] if 1 in (len(x), len(y)) else _alike(x, y)


def _alike(x: str, y: str, *, family: bool = False) -> bool:
    """Equal, or one vowel written differently between the same consonants, or one letter off in a long family name."""
    if x == y:
        return True
    if x[0] != y[0] or x.rstrip("a") == y.rstrip("a") or Levenshtein.distance(x, y) > 1:
        return False
    bones = _VOWELS.sub("", x)
    if len(x) == len(y) and len(bones) >= 3 and bones == _VOWELS.sub("", y) and x[-1] == y[-1]:
        return True
    return family and min(len(x), len(y)) >= 7
