"""What single sentences say happened, one behaviour a line."""

from datetime import date

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article
from ontology.records import EventMention, Extraction

MONDAY = date(2014, 1, 6)


def read(extractor: Extractor, text: str) -> Extraction:
    return extractor.extract(read_article(text, published=MONDAY))


def told(extraction: Extraction, event: EventMention) -> str:
    """An event as `relation: actors > recipients @ places, status`, in the article's words."""
    text = {m.id: m.text for m in extraction.mentions}
    sides = [" + ".join(text[p.mention or ""] for p in side) for side in (event.actors, event.recipients)]
    places = " + ".join(text[p.mention or ""] for p in event.places)
    return f"{event.relation}: {sides[0]} > {sides[1]} @ {places}, {event.status}"


def events(extractor: Extractor, text: str) -> list[str]:
    extraction = read(extractor, text)
    return [told(extraction, event) for event in extraction.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenyan police arrested three opposition leaders in Mombasa.",
            "arrest: Kenyan police > three opposition leaders @ Mombasa, asserted",
        ),
        (
            "Three opposition leaders were arrested by Kenyan police.",
            "arrest: Kenyan police > Three opposition leaders @ , asserted",
        ),
        (
            "Kenyan police, who arrested three opposition leaders, gave no reason.",
            "arrest: Kenyan police > three opposition leaders @ , asserted",
        ),
        (
            "The arrest of opposition leaders by Kenyan police drew protests.",
            "arrest: Kenyan police > opposition leaders @ , asserted",
        ),
        (
            "A Russian missile strike on Kharkiv killed six civilians.",
            "missile strike: Russian > six civilians @ Kharkiv, asserted",
        ),
        (
            "Six civilians were killed in a Russian air strike on Kharkiv.",
            "air strike: Russian > Six civilians @ Kharkiv, asserted",
        ),
        ("Boko Haram fighters seized the town of Baga.", "seizure: Boko Haram fighters >  @ Baga, asserted"),
        ("The town of Baga fell to Boko Haram.", "seizure: Boko Haram >  @ Baga, asserted"),
        ("Tehran supplied the Houthis with missiles.", "arms supply: Tehran > the Houthis @ , asserted"),
    ],
)
def test_the_same_act_is_read_from_many_constructions(extractor: Extractor, text: str, expected: str) -> None:
    assert expected in events(extractor, text)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("President Macron met Chancellor Scholz in Berlin.", {"President Macron", "Chancellor Scholz"}),
        ("The presidents of Kenya and Somalia held talks.", set()),
        ("Armenian and Azerbaijani troops exchanged fire.", set()),
        ("Talks between Serbia and Kosovo resumed in Brussels.", {"Serbia", "Kosovo"}),
    ],
)
def test_two_sided_acts_have_actors_only(extractor: Extractor, text: str, parties: set[str]) -> None:
    extraction = read(extractor, text)
    names = {m.id: m.text for m in extraction.mentions}
    first = extraction.events[0]
    assert first.recipients == ()
    assert parties <= {names[p.mention or ""] for p in first.actors}


@pytest.mark.parametrize(
    ("text", "relation", "kind", "status"),
    [
        ("The rebels will withdraw from Goma.", "withdrawal", "CONCEDE", "future"),
        ("Germany will send tanks to Ukraine.", "arms supply", "AGREE", "future"),
        ("Poland said it would send tanks to Ukraine.", "arms supply", "AGREE", "future"),
        ("Israel denied that it had bombed the convoy.", "denial", "REJECT", "asserted"),
        ("Egypt failed to reach an agreement with Ethiopia.", "agreement", "AGREE", "negated"),
        ("Turkish forces reportedly shelled the village of Afrin.", "shelling", "ASSAULT", "claimed"),
        ("If Ethiopia attacked Eritrea, Sudan would suffer.", "attack", "ASSAULT", "hypothetical"),
        ("Pakistan did not attack India.", "attack", "ASSAULT", "negated"),
        ("Rebels attacked the Malian town of Gao for a third day.", "attack", "ASSAULT", "asserted"),
        ("The senator attacked the Malian president for his silence.", "condemnation", "ACCUSE", "asserted"),
    ],
)
def test_an_event_says_whether_it_happened(
    extractor: Extractor, text: str, relation: str, kind: str, status: str
) -> None:
    found = [(e.relation, e.type, str(e.status)) for e in read(extractor, text).events]
    assert (relation, kind, status) in found


@pytest.mark.parametrize(
    ("text", "relation", "never"),
    [
        ("The United States urged Israel to withdraw its troops from Gaza.", "demand to yield", "withdrawal"),
        ("North Korea threatened to attack South Korea.", "threat of force", "attack"),
        ("Serbia agreed to meet Kosovo.", "plan to meet", "meeting"),
        ("Iran refused to negotiate with the United States.", "rejection of talks", "negotiation"),
        ("The Security Council demanded the withdrawal of Ethiopian troops.", "demand to yield", "withdrawal"),
    ],
)
def test_the_content_of_a_speech_act_is_not_asserted(
    extractor: Extractor, text: str, relation: str, never: str
) -> None:
    found = {e.relation for e in read(extractor, text).events}
    assert relation in found
    assert never not in found


