"""Names across transliterations: one key for the usual spellings of a name.

`name_key` makes Nouri al-Maliki and Nuri Al Maliki, Hezbollah and Hizbullah equal. It is for finding, not for joining:
whether two people may be joined on their names alone is what `ontology.same_name` decides.
"""

import re
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ontology.datafiles import read_tsv
from ontology.ids import fold_text

# Arabic articles, which some papers write and some do not. The assimilated ones count only with a hyphen: Ed is a name.
_ARTICLES = frozenset(("al", "el", "ul"))
_ASSIMILATED = re.compile(r"\b(?:a|e|i|u)(?:d|dh|n|r|s|sh|ch|t|th|z|l)[-‐–](?=\w)", re.IGNORECASE)
_GLUED = re.compile(r"\b([AE]l)(?=[A-Z][a-z])")
_ABD = re.compile(r"^abd[aeou]?(?:l|r(?=r)|n(?=n)|s(?=s)|z(?=z)|d(?=d)|t(?=t))(?!l?ah?i?$)(.{3,})$")
_DIN = re.compile(r"^(.{3,})[aeiou]dd(?:i|ee|y)ne?$")
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


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name as folded words without articles, equal for its usual transliterations. Empty where no letter is left."""
    return " ".join(name_words(name))


def name_words(name: str) -> tuple[str, ...]:
    """The words of `name_key`. An article stays, glued to its word, where otherwise a single word would be left: Al Gore."""
    words = raw_words(name)
    plain = [w for w in words if w not in _ARTICLES]
    if len(plain) < 2 <= len(words):
        plain = ["al" + "".join(plain)] if plain else words
    return tuple(word for raw in plain for word in _fold_word(raw))


def raw_words(name: str) -> list[str]:
    """The words of a name folded for case and diacritics only, with articles as words of their own."""
    return fold_text(_GLUED.sub(r"\1 ", _ASSIMILATED.sub("al-", name))).split()


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
def given_names() -> frozenset[str]:
    """The words of `name_words` that are given names which many people share."""
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
