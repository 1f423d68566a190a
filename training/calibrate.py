"""Fits how sure events are: what rules and encoder find in the validation sentences, each right or wrong, and a logistic curve."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.actors import find_actors
from extract.evaluation.annotations import FoundEvent, GoldEvent
from extract.evaluation.matching import LEVELS, pair
from extract.events.agreement import FUTURE_TYPES, agree, is_heard, weigh
from extract.events.candidates import Candidate
from extract.events.coder import shape_acts
from extract.events.confidence import WITNESSES, Fit, signals, squash, witness
from extract.events.drafts import draft_sentences
from extract.events.sight import Sight
from extract.events.status import judge
from extract.events.status_check import check_status
from extract.parsing import read_many
from extract.pipeline import EventReaders, ExtractConfig, Extractor
from extract.places import find_places
from extract.reader import read_article
from extract.unlocated_places import add_unlocated
from ontology.records import Status
from training.sentences import TrainingSentence

PATH = Path(__file__).resolve().parents[1] / "extract" / "data" / "events" / "confidence.json"
# Keeps the weights of rare signals small.
_RIDGE = 1.0
_STEPS = 50
# As many candidates of the overall rate are added to those of each relation.
_PRIOR = 5
# The encoder alone is there for comparison; its events take the confidence fitted on what it adds to the rules.
_READERS: tuple[EventReaders, ...] = ("rules", "both")


@dataclass(frozen=True)
class Judged:
    """A candidate's relation, witness and signals, and whether it is right."""

    relation: str
    witness: str
    signals: tuple[float, ...]
    right: bool


def calibrate(sentences: Sequence[TrainingSentence]) -> dict[str, dict[str, float]]:
    """Fit and write. Returns how many candidates of each witness were right, and how well the fit is calibrated.

    The rules never saw any of these sentences, so their rates come from the large part; the encoder learnt from that, so what weighs
    the two comes from the part held back.
    """
    no_rates = Fit({}, {}, 0.5)
    rates = fit_rates(judge_sentences([s for s in sentences if not s.held_back], "rules", no_rates))
    held_back = [s for s in sentences if s.held_back]
    judged = [case for reader in _READERS for case in judge_sentences(held_back, reader, rates)]
    weights: dict[str, list[float]] = {}
    figures: dict[str, dict[str, float]] = {}
    for name in WITNESSES:
        cases = [case for case in judged if case.witness == name]
        weights[name] = [round(float(w), 4) for w in _fit(cases)]
        chances = [squash(weights[name], case.signals) for case in cases]
        figures[name] = {
            "events": len(cases),
            "right": round(float(np.mean([case.right for case in cases])), 4),
            "calibration error": calibration_error(chances, [case.right for case in cases]),
        }
    about = "What extract/events/confidence.py computes with. Written by scripts/train; Apache-2.0; version 1."
    fitted = {"about": about, "fit": figures, "weights": weights, "overall": rates.overall, "rates": rates.rates}
    PATH.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    return figures


def fit_rates(judged: Iterable[Judged]) -> Fit:
    """The share of right ones by relation, drawn towards that of all where there are few."""
    counts: dict[str, Counter[bool]] = {}
    for case in judged:
        counts.setdefault(case.relation, Counter())[case.right] += 1
    overall = sum(c[True] for c in counts.values()) / sum(c.total() for c in counts.values())
    rates = {name: (c[True] + _PRIOR * overall) / (c.total() + _PRIOR) for name, c in sorted(counts.items())}
    return Fit({}, {name: round(rate, 4) for name, rate in rates.items()}, round(overall, 4))


def calibration_error(chances: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """The expected calibration error: mean distance between confidence and share of right ones, in bins of equal width."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for chance, hit in zip(chances, right, strict=True):
        groups.setdefault(min(bins - 1, int(chance * bins)), []).append((chance, hit))
    gaps = [abs(sum(c - h for c, h in group)) for group in groups.values()]
    return round(sum(gaps) / len(chances), 4) if chances else 0.0


def judge_sentences(sentences: Sequence[TrainingSentence], reader: EventReaders, rates: Fit) -> Iterator[Judged]:
    """Every candidate found in the sentences, compared with their annotation by type."""
    extractor = Extractor.load(ExtractConfig(encoder=reader))
    for sentence in sentences:
        found = list(_candidates(extractor, sentence.text))
        events = [_as_found(c, status, extractor) for c, status in found]
        hits = {j for _, j in pair([_as_gold(sentence, n) for n in range(len(sentence.events))], events, LEVELS[0])}
        for number, (candidate, _) in enumerate(found):
            given = signals(candidate, rates.rate(candidate.relation))
            yield Judged(candidate.relation, witness(candidate), given, number in hits)


def _candidates(extractor: Extractor, text: str) -> Iterator[tuple[Candidate, Status]]:
    reading = next(read_many(extractor.nlp, [read_article(text)]))
    countries = extractor.knowledge.countries
    located = find_places(reading, extractor.gazetteer, countries)
    places = add_unlocated(reading, located, extractor.gazetteer, countries, extractor.lexicon)
    actors = find_actors(reading, places, extractor.knowledge)
    sight = Sight(reading, actors, places, extractor.lexicon, extractor.encoder, extractor.by_rules)
    for draft in draft_sentences(sight):
        whole, opinion = shape_acts(sight, draft.found, (), 0), draft.opinion
        if opinion is not None and not is_heard(opinion):
            continue
        # Without the encoder the gate decides; with it everything is weighed, so that what is fitted is what it has to decide.
        weighed = agree(sight, draft, whole) if opinion is None else weigh(sight, draft, whole, opinion)
        for candidate in weighed:
            verdict = check_status(sight, candidate, judge(sight, candidate))
            if not verdict.purpose:
                yield candidate, verdict.status


def _as_found(candidate: Candidate, status: Status, extractor: Extractor) -> FoundEvent:
    kind = extractor.lexicon.vocabulary.relations[candidate.relation].type
    if status is Status.FUTURE:
        kind = FUTURE_TYPES.get(kind, kind)
    start = candidate.trigger.idx
    trigger = (start, start + len(candidate.trigger))
    return FoundEvent(kind, None, candidate.relation, trigger, (), (), (), str(status))


def _as_gold(sentence: TrainingSentence, number: int) -> GoldEvent:
    event = sentence.events[number]
    return GoldEvent(event.type, (0, len(sentence.text)), (event.trigger,))


def _fit(cases: Sequence[Judged]) -> NDArray[np.float64]:
    """Ridge logistic regression by Newton's method; the constant is not held small."""
    values = np.array([case.signals for case in cases])
    wanted = np.array([float(case.right) for case in cases])
    ridge = np.diag([0.0, *[_RIDGE] * (values.shape[1] - 1)])
    weights = np.zeros(values.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (wanted - chances) - ridge @ weights
        curve = (values * (chances * (1 - chances))[:, None]).T @ values + ridge
        weights = weights + np.linalg.solve(curve + 1e-6 * np.eye(len(weights)), slope)
    return weights
