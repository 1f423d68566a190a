"""Floors of grouping on annotated clusters, and what the annotations must be like. Raise the floors when grouping improves."""

import json
import runpy
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from extract.pipeline import Extractor

ROOT = Path(__file__).resolve().parents[2]
PARTS = {part: ROOT / "tests" / "graph" / f"clusters_{part}.jsonl" for part in ("dev", "test")}


@pytest.fixture(scope="module")
def benchmark() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "benchmarks" / "event_identity.py"))


def read(part: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in PARTS[part].read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("part", "found", "pairwise", "b_cubed"),
    [("dev", 0.84, 0.89, 0.96), ("test", 0.83, 0.85, 0.93)],
)
def test_accounts_of_one_event_are_brought_together(
    extractor: Extractor, benchmark: dict[str, Any], part: str, found: float, pairwise: float, b_cubed: float
) -> None:
    figures = benchmark["measure"](benchmark["read_scenarios"](PARTS[part], extractor))
    assert figures.rows_found / figures.rows >= found
    assert figures.pairwise.f1 >= pairwise
    assert figures.b_cubed.f1 >= b_cubed
    assert figures.pairwise_together.f1 >= pairwise
    assert figures.b_cubed_together.f1 >= b_cubed


@pytest.mark.parametrize("part", PARTS)
def test_a_trigger_occurs_once_in_its_article(part: str) -> None:
    for scenario in read(part):
        texts = {article["id"]: article["text"] for article in scenario["articles"]}
        for row in scenario["events"]:
            assert [texts[row["article"]].count(word) for word in row["trigger"].split("|")] == [1] * (
                row["trigger"].count("|") + 1
            ), row


def test_there_are_enough_events_told_by_several_articles() -> None:
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    scenarios = [scenario for part in PARTS for scenario in read(part)]
    for scenario in scenarios:
        assert len(scenario["articles"]) >= 3, scenario["id"]
        for row in scenario["events"]:
            told[scenario["id"], row["event"]].add(row["article"])
    assert len({scenario["id"] for scenario in scenarios}) == len(scenarios) >= 32
    assert len(told) >= 75
    assert sum(len(articles) > 1 for articles in told.values()) >= 60


def test_scores_of_a_grouping_worked_out_by_hand(benchmark: dict[str, Any]) -> None:
    events = {"a": "x", "b": "x", "c": "x", "d": "y"}
    groups = [frozenset({"a", "b"}), frozenset({"c", "d", "unannotated"})]
    pairs, b_cubed = benchmark["score_pairs"](groups, events), benchmark["score_b_cubed"](groups, events)
    assert (pairs.precision, pairs.recall, pairs.f1) == (0.5, 0.333, 0.4)
    assert (b_cubed.precision, b_cubed.recall, b_cubed.f1) == (0.75, 0.667, 0.706)
