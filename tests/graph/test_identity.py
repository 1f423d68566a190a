"""Which actors of several articles are joined, which are only candidates, and what people say against it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from graph.actions import make_action
from graph.actor_queries import get_actor, list_actors
from graph.candidates import Candidate, list_candidates
from graph.change_queries import list_changes
from graph.filters import make_filter
from graph.identity_tables import actor_joins
from graph.likeness import Bond, compare
from graph.profiles import Profile, is_proper
from graph.store import Store
from ontology.errors import InputError, NotFoundError
from ontology.ids import slug
from ontology.records import Actor, Extraction, Participant, Role

LISTED = (Role(title="prime minister", of="irq", since=date(2006, 5, 20), until=date(2014, 9, 8), source="list"),)


def person(name: str, **changed: Any) -> Actor:
    return Actor(**{"id": slug(name), "name": name, "kind": "person", "country": "IRQ"} | changed)


def report(make: Any, text: str, *people: Actor, month: int = 1) -> Extraction:
    """An article of one event in which all of them take part."""
    event = make.event(actors=(), day=date(2013, month, 1))
    event["actors"] = tuple(Participant(id=one.id) for one in people)
    made: Extraction = make.extraction(text, actors=people, events=[event])
    return made


def joined(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return {row.actor_id: row.joined_to for row in connection.execute(select(actor_joins))}


def add_all(store: Store, make: Any, people: Sequence[Actor]) -> None:
    for month, one in enumerate(people, start=1):
        store.add(report(make, f"{one.name} spoke.", one, month=month))


def candidates(store: Store, **values: Any) -> list[Candidate]:
    return list(list_candidates(store, make_filter(**values)).items)


def test_spellings_of_one_name_are_one_actor(store: Store, make: Any) -> None:
    add_all(store, make, [person("Nuri Kamal al-Hadadi"), person("Nouri Kamal Hadadi")])
    assert joined(store) == {"nuri-kamal-al-hadadi": "nouri-kamal-hadadi"}
    (actor,) = list_actors(store, make_filter()).items
    assert (actor.id, actor.events, actor.aliases) == ("nouri-kamal-hadadi", 2, ("Nouri Kamal Hadadi",))
    assert get_actor(store, "nuri-kamal-al-hadadi") == actor


def test_a_listed_actor_keeps_its_id(store: Store, make: Any) -> None:
    add_all(store, make, [person("Abdul Nuri Hadadi", country=None), person("Abdel Nouri Hadadi", id="x-1", roles=LISTED)])
    assert joined(store) == {"abdul-nuri-hadadi": "x-1"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (person("Maliki", id="maliki-1"), person("Maliki", id="maliki-2")),
        (person("Nouri Hadadi"), person("Nuri Hadadi", country="LBN")),
        (person("Nouri Hadadi", roles=LISTED), person("Nuri Hadadi", roles=LISTED)),
        (person("Mohammed Ali", country=None), person("Muhammad Ali", country=None)),
        (person("Nouri Kamal Hadadi", country=None), person("Nouri Hadadi", country=None)),
        (person("Iraqi officials", id="officials-irq"), person("Iraqi officials", id="officials-2")),
        (person("Ministry of Health", kind="government"), person("Ministry of Health", id="m", kind="government", country="SYR")),
        (person("Nouri Hadadi"), person("Nuri Hadadi", kind="organisation")),
    ],
)  # fmt: skip
def test_too_little_or_something_against_it_joins_nobody(store: Store, make: Any, first: Actor, second: Actor) -> None:
    add_all(store, make, [first, second])
    assert joined(store) == {}


def test_who_could_be_either_of_two_is_joined_with_neither(store: Store, make: Any) -> None:
    add_all(store, make, [person("Nouri K. Hadadi"), person("Nouri Hadadi"), person("Nouri S. Hadadi")])
    assert joined(store) == {}
    assert {(pair.first.id, pair.second.id) for pair in candidates(store)} >= {
        ("nouri-hadadi", "nouri-k-hadadi"),
        ("nouri-hadadi", "nouri-s-hadadi"),
    }
    store.delete_article(report(make, "Nouri S. Hadadi spoke.", person("Nouri S. Hadadi")).article.id)
    assert joined(store) == {"nouri-k-hadadi": "nouri-hadadi"}


def test_a_rival_of_whom_little_is_known_keeps_others_from_being_joined(store: Store, make: Any) -> None:
    father = person("George H. W. Bush", country="USA", sector="GOV", roles=LISTED)
    son = person("George W. Bush", country="USA", sector="ELI", roles=LISTED)
    add_all(store, make, [father, son, person("George Bush", country="USA", sector="GOV")])
    assert joined(store) == {}


def test_bodies_of_one_name_and_country_are_joined(store: Store, make: Any) -> None:
    council = person("Supreme Council of Anbar", kind="government")
    add_all(store, make, [council, council.model_copy(update={"id": "council", "name": "Supreme Council of al-Anbar"})])
    assert joined(store) == {"supreme-council-of-anbar": "council"}


def test_a_join_is_a_change_of_the_articles_it_touches(store: Store, make: Any) -> None:
    first, second = person("Nuri Kamal al-Hadadi"), person("Nouri Kamal Hadadi")
    store.add(report(make, "One.", first))
    seq = store.sequence()
    store.add(report(make, "Two.", second))
    changes = list_changes(store, since=seq, limit=100).items
    old = report(make, "One.", first)
    told = {(change.kind, change.id, change.action) for change in changes}
    assert {
        ("article", old.article.id, "changed"),
        ("event", old.events[0].id, "changed"),
        ("actor", "nuri-kamal-al-hadadi", "deleted"),
        ("actor", "nouri-kamal-hadadi", "added"),
    } <= told
    assert len({change[:2] for change in told}) == len(told)


def test_people_part_what_was_joined_and_undo_it(store: Store, make: Any) -> None:
    ids = ["nouri-kamal-hadadi", "nuri-kamal-al-hadadi"]
    add_all(store, make, [person("Nuri Kamal al-Hadadi"), person("Nouri Kamal Hadadi")])
    with pytest.raises(NotFoundError, match=r"nuri-kamal-al-hadadi.*goes by 'nouri-kamal-hadadi'.*never-merge"):
        store.judge(make_action({"action": "rename-actor", "actor": ids[1], "name": "X"}), author="A", reason="R")
    made = store.judge(make_action({"action": "never-merge", "actors": ids}), author="A", reason="R")
    assert joined(store) == {}
    assert sorted(actor.id for actor in list_actors(store, make_filter()).items) == ids
    assert candidates(store) == []
    store.undo(made.id, author="A", reason="R")
    assert joined(store) == {ids[1]: ids[0]}


def test_a_join_does_not_bring_together_what_merges_keep_apart(store: Store, make: Any) -> None:
    names = ["Nouri Kamal Hadadi", "Salim Aziz", "Hamid Obeidi"]
    add_all(store, make, [person(name) for name in names])
    one, other, third = map(slug, names)
    store.judge(make_action({"action": "never-merge", "actors": [one, third]}), author="A", reason="R")
    store.judge(make_action({"action": "merge-actors", "into": other, "others": [one]}), author="A", reason="R")
    with pytest.raises(InputError, match="must never be merged"):
        store.judge(make_action({"action": "merge-actors", "into": other, "others": [third]}), author="A", reason="R")
    add_all(store, make, [person("Nuri Kamal al-Hadadi")])
    assert joined(store) == {"nuri-kamal-al-hadadi": one}
    assert sorted(actor.id for actor in list_actors(store, make_filter()).items) == [third, other]


def test_candidates_are_ordered_by_what_a_decision_is_worth(store: Store, make: Any) -> None:
    few = [person("Nouri Hadadi", country=None), person("Nouri Kamal Hadadi", country=None)]
    many = [person("Hamid Obeidi", country="SYR"), person("Hamid Obaidi", country="IRQ")]
    friend = person("Salim Aziz")
    for n in range(3):
        store.add(report(make, f"Report {n}.", many[0], friend, month=1 + n))
        store.add(report(make, f"Another report {n}.", many[1], friend, month=1 + n))
    add_all(store, make, few)
    first, second = candidates(store, limit=10)
    assert (first.first.id, first.second.id, first.first.events) == ("hamid-obaidi", "hamid-obeidi", 3)
    assert (second.first.id, second.second.id) == ("nouri-hadadi", "nouri-kamal-hadadi")
    assert "other country: IRQ, SYR" in first.why
    assert "both had to do with salim-aziz" in first.why
    assert first.value > second.value
    assert first.score < second.score
    page = list_candidates(store, make_filter(limit=1))
    assert list_candidates(store, make_filter(limit=1, cursor=page.next)).items == (second,)
    assert candidates(store, actor="Nouri Hadadi") == [second]
    assert list_candidates(store, make_filter(), min_score=0.9).items == ()


def test_comparing_does_not_depend_on_which_comes_first() -> None:
    def profile(id: str, name: str, **changed: Any) -> Profile:
        known = frozenset({"IRQ"})
        values = {"kind": "person", "countries": known, "sectors": frozenset(), "titles": frozenset(), "listed": False}
        return Profile(**{"id": id, "name": name, "names": frozenset({name}), **values, **changed})

    one, other = profile("a", "Nouri Hadadi"), profile("b", "Nuri al-Hadadi")
    assert compare(one, other) == compare(other, one)
    found = compare(one, other)
    assert found is not None
    assert found.bond is Bond.SAME
    assert compare(one, profile("c", "Hamid Obeidi")) is None


@pytest.mark.parametrize(
    ("name", "proper"),
    [("Abu Bakr al-Baghdadi", True), ("Ministry of Health", True), ("American officials", False), ("al-Qaeda", True), ("", False)],
)  # fmt: skip
def test_a_name_of_its_own_is_written_with_capitals(name: str, proper: bool) -> None:
    assert is_proper(name) is proper
