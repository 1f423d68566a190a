"""The event encoder at run time: a small int8 transformer that says of every word of a sentence whether it triggers an event,
of which type and status, and what every other word is to it. docs/model-card.md says how it was made.

The sentences of an article run together, those of like length side by side, on one thread: alone each would cost half as much again.
"""

import json
from collections.abc import Iterator, Sequence
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
# Word pieces that go through the model at once; more would not be faster.
_RUN = 160


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

    def read(self, sentences: Sequence[Span]) -> list[Opinion]:
        """What the encoder says of each sentence of a parsed article."""
        cut = [self._word_pieces.cut(sentence.text, MAX_PIECES) for sentence in sentences]
        scores = self.score([pieces.ids for pieces in cut])
        given = zip(sentences, cut, scores, strict=True)
        return [Opinion(self.labels, _rows(sentence, pieces), found) for sentence, pieces, found in given]

    def score(self, sentences: Sequence[Sequence[int]]) -> list[tuple[Floats, ...]]:
        """For the word pieces of each sentence the scores of each head, each (pieces, width of the head)."""
        ends = np.cumsum(self.labels.widths)[:-1]
        scores: list[tuple[Floats, ...]] = [()] * len(sentences)
        for group in _groups([len(pieces) for pieces in sentences]):
            longest = len(sentences[group[-1]])
            pieces = np.zeros((len(group), longest), dtype=np.int64)
            real = np.zeros((len(group), longest), dtype=np.bool_)
            for row, i in enumerate(group):
                pieces[row, : len(sentences[i])] = sentences[i]
                real[row, : len(sentences[i])] = True
            (found,) = self._session.run(None, {"pieces": pieces, "real": real})
            for row, i in enumerate(group):
                scores[i] = tuple(np.split(found[row, : len(sentences[i])], ends, axis=1))
        return scores


@cache
def load_encoder() -> Encoder:
    """The encoder of the installed package. Raises DataFileError where it is missing or broken."""
    return Encoder(Path(str(resources.files("extract") / "data" / "encoder")))


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Sentences of like length together, as many as fit into a run, the longest last."""
    group: list[int] = []
    for i in sorted((i for i, length in enumerate(lengths) if length), key=lambda i: (lengths[i], i)):
        if group and lengths[i] * (len(group) + 1) > _RUN:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _rows(sentence: Span, pieces: Pieces) -> dict[int, int]:
    """The first piece of the word that each token begins in; tokens that were not read are left out."""
    starts: list[int | None] = [None] * len(sentence.text)
    for piece, (start, end) in enumerate(pieces.words):
        if pieces.first[piece]:
            starts[start:end] = [piece] * (end - start)
    tokens = ((t.i, starts[t.idx - sentence.start_char]) for t in sentence if not t.is_space)
    return {i: row for i, row in tokens if row is not None}


def _one_thread() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return options
