import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.gold_sentences import FoundEvent, GoldEvent, GoldSentence, read_gold, read_plain
from benchmarks.matching import compare, pair
from ontology.errors import DataFileError
from ontology.vocabulary import load_vocabulary

GOLD = Path(__file__).resolve().parents[1] / "gold"
SIDE, OTHER, PLACE = (0, 4), (10, 15), (20, 26)
WANTED = GoldEvent(
    type="ASSAULT",
    modes=("aerial", "drone"),
    relations=("air strike",),
    triggers=((5, 9),),
    actors=(SIDE,),
    recipients=(OTHER,),
    places=(PLACE,),
    statuses=("asserted",),
    optional=False,
)
RIGHT = FoundEvent(
    type="ASSAULT",
    mode="drone",
    relation="air strike",
    trigger=(5, 9),
    actors=(SIDE,),
    recipients=(OTHER,),
    places=(),
    status="asserted",
)


def sentence(*events: GoldEvent) -> GoldSentence:
    return GoldSentence("s", "text", None, events)


def test_events_are_paired_one_to_one_and_the_closest_first() -> None:
    far = replace(RIGHT, trigger=(40, 44), actors=())
    assert pair([WANTED], [far, RIGHT], "type") == [(0, 1)]


def test_an_event_of_another_type_is_false_and_the_annotated_one_missed() -> None:
    result = compare([sentence(WANTED)], [[replace(RIGHT, type="COERCE")]])
    assert (len(result.missed), len(result.false), result.levels["type"].f1) == (1, 1, 0.0)
    assert result.types["COERCE"].found == result.types["ASSAULT"].required == 1


def test_an_optional_annotation_counts_neither_way() -> None:
    result = compare([sentence(replace(WANTED, optional=True))] * 2, [[RIGHT], []])
    assert (result.levels["type"].found, result.levels["type"].required) == (0, 0)
    assert (len(result.missed), len(result.false)) == (0, 0)


def test_swapped_actor_and_recipient_fit_the_type_only() -> None:
    swapped = replace(RIGHT, actors=(OTHER,), recipients=(SIDE,))
    levels = compare([sentence(WANTED)], [[swapped]]).levels
    assert [tally.hits for tally in levels.values()] == [1, 0, 0]


def test_the_other_side_of_a_mutual_act_may_be_written_as_recipient() -> None:
    mutual = replace(WANTED, actors=(SIDE, OTHER), recipients=())
    assert pair([mutual], [RIGHT], "type+actor+recipient") == [(0, 0)]


def test_attributes_are_judged_where_the_annotation_has_them() -> None:
    result = compare([sentence(WANTED), sentence(replace(WANTED, places=()))], [[RIGHT], [RIGHT]])
    assert [result.attributes[name].total() for name in ("mode", "place", "status")] == [2, 1, 2]
    assert [error.attribute for error in result.wrong] == ["place"]


def test_a_name_that_is_not_in_the_sentence_is_reported_with_its_line(tmp_path: Path) -> None:
    event: dict[str, Any] = {"type": "ASSAULT", "mode": None, "relation": "attack", "trigger": "attacked", "actors": ["Rebels"]}
    event |= {"recipients": ["army"], "places": [], "status": "asserted", "optional": False}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "s1", "text": "Rebels attacked.", "date": None, "events": [event]}))
    with pytest.raises(DataFileError, match=r"gold\.jsonl:1.*'army' is not in the sentence"):
        read_gold(path)


@pytest.mark.parametrize("name", ["events_dev", "events_test", "events_lookalike"])
def test_annotations_use_the_vocabulary(name: str) -> None:
    vocabulary = load_vocabulary()
    events = [event for s in read_gold(GOLD / f"{name}.jsonl") for event in s.events]
    assert {relation for event in events for relation in event.relations} <= set(vocabulary.relations)
    assert {event.type for event in events} <= set(vocabulary.types)
    assert {status for event in events for status in event.statuses} <= set(vocabulary.statuses)
    for event in events:
        modes = {mode.name for mode in vocabulary.types[event.type].modes}
        assert set(event.modes) <= modes | {None}


def test_the_two_parts_have_130_sentences_each_and_every_type() -> None:
    dev, held_out = (read_gold(GOLD / f"events_{part}.jsonl") for part in ("dev", "test"))
    assert [s.id for s in (*dev, *held_out)] == [f"s{number:03}" for number in range(1, 261)]
    for part in (dev, held_out):
        assert {event.type for s in part for event in s.events} == set(load_vocabulary().types)


@pytest.mark.parametrize(("name", "number"), [("ordinary", 300), ("ordinary_test", 100)])
def test_ordinary_sentences_are_all_different(name: str, number: int) -> None:
    assert len({s.text for s in read_plain(GOLD / f"{name}.txt")}) == number
