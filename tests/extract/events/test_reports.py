"""Classes of errors met in reports: who does what in long sentences, on sentences of our own."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article
from ontology.records import EventMention


def events(extractor: Extractor, text: str) -> tuple[EventMention, ...]:
    """All events of a text."""
    return extractor.extract(read_article(text)).events


def last(extractor: Extractor, text: str, kind: str) -> EventMention:
    """The last event of a type."""
    return [e for e in events(extractor, text) if e.type == kind][-1]


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Robert Mugabe has rejected calls to quit after the vote and accused Britain of meddling.", "ACCUSE", "robert-mugabe"),
        ("Togo refused a request to free the men and expelled the ambassador of Ghana.", "SANCTION", "tgo"),
        ("Chad dropped a plan to buy tanks and condemned Libya.", "ACCUSE", "tcd"),
    ],
)
def test_a_verb_joined_to_an_infinitive_has_the_subject_of_the_sentence(
    extractor: Extractor, text: str, kind: str, actor: str
) -> None:
    assert {p.id for p in last(extractor, text, kind).actors} == {actor}


@pytest.mark.parametrize(
    ("text", "arrested"),
    [
        ("Police in Minsk said 84 people had been wounded and 1,420 detained.", 1420),
        ("In Lagos six protesters were killed and 200 arrested.", 200),
        ("In Cairo 30 people were injured and 75 jailed.", 75),
    ],
)
def test_the_second_count_of_a_passive_is_its_own_act(extractor: Extractor, text: str, arrested: int) -> None:
    counts = [e.casualties.arrested for e in events(extractor, text) if e.type == "COERCE"]
    assert [c.best for c in counts if c is not None] == [arrested]


@pytest.mark.parametrize(
    "text",
    [
        "Jakarta launched its biggest operation in Aceh since the invasion of East Timor.",
        "Israel sent tanks to Metula during the withdrawal of Syria.",
        "Russia mobilised reservists in Rostov following the invasion of Georgia.",
    ],
)
def test_the_country_of_an_earlier_act_is_not_the_ground(extractor: Extractor, text: str) -> None:
    found = events(extractor, text)[0]
    assert not {p.id for p in found.recipients} & {"tls", "syr", "geo"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("North Korea tested a missile, drawing condemnation from Japan.", {"jpn"}),
        ("The verdict drew condemnation from Norway and Sweden.", {"nor", "swe"}),
        ("The law attracted condemnation from the United Nations.", {"united-nations"}),
    ],
)
def test_from_whom_a_judgement_is_drawn(extractor: Extractor, text: str, actors: set[str]) -> None:
    assert {p.id for p in last(extractor, text, "ACCUSE").actors} == actors


@pytest.mark.parametrize(
    "text",
    [
        "In Tel Aviv, tens of thousands rallied to demand an election.",
        "Hundreds marched through Nairobi on Monday.",
        "In Minsk 20,000 protested against the president.",
    ],
)
def test_a_number_may_march(extractor: Extractor, text: str) -> None:
    assert "PROTEST" in {e.type for e in events(extractor, text)}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Germany joined France and the EU in suspending aid to Niger.", "accession"),
        ("The Real IRA is a group opposed to the Good Friday Agreement.", "rejection"),
        ("The victims had sought refuge in the church from rebels.", "request"),
        ("Villagers sought shelter from the army of Burundi.", "request"),
    ],
)
def test_what_is_no_such_act(extractor: Extractor, text: str, relation: str) -> None:
    assert relation not in {e.relation for e in events(extractor, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels in Syria said they would answer the bombardment with a new offensive.",
        "The army of Chad will respond with an air strike.",
        "Hamas said it would retaliate with a rocket attack.",
    ],
)
def test_what_one_would_answer_with_has_not_happened(extractor: Extractor, text: str) -> None:
    found = [e for e in events(extractor, text) if e.relation in ("offensive", "air strike", "rocket attack")]
    assert all(e.status in ("future", "hypothetical") for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels accused Israel of breaking the truce by blocking aid to Gaza.",
        "Chad accused Sudan of aggression by shelling the town of Bahai.",
        "Eritrea denied breaking the embargo by arming the Somali rebels.",
    ],
)
def test_the_means_of_a_claimed_act_is_claimed_too(extractor: Extractor, text: str) -> None:
    found = [e for e in events(extractor, text) if e.type in ("COERCE", "ASSAULT", "AID")]
    assert all(e.status in ("claimed", "negated") for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "The film opens with government troops overrunning a village in Liberia.",
        "In the novel, rebels bomb a church in Lagos.",
        "The drama ends with soldiers shooting a priest in Lima.",
    ],
)
def test_stories_are_no_events(extractor: Extractor, text: str) -> None:
    assert events(extractor, text) == ()


def test_who_condemns_an_attack_condemns_nobody_else(extractor: Extractor) -> None:
    for deed in ("attack", "bombing", "killing"):
        text = f"Tony Blair threatened the bombers. Gerry Adams condemned the {deed} in Omagh."
        assert {p.id for p in last(extractor, text, "ACCUSE").recipients} == set()


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("A car bomb killed 12 soldiers in Kabul. The Taliban claimed responsibility.", "taliban"),
        ("A bomb wounded three policemen in Van. The PKK has claimed responsibility for it.", "kurdistan-workers-party"),
        ("Gunmen shot dead two judges in Karachi. Jaish-e-Mohammad claimed responsibility on Friday.", "jaish-e-mohammed"),
    ],
)
def test_who_claims_an_attack_is_its_doer(extractor: Extractor, text: str, group: str) -> None:
    assert {p.id for p in last(extractor, text, "ASSAULT").actors} == {group}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb wounded three policemen in Belfast. No group has claimed responsibility.",
        "A bomb wounded three policemen in Belfast. The Real IRA did not claim responsibility.",
        "Hamas bombed a bus in Haifa. Fatah claimed responsibility.",
    ],
)
def test_who_claims_nothing_did_nothing(extractor: Extractor, text: str) -> None:
    assert len([e for e in events(extractor, text) if e.type == "ASSAULT"]) == 1


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("A blast blamed on the Taliban killed six policemen in Herat.", "taliban"),
        ("A bomb attack blamed on the PKK wounded five soldiers near Van.", "kurdistan-workers-party"),
        ("An ambush blamed on Boko Haram killed nine farmers in Borno.", "boko-haram"),
    ],
)
def test_whom_a_deed_is_blamed_on_did_it_as_they_say(extractor: Extractor, text: str, group: str) -> None:
    assert {e.type for e in events(extractor, text)} == {"ASSAULT"}
    assert {p.id for p in last(extractor, text, "ASSAULT").actors} == {group}


@pytest.mark.parametrize(
    "text",
    [
        "Japan and the European Union said they condemned the coup.",
        "Japan and Kenya announced they rejected the result and condemned the coup.",
        "Japan and Togo say they condemned the vote.",
    ],
)
def test_they_are_those_who_speak(extractor: Extractor, text: str) -> None:
    found = {p.id for p in last(extractor, text, "ACCUSE").actors}
    assert "jpn" in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The president flew to Addis Ababa on Monday. Hundreds of Tigrayans were arrested in the capital.", "Addis Ababa"),
        ("Gunmen attacked a market in Kabul. Police arrested two men in the capital.", "Kabul"),
        ("The envoy arrived in Nairobi from Mombasa. Police detained 40 students in the capital.", "Nairobi"),
    ],
)
def test_the_capital_is_the_one_named(extractor: Extractor, text: str, place: str) -> None:
    extraction = extractor.extract(read_article(text))
    names = {p.id: p.name for p in extraction.places}
    assert [names[p.id] for p in extraction.events[-1].places] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a hotel in Kabul. Police fought the gunmen for hours.",
        "Rebels bombed a market in Goma. Congolese soldiers clashed with the rebels on Friday.",
        "Militants attacked a bus near Mandera. Kenyan troops shelled the militants.",
    ],
)
def test_who_attacks_a_hotel_has_not_attacked_the_police(extractor: Extractor, text: str) -> None:
    actors = {a.id: a.kind for a in extractor.extract(read_article(text)).actors}
    assert {actors[p.id] for p in events(extractor, text)[0].recipients} <= {"civilians"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Looters in Santiago torched a supermarket.", "ASSAULT"),
        ("Gunmen set fire to a jail and a college in Marawi.", "ASSAULT"),
        ("Russia has cut oil deliveries to Estonia.", "SANCTION"),
        ("Japan banned North Korean ships from its ports.", "SANCTION"),
        ("Poland and Latvia closed ranks with Ukraine.", "SUPPORT"),
    ],
)
def test_more_ways_to_say_it(extractor: Extractor, text: str, kind: str) -> None:
    assert kind in {e.type for e in events(extractor, text)}


@pytest.mark.parametrize(
    "text",
    [
        "President Mahinda Rajapaksa flew to Jaffna. A suicide bomber blew himself up in Colombo, killing two airmen.",
        "Hamid Karzai spoke in Herat. A man blew himself up near a mosque in Kabul.",
        "Hosni Mubarak praised Kenya. Two attackers blew themselves up in Cairo.",
    ],
)
def test_who_blows_himself_up_blows_up_nobody_named_before(extractor: Extractor, text: str) -> None:
    named = {"mahinda-rajapaksa", "hamid-karzai", "hosni-mubarak"}
    assert not {p.id for e in events(extractor, text) if e.type == "ASSAULT" for p in e.recipients} & named


@pytest.mark.parametrize(
    ("text", "government"),
    [
        ("Troops shelled Jaffna in Sri Lanka on Friday. India urged the government to seek peace.", "lka-gov"),
        ("Soldiers shot ten protesters in Khartoum. Norway called on the government to free the students.", "sdn-gov"),
        ("Rebels in Mali bombed Gao. France sent tanks to the government.", "mli-gov"),
    ],
)
def test_a_foreign_state_speaks_to_the_government_there(extractor: Extractor, text: str, government: str) -> None:
    assert {p.id for p in events(extractor, text)[-1].recipients} == {government}
