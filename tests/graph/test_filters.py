from datetime import date

import pytest
from pydantic import ValidationError

from graph.filters import Filter, make_filter
from ontology.errors import InputError


def test_one_term_or_several_and_other_words_for_them_are_understood() -> None:
    made = make_filter(relation="airstrike", type=["assault", "COERCE"], country="irq", since="2014-01-06", **{"with": "Biden"})
    assert made.relation == ("air strike",)
    assert made.type == ("ASSAULT", "COERCE")
    assert made.country == "IRQ"
    assert made.since == date(2014, 1, 6)
    assert made.with_ == "Biden"


def test_empty_form_fields_are_no_filter() -> None:
    assert make_filter(q="", actor=" ", relation=[""], since="", cursor="") == Filter()


def test_predicates_of_standing_relations_are_relations_too() -> None:
    assert make_filter(relation="holds office").relation == ("holds office",)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"relation": "seizur"}, "seizur.*did you mean.*seizure"),
        ({"type": "ASSAUL"}, "ASSAUL.*did you mean.*ASSAULT"),
        ({"status": "claimd"}, "claimd.*did you mean.*claimed"),
        ({"mode": "aerail"}, "aerail.*did you mean.*aerial"),
        ({"since": "2014-02-30"}, "since.*2014-02-30"),
        ({"since": date(2014, 2, 1), "until": date(2014, 1, 1)}, "2014-02-01 is after until 2014-01-01"),
        ({"country": "Iraq"}, "Iraq.*alpha-3"),
        ({"limit": 0}, "limit.*greater than or equal to 1"),
        ({"min_confidence": 2}, "min_confidence.*less than or equal to 1"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_filtered_by_is_named(values: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        make_filter(**values)
    assert "\n" not in str(refused.value)


def test_filters_do_not_change() -> None:
    with pytest.raises(ValidationError):
        make_filter().limit = 3  # type: ignore[misc]
