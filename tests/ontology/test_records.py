from datetime import date

import pytest
from pydantic import ValidationError

from ontology.records import (
    Actor,
    Article,
    Casualties,
    Count,
    EventMention,
    Evidence,
    Extraction,
    Participant,
    Status,
    Trigger,
)


def make_event(**changes: object) -> EventMention:
    trigger = Trigger(start=7, end=11)
    evidence = Evidence(start=0, end=20, sentence="Troops left the city", trigger=trigger, extractor="x")
    fields: dict[str, object] = {
        "id": "e-1",
        "relation": "withdrawal",
        "type": "RETREAT",
        "quad": 2,
        "score": 8.0,
        "status": Status.ASSERTED,
        "confidence": 0.9,
        "evidence": evidence,
    }
    return EventMention.model_validate(fields | changes)


def test_records_are_frozen() -> None:
    article = Article(id="a-1", text="Troops left.")
    with pytest.raises(ValidationError):
        article.text = "Troops came."  # type: ignore[misc]


def test_records_refuse_unknown_fields() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Article.model_validate({"id": "a-1", "text": "", "colour": "red"})


def test_unknown_is_none_and_nothing_found_is_empty() -> None:
    event = make_event()
    assert event.claimant is None
    assert event.date.start is None
    assert event.casualties == Casualties(killed=None, injured=None, arrested=None)
    assert event.actors == ()


def test_status_takes_only_its_five_words() -> None:
    assert [status.value for status in Status] == ["asserted", "claimed", "negated", "future", "hypothetical"]
    with pytest.raises(ValidationError):
        make_event(status="rumoured")


def test_an_extraction_survives_json() -> None:
    event = make_event(
        actors=(Participant(id="usa"),), casualties=Casualties(killed=Count(low=22)), date={"start": date(2011, 12, 18)}
    )
    extraction = Extraction(
        article=Article(id="a-1", text="Troops left the city", published=date(2011, 12, 18)),
        actors=(Actor(id="usa", name="United States", kind="state", country="USA"),),
        events=(event,),
    )
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction


def test_equal_records_are_equal_and_hash_alike() -> None:
    assert make_event() == make_event()
    assert len({make_event(), make_event(), make_event(id="e-2")}) == 2
