from datetime import date
from types import SimpleNamespace
from typing import Any

from graph.actions import Action, make_action
from graph.applying import Inputs, apply
from graph.readings import Reading
from graph.rulebook import Rulebook
from ontology.records import Extraction, Role


def applied(raw: Extraction, *judged: dict[str, Any], joins: dict[str, str] | None = None) -> Extraction:
    actions: list[tuple[str, Action]] = [(f"j-{n}", make_action(values)) for n, values in enumerate(judged)]
    return apply(Reading(raw), Inputs(Rulebook(actions), joins or {})).extraction


def merge(into: str, *others: str) -> dict[str, Any]:
    return {"action": "merge-actors", "into": into, "others": others, "name": "One"}


def test_nothing_judged_leaves_what_was_read(make: SimpleNamespace) -> None:
    raw = make.extraction(actors=["A"], events=[make.event(actors=["A"])])
    assert applied(raw) is raw


def test_what_an_article_says_of_actors_that_are_one_is_united(make: SimpleNamespace) -> None:
    role = Role(title="minister", as_of=date(2014, 1, 7))
    raw = make.extraction(
        actors=[
            make.actor("B", country="IRQ", aliases=("Bee",)),
            make.actor("A", roles=(role,), sector="GOV", country="USA"),
        ],
        events=[make.event(actors=["A", "B"], claimant="B")],
        relations=[("actor-a", "member of", "actor-b")],
    )
    made = applied(raw, merge("actor-a", "actor-b"))
    (one,) = made.actors
    assert (one.id, one.name, one.aliases, one.country, one.sector, one.roles) == (
        "actor-a", "A", ("B", "Bee"), "USA", "GOV", (role,),
    )  # fmt: skip
    assert [actor.id for actor in made.events[0].actors] == ["actor-a"]
    assert made.events[0].claimant == raw.events[0].actors[0]
    assert made.relations == ()


def test_an_actor_takes_the_name_of_the_one_that_the_article_does_not_mention(make: SimpleNamespace) -> None:
    (one,) = applied(make.extraction(actors=["B"]), merge("actor-a", "actor-b")).actors
    assert (one.id, one.name, one.aliases) == ("actor-a", "One", ("B",))


def test_judgements_are_applied_in_order_and_the_later_one_wins(make: SimpleNamespace) -> None:
    raw = make.extraction(actors=["A"])
    names = [{"action": "rename-actor", "actor": "actor-a", "name": name} for name in ("First", "Second")]
    assert applied(raw, *names).actors[0].name == "Second"
    assert applied(raw, *reversed(names)).actors[0].name == "First"
    late = [merge("actor-b", "actor-a"), {"action": "rename-actor", "actor": "actor-a", "name": "Nobody"}]
    assert applied(raw, *late).actors[0].name == "One"


def test_a_judgement_on_an_actor_that_was_joined_is_on_the_one_it_was_joined_to(make: SimpleNamespace) -> None:
    raw = make.extraction(actors=["N. Maliki"], events=[make.event(actors=["N. Maliki"])])
    joins = {"actor-n-maliki": "maliki", "old-maliki": "maliki"}
    assert applied(raw, joins=joins).events[0].actors[0].id == "maliki"
    rename = {"action": "rename-actor", "actor": "old-maliki", "name": "Nouri al-Maliki"}
    assert applied(raw, rename, joins=joins).actors[0].name == "Nouri al-Maliki"
    assert applied(raw, merge("other", "old-maliki"), joins=joins).events[0].actors[0].id == "other"
    assert applied(raw, merge("old-maliki", "maliki"), joins=joins).actors[0].id == "maliki"


def test_a_rejected_event_takes_along_what_it_alone_named(make: SimpleNamespace) -> None:
    raw = make.extraction(
        actors=["A", "B"],
        places=["Basra"],
        events=[make.event(actors=["A"], places=["Basra"]), make.event(actors=["B"])],
        relations=[("actor-b", "member of", "actor-b")],
    )
    anchor = {"article": raw.article.id, "id": raw.events[0].id, "kind": "CONSULT", "name": "call", "start": 0, "end": 9}
    made = applied(raw, {"action": "reject-event", "event": raw.events[0].id, "anchor": anchor})
    assert ([event.id for event in made.events], [actor.id for actor in made.actors]) == ([raw.events[1].id], ["actor-b"])
    assert made.places == ()
