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


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        # Whom one writes to, and who stands beside an act of help.
        ("The Peruvian president met his rival, Alan Paredes, and asked for a truce.", "REQUEST", ["The Peruvian president"], ["Alan Paredes"]),
        ("Families fled to a school in Beni, where the Red Cross is handing out rice.", "AID", ["the Red Cross"], ["Families"]),
        # What others do to the state that the news is about.
        ("Soldiers took power in Niger on Monday. Italy recalled its ambassador.", "SANCTION", ["Italy"], ["Niger"]),
        ("Gangs attacked the airport of Haiti on Monday. Benin has offered 2,000 soldiers.", "AGREE", ["Benin"], ["Haiti"]),
        # Whom a measure, a gift or a refusal concerns.
        ("Norway suspended its Tanzanian aid in March.", "SANCTION", ["Norway"], ["Tanzanian"]),
        ("Oslo's army spurned the truce that Polish rebels had offered.", "REJECT", ["Oslo's army"], ["Polish rebels"]),
        ("Rebels seized the town of Kisoro after routing Ugandan soldiers.", "COERCE", ["Rebels"], ["Ugandan soldiers"]),
        ("Militants overran an army outpost near Zinjibar.", "COERCE", ["Militants"], ["army"]),
        ("Colombian warplanes bombed a rebel enclave.", "ASSAULT", ["Colombian warplanes"], ["rebel"]),
        # Two words for one body, and whoever only tells of a deal.
        ("The military alliance NATO condemned Serbia.", "ACCUSE", ["NATO"], ["Serbia"]),
        ("The Red Cross announced an agreement between the army and the rebels on Monday.", "AGREE", ["the army", "the rebels"], []),
        # An ultimatum, and a threat by who speaks.
        ("Turkey gave the rebels 24 hours to pull out of Idlib.", "THREATEN", ["Turkey"], ["the rebels"]),
        # Accusations in plain words; a task is no guilt.
        ("Zambia said that Malawi was behind the plot.", "ACCUSE", ["Zambia"], ["Malawi"]),
        ("The Malawian army, Zambia said, had broken the truce.", "ACCUSE", ["Zambia"], ["The Malawian army"]),
        # Tolls are the work of many days, and policemen with tear gas shoot nobody by it.
        ("Eritrea shelled Badme. Some 300 villagers have been wounded there.", "ASSAULT", [], ["Some 300 villagers"]),
        ("Police in Lagos dispersed strikers with tear gas. A student was shot dead by the road.", "ASSAULT", ["Police in Lagos"], ["strikers"]),
        # A number by itself counts people, one of things nobody.
        ("Tens of thousands marched in Yangon against the coup.", "PROTEST", ["Tens of thousands"], []),
        ("The army destroyed hundreds of tanks.", "ASSAULT", ["The army"], []),
        # Who is quoted did not do it.
        ("Six soldiers were killed in Gao, according to the general staff.", "ASSAULT", [], ["Six soldiers"]),
    ],
)  # fmt: skip
def test_both_sides_of_an_act(extractor: Extractor, text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = extractor.extract(read_article(text))
    event = [e for e in found.events if e.type == kind][-1]
    words = {m.id: m.text for m in found.mentions}
    assert [words[str(p.mention)] for p in event.actors] == actors
    assert [words[str(p.mention)] for p in event.recipients] == recipients


def test_the_north_is_a_country_where_there_are_two(extractor: Extractor) -> None:
    found = extractor.extract(read_article("North Korea shelled an island. The White House demanded that the North halt its fire."))
    event = next(e for e in found.events if e.type == "REQUEST")
    assert [p.id for p in event.recipients] == ["prk"]


def test_the_south_of_one_country_is_a_place(extractor: Extractor) -> None:
    found = extractor.extract(read_article("South Sudan's army attacked rebels in the South of Uganda."))
    assert all(p.id != "ssd" for e in found.events for p in e.recipients)


@pytest.mark.parametrize(
    "text", ["The minister said the army was responsible for border security.", "Kenya said that Uganda had not broken the truce."]
)
def test_what_is_no_accusation(extractor: Extractor, text: str) -> None:
    assert not [e for e in extractor.extract(read_article(text)).events if e.type == "ACCUSE"]
