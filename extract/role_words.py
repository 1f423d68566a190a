"""The words for people's roles ("prime minister", "spokesman", "Gen.") and the words that change them ("former", "rebel")."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from extract.phrase_lookup import longest_ending
from extract.plurals import plural
from extract.tsv_tables import read_table

CLASSES = ("office", "generic", "rank", "honorific", "modifier")


@dataclass(frozen=True)
class RoleWord:
    """One phrase of role_words.tsv. `cls` is explained in the file; `many` is true for a plural form."""

    phrase: str
    cls: str
    sector: str | None
    many: bool = False


class RoleWords:
    """Longest-match lookup of role phrases over folded tokens."""

    def __init__(self, words: Sequence[RoleWord]) -> None:
        self._roles = {w.phrase: w for w in words if w.cls not in ("modifier", "honorific")}
        for word in words:
            if word.cls in ("office", "generic", "rank"):
                many = RoleWord(word.phrase, word.cls, word.sector, many=True)
                self._roles.setdefault(_plural_role(word.phrase), many)
        self._modifiers = {w.phrase: w for w in words if w.cls == "modifier"}
        self._honorifics = frozenset(w.phrase for w in words if w.cls == "honorific")
        self._longest = max(len(w.phrase.split()) for w in words)

    @classmethod
    def load(cls, path: Path | None = None) -> "RoleWords":
        """Read the shipped list, or another of the same form."""
        words = []
        for row in read_table(
            path or Path(str(files("extract"))) / "data" / "role_words.tsv", ("phrase", "class", "sector")
        ):
            if row.text("class") not in CLASSES:
                raise row.error(f"class {row.text('class')!r} is none of {', '.join(CLASSES)}")
            words.append(RoleWord(row.text("phrase"), row.text("class"), row.optional("sector")))
        return cls(words)

    def ending_at(self, keys: Sequence[str], end: int, first: int) -> tuple[RoleWord, int] | None:
        """The longest role phrase in `keys[first:end]` that ends at `end`, with its first index. Empty keys (hyphens) are passed over."""
        return longest_ending(self._roles, keys, end, first, self._longest)

    def starting_at(self, keys: Sequence[str], start: int, last: int) -> tuple[RoleWord, int] | None:
        """The longest role phrase that starts at `start` and ends before `last`, with its end index."""
        best: tuple[RoleWord, int] | None = None
        phrase = ""
        for i in range(start, min(last, start + 2 * self._longest)):
            if not keys[i]:
                continue
            phrase = f"{phrase} {keys[i]}".lstrip()
            found = self._roles.get(phrase)
            if found is not None:
                best = (found, i + 1)
        return best

    def modifier(self, key: str) -> RoleWord | None:
        """The modifier that a folded word (or two) is."""
        return self._modifiers.get(key)

    def is_honorific(self, key: str) -> bool:
        """Whether a folded word is a form of address that names no role."""
        return key in self._honorifics


def _plural_role(phrase: str) -> str:
    head, of, rest = phrase.partition(" of ")
    if not of:
        head, of, rest = phrase.partition(" in ")
    return plural(head) + of + rest
