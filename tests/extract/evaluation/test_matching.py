from dataclasses import replace
from pathlib import Path

from extract.evaluation.annotations import FoundEvent, GoldEvent, GoldText
from extract.evaluation.matching import NOTHING, compare, pair

GOLD = Path(__file__).resolve().parents[1] / "gold"
SIDE, OTHER, PLACE = (0, 4), (10, 15), (20, 26)
WANTED = GoldEvent(
    type="ASSAULT",
    sentence=(0, 50),
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


def sentence_with(*events: GoldEvent) -> GoldText:
    return GoldText("s", "text " * 20, None, events)


def test_events_are_paired_one_to_one_and_the_closest_first() -> None:
    far = replace(RIGHT, trigger=(40, 44), actors=())
    assert pair([WANTED], [far, RIGHT], "type") == [(0, 1)]


def test_an_event_of_another_type_is_false_and_the_annotated_one_missed() -> None:
    result = compare([sentence_with(WANTED)], [[replace(RIGHT, type="COERCE")]])
    assert (len(result.missed), len(result.false), result.levels["type"].f1) == (1, 1, 0.0)
    assert result.types["COERCE"].found == result.types["ASSAULT"].required == 1


def test_an_optional_annotation_counts_neither_way() -> None:
    result = compare([sentence_with(replace(WANTED, optional=True))] * 2, [[RIGHT], []])
    assert (result.levels["type"].found, result.levels["type"].required) == (0, 0)
    assert (len(result.missed), len(result.false)) == (0, 0)


def test_swapped_actor_and_recipient_fit_the_type_only() -> None:
    swapped = replace(RIGHT, actors=(OTHER,), recipients=(SIDE,))
    levels = compare([sentence_with(WANTED)], [[swapped]]).levels
    assert [tally.hits for tally in levels.values()] == [1, 0, 0]


def test_the_other_side_of_a_mutual_act_may_be_written_as_recipient() -> None:
    mutual = replace(WANTED, actors=(SIDE, OTHER), recipients=())
    assert pair([mutual], [RIGHT], "type+actor+recipient") == [(0, 0)]


def test_attributes_are_judged_where_the_annotation_has_them() -> None:
    result = compare([sentence_with(WANTED), sentence_with(replace(WANTED, places=()))], [[RIGHT], [RIGHT]])
    assert [result.attributes[name].total() for name in ("mode", "place", "status")] == [2, 1, 2]
    assert [error.attribute for error in result.wrong] == ["place"]


def test_types_that_differ_on_one_trigger_are_confused() -> None:
    result = compare([sentence_with(WANTED)], [[replace(RIGHT, type="COERCE"), replace(RIGHT, trigger=(40, 44))]])
    assert dict(result.confusion) == {("ASSAULT", "COERCE"): 1, (NOTHING, "ASSAULT"): 1}


def test_an_event_of_another_sentence_is_not_paired() -> None:
    assert pair([WANTED], [replace(RIGHT, trigger=(60, 64))], "type") == []


def test_dates_and_numbers_are_judged_where_annotated() -> None:
    wanted = replace(WANTED, date="2014-01", people=(("killed", 5),))
    found = replace(RIGHT, date="2014-01-07", people=(("killed", 6),))
    attributes = compare([sentence_with(wanted)], [[found]]).attributes
    assert (attributes["date"][True], attributes["people"][False]) == (1, 1)
