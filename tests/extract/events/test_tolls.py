"""Dead and injured whose killer the sentence does not name."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article


def killed(extractor: Extractor, text: str) -> list[int | None]:
    """The dead of every event of force in the last sentence of a text."""
    events = extractor.extract(read_article(text)).events
    start = text.rindex(". ") + 2
    counts = [e.casualties.killed for e in events if e.type == "ASSAULT" and e.evidence.start >= start]
    return [count.best for count in counts if count is not None]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Rebels attacked the town of Beni in Congo on Monday. Two people were killed and 30 injured.", 2),
        ("Gunmen stormed a church near Jos. Nine people died and 12 were wounded, police said.", 9),
        ("The army shelled Homs on Friday. Eleven people died, a doctor said.", 11),
        ("Protesters clashed with police in Santiago. Four people died and hundreds were arrested.", 4),
    ],
)
def test_the_dead_behind_violence_are_told(extractor: Extractor, text: str, dead: int) -> None:
    assert killed(extractor, text) == [dead]


@pytest.mark.parametrize(
    "text",
    [
        "A bus fell into a ravine near Dhaka on Monday. At least five people were killed and dozens injured, police said.",
        "An earthquake struck the coast of Chile. Eleven people were killed in Iquique.",
        "A ferry capsized on Lake Kivu. Sixty people died and many were injured.",
        "The typhoon reached Cebu on Friday. Three children were killed and 20 people wounded.",
    ],
)
def test_the_dead_of_an_accident_are_no_event(extractor: Extractor, text: str) -> None:
    assert killed(extractor, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The bishop spoke in Lagos. Two people died in their sleep.",
        "Congo signed a treaty with Rwanda. Nine people died in a hospital.",
        "The president of Peru met doctors in Lima. Six patients died last week.",
    ],
)
def test_who_just_died_was_not_killed(extractor: Extractor, text: str) -> None:
    assert killed(extractor, text) == []
