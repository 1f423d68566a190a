"""Sentences as numbers: word pieces, and for each word what the heads of the encoder have to say of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.events.encoder import MAX_PIECES
from extract.events.opinion import Labels
from extract.events.word_pieces import Pieces, WordPieces
from training.sentences import ROLES, Span, TrainingEvent, TrainingSentence

# A word piece on which a head is not judged.
IGNORED = -100
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Example:
    """One sentence of `n` word pieces. `types`, `statuses`, `historical` and `modes` are (n,), `triggers` holds the pieces that
    trigger an event, and `roles` what every piece is to each of them, (triggers, n)."""

    pieces: Ints
    types: Ints
    statuses: Ints
    historical: Ints
    modes: Ints
    triggers: Ints
    roles: Ints


def make_labels(types: Sequence[str], modes: Sequence[tuple[str, str | None]], statuses: Sequence[str]) -> Labels:
    """The labels of the heads; `none` is always the first type and the first role."""
    return Labels(
        types=("none", *types),
        statuses=tuple(statuses),
        roles=("none", *ROLES),
        modes=tuple(f"{kind}/{mode or '-'}" for kind, mode in modes),
    )


def make_example(sentence: TrainingSentence, word_pieces: WordPieces, labels: Labels) -> Example:
    """The word pieces of a sentence with their labels. Only the first piece of a word is judged."""
    pieces = word_pieces.cut(sentence.text, MAX_PIECES)
    judged = np.array(pieces.first)
    size = len(pieces.ids)
    types = np.where(judged, 0, IGNORED)
    statuses, historical, modes = (np.full(size, IGNORED) for _ in range(3))
    triggers: list[int] = []
    rows: list[Ints] = []
    for event in sentence.events:
        for piece in _inside(pieces, event.trigger):
            types[piece] = labels.types.index(event.type)
            statuses[piece] = labels.statuses.index(event.status.value)
            historical[piece] = int(event.historical)
            modes[piece] = labels.modes.index(f"{event.type}/{event.mode or '-'}")
            triggers.append(piece)
            rows.append(_role_row(pieces, event, piece, labels))
    return Example(
        pieces=np.array(pieces.ids),
        types=types,
        statuses=statuses,
        historical=historical,
        modes=modes,
        triggers=np.array(triggers, dtype=np.int64),
        roles=np.stack(rows) if rows else np.zeros((0, size), dtype=np.int64),
    )


def _inside(pieces: Pieces, span: Span) -> list[int]:
    """Pieces that start a word inside a span of characters."""
    words = zip(pieces.words, pieces.first, strict=True)
    return [i for i, (word, first) in enumerate(words) if first and span[0] <= word[0] and word[1] <= span[1]]


def _role_row(pieces: Pieces, event: TrainingEvent, trigger: int, labels: Labels) -> Ints:
    row = np.where(np.array(pieces.first), 0, IGNORED)
    for role in ROLES:
        for span in event.spans[role]:
            row[_inside(pieces, span)] = labels.roles.index(role)
    row[trigger] = IGNORED
    return row
