import pytest

from extract.standing_events import relations_of_events
from ontology.records import Actor, EventMention, EventPlace, Evidence, Participant, Status

ACTORS = {
    "army": Actor(id="army", name="army", kind="military"),
    "togo": Actor(id="togo", name="Togo", kind="state"),
    "police": Actor(id="police", name="police", kind="police"),
    "rebels": Actor(id="rebels", name="rebels", kind="armed group"),
    "militia": Actor(id="militia", name="militia", kind="armed group"),
    "villagers": Actor(id="villagers", name="villagers", kind="civilians"),
    "minister": Actor(id="minister", name="minister", kind="person"),
}


def event(
    relation: str, kind: str, actors: str, recipients: str = "", *, start: int = 0, **more: object
) -> EventMention:
    return EventMention(
        id=f"e-{relation}-{start}", relation=relation, type=kind, quad=4, score=0.0, status=more.pop("status", Status.ASSERTED),
        actors=tuple(Participant(id=a, mention=a) for a in actors.split()),
        recipients=tuple(Participant(id=a, mention=a) for a in recipients.split()),
        confidence=0.9, evidence=Evidence(start=start, end=start + 9, sentence=str(more.pop("sentence", "x")), extractor="test"), **more,
    )  # fmt: skip


def found(*events: EventMention) -> set[tuple[str, str, str]]:
    return {(r.predicate, r.subject, r.object) for r in relations_of_events("a", events, ACTORS)}


def test_one_attack_is_no_conflict_and_two_are() -> None:
    first, second = event("attack", "ASSAULT", "army", "rebels"), event("attack", "ASSAULT", "rebels", "army", start=20)
    assert found(first) == set()
    assert ("fights against", "army", "rebels") in found(first, second)


def test_clash_is_fighting_by_both() -> None:
    assert found(event("clash", "ASSAULT", "army rebels")) == {("fights against", "army", "rebels")}


def test_attack_told_again_without_its_sides_counts_once() -> None:
    first, again = (
        event("bombing", "ASSAULT", "army", "rebels"),
        event("bombing", "ASSAULT", "army", "rebels", start=20),
    )
    unnamed = again.model_copy(update={"actors": (Participant(id="army"),)})
    assert found(first, unnamed) == set()


def test_forces_of_one_state_need_no_alliance() -> None:
    assert not found(event("shooting", "ASSAULT", "army police", "villagers"))


def test_attack_on_civilians_is_no_conflict() -> None:
    assert not found(*(event("attack", "ASSAULT", "army", "villagers", start=i) for i in (0, 20)))


def test_attackers_of_one_attack_are_allies() -> None:
    assert ("allied with", "rebels", "militia") in found(event("attack", "ASSAULT", "rebels militia", "army"))


def test_either_of_two_attackers_is_nobodys_ally() -> None:
    doubtful = event("attack", "ASSAULT", "rebels militia", "army", sentence="The rebels or a militia did it.")
    assert not found(doubtful)


def test_captured_place_is_held_from_that_day() -> None:
    taken = event("seizure", "COERCE", "rebels", places=(EventPlace(id="gn:7"),))
    assert found(taken) == {("controls", "rebels", "gn:7")}


@pytest.mark.parametrize("status", [Status.NEGATED, Status.FUTURE, Status.HYPOTHETICAL])
def test_what_did_not_happen_leaves_nothing(status: Status) -> None:
    assert not found(event("clash", "ASSAULT", "army rebels", status=status))


def test_visit_to_a_country_is_no_talk() -> None:
    assert not found(event("visit", "CONSULT", "minister", "togo"))


def test_arms_make_suppliers_and_talks_make_contacts() -> None:
    assert ("supplies", "army", "militia") in found(event("arms supply", "AID", "army", "militia"))
    assert found(event("meeting", "CONSULT", "minister rebels")) == {("communicated with", "minister", "rebels")}
