"""Nouns for unnamed groups and bodies: what kind of actor "rebels", "aid workers" or "Israeli jets" are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from extract.phrase_lookup import longest_ending
from extract.plurals import plural
from extract.tsv_tables import TableRow, read_table

COLUMNS = ("noun", "class", "kind", "sector", "owned", "group")
CLASSES = ("people", "body", "owned", "platform", "name")


@dataclass(frozen=True)
class AgentWord:
    """One noun of agents.tsv, whose header explains the columns; `many` is true for the plural form."""

    noun: str
    cls: str
    kind: str
    sector: str | None
    group: str
    owned: str | None = None
    many: bool = False

    @property
    def is_body(self) -> bool:
        """Whether the noun names one collective rather than individuals."""
        return self.cls in ("body", "owned")

    @property
    def needs_owner(self) -> bool:
        """Whether the noun is an actor only where the phrase says whose it is."""
        return self.cls in ("platform", "owned")


class AgentWords:
    """Longest-match lookup of agent nouns by the token they end at."""

    def __init__(self, words: Sequence[AgentWord]) -> None:
        self._words = tuple(words)
        plain = [w for w in words if w.cls != "name"]
        self._nouns = {w.noun: w for w in plain}
        for word in plain:
            self._nouns.setdefault(plural(word.noun), replace(word, many=True))
        self._names = {w.noun: w for w in words if w.cls == "name"}
        self._longest = max(len(w.noun.split()) for w in words)

    @classmethod
    def load(cls, path: Path | None = None) -> "AgentWords":
        """Read the shipped list, or another of the same form."""
        words = []
        for row in read_table(path or Path(str(files("extract"))) / "data" / "agents.tsv", COLUMNS):
            if row.text("class") not in CLASSES:
                raise row.error(f"class {row.text('class')!r} is none of {', '.join(CLASSES)}")
            words.append(_make_word(row))
        return cls(words)

    def extended(self, own: Sequence[AgentWord]) -> "AgentWords":
        """These words and others, which win where a noun is in both."""
        nouns = {word.noun for word in own}
        return AgentWords([*(w for w in self._words if w.cls == "name" or w.noun not in nouns), *own])

    def ending_at(self, keys: Sequence[str], end: int, first: int) -> tuple[AgentWord, int] | None:
        """The longest agent noun that ends at `end` and starts at or after `first`, with its first index."""
        return longest_ending(self._nouns, keys, end, first, self._longest)

    def in_name(self, keys: Sequence[str]) -> AgentWord | None:
        """What the words of a proper name say about its bearer; two-word cues and later words speak first."""
        words = [k for k in keys if k]
        for size in (3, 2, 1):
            for i in range(len(words) - size, -1, -1):
                phrase = " ".join(words[i : i + size])
                found = self._names.get(phrase) or self._names.get(phrase.removesuffix("s"))
                if found is not None:
                    return found
        return None


def _make_word(row: TableRow) -> AgentWord:
    noun = row.text("noun")
    group = row.optional("group") or (noun if row.text("class") == "body" else plural(noun))
    return AgentWord(noun, row.text("class"), row.text("kind"), row.optional("sector"), group, row.optional("owned"))
