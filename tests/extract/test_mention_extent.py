"""A mention reaches over its whole noun phrase; what it is named by does not."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("At least 22 civilians were killed in Homs.", {"At least 22 civilians"}),
        ("The shells were fired by a non-governmental militia.", {"a non-governmental militia"}),
        ("Dozens of armed migrants attacked the French police.", {"Dozens of armed migrants", "the French police"}),
        ("His troops, the army said, killed more than 1,500 people.", {"His troops", "the army", "more than 1,500 people"}),
        ("Hours earlier Maduro met the Iraqi prime minister, Nuri al-Maliki.", {"Maduro", "the Iraqi prime minister", "Nuri al-Maliki"}),
        # "Both" is said of the two together.
        ("Both India and Pakistan accused the United States of spying.", {"India", "Pakistan", "the United States"}),
        # A determiner of another noun is none of the name's.
        ("The UN envoy met a Hamas leader.", {"The UN envoy", "a Hamas leader"}),
    ],
)
def test_determiners_and_counts_belong_to_a_mention(extractor: Extractor, text: str, mentions: set[str]) -> None:
    found = extractor.extract(read_article(text))
    assert mentions <= {m.text for m in found.mentions}


def test_an_actor_is_named_without_them(extractor: Extractor) -> None:
    found = extractor.extract(read_article("The United Nations condemned the six Hezbollah fighters."))
    assert {"United Nations", "Hezbollah"} <= {a.name for a in found.actors}
