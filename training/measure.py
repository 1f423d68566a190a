"""How well the exported encoder reads sentences it was not trained on, word by word, without the rest of Belligraph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.events.encoder import Encoder
from extract.events.opinion import ROLE_WIDTH, Floats
from training.labels import IGNORED, Example


@dataclass
class Count:
    """Right, given and wanted labels."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def figures(self) -> dict[str, float]:
        """Precision, recall, F1, and how many were wanted."""
        return {
            "precision": _share(self.right, self.given),
            "recall": _share(self.right, self.wanted),
            "f1": _share(2 * self.right, self.given + self.wanted),
            "wanted": self.wanted,
        }


@dataclass
class Tally:
    """All counts of a run."""

    types: dict[str, Count] = field(default_factory=dict)
    triggers: Count = field(default_factory=Count)
    any: Count = field(default_factory=Count)
    roles: dict[str, Count] = field(default_factory=dict)
    heads: Counter[tuple[str, bool]] = field(default_factory=Counter)
    plain: int = 0
    fooled: int = 0


def measure(encoder: Encoder, examples: Sequence[Example]) -> dict[str, object]:
    """Figures for triggers by type, roles of given triggers, status, mode, and how often a sentence without events has one."""
    tally = Tally()
    for example, scores in zip(examples, encoder.score([e.pieces.tolist() for e in examples]), strict=True):
        _count_types(tally, encoder.labels.types, scores[0].argmax(axis=1), example)
        for number, trigger in enumerate(example.triggers):
            _count_heads(tally, scores, example, int(trigger))
            _count_roles(tally, encoder.labels.roles, scores, int(trigger), example.roles[number])
    return {
        "sentences": len(examples),
        "trigger": tally.triggers.figures,
        "trigger of any type": tally.any.figures,
        "types": {name: count.figures for name, count in sorted(tally.types.items())},
        "roles": {name: count.figures for name, count in sorted(tally.roles.items())},
        **{
            name: _share(tally.heads[name, True], tally.heads[name, True] + tally.heads[name, False]) for name in _HEADS
        },
        "sentences without events": tally.plain,
        "of them given an event": _share(tally.fooled, tally.plain),
    }


_HEADS = ("status", "mode", "historical")


def _count_types(tally: Tally, names: Sequence[str], given: Sequence[int], example: Example) -> None:
    for guess, label in zip(given, example.types, strict=True):
        if label == IGNORED:
            continue
        _add(tally.triggers, guess, label)
        _add(tally.any, min(guess, 1), min(label, 1))
        for kind in {int(guess), int(label)} - {0}:
            count = tally.types.setdefault(names[kind], Count())
            _add(count, kind if guess == kind else 0, kind if label == kind else 0)
    if not len(example.triggers):
        judged = example.types != IGNORED
        tally.plain += 1
        tally.fooled += int(bool(np.any(np.asarray(given)[judged] > 0)))


def _count_heads(tally: Tally, scores: Sequence[Floats], example: Example, trigger: int) -> None:
    tally.heads["status", scores[1][trigger].argmax() == example.statuses[trigger]] += 1
    tally.heads["historical", (scores[2][trigger, 0] > 0) == example.historical[trigger]] += 1
    tally.heads["mode", scores[3][trigger].argmax() == example.modes[trigger]] += 1


def _count_roles(
    tally: Tally, names: Sequence[str], scores: Sequence[Floats], trigger: int, labels: Sequence[int]
) -> None:
    for guess, label in zip(_guess_roles(scores, trigger, len(names) - 1), labels, strict=True):
        for role in {guess, int(label)} - {0, IGNORED}:
            if label != IGNORED:
                count = tally.roles.setdefault(names[role], Count())
                _add(count, role if guess == role else 0, role if label == role else 0)


def _guess_roles(scores: Sequence[Floats], trigger: int, roles: int) -> Iterator[int]:
    asked = scores[4][trigger].reshape(roles, ROLE_WIDTH)
    for offered in scores[5].reshape(-1, roles, ROLE_WIDTH):
        matched = (asked * offered).sum(axis=1)
        yield int(matched.argmax()) + 1 if matched.max() > 0 else 0


def _add(count: Count, guess: int, label: int) -> None:
    count.right += int(guess == label and label > 0)
    count.given += int(guess > 0)
    count.wanted += int(label > 0)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
