"""What an act takes over from the words and sentences around it: its place, its sides, its date."""

from datetime import date

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article
from ontology.records import Extraction, Participant


def read(extractor: Extractor, text: str, published: date | None = None) -> Extraction:
    return extractor.extract(read_article(text, published=published))


def names(extraction: Extraction, participants: tuple[Participant, ...]) -> set[str]:
    actors = {a.id: a.name for a in extraction.actors}
    return {actors[p.id] for p in participants}


def places(extraction: Extraction, event: int) -> set[str]:
    known = {p.id: p.name for p in extraction.places}
    return {known[p.id] for p in extraction.events[event].places}


def test_an_act_without_a_place_happens_where_the_one_before_did(extractor: Extractor) -> None:
    told = read(extractor, "Government troops shelled Aleppo on Monday. At least nine civilians were killed.")
    assert places(told, 1) == {"Aleppo"}
    assert "sentence before" in (told.events[1].evidence.rule or "")


@pytest.mark.parametrize("second", ["Elsewhere, gunmen killed two judges.", "Near Qwixburg gunmen killed two judges."])
def test_no_place_is_taken_over_where_the_sentence_moves_on(extractor: Extractor, second: str) -> None:
    told = read(extractor, f"Government troops shelled Aleppo on Monday. {second}")
    assert places(told, 1) == set()


def test_a_place_in_what_was_hit_is_the_place(extractor: Extractor) -> None:
    told = read(extractor, "Rebels bombarded an area north of Aleppo.")
    assert places(told, 0) == {"Aleppo"}


def test_a_town_that_is_thanked_is_no_place(extractor: Extractor) -> None:
    told = read(extractor, "The colonel, who led the coup last March, thanked Paris.")
    assert all(not event.places for event in told.events)


def test_a_passive_takes_its_agent_from_the_sentence_before(extractor: Extractor) -> None:
    told = read(extractor, "Boko Haram fighters attacked the town of Baga. Eleven civilians were killed.")
    assert names(told, told.events[1].actors) == {"Boko Haram"}


def test_nobody_hurts_their_own_side_by_carrying_over(extractor: Extractor) -> None:
    told = read(extractor, "Boko Haram fighters attacked the town of Baga. Eleven Boko Haram fighters were killed.")
    assert "Boko Haram" not in names(told, told.events[1].actors)


def test_a_riposte_is_aimed_at_who_struck_before(extractor: Extractor) -> None:
    told = read(extractor, "Hamas fired rockets at Israel. Israel launched an offensive.")
    assert names(told, told.events[1].recipients) == {"Hamas"}


def test_who_holds_a_town_loses_it(extractor: Extractor) -> None:
    told = read(extractor, "Nigerian troops attacked the rebel-held town of Gwoza.")
    assert names(told, told.events[0].recipients) == {"Nigerian rebels"}


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("France withdrew its soldiers from Niger.", "Niger"),
        ("Kenya announced the deployment of 200 soldiers to Somalia.", "Somalia"),
        ("Brazil refused to send troops to Haiti.", "Haiti"),
    ],
)
def test_the_foreign_country_an_act_is_done_to_is_its_recipient(extractor: Extractor, text: str, host: str) -> None:
    told = read(extractor, text)
    assert names(told, told.events[0].recipients) == {host}


@pytest.mark.parametrize("text", ["Kenya sent soldiers to its border.", "Kenya and Uganda met in Rwanda."])
def test_acts_at_home_and_talks_abroad_have_no_host(extractor: Extractor, text: str) -> None:
    assert all("Rwanda" not in names(t, e.recipients) for t in [read(extractor, text)] for e in t.events)


def test_saying_that_one_will_not_is_a_refusal(extractor: Extractor) -> None:
    told = read(extractor, "Hungary said it will not accept refugees from Syria.")
    assert [(e.type, str(e.status)) for e in told.events] == [("REJECT", "asserted")]


def test_a_day_takes_the_year_named_before_in_a_text_without_date(extractor: Extractor) -> None:
    told = read(extractor, "Rebels seized Gao in March 2012. On 5 April they attacked Kidal.")
    assert told.events[-1].date.start == date(2012, 4, 5)


def test_the_attack_has_the_date_of_the_attack_told_of(extractor: Extractor) -> None:
    told = read(extractor, "Rebels attacked Gao on 5 March 2012. Nine soldiers were killed in the attack.")
    assert told.events[-1].date.start == date(2012, 3, 5)


def test_the_date_of_an_aside_is_not_the_date_of_the_act(extractor: Extractor) -> None:
    told = read(extractor, "The Houthis, who have held Sanaa since 2014, fired two missiles at Riyadh.")
    assert all(event.date.start is None for event in told.events)
