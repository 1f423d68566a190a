from types import SimpleNamespace
from typing import Any

import pytest

from graph.projection import project
from graph.store import Store
from ontology.errors import InputError


def edges(store: Store, view: str) -> set[tuple[str, str, str]]:
    graph = project(store, view=view)
    names = {node: known["label"] for node, known in graph.nodes(data=True)}
    return {(names[a], known["label"], names[b]) for a, b, known in graph.edges(data=True)}


def add(store: Store, make: SimpleNamespace, event: dict[str, Any]) -> None:
    store.add(make.extraction(actors=["Army", "Rebels", "Militia"], places=["Fallujah"], events=[event]))


def test_an_event_with_recipients_joins_each_actor_with_each_recipient_and_place(
    store: Store, make: SimpleNamespace
) -> None:
    add(store, make, make.event("shelling", actors=["Army", "Militia"], recipients=["Rebels"], places=["Fallujah"]))
    assert edges(store, "relations") == {
        ("Army", "shelling", "Rebels"),
        ("Militia", "shelling", "Rebels"),
        ("Army", "shelling", "Fallujah"),
        ("Militia", "shelling", "Fallujah"),
    }


def test_the_parties_of_a_two_sided_event_are_joined_once_a_pair(store: Store, make: SimpleNamespace) -> None:
    add(store, make, make.event("clash", actors=["Army", "Rebels", "Militia"]))
    assert edges(store, "relations") == {
        ("Army", "clash", "Rebels"),
        ("Army", "clash", "Militia"),
        ("Rebels", "clash", "Militia"),
    }


def test_an_event_without_an_actor_is_told_from_its_recipients(store: Store, make: SimpleNamespace) -> None:
    add(store, make, make.event("shelling", recipients=["Rebels"], places=["Fallujah"]))
    ((source, target, attributes),) = project(store, view="relations").edges(data=True)
    assert (source, target, attributes["role"]) == ("actor-rebels", "place-fallujah", "recipient")


def test_the_events_view_leads_from_actors_over_the_event_to_recipients_and_places(
    store: Store, make: SimpleNamespace
) -> None:
    add(store, make, make.event("shelling", actors=["Army"], recipients=["Rebels"], places=["Fallujah"]))
    assert edges(store, "events") == {
        ("Army", "actor", "shelling"),
        ("shelling", "recipient", "Rebels"),
        ("shelling", "place", "Fallujah"),
    }


def test_standing_relations_are_edges_of_both_views(store: Store, make: SimpleNamespace) -> None:
    relations = [("actor-army", "located in", "place-fallujah"), ("actor-army", "allied with", "actor-militia")]
    store.add(make.extraction(actors=["Army", "Militia"], places=["Fallujah"], relations=relations))
    expected = {("Army", "located in", "Fallujah"), ("Army", "allied with", "Militia")}
    assert edges(store, "relations") == edges(store, "events") == expected


def test_a_relation_of_an_event_is_an_edge_where_the_event_is_a_node(store: Store, make: SimpleNamespace) -> None:
    event = make.event("ceasefire", id="e1", actors=["Army", "Rebels"])
    relation = [("e1", "brokered by", "actor-qatar")]
    store.add(make.extraction(actors=["Army", "Rebels", "Qatar"], events=[event], relations=relation))
    assert ("ceasefire", "brokered by", "Qatar") in edges(store, "events")
    assert edges(store, "relations") == {("Army", "ceasefire", "Rebels")}


def test_an_unknown_view_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match=r"sideways.*relations and events"):
        project(store, view="sideways")