def test_what_somebody_is_accused_of_is_claimed_by_the_accuser(extractor: Extractor) -> None:
    extraction = read(extractor, "Ukraine accused Russia of shelling a hospital in Kherson.")
    shelling = next(e for e in extraction.events if e.relation == "shelling")
    assert str(shelling.status) == "claimed"
    assert shelling.claimant is not None
    assert shelling.claimant.id == "ukr"


def test_who_says_so_is_kept_with_the_event(extractor: Extractor) -> None:
    extraction = read(extractor, "Rebels captured the town of Bunagana on Sunday, the Congolese army said.")
    event = next(e for e in extraction.events if e.type == "COERCE")
    assert event.claimant is not None
    assert str(event.date.start) == "2014-01-05"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Russia accused Ukraine on Sunday of an attack on Moscow.", "attack"),
        ("The PKK ended its ceasefire with Turkey on Sunday after air raids on its camps in Iraq.", "air strike"),
    ],
)
def test_the_day_of_the_main_act_is_not_that_of_what_it_was_about(
    extractor: Extractor, text: str, relation: str
) -> None:
    event = next(e for e in read(extractor, text).events if e.relation == relation)
    assert event.date.start is None


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("At least 22 soldiers were killed in the attack on Gao.", (22, 22, None), None),
        ("Gunmen killed twelve villagers and wounded nine others in Benue.", (12, 12, 12), (9, 9, 9)),
        ("A bomb killed dozens of worshippers in Kano.", (24, None, None), None),
        ("Up to 40 rebels were killed by Nigerian troops.", (None, 40, 40), None),
        ("Forty-one people died in a bombing in Kabul on Monday.", (41, 41, 41), None),
        ("Two hundred people were killed when rebels attacked Gao.", (200, 200, 200), None),
        ("More than one hundred and nineteen villagers were killed by gunmen.", (119, 119, None), None),
        ("At least two dozen soldiers were killed in the attack on Gao.", (24, 24, None), None),
        ("In 2014 22 soldiers were killed in the attack on Gao.", (22, 22, 22), None),
    ],
)
def test_casualties_have_bounds(
    extractor: Extractor, text: str, killed: tuple[int | None, ...], injured: tuple[int, ...] | None
) -> None:
    counts = [e.casualties for e in read(extractor, text).events if e.type == "ASSAULT"]
    assert any(c.killed and (c.killed.low, c.killed.best, c.killed.high) == killed for c in counts)
    if injured:
        assert any(c.injured and (c.injured.low, c.injured.best, c.injured.high) == injured for c in counts)


@pytest.mark.parametrize(
    "text",
    [
        "The storm killed six people in Manila.",
        "The senator killed the bill in committee.",
        "Germany beat Argentina in the final of the tournament.",
        "In the film, rebels seize the airport of Kinshasa.",
        "The company launched an attack on its rival's prices.",
        "He withdrew money from a bank in Lagos.",
        "Inflation hit Turkey hard this year.",
    ],
)
def test_what_is_no_political_act_gives_no_event(extractor: Extractor, text: str) -> None:
    assert events(extractor, text) == []


def test_an_event_noun_that_points_back_takes_over_its_actor(extractor: Extractor) -> None:
    text = "Israeli jets carried out air strikes on Rafah. The strikes destroyed a police station."
    extraction = read(extractor, text)
    assert {p.id for e in extraction.events for p in e.actors} == {"israel-defense-forces"}


def test_the_city_is_the_city_just_named(extractor: Extractor) -> None:
    extraction = read(extractor, "Rebels attacked Bambari on Friday. Government troops recaptured the city on Sunday.")
    recapture = next(e for e in extraction.events if e.relation == "recapture")
    assert [p.id for p in recapture.places] == [p.id for e in extraction.events[:1] for p in e.places]


def test_a_list_of_a_thousand_names_is_read_without_harm(extractor: Extractor) -> None:
    text = "Rebels seized Mosul " + "and the city " * 1600 + "fell."
    assert read(extractor, text).article.text == text


def test_an_accusation_stands_though_the_other_side_rejects_it(extractor: Extractor) -> None:
    extraction = read(extractor, "Sudan accused Egypt of bombing its troops; Cairo rejected the accusation.")
    assert ("accusation", "asserted") in [(e.relation, str(e.status)) for e in extraction.events]


def test_drones_that_are_shot_down_are_no_dead(extractor: Extractor) -> None:
    extraction = read(extractor, "Ukraine shot down 17 Russian drones.")
    assert all(e.casualties.killed is None for e in extraction.events)


def test_coordinated_victims_are_added_up(extractor: Extractor) -> None:
    extraction = read(extractor, "Gunmen killed 28 gendarmes and four civilians in Inata.")
    assert extraction.events[0].casualties.killed is not None
    assert extraction.events[0].casualties.killed.best == 32


def test_workers_strike_without_weapons(extractor: Extractor) -> None:
    found = [e.type for e in read(extractor, "Oil workers in Venezuela ended a strike on Friday.").events]
    assert "ASSAULT" not in found
