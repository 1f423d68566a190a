"""Who acts and who undergoes it: in one sentence, and where only the sentences around tell."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article


def parties(extractor: Extractor, text: str, kind: str) -> tuple[set[str], set[str]]:
    """The ids of the actors and recipients of the last event of a type."""
    found = extractor.extract(read_article(text))
    event = [e for e in found.events if e.type == kind][-1]
    return {p.id for p in event.actors}, {p.id for p in event.recipients}


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        # A possessive pronoun of the one who acts is no other side.
        ("Egypt reiterated its demand that Ethiopia stop filling the dam.", "REQUEST", {"egy"}, {"eth"}),
        # A date is nothing that one agrees on.
        ("Norwegian ministers agreed on Friday to provide aid for Malawi.", "AGREE", {"ministers-nor"}, {"mwi"}),
        # A subject that the parser joins to the noun before it.
        ("Norway cut its aid to the navy and Denmark threatened to impose sanctions on Burma.", "THREATEN", {"dnk"}, {"mmr"}),
        ("Peru responded with an air strike on Ecuador.", "ASSAULT", {"per"}, {"ecu"}),
        ("Sudan demanded that Chad expel the rebels.", "REQUEST", {"sdn"}, {"tcd"}),
        # One's own people are handed over, to somebody.
        ("Iran promised to surrender to France four of its generals.", "AGREE", {"irn"}, {"fra"}),
        ("Chadian President Idriss Deby promised to rebuild Chad.", "AGREE", {"idriss-deby"}, set()),
        ("Kenya's foreign minister flew to Kigali.", "CONSULT", {"foreign-minister-ken"}, {"rwa-gov"}),
        ("Senegal accused both Mali and Guinea of theft.", "ACCUSE", {"sen"}, {"mli", "gin"}),
        # A judgement is aimed at who did the deed, never at whom it was done to.
        ("Norway condemned the attack on Qatar.", "ACCUSE", {"nor"}, set()),
        ("Chad condemned the killing of Kenyan monks by Ugandan soldiers.", "ACCUSE", {"tcd"}, {"uganda-peoples-defence-force"}),
        ("Peru praised the release of prisoners by Belarus.", "SUPPORT", {"per"}, {"blr"}),
        ("Norway denounced Eritrea's invasion of Djibouti.", "ACCUSE", {"nor"}, {"eri"}),
        # A mediator stands between two others.
        ("Oman's mediation effort between Iran and Qatar went on.", "CONSULT", {"omn"}, {"irn", "qat"}),
        ("Cuba promised to surrender to Chile a dozen soldiers accused of murder.", "AGREE", {"cub"}, {"chl"}),
        # The object of a verb may be the subject of its infinitive.
        ("Peru allowed thousands of Chilean refugees to return home.", "CONCEDE", {"per"}, {"refugees-chl"}),
        ("Boko Haram advocates the overthrow of Nigeria.", "THREATEN", {"boko-haram"}, {"nga"}),
        # Whoever is asked, people of a class of the lexicon among them.
        ("Rwanda urged residents to hand in their guns.", "REQUEST", {"rwa"}, {"civilians-rwa"}),
        ("Burundi asked citizens to stay at home.", "REQUEST", {"bdi"}, {"civilians-bdi"}),
        ("Togo told villagers near the border to leave.", "REQUEST", {"tgo"}, {"civilians-tgo"}),
        # Who drives over a mine did not lay it.
        ("A convoy of Indian peacekeepers hit a mine near Gao.", "ASSAULT", set(), {"convoy-ind"}),
        ("Kenyan soldiers drove over a mine in Somalia.", "ASSAULT", set(), {"kenya-defence-forces"}),
        ("Nigerian soldiers struck a mine near Bama.", "ASSAULT", set(), {"nigerian-army"}),
        # What is demanded has no past tense.
        ("Eritrea demanded that Djibouti free the men and rejected talks.", "REJECT", {"eri"}, {"dji"}),
        ("Peru insisted that Chile withdraw and expelled its ambassador.", "SANCTION", {"per"}, {"chl"}),
        ("Chad demanded that Libya leave and accused Niger of lying.", "ACCUSE", {"tcd"}, {"ner"}),
    ],
)  # fmt: skip
def test_within_a_sentence(extractor: Extractor, text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    assert parties(extractor, text, kind) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        # Who speaks last does nothing else.
        ("Chad is arming the rebels, a Sudanese charity protested on Monday.", "ACCUSE", ["a Sudanese charity"], ["Chad"]),
        (
            "Ugandan officials are hiding the deaths of Somali nurses, a church charity charged in a letter.",
            "ACCUSE", ["a church charity"], ["Ugandan officials"],
        ),
        ("Gunmen burned two schools, a bishop claimed in a letter.", "ASSAULT", ["Gunmen"], []),
        # A weapon before "fire" fires nothing by itself, and a day strikes no work.
        ("Mortar fire across the border killed seven people on Friday.", "ASSAULT", [], ["seven people"]),
        ("On Tuesday strikers blocked the road to Arequipa.", "PROTEST", ["strikers"], []),
        # No charity abducts anybody.
        ("Amnesty International accused Boko Haram of murder. The group abducted 20 farmers in May.", "ASSAULT", ["Boko Haram"], ["20 farmers"]),
        ("The chairman of the supreme court, Pavel Sorokin, resigned on Monday.", "RETREAT", ["Pavel Sorokin"], []),
        # The list goes on with the attack, not with the war; officials who count the dead killed nobody.
        ("The war began in May, when Hamas attacked Israel, killed 90 people and took hostages.", "ASSAULT", ["Hamas"], ["hostages"]),
        ("More than 140 people have been killed in Gaza, according to Palestinian health officials.", "ASSAULT", [], ["More than 140 people"]),
        ("Missiles struck Kyiv before dawn.", "ASSAULT", [], []),
        # Who speaks or accuses did not do it.
        ("At least 20 people were killed in Stepanakert, said Gegham Stepanyan, an official.", "ASSAULT", [], ["At least 20 people"]),
        ("Uribe accuses Santos of helping murderers, which the government denies.", "REJECT", ["the government"], ["Uribe"]),
        ("Eritrea, whose troops have fought in Tigray, did not sign the deal.", "ASSAULT", ["troops"], []),
        ("Separatist officials in Abkhazia accused Georgia of spying.", "ACCUSE", ["Separatist officials in Abkhazia"], ["Georgia"]),
        # Where one does not fight is no party to it.
        ("Joe Biden said that US forces would not fight in Ukraine.", "ASSAULT", ["US forces"], []),
        # Who brokered a truce keeps no fire.
        ("A truce between Iran and Iraq, brokered by Qatar, took effect on Friday.", "RETREAT", ["Iran", "Iraq"], []),
        (
            "President Salva Kiir and rebel leader Riek Machar signed a deal in Khartoum, where they had been negotiating since June.",
            "CONSULT", ["President Salva Kiir", "rebel leader Riek Machar"], [],
        ),
        ("Hackers linked to Russia broke into the email accounts of German ministers.", "COERCE", ["Hackers"], ["German ministers"]),
        # They are many, a country is one.
        (
            "Malawi said it would host 40 Zambian nationals after rebels expelled them.",
            "COERCE", ["rebels"], ["40 Zambian nationals"],
        ),
    ],
)  # fmt: skip
def test_by_their_words(extractor: Extractor, text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    found = extractor.extract(read_article(text))
    event = [e for e in found.events if e.type == kind][-1]
    words = {m.id: m.text for m in found.mentions}
    assert [words[str(p.mention)] for p in event.actors] == actors
    assert [words[str(p.mention)] for p in event.recipients] == recipients


def test_a_pronoun_follows_the_group_it_speaks_of(extractor: Extractor) -> None:
    found = extractor.extract(read_article("Martin Fayulu lost the vote in Kenya. His supporters marched, and police dispersed them with tear gas."))
    protest, control = (next(e for e in found.events if e.type == t) for t in ("PROTEST", "ASSAULT"))
    assert {p.id for p in protest.actors} == {p.id for p in control.recipients}


def test_nobody_stands_inside_a_participant(extractor: Extractor) -> None:
    found = extractor.extract(read_article("Haitian police and Haitian government officials accused the Cuban embassy of spying."))
    for event in found.events:
        mentions = {m.id: m for m in found.mentions}
        spans = [mentions[str(p.mention)] for p in (*event.actors, *event.recipients)]
        assert not any(a is not b and b.start <= a.start and a.end <= b.end for a in spans for b in spans)


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("American planes bombed rebels in Iraq. Norway condemned the attack.", ["American planes"]),
        # Told of others than those whom the first act hit.
        ("American planes bombed rebels in Iraq. Norway condemned the attacks on minorities.", []),
        ("The United Nations condemned the persecution of Yazidis by the group.", []),
    ],
)  # fmt: skip
def test_only_the_doer_of_the_deed_meant_is_judged(extractor: Extractor, text: str, recipients: list[str]) -> None:
    found = extractor.extract(read_article(text))
    event = next(e for e in found.events if e.relation == "condemnation")
    words = {m.id: m.text for m in found.mentions}
    assert [words[str(p.mention)] for p in event.recipients] == recipients
    assert {p.id for e in found.events if e.type in ("ASSAULT", "COERCE") for p in e.actors} <= {"us-military"}


def test_an_occasion_is_as_real_as_what_was_said_at_it(extractor: Extractor) -> None:
    found = extractor.extract(read_article("In a call with President Paul Kagame, Antony Blinken urged an immediate ceasefire."))
    assert [str(e.status) for e in found.events if e.relation == "call"] == ["asserted"]


def test_acts_beside_each_other_stay(extractor: Extractor) -> None:
    text = "A suicide bomber blew himself up in Quetta, and gunmen then opened fire on recruits."
    assert [e.relation for e in extractor.extract(read_article(text)).events] == ["suicide bombing", "shooting"]


def test_no_peacekeeper_is_an_enemy(extractor: Extractor) -> None:
    text = "Rebels agreed on Monday to a truce that was brokered by Russian peacekeepers. The army launched an offensive on Tuesday."
    found = extractor.extract(read_article(text))
    offensive = next(e for e in found.events if e.relation == "offensive")
    assert not {p.id for p in offensive.recipients} & {a.id for a in found.actors if a.country == "RUS"}


def test_nobody_expels_own_troops(extractor: Extractor) -> None:
    found = extractor.extract(read_article("The Kenyan general ordered his troops to leave Mogadishu."))
    assert "expulsion" not in {e.relation for e in found.events}


@pytest.mark.parametrize(
    ("text", "kind", "recipients"),
    [
        ("Saudi Arabia demanded that Qatar close the station. Qatar refused.", "REJECT", {"sau"}),
        ("Uganda says that Rwanda arms the rebels. Rwanda denied this.", "REJECT", {"uga"}),
        ("France cut off aid to Niger. Spain has recalled its ambassador.", "SANCTION", {"ner"}),
        ("Eritrea accused Ethiopia of lies. China asked both countries to show restraint.", "REQUEST", {"eri", "eth"}),
        ("Students marched through Lagos. Police fired into the air.", "ASSAULT", {"students-nga"}),
        ("Houthi rebels captured the town of Dhale. Yemeni troops withdrew to the south.", "COERCE", {"yemeni-armed-forces"}),
    ],
)  # fmt: skip
def test_the_other_side_told_around(extractor: Extractor, text: str, kind: str, recipients: set[str]) -> None:
    assert parties(extractor, text, kind)[1] == recipients


def test_the_two_leaders_are_those_who_met(extractor: Extractor) -> None:
    text = "Angela Merkel met Vladimir Putin in Berlin. The two leaders discussed trade."
    assert parties(extractor, text, "CONSULT")[0] == {"angela-merkel", "vladimir-putin"}


def test_two_generals_are_any_two(extractor: Extractor) -> None:
    text = "Angela Merkel met Vladimir Putin in Berlin. Two generals attacked a base in Mali."
    assert not parties(extractor, text, "ASSAULT")[0] & {"angela-merkel", "vladimir-putin"}


def test_those_who_are_called_something_undergo_it_not_what_they_are_called(extractor: Extractor) -> None:
    _, recipients = parties(extractor, "Iran called Israel a criminal.", "ACCUSE")
    assert recipients == {"isr"}


def test_some_of_whom_are_those_before_the_clause(extractor: Extractor) -> None:
    text = "Polish soldiers, some of whom were killed by rebels, left on Monday."
    assert parties(extractor, text, "ASSAULT")[1] == {"polish-armed-forces"}


def test_dead_residents_did_not_fight(extractor: Extractor) -> None:
    text = "Turkish troops clashed with Kurdish gunmen, leaving 12 residents dead."
    found = extractor.extract(read_article(text))
    clash = next(e for e in found.events if e.relation == "clash")
    assert not {p.id for p in clash.actors} & {a.id for a in found.actors if a.kind == "civilians"}


def test_rebels_do_not_take_a_town_from_themselves(extractor: Extractor) -> None:
    text = "Congo rebels entered Goma on Monday. M23 rebels captured Sake as well."
    assert parties(extractor, text, "COERCE")[1] == set()


def test_troops_are_no_object_of_their_own_pursuit(extractor: Extractor) -> None:
    text = "Demonstrators threw stones. Chilean soldiers fired tear gas to disperse them."
    assert parties(extractor, text, "ASSAULT")[1] == {"protesters-chl"}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The Red Cross left. The Movement to Defend Peru attacked a base near Cusco.", "endorsement"),
        ("The Committee to Support Rebels of Chad met the president of Libya.", "military support"),
        ("The Union to Protest Hunger in Kenya praised the president.", "protest"),
    ],
)
def test_a_verb_inside_a_name_tells_nothing(extractor: Extractor, text: str, relation: str) -> None:
    assert relation not in {event.relation for event in extractor.extract(read_article(text)).events}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Kenya called on Sudan to end the support given to rebels.", "demand"),
        ("Norway urged Iran to halt the weapons supplied to Hezbollah.", "request"),
        ("Peru called on Ecuador to stop the help offered to guerrillas.", "demand"),
    ],
)
def test_help_that_is_to_end_is_not_asked_for(extractor: Extractor, text: str, relation: str) -> None:
    found = {e.relation for e in extractor.extract(read_article(text)).events if e.type == "REQUEST"}
    assert found
    assert "appeal for aid" not in found
