"""Floors of extraction quality on the sentences of tests/gold. Raise them when the extraction improves, explain a drop."""

from pathlib import Path

import pytest

from extract.evaluation.annotations import read_annotations
from extract.evaluation.measuring import measure
from extract.pipeline import Extractor

GOLD = Path(__file__).parent / "gold"


@pytest.mark.parametrize(
    ("part", "type_f1", "participants_f1", "extra"),
    [
        ("events_dev", 0.89, 0.73, 0.07),
        ("events_test", 0.83, 0.68, 0.16),
        ("articles_dev", 0.89, 0.58, 0.09),
        ("articles_test", 0.78, 0.46, 0.11),
    ],
)
def test_events_of_annotated_sentences_are_found(
    extractor: Extractor, part: str, type_f1: float, participants_f1: float, extra: float
) -> None:
    levels = measure(extractor, read_annotations(GOLD / f"{part}.jsonl")).levels
    assert levels["type"].f1 >= type_f1
    assert levels["type+actor+recipient"].f1 >= participants_f1
    assert levels["type"].extra <= extra


def test_words_of_sport_culture_and_weather_do_not_hide_events(extractor: Extractor) -> None:
    assert measure(extractor, read_annotations(GOLD / "events_lookalike.jsonl")).levels["type"].recall >= 0.75


@pytest.mark.parametrize(("name", "tolerated"), [("ordinary", 3), ("ordinary_test", 4)])
def test_ordinary_sentences_have_few_events(extractor: Extractor, name: str, tolerated: int) -> None:
    assert len(measure(extractor, read_annotations(GOLD / f"{name}.txt")).false) <= tolerated
