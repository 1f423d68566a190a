"""What an actor was and when, and what articles disagree on."""

from datetime import date
from typing import Any

from graph.actor_answers import OneActor
from graph.actor_queries import describe_actor
from graph.store import Store
from ontology.records import Actor, Role

TERM = Role(title="prime minister", of="irq", since=date(2006, 5, 20), until=date(2014, 9, 8), source="list")
IRAQ = Actor(id="irq", name="Iraq", kind="state", country="IRQ")


def add(store: Store, make: Any, day: date, *titles: str, name: str = "Nouri Hadadi", roles: tuple[Role, ...] = (), **code: Any) -> None:
    """An article of a day that gives somebody these titles in Iraq."""
    read = tuple(Role(title=title, of="irq", as_of=day, source="article") for title in titles)
    one = make.actor(name, **{"country": "IRQ", "sector": "GOV", **code}, roles=(*read, *roles))
    made = make.extraction(f"{name} on {day}.", actors=[one, IRAQ], published=day, relations=[(one.id, "holds office", "irq")] * len(titles))
    relations = tuple(rel.model_copy(update={"id": f"{rel.id}-{n}", "title": title}) for n, (rel, title) in
                      enumerate(zip(made.relations, titles, strict=True)))  # fmt: skip
    store.add(made.model_copy(update={"relations": relations}))


def told(actor: OneActor) -> list[tuple[str, date | None, date | None, int]]:
    return [(role.title, role.first, role.last, role.articles) for role in actor.roles]


def test_roles_have_the_days_between_which_they_were_reported(store: Store, make: Any) -> None:
    days = [date(2010, 1, 1), date(2010, 3, 1), date(2013, 5, 1)]
    for day in days:
        add(store, make, day, "general")
    actor = describe_actor(store, "Nouri Hadadi")
    assert told(actor) == [("general", days[0], days[1], 2), ("general", days[2], days[2], 1)]
    assert [one.published for one in actor.roles[0].evidence] == [days[1], days[0]]
    assert actor.roles[0].evidence[1].sentence == "Nouri Hadadi on 2010-01-01."
    assert told(describe_actor(store, "Nouri Hadadi", at=date(2010, 2, 1))) == [("general", days[0], days[1], 2)]
    assert told(describe_actor(store, "Nouri Hadadi", at=date(2012, 1, 1))) == []


def test_codes_are_those_of_the_term_of_a_listed_office(store: Store, make: Any) -> None:
    add(store, make, date(2008, 1, 1), roles=(TERM,))
    add(store, make, date(2014, 10, 1), roles=(TERM,), sector="ELI")
    code = describe_actor(store, "Nouri Hadadi", at=date(2014, 9, 1)).code
    assert code is not None
    assert (code.country, code.sector, code.articles) == ("IRQ", "GOV", 1)
    after = describe_actor(store, "Nouri Hadadi", at=date(2014, 9, 20))
    assert after.roles == ()
    assert after.code is not None
    assert after.code.sector == "ELI"
    unknown = describe_actor(store, "Nouri Hadadi", at=date(2016, 1, 1)).code
    assert unknown is not None
    assert (unknown.country, unknown.sector, unknown.articles) == (None, None, 0)


def test_two_codes_at_one_time_are_shown(store: Store, make: Any) -> None:
    for month, sector in ((1, "GOV"), (2, "OPP"), (3, "GOV")):
        add(store, make, date(2014, month, 1), sector=sector)
    (found,) = describe_actor(store, "Nouri Hadadi").contradictions
    assert (found.field, found.values) == ("sector", {"GOV": 2, "OPP": 1})
    assert describe_actor(store, "Nouri Hadadi", at=date(2015, 1, 1)).contradictions == ()


def test_two_holders_of_one_office_at_one_time_are_shown(store: Store, make: Any) -> None:
    for day in (date(2014, 1, 1), date(2014, 3, 1)):
        add(store, make, day, "prime minister", "general")
    add(store, make, date(2014, 2, 1), "prime minister", "general", name="Hamid Obeidi")
    add(store, make, date(2014, 2, 2), "prime minister", name="Hadadi")
    add(store, make, date(2016, 2, 1), "prime minister", name="Salim Aziz")
    (found,) = describe_actor(store, "Nouri Hadadi").contradictions
    assert (found.field, found.about) == ("role", "prime minister, irq")
    assert found.values == {"actor-nouri-hadadi": 2, "actor-hamid-obeidi": 1}
