"""Whom words and measures are aimed at where their own sentence does not say, and who is named in them."""

import pytest

from extract.pipeline import ExtractConfig, Extractor
from extract.reader import read_article


@pytest.fixture(scope="module")
def rules() -> Extractor:
    return Extractor.load(ExtractConfig(encoder="rules"))


def sides(extractor: Extractor, text: str, kind: str) -> tuple[set[str], set[str]]:
    """The names of actors and recipients of the last event of a type."""
    found = next(iter(extractor.extract_many([read_article(text)])))
    names = {actor.id: actor.name for actor in found.actors}
    event = [e for e in found.events if e.type == kind][-1]
    return {names[p.id] for p in event.actors}, {names[p.id] for p in event.recipients}


def test_what_is_condemned_leads_to_who_did_it(rules: Extractor) -> None:
    text = "Ethiopia bombed the town of Zalambessa on Friday. Eritrea called the bombing an act of war."
    assert sides(rules, text, "ACCUSE") == ({"Eritrea"}, {"Ethiopia"})


def test_a_measure_is_aimed_at_the_opponent(rules: Extractor) -> None:
    text = "Chad accused Sudan of arming rebels. Chad has recalled its ambassador."
    assert sides(rules, text, "SANCTION")[1] == {"Sudan"}


def test_a_refused_party_is_no_actor(rules: Extractor) -> None:
    actors, recipients = sides(
        rules, "Colombia said it would not negotiate with the National Liberation Army.", "REJECT"
    )
    assert (actors, recipients) == ({"Colombia"}, {"National Liberation Army (Colombia)"})


def test_each_other_makes_both_actors(rules: Extractor) -> None:
    assert sides(rules, "Armenia and Azerbaijan accused each other of breaking the truce.", "ACCUSE")[0] == {
        "Armenia",
        "Azerbaijan",
    }


def test_a_shooting_after_an_attack_is_no_part_of_it(rules: Extractor) -> None:
    found = next(
        iter(rules.extract_many([read_article("Soldiers shot dead a gunman after an attack on a market in Kano.")]))
    )
    assert any(e.relation == "killing" for e in found.events)


def test_reporters_get_no_rejection(rules: Extractor) -> None:
    found = next(iter(rules.extract_many([read_article("The Kenyan foreign minister declined to comment.")])))
    assert not found.events
