"""The training sentences: as many and as varied as the encoder needs, well formed, and none of them twice or in the gold."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from extract.evaluation.annotations import read_annotations
from ontology.errors import DataFileError
from ontology.records import Status
from ontology.vocabulary import load_vocabulary
from training.sentences import FOLDER, TrainingSentence, data_hash, read_file, read_sentences

GOLD = Path(__file__).parents[2] / "gold"


@pytest.fixture(scope="module")
def sentences() -> list[TrainingSentence]:
    return read_sentences()


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def test_there_are_enough_sentences_of_each_sort(sentences: list[TrainingSentence]) -> None:
    assert sum(bool(s.events) for s in sentences) >= 3000
    assert sum(not s.events for s in sentences) >= 2000
    assert sum("inverted" in s.tags for s in sentences) >= 600
    assert sum(len(s.events) > 1 for s in sentences) >= 300


def test_every_type_and_status_has_examples(sentences: list[TrainingSentence]) -> None:
    types = Counter(event.type for s in sentences for event in s.events)
    statuses = Counter(event.status for s in sentences for event in s.events)
    assert min(types[name] for name in load_vocabulary().types) >= 150
    assert min(statuses[status] for status in Status) >= 250
    assert sum(event.historical for s in sentences for event in s.events) >= 250


def test_no_sentence_stands_twice(sentences: list[TrainingSentence]) -> None:
    assert [text for text, count in Counter(_key(s.text) for s in sentences).items() if count > 1] == []


def test_no_sentence_of_the_gold_trains(sentences: list[TrainingSentence]) -> None:
    known = {_key(s.text) for s in sentences}
    for path in (*sorted(GOLD.glob("*.jsonl")), *sorted(GOLD.glob("*.txt"))):
        # Never the sentence itself in the message: some of these files are not to be read.
        assert sum(_key(text.text) in known for text in read_annotations(path)) == 0, path.name


def test_the_trigger_and_the_participants_of_an_event_do_not_overlap(sentences: list[TrainingSentence]) -> None:
    for sentence in sentences:
        for event in sentence.events:
            start, end = event.trigger
            spans = [span for role in ("actors", "recipients", "places") for span in event.spans[role]]
            assert all(e <= start or end <= s for s, e in spans), sentence.text


def test_a_tenth_is_held_back_by_its_text(sentences: list[TrainingSentence]) -> None:
    assert 0.08 < sum(s.held_back for s in sentences) / len(sentences) < 0.12


def test_the_hash_follows_the_data(sentences: list[TrainingSentence]) -> None:
    assert data_hash(sentences[:10]) == data_hash(read_sentences()[:10]) != data_hash(sentences[:11])


def test_the_shipped_encoder_was_made_from_these_sentences(sentences: list[TrainingSentence]) -> None:
    card = json.loads((FOLDER.parent / "data" / "encoder" / "card.json").read_text(encoding="utf-8"))
    assert card["data"] == data_hash(sentences), "the sentences have changed: run scripts/train"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"type": "FIGHT"}, "PLOVER type"),
        ({"mode": "aerial"}, "mode"),
        ({"status": "maybe"}, "maybe"),
        ({"trigger": [3, 99]}, "not inside"),
        ({"actors": [[4, 9]]}, "blanks"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, object], complaint: str) -> None:
    event = {"type": "PROTEST", "mode": "demo", "status": "asserted", "historical": False, "trigger": [9, 16]}
    spans = {"actors": [[0, 8]], "recipients": [], "places": [], "claimants": [], "cue": None}
    record = {"text": "Students marched.", "events": [event | spans | change], "tags": []}
    path = tmp_path / "wrong.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=f"wrong.jsonl:1: .*{complaint}"):
        read_file(path)
