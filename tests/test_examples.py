import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ontology.records import Status
from ontology.vocabulary import load_vocabulary

FOLDER = Path(__file__).resolve().parents[1] / "examples"
SLUGS = [path.stem for path in sorted(FOLDER.glob("*.json"))]


def read(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def expected_items(slug: str) -> Iterator[dict[str, Any]]:
    expected = read(FOLDER / "expected" / f"{slug}.json")
    yield from expected["events"]
    yield from expected["never"]


def test_there_are_enough_examples_and_each_has_its_expectations() -> None:
    assert len(SLUGS) >= 12
    assert [path.stem for path in sorted((FOLDER / "expected").glob("*.json"))] == SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_an_example_is_a_whole_article_of_news_length(slug: str) -> None:
    article = read(FOLDER / f"{slug}.json")
    assert list(article) == ["title", "publisher", "published", "url", "text"]
    assert date.fromisoformat(article["published"])
    assert 150 <= len(article["text"].split()) <= 400


@pytest.mark.parametrize("slug", SLUGS)
def test_expectations_quote_the_article_and_use_the_vocabulary(slug: str) -> None:
    text, vocabulary = read(FOLDER / f"{slug}.json")["text"], load_vocabulary()
    assert len(read(FOLDER / "expected" / f"{slug}.json")["events"]) >= 4
    for item in expected_items(slug):
        assert text.count(item["evidence"]) == 1, item["evidence"]
        for type_name in item["type"].split("|"):
            known = {mode.name for mode in vocabulary.types[type_name].modes}
            assert set(item.get("mode", "").split("|")) - {""} <= known, item
        assert set(item.get("relation", "").split("|")) - {""} <= set(vocabulary.relations), item
        assert set(item.get("status", "asserted").split("|")) <= {status.value for status in Status}, item
