"""How sure an event is: the share of events like it that were right on sentences nobody tuned to.

A logistic regression for each kind of witness (a rule, the encoder, both), fitted by scripts/train on the validation part of
extract/training and kept in extract/data/events/confidence.json.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from extract.events.candidates import Candidate
from ontology.errors import DataFileError

WITNESSES = ("rule", "encoder", "both")
# The rule of a candidate that only the encoder found begins so.
ENCODER_RULE = "encoder: "
# Never certain either way.
_LEAST, _MOST = 0.02, 0.98
_FARTHEST = 6.0


def witness(candidate: Candidate) -> str:
    """Who speaks for a candidate."""
    if candidate.support is None:
        return "rule"
    return "encoder" if candidate.rule.startswith(ENCODER_RULE) else "both"


def signals(candidate: Candidate) -> tuple[float, ...]:
    """What the confidence is computed from, a constant first."""
    roles, support = candidate.roles, candidate.support
    return (
        1.0,
        candidate.weight,
        _log_odds(support.own) if support else 0.0,
        _log_odds(support.any) if support else 0.0,
        float(candidate.passes),
        float(any(m.actor for m in roles.actors)),
        float(any(m.actor for m in roles.recipients)),
    )


def chance_of(candidate: Candidate) -> float:
    """The chance that a candidate is an event of its type, from 0.02 to 0.98."""
    chance = squash(load_weights()[witness(candidate)], signals(candidate))
    return round(min(_MOST, max(_LEAST, chance)), 2)


def squash(weights: Sequence[float], values: Sequence[float]) -> float:
    """The logistic function of a weighted sum."""
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values, strict=True))))


@cache
def load_weights() -> Mapping[str, tuple[float, ...]]:
    """The fitted weights of each witness. Raises DataFileError."""
    path = resources.files("extract") / "data" / "events" / "confidence.json"
    try:
        fitted = json.loads(path.read_text(encoding="utf-8"))["weights"]
        return {name: tuple(map(float, fitted[name])) for name in WITNESSES}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataFileError(str(path), None, f"no confidence weights ({error!r}); make them with scripts/train") from error


def _log_odds(chance: float) -> float:
    bounded = min(1 - 1e-9, max(1e-9, chance))
    return max(-_FARTHEST, min(_FARTHEST, math.log(bounded / (1 - bounded))))
