"""What the event encoder says of one sentence, asked by word: event types, status, mode, and who is what to an event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

# Numbers with which a word asks for, or offers itself as, one participant role.
ROLE_WIDTH = 64

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Labels:
    """What the heads choose from, in the order of their scores. `none` is the first type and the first role."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[str, ...]
    modes: tuple[str, ...]

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """How many scores of a word belong to types, statuses, historical, modes, role queries and role keys."""
        pairs = (len(self.roles) - 1) * ROLE_WIDTH
        return len(self.types), len(self.statuses), 1, len(self.modes), pairs, pairs


@dataclass(frozen=True)
class RoleChances:
    """The chance of each role in one event, for every word of its sentence."""

    names: tuple[str, ...]
    rows: Mapping[int, int]
    chances: Floats

    def role(self, token: Token) -> tuple[str, float]:
        """The likeliest role of a word and its chance; `none` for the trigger itself and words that were not read."""
        row = self.rows.get(token.i)
        if row is None:
            return "none", 1.0
        best = int(self.chances[row].argmax())
        return self.names[best], float(self.chances[row, best])

    def chance(self, token: Token, role: str) -> float:
        """The chance that a word has a role."""
        row = self.rows.get(token.i)
        return 0.0 if row is None else float(self.chances[row, self.names.index(role)])


@dataclass(frozen=True)
class Opinion:
    """The scores of each head by word piece, and the first piece of each token that was read. Methods take such tokens."""

    labels: Labels
    rows: Mapping[int, int]
    scores: tuple[Floats, ...]

    def knows(self, token: Token) -> bool:
        """Whether a word was read at all."""
        return token.i in self.rows

    def likeliest(self, token: Token) -> tuple[str | None, float]:
        """The likeliest type of an event that the word triggers, and its chance; None where it is likelier that there is none."""
        row = self.rows[token.i]
        best = self._best[row]
        return (self.labels.types[best] if best else None), self._types[row][best]

    def chance(self, token: Token, types: Iterable[str]) -> float:
        """The chance that the word triggers an event of one of these types."""
        chances = self._types[self.rows[token.i]]
        return sum(chances[self.labels.types.index(name)] for name in types)

    def any(self, token: Token) -> float:
        """The chance that the word triggers an event at all."""
        return 1 - self._types[self.rows[token.i]][0]

    @cached_property
    def around(self) -> float:
        """The highest chance that any word of the sentence triggers an event; even odds where no word was read."""
        return max((1 - self._types[row][0] for row in self.rows.values()), default=0.5)

    def status(self, token: Token) -> tuple[str, float]:
        """The likeliest status of the event that the word triggers, and its chance."""
        chances = softmax(self.scores[1][self.rows[token.i]])
        return self.labels.statuses[int(chances.argmax())], float(chances.max())

    def historical(self, token: Token) -> float:
        """The chance that the event is background of long ago."""
        return float(1 / (1 + np.exp(-self.scores[2][self.rows[token.i], 0])))

    def mode(self, token: Token, kind: str) -> str | None:
        """The likeliest mode of an event of this type."""
        scores = self.scores[3][self.rows[token.i]]
        own = [number for number, name in enumerate(self.labels.modes) if name.startswith(f"{kind}/")]
        mode = self.labels.modes[max(own, key=lambda number: scores[number])].partition("/")[2]
        return None if mode == "-" else mode

    def roles(self, trigger: Token) -> RoleChances:
        """What every other word is to the event that a word triggers."""
        row = self.rows[trigger.i]
        shape = -1, len(self.labels.roles) - 1, ROLE_WIDTH
        asked, offered = self.scores[4][row].reshape(shape), self.scores[5].reshape(shape)
        scores = (asked * offered).sum(axis=2) / np.sqrt(ROLE_WIDTH)
        chances = softmax(np.concatenate([np.zeros_like(scores[:, :1]), scores], axis=1))
        return RoleChances(self.labels.roles, {i: r for i, r in self.rows.items() if r != row}, chances)

    @cached_property
    def _types(self) -> list[list[float]]:
        # Asked for every word: lists are faster than arrays for single numbers.
        chances: list[list[float]] = softmax(self.scores[0]).tolist()
        return chances

    @cached_property
    def _best(self) -> list[int]:
        best: list[int] = self.scores[0].argmax(axis=1).tolist()
        return best


def softmax(scores: Floats) -> Floats:
    """Scores along the last axis as chances."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)
