"""Articles that carry the same report: wire copies, shortened or edited ones, and updates. Pure.

A text is the set of its three-word shingles, its signature a MinHash of that set (A. Broder 1997; datasketch). Two texts are
one report when the estimated share of shingles they have in common is high enough. The bands of a signature are what a
database looks up: texts of one report nearly always share a band, others nearly never.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha1
from operator import eq
from typing import Any

import numpy as np

from ontology.ids import fold_text

SHINGLE_WORDS = 3
PERMUTATIONS = 128
# 42 bands of 3: of two texts with 0.4 of their shingles in common 94 in 100 share a band, with 0.02 of them 3 in 10,000.
BAND_ROWS = 3
# A copy with a new lead, a paragraph dropped and one added has 0.25 or more, two reports of one event below 0.2.
THRESHOLD = 0.25
# Less than this is a headline or a caption, whose few words others use too.
SHORTEST = 20

Signature = tuple[int, ...]


def make_signature(text: str) -> Signature | None:
    """The MinHash of a text, 128 numbers of 32 bits; None for one of fewer than 20 words, which no other is a copy of."""
    words = fold_text(text).encode().split()
    if len(words) < SHORTEST:
        return None
    shingles = set(map(b" ".join, zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False)))
    hashed = b"".join([sha1(shingle, usedforsecurity=False).digest() for shingle in shingles])
    made = _nothing().copy()
    # The first four bytes of each twenty.
    made.update_batch(np.frombuffer(hashed, dtype="<u4")[::5].tolist())
    return tuple(made.hashvalues.tolist())


@cache
def _nothing() -> Any:
    """The MinHash of no words, to which hashes are added. Making it takes longer than adding an article's."""
    # It brings SciPy, which takes longer to import than everything else.
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, hashfunc=int)


def similarity(left: Signature, right: Signature) -> float:
    """The estimated share of shingles in common, 0 to 1."""
    common: int = sum(map(eq, left, right))
    return common / PERMUTATIONS


def same_report(left: Signature, right: Signature) -> bool:
    """Whether two texts carry one report."""
    return similarity(left, right) >= THRESHOLD


def bands(signature: Signature) -> Iterator[int]:
    """Keys, of 63 bits, of which texts of one report have some in common."""
    packed, size = pack(signature), 4 * BAND_ROWS
    for number, start in enumerate(range(0, len(packed) - size + 1, size)):
        hashed = sha1(bytes((number,)) + packed[start : start + size], usedforsecurity=False).digest()
        yield int.from_bytes(hashed[:8]) >> 1


def pack(signature: Signature) -> bytes:
    """A signature as 512 bytes to store."""
    return np.asarray(signature, dtype="<u4").tobytes()


def unpack(stored: bytes) -> Signature:
    """A signature as it was packed."""
    return tuple(int(value) for value in np.frombuffer(stored, dtype="<u4"))
