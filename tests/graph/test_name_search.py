from datetime import date
from types import SimpleNamespace

import pytest

from graph.name_search import find_id
from graph.store import Store
from ontology.errors import AmbiguousNameError, NotFoundError
from ontology.records import Mention


def find(store: Store, given: str, node: str = "actor") -> str:
    with store.reading() as connection:
        return find_id(connection, node, given)


@pytest.mark.parametrize(
    ("given", "id"),
    [
        ("actor-isil", "actor-isil"),
        ("ISIL", "actor-isil"),
        ("isil", "actor-isil"),
        ("Maliki", "actor-nouri-al-maliki"),
        ("Nouri al-Maliki", "actor-nouri-al-maliki"),
        ("NURI AL MALIKI", "actor-nouri-al-maliki"),
        ("Noori al-Maliki", "actor-nouri-al-maliki"),
        ("Biden", "actor-joe-biden"),
    ],
)
def test_an_actor_is_found_by_id_name_alias_and_transliteration(calls_and_seizures: Store, given: str, id: str) -> None:
    assert find(calls_and_seizures, given) == id


@pytest.mark.parametrize("given", ["nobody", "", "%", "_", "a", "💥", "x" * 5000])
def test_a_name_that_nobody_bears_is_not_found(calls_and_seizures: Store, given: str) -> None:
    with pytest.raises(NotFoundError):
        find(calls_and_seizures, given)


def make_events(make: SimpleNamespace, name: str, count: int) -> list[dict[str, object]]:
    """As many events, one a month."""
    return [make.event(actors=[name], day=date(2013, 1 + n, 1)) for n in range(count)]


def add_bearers(store: Store, make: SimpleNamespace, bearers: dict[str, int], **changed: object) -> None:
    for name, events in bearers.items():
        actor = make.actor(name, aliases=("Maliki",), **changed)
        store.add(make.extraction(f"{name}.", actors=[actor], events=make_events(make, name, events)))


def test_bearers_of_a_name_that_are_equally_known_are_listed_most_events_first(
    store: Store, make: SimpleNamespace
) -> None:
    add_bearers(store, make, {"Riyad al-Maliki": 2, "Nouri al-Maliki": 3})
    with pytest.raises(AmbiguousNameError, match=r"2 actors.*actor-nouri-al-maliki .*3 events.*actor-riyad-al-maliki"):
        find(store, "Maliki")


def test_a_bearer_far_ahead_of_the_others_is_meant(store: Store, make: SimpleNamespace) -> None:
    add_bearers(store, make, {"Riyad al-Maliki": 1, "Nouri al-Maliki": 3})
    assert find(store, "Maliki") == "actor-nouri-al-maliki"


def test_the_lone_surname_of_an_unknown_person_does_not_outrank_a_known_one(
    store: Store, make: SimpleNamespace
) -> None:
    add_bearers(store, make, {"Maliki": 1, "Nouri al-Maliki": 5})
    assert find(store, "Maliki") == "actor-nouri-al-maliki"


def test_what_takes_part_in_nothing_does_not_outrank_a_known_person(store: Store, make: SimpleNamespace) -> None:
    add_bearers(store, make, {"Maliki": 0}, kind="organisation")
    add_bearers(store, make, {"Nouri al-Maliki": 5})
    assert find(store, "Maliki") == "actor-nouri-al-maliki"


def test_a_full_name_outranks_an_alias_however_many_events_that_has(store: Store, make: SimpleNamespace) -> None:
    store.add(make.extraction("1", actors=[make.actor("Iran", kind="state")], events=[make.event(actors=["Iran"])]))
    government = make.actor("Government of Iran", kind="government", aliases=("Iran",))
    store.add(make.extraction("2", actors=[government], events=make_events(make, "Government of Iran", 9)))
    assert find(store, "Iran") == "actor-iran"


def test_a_part_of_a_phrase_is_no_name(store: Store, make: SimpleNamespace) -> None:
    store.add(make.extraction("1", actors=[make.actor("Iraqi civilians", aliases=("people of Fallujah",))]))
    assert find(store, "Iraqi") == "actor-iraqi-civilians"
    with pytest.raises(NotFoundError):
        find(store, "Fallujah")


def test_a_place_is_found_by_what_articles_call_it(store: Store, make: SimpleNamespace) -> None:
    mention = Mention(id="m", start=0, end=6, text="Ramadi", kind="place", entity="place-1")
    nominal = Mention(id="n", start=7, end=15, text="The city", kind="place", entity="place-1")
    place = make.place("Ar Ramādī", id="place-1")
    store.add(make.extraction("Ramadi the city", places=[place], mentions=[mention, nominal]))
    assert {find(store, name, "place") for name in ("Ramadi", "Ar Ramadi", "ramadi")} == {"place-1"}
    with pytest.raises(NotFoundError):
        find(store, "The city", "place")
