import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app

GOLD = {
    "id": "t1",
    "date": "2014-01-07",
    "sentences": ["Rebels shelled the town of Ramadi.", "It rained."],
    "events": [{"type": "ASSAULT", "sentence": 1, "trigger": "shelled", "actors": ["Rebels"], "places": ["Ramadi"]}],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD) + "\n")
    return path


def test_own_texts_are_scored_as_json(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    result = CliRunner().invoke(app, ["evaluate", str(gold), "--format", "json", "--output", str(out)])
    assert result.exit_code == 0
    assert json.loads(out.read_text())[str(gold)]["levels"]["type"]["recall"] == 1.0


def test_an_annotation_that_does_not_fit_stops_with_its_line(gold: Path) -> None:
    gold.write_text(gold.read_text().replace("shelled the", "bombed the"))
    result = CliRunner().invoke(app, ["evaluate", str(gold)])
    assert result.exit_code == 2
    assert "gold.jsonl:1: 'shelled' is not in the sentence" in result.stderr
