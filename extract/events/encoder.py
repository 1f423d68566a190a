"""The event encoder at run time: a small int8 transformer that says of every word of a sentence whether it triggers an event,
of which type and status, and what every other word is to it. docs/model-card.md says how it was made.

One sentence is one run, without padding and on one thread, so that what is said of a sentence does not depend on its neighbours.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.tokens import Span, Token

from extract.events.word_pieces import Pieces, WordPieces
from ontology.errors import DataFileError

# Numbers with which a word asks for, or offers itself as, one participant role.
ROLE_WIDTH = 64
# Longer sentences are read up to here; BERT's cost grows faster than its input.
MAX_PIECES = 160

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Labels:
    """What the heads choose from, in the order of their scores. `none` is the first type and the first role."""

    types: tuple[str, ...]
    statuses: tuple[str, ...]
    roles: tuple[str, ...]
    modes: tuple[str, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """How many scores of a word belong to types, statuses, historical, modes, role queries and role keys."""
        pairs = (len(self.roles) - 1) * ROLE_WIDTH
        return len(self.types), len(self.statuses), 1, len(self.modes), pairs, pairs


@dataclass(frozen=True)
class Opinion:
    """What the encoder says of one sentence. Methods take tokens of that sentence; a word it did not read has no opinion."""

    labels: Labels
    rows: Mapping[int, int]
    scores: tuple[Floats, ...]

    def types(self, token: Token) -> Mapping[str, float]:
        """The probability of each type, `none` included; empty for a word that was not read."""
        row = self.rows.get(token.i)
        return {} if row is None else dict(zip(self.labels.types, _softmax(self.scores[0][row]).tolist(), strict=True))

    def statuses(self, token: Token) -> Mapping[str, float]:
        """The probability of each status of the event that a word triggers."""
        return dict(zip(self.labels.statuses, _softmax(self.scores[1][self.rows[token.i]]).tolist(), strict=True))

    def historical(self, token: Token) -> float:
        """The probability that the event is long past background."""
        return float(1 / (1 + np.exp(-self.scores[2][self.rows[token.i], 0])))

    def mode(self, token: Token, kind: str) -> str | None:
        """The likeliest mode of an event of this type."""
        scores = self.scores[3][self.rows[token.i]]
        own = [number for number, name in enumerate(self.labels.modes) if name.startswith(f"{kind}/")]
        mode = self.labels.modes[max(own, key=lambda number: scores[number])].partition("/")[2]
        return None if mode == "-" else mode

    def roles(self, trigger: Token, token: Token) -> Mapping[str, float]:
        """The probability of each role, `none` included, that a word has in the event; empty for a word that was not read."""
        row = self.rows.get(token.i)
        if row is None or row == self.rows[trigger.i]:
            return {}
        shape = len(self.labels.roles) - 1, ROLE_WIDTH
        asked = self.scores[4][self.rows[trigger.i]].reshape(shape)
        offered = self.scores[5][row].reshape(shape)
        scores = np.concatenate([[0.0], (asked * offered).sum(axis=1) / np.sqrt(ROLE_WIDTH)])
        return dict(zip(self.labels.roles, _softmax(scores).tolist(), strict=True))


class Encoder:
    """The loaded model. `card` is what it was made from and how well it did, `version` the hash of its weights."""

    def __init__(self, folder: Path) -> None:
        try:
            self.card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
            model = (folder / "model.onnx").read_bytes()
        except (OSError, ValueError) as error:
            raise DataFileError(folder, None, f"no event encoder ({error}); make it with scripts/train") from error
        self.version = sha256(model).hexdigest()[:16]
        self._word_pieces = WordPieces(vocabulary)
        self.labels = Labels(**{name: tuple(words) for name, words in self.card["labels"].items()})
        self._session = onnxruntime.InferenceSession(model, _one_thread(), providers=["CPUExecutionProvider"])

    def read(self, sentence: Span) -> Opinion:
        """What the encoder says of a sentence of a parsed article."""
        pieces = self._word_pieces.cut(sentence.text, MAX_PIECES)
        starts = _first_pieces(pieces, len(sentence.text))
        rows = {t.i: starts[t.idx - sentence.start_char] for t in sentence if not t.is_space}
        return Opinion(self.labels, {i: row for i, row in rows.items() if row is not None}, self.run(pieces.ids))

    def run(self, pieces: Sequence[int]) -> tuple[Floats, ...]:
        """The scores of each head for every word piece, each (pieces, width of the head)."""
        (scores,) = self._session.run(None, {"pieces": np.array([pieces], dtype=np.int64)})
        return tuple(np.split(scores[0], np.cumsum(self.labels.widths)[:-1], axis=1))


@cache
def load_encoder() -> Encoder:
    """The encoder of the installed package. Raises DataFileError where it is missing or broken."""
    return Encoder(Path(str(resources.files("extract") / "data" / "encoder")))


def _first_pieces(pieces: Pieces, length: int) -> list[int | None]:
    """For each character the first piece of the word that it is in."""
    rows: list[int | None] = [None] * length
    for piece, word in enumerate(pieces.words):
        if word is not None and pieces.first[piece]:
            rows[word[0] : word[1]] = [piece] * (word[1] - word[0])
    return rows


def _one_thread() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return options


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float32)
