"""Finds the longest listed phrase that ends at a token; shared by the lists of agent nouns and of role words."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Entry = TypeVar("Entry")


def longest_ending(
    entries: Mapping[str, Entry], keys: Sequence[str], end: int, first: int, longest: int
) -> tuple[Entry, int] | None:
    """The entry of the longest phrase in `keys[first:end]` that ends at `end`, with its first index.

    Empty keys (hyphens) are passed over; no phrase has more than `longest` words.
    """
    best: tuple[Entry, int] | None = None
    phrase, words = "", 0
    for start in range(end - 1, max(first, 0) - 1, -1):
        if not keys[start]:
            continue
        words += 1
        if words > longest:
            break
        phrase = f"{keys[start]} {phrase}".rstrip()
        found = entries.get(phrase)
        if found is not None:
            best = (found, start)
    return best
