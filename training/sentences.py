"""The training sentences of extract/training: read, checked, split and hashed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from ontology.errors import DataFileError, InputError
from ontology.records import Status
from ontology.vocabulary import Vocabulary, load_vocabulary

Span = tuple[int, int]

FOLDER = Path(__file__).resolve().parents[1] / "extract" / "training"
# One sentence of ten never trains the weights: the epoch, the thresholds and the confidence are chosen on it.
_VALIDATION_SHARE = 10
ROLES = ("actors", "recipients", "places", "claimants")


@dataclass(frozen=True)
class TrainingEvent:
    """An annotated event. Spans are characters of the sentence, end exclusive; `spans` has those of each of ROLES."""

    type: str
    mode: str | None
    status: Status
    historical: bool
    trigger: Span
    spans: Mapping[str, tuple[Span, ...]]
    cue: Span | None


@dataclass(frozen=True)
class TrainingSentence:
    """A sentence with all its events; none makes it a negative. Tags say what kind of sentence it is."""

    text: str
    events: tuple[TrainingEvent, ...]
    tags: frozenset[str]

    @property
    def held_back(self) -> bool:
        """Whether it belongs to the validation part: decided by its text alone, so adding sentences moves no other."""
        return int(sha256(self.text.encode()).hexdigest(), 16) % _VALIDATION_SHARE == 0


def read_sentences(folder: Path = FOLDER) -> list[TrainingSentence]:
    """All sentences of a folder's JSONL files, in the order of file names and lines. Raises DataFileError."""
    return [sentence for path in sorted(folder.glob("*.jsonl")) for sentence in read_file(path)]


def read_file(path: Path) -> list[TrainingSentence]:
    """The sentences of one file. Raises DataFileError with the line where something is wrong."""
    vocabulary = load_vocabulary()
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            sentences.append(_sentence(json.loads(line), vocabulary))
        except (InputError, KeyError, TypeError, ValueError) as error:
            raise DataFileError(path, number, f"not a training sentence: {error}") from error
    return sentences


def data_hash(sentences: Iterable[TrainingSentence]) -> str:
    """What the weights were made from, in 16 hexadecimal digits."""
    return sha256("\n".join(repr(_plain(s)) for s in sentences).encode()).hexdigest()[:16]


def _plain(sentence: TrainingSentence) -> tuple[object, ...]:
    events = tuple(
        (e.type, e.mode, e.status.value, e.historical, e.trigger, tuple(e.spans[r] for r in ROLES), e.cue)
        for e in sentence.events
    )
    return sentence.text, events, tuple(sorted(sentence.tags))


def _sentence(record: Mapping[str, Any], vocabulary: Vocabulary) -> TrainingSentence:
    text = record["text"]
    events = tuple(_event(given, text, vocabulary) for given in record["events"])
    return TrainingSentence(text, events, frozenset(record["tags"]))


def _event(record: Mapping[str, Any], text: str, vocabulary: Vocabulary) -> TrainingEvent:
    vocabulary.score(record["type"], record["mode"])
    cue = record["cue"]
    return TrainingEvent(
        type=record["type"],
        mode=record["mode"],
        status=Status(record["status"]),
        historical=bool(record["historical"]),
        trigger=_span(record["trigger"], text),
        spans={role: tuple(_span(span, text) for span in record[role]) for role in ROLES},
        cue=_span(cue, text) if cue else None,
    )


def _span(given: list[int], text: str) -> Span:
    start, end = given
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {given} is not inside the sentence")
    if text[start:end] != text[start:end].strip():
        raise ValueError(f"span {given} has blanks at its ends: {text[start:end]!r}")
    return start, end
