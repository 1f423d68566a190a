"""Who the other side is where another clause or sentence tells it."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        # A relative clause about all that was said is aimed at whoever said it.
        ("Ghana said that Togo had armed smugglers, a claim Lomé rejected.", "REJECT", ["Ghana"]),
        ("Malta turned away the ship on Sunday, a decision that Italy condemned.", "ACCUSE", ["Malta"]),
        # Who did what is condemned may stand far above.
        (
            "Chad shelled the Sudanese town of Tina on Monday. The clinic filled up. The bakery stayed shut. A school burned. "
            "The baker counted his loaves. Egypt denounced the shelling.",
            "ACCUSE", ["Chad"],
        ),
        # Two names are meant by "both", and a state is one of two countries, not its army.
        ("Rebels attacked Sudanese soldiers near Wau on Friday. Kenya urged both of them to stop.", "REQUEST", ["Rebels", "Sudanese soldiers"]),
        ("The army of Peru shelled a town in Ecuador. Brazil asked both countries to talk.", "REQUEST", ["Ecuador", "Peru"]),
        # Whom one talks to one asks.
        ("The Norwegian foreign minister met rebel leader Jon Garang on Monday and asked for a truce.", "REQUEST", ["rebel leader Jon Garang"]),
    ],
)  # fmt: skip
def test_the_other_side(extractor: Extractor, text: str, kind: str, recipients: list[str]) -> None:
    found = extractor.extract(read_article(text))
    event = [e for e in found.events if e.type == kind][-1]
    words = {m.id: m.text for m in found.mentions}
    assert sorted(words[str(p.mention)] for p in event.recipients) == recipients
