"""How sure an event is: the share of events like it that were right on sentences nobody tuned to.

A logistic regression for each kind of witness (a rule, the encoder, both), fitted by scripts/train on the validation part of
extract/training, and how often the rules were right about each relation in the rest of it; kept in extract/data/events/confidence.json.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


def signals(candidate: Candidate, rate: float) -> tuple[float, ...]:
    """What the confidence is computed from, a constant first; `rate` is how often rules are right about the relation."""
    roles, support = candidate.roles, candidate.support
    return (
        1.0,
        candidate.weight,
        _log_odds(rate),
        _log_odds(support.own) if support else 0.0,
        _log_odds(support.any) if support else 0.0,
        float(candidate.passes),
        float(any(m.actor for m in roles.actors)),
        float(any(m.actor for m in roles.recipients)),
    )


def chance_of(candidate: Candidate) -> float:
    """The chance that a candidate is an event of its type, from 0.02 to 0.98."""
    fit = load_fit()
    chance = squash(fit.weights[witness(candidate)], signals(candidate, fit.rate(candidate.relation)))
    return round(min(_MOST, max(_LEAST, chance)), 2)


def squash(weights: Sequence[float], values: Sequence[float]) -> float:
    """The logistic function of a weighted sum."""
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values, strict=True))))


@dataclass(frozen=True)
class Fit:
    """What was fitted: weights by witness, and the share of the rules' candidates that were right, by relation and over all."""

    weights: Mapping[str, tuple[float, ...]]
    rates: Mapping[str, float]
    overall: float

    def rate(self, relation: str) -> float:
        """How often rules are right about a relation; that of all where it was not met."""
        return self.rates.get(relation, self.overall)


@cache
def load_fit() -> Fit:
    """What scripts/train fitted. Raises DataFileError."""
    path = resources.files("extract") / "data" / "events" / "confidence.json"
    try:
        fitted = json.loads(path.read_text(encoding="utf-8"))
        weights = {name: tuple(map(float, fitted["weights"][name])) for name in WITNESSES}
        return Fit(weights, fitted["rates"], fitted["overall"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise DataFileError(str(path), None, f"no fitted confidence ({error!r}); make it with scripts/train") from error


def _log_odds(chance: float) -> float:
    bounded = min(1 - 1e-9, max(1e-9, chance))
    return max(-_FARTHEST, min(_FARTHEST, math.log(bounded / (1 - bounded))))
