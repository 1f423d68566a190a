"""Whose people are where the phrase does not say, who is meant by a title that a list knows as a body, and roles with dates."""

from datetime import date

import pytest

from extract.actors import find_actors
from extract.pipeline import Extractor
from extract.places import find_places
from extract.tables import ActorTable, Reading
from ontology.records import Actor, Article, Role


@pytest.fixture
def actor_of(extractor: Extractor):  # type: ignore[no-untyped-def]
    def actor_of(text: str, words: str) -> Actor:
        """The actor of the mention with these words."""
        reading = Reading(Article(id="a-test", text=text, published=date(2023, 3, 1)), extractor.nlp(text))
        places = find_places(reading, extractor.gazetteer, extractor.knowledge.countries)
        table: ActorTable = find_actors(reading, places, extractor.knowledge)
        found = {reading.doc[m.start : m.end].text: m.actor for m in table.mentions}
        return table.actors[found[words] or ""]

    return actor_of


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Sudan accused Chad of backing rebels. The army shelled Abeche.", "army", ("SDN", "MIL")),
        ("The ousted president fled to Togo.", "ousted president", (None, "ELI")),
        ("Brasilia expelled two diplomats.", "diplomats", (None, "GOV")),
        ("Putin's forces shelled Kharkiv.", "Putin's forces", ("RUS", "MIL")),
        ("Bashar al-Assad's aides met.", "Bashar al-Assad's aides", ("SYR", "GOV")),
        ("Uyghur rebels attacked a police station.", "Uyghur rebels", ("CHN", "REB")),
        ("The Libyan opposition government resigned.", "Libyan opposition government", ("LBY", "OPP")),
        ("The anti-Syria journalist was killed.", "anti-Syria journalist", (None, "JRN")),
        ("A journalist was killed in Lebanon.", "journalist", ("LBN", "JRN")),
        ("EU diplomats met in Vilnius.", "EU diplomats", (None, "IGO")),
        ("Rwandan-backed rebels entered Bukavu, Congo. The army withdrew.", "army", ("COD", "MIL")),
        ("A UN court met in Togo.", "UN court", (None, "IGO")),
        ("Acting President Omar Diallo resigned in Guinea.", "Acting President Omar Diallo", ("GIN", "GOV")),
        ("Former Kenyan president Daniel Mutua spoke.", "Former Kenyan president Daniel Mutua", ("KEN", "ELI")),
        ("Ankara summoned the ambassador.", "Ankara", ("TUR", "GOV")),
        ("Hungarian and Romanian officials agreed.", "Hungarian", ("HUN", "GOV")),
        ("Hungarian and Romanian officials agreed.", "Romanian officials", ("ROU", "GOV")),
    ],
)
def test_code_by_context(text: str, words: str, code: tuple[str | None, str], actor_of) -> None:  # type: ignore[no-untyped-def]
    actor = actor_of(text, words)
    assert (actor.country, actor.sector) == code


def test_opposition_government_is_a_government(actor_of) -> None:  # type: ignore[no-untyped-def]
    text = "The Libyan opposition government resigned."
    assert actor_of(text, "Libyan opposition government").kind == "government"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The counter-Boko Haram coalition met in Abuja.", "counter-Boko Haram coalition"),
        ("Niger's anti-Boko Haram coalition met in Abuja.", "Niger's anti-Boko Haram coalition"),
    ],
)
def test_those_against_a_group_are_not_the_group(text: str, words: str, actor_of) -> None:  # type: ignore[no-untyped-def]
    assert actor_of(text, words).id != "boko-haram"


def test_list_is_no_apposition(actor_of) -> None:  # type: ignore[no-untyped-def]
    text = "Iraqi forces, Kurdish peshmerga and tribal fighters attacked Hawija."
    assert actor_of(text, "Iraqi forces").id != actor_of(text, "Kurdish peshmerga").id


@pytest.mark.parametrize(
    "text",
    [
        "Volker Turk, UN High Commissioner for Human Rights, condemned the raid.",
        "UN High Commissioner for Human Rights Volker Turk condemned the raid.",
    ],
)
def test_office_beside_a_name_is_the_person(text: str, actor_of) -> None:  # type: ignore[no-untyped-def]
    actor = actor_of(text, "UN High Commissioner for Human Rights")
    body = "office-of-the-united-nations-high-commissioner-for-human-rights"
    assert actor.id == "volker-turk"
    assert Role(title="high commissioner", of=body, as_of=date(2023, 3, 1), source="article") in actor.roles


def test_spokesman_of_an_office_does_not_hold_it(actor_of) -> None:  # type: ignore[no-untyped-def]
    text = "A spokesman for the UN High Commissioner for Human Rights, Sami Darwish, spoke."
    assert actor_of(text, "UN High Commissioner for Human Rights").kind == "international organisation"


def test_roles_of_lists_have_their_dates_and_stand_beside_the_articles(actor_of) -> None:  # type: ignore[no-untyped-def]
    roles = actor_of("President Hassan Sheikh Mohamud spoke.", "President Hassan Sheikh Mohamud").roles
    assert Role(title="president", of="som", as_of=date(2023, 3, 1), source="article") in roles
    assert Role(title="president", of="som", since=date(2012, 9, 16), until=date(2017, 2, 16), source="list") in roles


def test_group_of_a_list_has_the_time_of_its_existence(actor_of) -> None:  # type: ignore[no-untyped-def]
    roles = actor_of("Al-Shabaab attacked a base.", "Al-Shabaab").roles
    assert roles == (Role(title="armed group", since=date(2006, 1, 1), source="list"),)
