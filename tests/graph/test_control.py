"""Who holds a place by what articles report, with what contradicts it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from graph.control import Control, place_control
from graph.store import Store
from ontology.records import Status


def add(store: Store, make: SimpleNamespace, relation: str, actor: str, day: int, publisher: str = "DW", **event: Any) -> None:
    fields = make.event(relation, type="COERCE", actors=[actor], day=date(2014, 1, day), **{"places": ["Fallujah"]} | event)
    store.add(
        make.extraction(
            f"{actor} {relation} {day}.",
            publisher=publisher,
            published=date(2014, 1, day + 1),
            actors=[make.actor("ISIL", kind="armed group"), make.actor("Iraqi army", kind="military", country="IRQ"), "Maliki"],
            places=["Fallujah", "Ramadi", make.place("Anbar", kind="admin1")],
            events=[fields],
        )
    )


def holders(control: Control) -> list[tuple[str, str, date | None, bool]]:
    return [(h.place.name, h.actor.name, h.since, bool(h.contradicted_by)) for h in control.holders]


def test_who_took_a_place_last_holds_it(store: Store, make: SimpleNamespace) -> None:
    add(store, make, "seizure", "ISIL", 4)
    add(store, make, "recapture", "Iraqi army", 20)
    assert holders(place_control(store, "Fallujah")) == [("Fallujah", "Iraqi army", date(2014, 1, 20), False)]
    assert holders(place_control(store, "Fallujah", at=date(2014, 1, 19))) == [("Fallujah", "ISIL", date(2014, 1, 4), False)]
    assert holders(place_control(store, "Fallujah", at=date(2014, 1, 3))) == []
    assert [claim.move for claim in place_control(store, "Anbar").claims] == ["takes", "takes"]


def test_who_leaves_holds_it_no_more(store: Store, make: SimpleNamespace) -> None:
    add(store, make, "seizure", "ISIL", 4)
    add(store, make, "withdrawal", "ISIL", 9)
    assert holders(place_control(store, "Fallujah")) == []


def test_a_denial_contradicts_and_takes_nothing_away(store: Store, make: SimpleNamespace) -> None:
    add(store, make, "seizure", "ISIL", 4)
    add(store, make, "seizure", "ISIL", 4, "Xinhua", status=Status.NEGATED, claimant="Maliki")
    control = place_control(store, "Fallujah")
    assert holders(control) == [("Fallujah", "ISIL", date(2014, 1, 4), True)]
    (claim,) = control.claims
    assert (claim.asserted_by.publishers, claim.denied_by.publishers) == (("DW",), ("Xinhua",))


def test_both_sides_may_say_that_they_took_it(store: Store, make: SimpleNamespace) -> None:
    add(store, make, "seizure", "ISIL", 4)
    add(store, make, "recapture", "Iraqi army", 4, "Xinhua", status=Status.CLAIMED)
    add(store, make, "seizure", "ISIL", 7, places=["Ramadi"])
    found = holders(place_control(store, "Anbar"))
    assert ("Ramadi", "ISIL", date(2014, 1, 7), False) in found
    assert {(name, disputed) for place, name, _, disputed in found if place == "Fallujah"} == {("ISIL", True), ("Iraqi army", True)}


def test_statements_of_control_count_from_the_day_they_were_published(store: Store, make: SimpleNamespace) -> None:
    store.add(
        make.extraction(
            actors=[make.actor("ISIL", kind="armed group")],
            places=["Fallujah"],
            relations=[("actor-isil", "controls", "place-fallujah")],
        )
    )
    control = place_control(store, "Fallujah", at=date(2014, 1, 7))
    assert holders(control) == [("Fallujah", "ISIL", date(2014, 1, 7), False)]
    assert (control.claims[0].move, control.claims[0].asserted_by.publishers) == ("holds", ("DW",))
