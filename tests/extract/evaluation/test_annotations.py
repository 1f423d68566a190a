import json
from pathlib import Path
from typing import Any

import pytest

from extract.evaluation.annotations import read_annotations
from ontology.errors import InputError
from ontology.vocabulary import load_vocabulary

GOLD = Path(__file__).resolve().parents[2] / "gold"
EVENT: dict[str, Any] = {"type": "ASSAULT", "trigger": "attacked", "actors": ["Rebels"]}


def write(folder: Path, **record: Any) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({"id": "t1", **record}))
    return path


def test_sentences_become_one_text_with_paragraphs(tmp_path: Path) -> None:
    path = write(tmp_path, sentences=["Rebels came.", "They attacked.", "", "Night fell."], events=[])
    assert read_annotations(path)[0].text == "Rebels came. They attacked.\n\nNight fell."


def test_a_participant_may_be_named_in_another_sentence(tmp_path: Path) -> None:
    event = EVENT | {"sentence": 2, "actors": [["Rebels", 1]]}
    [text] = read_annotations(write(tmp_path, sentences=["Rebels came.", "They attacked."], events=[event]))
    assert (text.events[0].actors, text.events[0].sentence) == (((0, 6),), (13, 27))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"recipients": ["army"]}, "'army' is not in the sentence"),
        ({"type": "FIGHT"}, "'FIGHT' is no PLOVER type"),
        ({"mode": "visit"}, "'visit' is no mode of ASSAULT"),
        ({"relation": "raids"}, "'raids' is no relation name"),
        ({"status": "true"}, "'true' is no status"),
        ({"date": "January"}, "'January' is no date"),
        ({"sentence": 3}, "there is no sentence 3"),
    ],
)
def test_bad_annotations_are_told_with_their_line(tmp_path: Path, change: dict[str, Any], what: str) -> None:
    path = write(tmp_path, text="Rebels attacked.", events=[EVENT | change])
    with pytest.raises(InputError, match=rf"gold\.jsonl:1: {what}"):
        read_annotations(path)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'events' is missing"):
        read_annotations(write(tmp_path, text="Rebels attacked."))
    with pytest.raises(InputError, match="'sentence' is missing"):
        read_annotations(write(tmp_path, sentences=["Rebels attacked.", "Night fell."], events=[EVENT]))


def test_the_two_parts_have_130_sentences_each_and_every_type() -> None:
    dev, held_out = (read_annotations(GOLD / f"events_{part}.jsonl") for part in ("dev", "test"))
    assert [s.id for s in (*dev, *held_out)] == [f"s{number:03}" for number in range(1, 261)]
    for part in (dev, held_out):
        assert {event.type for s in part for event in s.events} == set(load_vocabulary().types)


@pytest.mark.parametrize(("name", "number"), [("ordinary", 300), ("ordinary_test", 100)])
def test_ordinary_sentences_are_all_different(name: str, number: int) -> None:
    assert len({s.text for s in read_annotations(GOLD / f"{name}.txt")}) == number
