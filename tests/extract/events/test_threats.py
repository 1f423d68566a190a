"""Threats that are made in other words than "threaten"."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article


def types(extractor: Extractor, text: str) -> set[str]:
    """The types of all events of a text."""
    return {event.type for event in extractor.extract(read_article(text)).events}


@pytest.mark.parametrize(
    "text",
    [
        'Colonel Musa Bility led the raid on Gao. "We will attack the garrison again," the rebels of Mali said.',
        '"We shall bomb Asmara," Ethiopian President Girma Asrat told parliament.',
        'The Taliban sent a letter to the BBC. "We will kill every foreign soldier," the Taliban said.',
        "The opposition in Togo will boycott the vote unless the president steps down.",
        "Chad vowed to isolate Sudan.",
        "The rebels promised to bury the Congolese army.",
        "Renamo pledged to overthrow the government of Mozambique.",
    ],
)
def test_a_vow_to_do_harm_is_a_threat(extractor: Extractor, text: str) -> None:
    assert "THREATEN" in types(extractor, text)


@pytest.mark.parametrize(
    "text",
    [
        '"We will not attack the garrison," the rebels of Mali said.',
        "Chad promised to rebuild the school.",
        '"We will send wheat to Malawi," Zambia said.',
    ],
)
def test_other_promises_are_none(extractor: Extractor, text: str) -> None:
    assert "THREATEN" not in types(extractor, text)
