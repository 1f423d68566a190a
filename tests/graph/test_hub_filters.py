"""What a filter finds does not depend on how a database is led to it."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from graph import conditions
from graph.actor_queries import actor_relations
from graph.answers import ActorRelations, EventAnswer, Page
from graph.event_queries import list_events
from graph.filters import make_filter
from graph.node_link import read_node_link
from graph.store import Store, open_store

FILTERS = (
    {},
    {"relation": "arrest"},
    {"relation": ["arrest", "call"]},
    {"with": "Friend"},
    {"with": "Stranger"},
    {"place": "place-anbar"},
    {"place": "Basra"},
    {"country": "IRQ"},
    {"q": "arrest"},
    {"q": '"report of a call"', "country": "IRQ"},
    {"with": "Friend", "place": "Fallujah", "relation": "call"},
    {"publisher": "Star"},
    {"since": "2014-01-10", "until": "2014-01-12"},
    {"min_confidence": 0.75},
)


@pytest.fixture
def hub(store: Store, make: SimpleNamespace) -> Store:
    """A store in which the actor Hub meets somebody every day, a friend every fifth, a stranger once."""
    for number in range(20):
        other = "Stranger" if number == 7 else "Friend" if number % 5 == 0 else f"Other {number}"
        place = "Fallujah" if number % 3 else "Basra"
        event = make.event(
            "arrest" if number % 4 == 0 else "call",
            actors=["Hub"] if number % 2 else [other],
            recipients=[other] if number % 2 else ["Hub"],
            places=[place],
            day=date(2014, 1, 1) + timedelta(days=number),
        )
        store.add(
            make.extraction(
                f"Text {number}.",
                actors=["Hub", other],
                places=[place],
                events=[event],
                publisher="Star" if number % 6 == 0 else "Times",
            )
        )
    return store


@pytest.mark.parametrize("values", FILTERS, ids=str)
def test_few_and_many_are_found_alike(hub: Store, values: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    led = ask(hub, values)
    monkeypatch.setattr(conditions, "FEW", -1)
    listed = ask(hub, values)
    monkeypatch.setattr(conditions, "MANY", -1)
    passed_over = ask(hub, values)
    assert led == listed == passed_over
    assert all(page.items for page in led)


def ask(store: Store, values: dict[str, object]) -> tuple[ActorRelations, Page[EventAnswer]]:
    """What the actor Hub did, and what happened, by a filter."""
    filter = make_filter(**values)
    return actor_relations(store, "Hub", filter), list_events(store, filter)


def test_a_part_of_the_graph_has_the_nodes_of_its_edges(hub: Store) -> None:
    for view in ("relations", "events"):
        part = read_node_link(hub, make_filter(**{"with": "Friend", "actor": "Hub"}), view=view, most=3)
        ends = {edge[end] for edge in part.edges for end in ("source", "target")}
        assert {node["id"] for node in part.nodes} == ends
        assert all(node["label"] for node in part.nodes)


def test_indexes_are_added_to_an_old_database(new_url: Callable[[], str], make: SimpleNamespace) -> None:
    url = new_url()
    with open_store(url) as store:
        store.add(make.extraction("Text.", actors=["Hub"]))
        with store.writing() as connection:
            for name in ("relation", "publisher", "mode"):
                connection.execute(text(f"DROP INDEX relation_edges_{name}"))
            connection.execute(text("UPDATE meta SET value = 8 WHERE key = 'schema_version'"))
    with open_store(url) as store:
        with store.writing() as connection:
            connection.execute(text("DROP INDEX relation_edges_mode"))
        assert store.sequence() == 1
