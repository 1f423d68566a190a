"""The event encoder at run time: a small int8 transformer that says of every word of a sentence whether it triggers an event,
of which type and status, and what every other word is to it. docs/model-card.md says how it was made.

One sentence is one run, without padding and on one thread, so that what is said of a sentence does not depend on its neighbours.
"""

import json
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

import numpy as np
import onnxruntime
from spacy.tokens import Span

from extract.events.opinion import Floats, Labels, Opinion
from extract.events.word_pieces import Pieces, WordPieces
from ontology.errors import DataFileError

# Longer sentences are read up to here; BERT's cost grows faster than its input.
MAX_PIECES = 160


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
        if pieces.first[piece]:
            rows[word[0] : word[1]] = [piece] * (word[1] - word[0])
    return rows


def _one_thread() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return options
