"""Cuts a sentence into the word pieces of BERT's uncased vocabulary (Devlin et al. 2019), with the word that each belongs to."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters and digits run together; any other sign is a word of its own.
_WORD = re.compile(r"[^\W_]+|\S")
_LONGEST = 100
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Pieces:
    """The pieces of a sentence. `words` has the characters of the word that each piece is of, and `first` whether it is the first
    piece of that word. BERT's marks around a sentence are left out: nothing is read at them, and each piece costs time."""

    ids: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    first: tuple[bool, ...]


class WordPieces:
    """A vocabulary of word pieces; those that do not start a word begin with ##."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._ids["[UNK]"]
        self._cut_word = lru_cache(_REMEMBERED)(self._cut_unseen)

    def cut(self, text: str, limit: int) -> Pieces:
        """The pieces of a text, `limit` at most; what does not fit is left out."""
        ids: list[int] = []
        words: list[tuple[int, int]] = []
        first: list[bool] = []
        for match in _WORD.finditer(text):
            pieces = self._cut_word(match.group())
            if len(ids) + len(pieces) > limit:
                break
            ids += pieces
            words += [match.span()] * len(pieces)
            first += [True, *[False] * (len(pieces) - 1)]
        return Pieces(tuple(ids), tuple(words), tuple(first))

    def _cut_unseen(self, word: str) -> tuple[int, ...]:
        """The longest pieces from the left; a word that cannot be cut is unknown as a whole."""
        plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        found: list[int] = []
        start = 0
        while start < len(plain) <= _LONGEST:
            prefix = "##" if start else ""
            end = next((e for e in range(len(plain), start, -1) if prefix + plain[start:e] in self._ids), None)
            if end is None:
                return (self._unknown,)
            found.append(self._ids[prefix + plain[start:end]])
            start = end
        return tuple(found) or (self._unknown,)
