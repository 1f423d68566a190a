"""Compares the names of people within one article: full names, surnames, given names."""

from collections.abc import Sequence
from dataclasses import dataclass

PARTICLES = frozenset((
    "al", "el", "bin", "ben", "ibn", "abu", "de", "der", "den", "van", "von", "da", "di", "du", "la", "le", "dos",
    "ud", "ur", "as", "ash", "an", "ad", "ar", "bint", "umm", "abd", "y", "e",
))  # fmt: skip
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "i"))


@dataclass(frozen=True)
class PersonName:
    """A name as folded words without particles, initials kept: ("nuri", "maliki")."""

    words: tuple[str, ...]

    @property
    def surname(self) -> str:
        """The last word; in East Asian order that is a given name, see `may_be`."""
        return self.words[-1]

    @property
    def is_full(self) -> bool:
        """Whether there is more than one word."""
        return len(self.words) > 1


def read_name(keys: Sequence[str]) -> PersonName | None:
    """The name in a span's folded keys; None where no word is left."""
    words = [w for key in keys for w in key.split()]
    plain = [w for w in words if w not in PARTICLES and w not in _SUFFIXES and w != "s"]
    return PersonName(tuple(plain or words)) if words else None


def same_person(full: PersonName, other: PersonName) -> bool:
    """Whether two full names of one article are one person: same surname, and given names that are equal, cut short or initials."""
    shorter, longer = sorted((full.words, other.words), key=len)
    if set(shorter) <= set(longer):
        return True
    if full.surname != other.surname:
        return False
    first, second = full.words[0], other.words[0]
    initials = len(first) == 1 or len(second) == 1
    return first == second or (initials and first[0] == second[0])


def matches_single(full: PersonName, single: str) -> bool:
    """Whether one word may stand for this full name: its surname, or the family name that East Asian names put first."""
    return single in (full.surname, full.words[0])


def surname_forms(name: str) -> tuple[str, ...]:
    """What people go by after their full name: the last word, without an Arabic article ("Nujaifi"); none for one word."""
    words = name.split()
    if len(words) < 2 or words[-1].casefold().strip(".") in _SUFFIXES:
        return ()
    head, hyphen, rest = words[-1].partition("-")
    return (rest,) if hyphen and head.casefold() in PARTICLES and rest else (words[-1],)
