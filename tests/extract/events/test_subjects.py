"""Articles on sport and business, whose captains attack and whose boards reject."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article

SPORT = [
    "Spain attacked from the start and captured the trophy in Lisbon. The goalkeeper was under fire, and Portugal surrendered "
    "after half-time. Spain's captain accused the Portuguese of provocation. The midfielder will leave the team.",
    "The batsman defended his wicket for two hours. India threatened England's bowlers all day. Pakistan rejected the umpire's "
    "offer and demanded a new ball. The innings ended when rain fell.",
    "Kenya's runners met Ethiopia's in the marathon. The Kenyan sprinter won a medal in Paris. Ethiopia praised the winner, and "
    "Kenya called for a fair championship.",
]
BUSINESS = [
    "The bidder warned the board on Monday. Shareholders rejected the takeover bid, and the chief executive resigned. The union "
    "asked for talks.",
    "The carmaker agreed to a merger with its Indian rival. Quarterly profit fell. The chairman accused investors of greed.",
    "The retailer met bankers in Frankfurt. A price war has hurt its brand. The chief executive threatened to leave, and the "
    "market leader declined to comment.",
]


@pytest.mark.parametrize("text", [*SPORT, *BUSINESS])
def test_sport_and_business_give_no_event(extractor: Extractor, text: str) -> None:
    assert [(e.relation, e.evidence.sentence) for e in extractor.extract(read_article(text)).events] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The goalkeeper waited in Kyiv for the cup final. The midfielder cried. The police arrested 40 fans after the football "
         "match.", "COERCE"),
        ("The retailer cut its dividend. Profit fell at the carmaker. The European Union imposed sanctions on Belarus.", "SANCTION"),
        ("The tennis championship began in Doha. A golfer won a medal. Soldiers shot dead two civilians near the stadium.", "ASSAULT"),
    ],
)  # fmt: skip
def test_the_police_and_governments_act_there_too(extractor: Extractor, text: str, kind: str) -> None:
    assert kind in {e.type for e in extractor.extract(read_article(text)).events}
