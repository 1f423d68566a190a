from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.filters import make_filter
from graph.projection import Projection, project
from graph.store import Store, open_store
from graph.views import VIEWS
from ontology.errors import NotFoundError

ACTORS, PLACES = ("Army", "Rebels", "Biden"), ("Fallujah", "Basra")

actors = st.lists(st.sampled_from(ACTORS), max_size=3, unique=True)
places = st.lists(st.sampled_from(PLACES), max_size=2, unique=True)
event = st.fixed_dictionaries({"actors": actors, "recipients": actors, "places": places})
# An article is known by its number; what it says, and what it calls its actors, may change.
article = st.tuples(
    st.integers(0, 4),
    st.lists(event, max_size=3),
    st.lists(st.tuples(st.sampled_from(ACTORS), st.sampled_from(PLACES)), max_size=2),
    st.sampled_from(["{}", "The {}", "{} forces"]),
)
step = st.one_of(article, st.integers(0, 4))


def perform(store: Store, make: SimpleNamespace, change: Any) -> None:
    """Add or replace an article, or delete the one of a number."""
    if isinstance(change, int):
        with suppress(NotFoundError):
            store.delete_article(make.extraction(f"Article {change}.").article.id)
        return
    number, events, relations, wording = change
    store.add(
        make.extraction(
            f"Article {number}.",
            actors=[make.actor(name).model_copy(update={"name": wording.format(name)}) for name in ACTORS],
            places=PLACES,
            events=[make.event(**fields) for fields in events],
            relations=[(f"actor-{a.lower()}", "located in", f"place-{p.lower()}") for a, p in relations],
        )
    )



def assert_equal(kept_up: Any, rebuilt: Any) -> None:
    assert dict(kept_up.nodes(data=True)) == dict(rebuilt.nodes(data=True))
    left, right = ({(a, b, k): d for a, b, k, d in g.edges(keys=True, data=True)} for g in (kept_up, rebuilt))
    assert left == right


@settings(max_examples=50, deadline=None, derandomize=True)
@given(steps=st.lists(step, max_size=8), pauses=st.sets(st.integers(0, 8)))
def test_a_projection_that_follows_the_store_equals_a_rebuild(
    make: SimpleNamespace, steps: list[Any], pauses: set[int]
) -> None:
    with open_store("sqlite://") as store:
        projections = {view: Projection(store, view=view) for view in VIEWS}
        for number, change in enumerate(steps):
            perform(store, make, change)
            if number in pauses:
                projections["events"].refresh()
        for view, projection in projections.items():
            assert projection.refresh() == store.sequence()
            assert_equal(projection.graph, project(store, view=view))


@settings(max_examples=30, deadline=None, derandomize=True)
@given(data=st.data(), articles=st.lists(article, max_size=5, unique_by=lambda made: made[0]))
def test_the_order_of_articles_does_not_matter(
    make: SimpleNamespace, data: st.DataObject, articles: list[Any]
) -> None:
    with open_store("sqlite://") as one, open_store("sqlite://") as other:
        for made in articles:
            perform(one, make, made)
        for made in data.draw(st.permutations(articles)):
            perform(other, make, made)
        for view in VIEWS:
            assert_equal(project(one, view=view), project(other, view=view))


def test_the_projection_of_a_filter_has_only_what_fits(calls_and_seizures: Store) -> None:
    graph = project(calls_and_seizures, make_filter(place="Fallujah", relation="seizure"), view="events")
    assert sorted(known["node"] for _, known in graph.nodes(data=True)) == ["actor", "event", "place"]
    assert graph.number_of_edges() == 2


def test_the_neighbourhood_grows_with_depth(calls_and_seizures: Store) -> None:
    def actors_of(depth: int) -> set[str]:
        graph = project(calls_and_seizures, make_filter(actor="Iraqi army"), depth=depth, view="events")
        return {known["label"] for _, known in graph.nodes(data=True) if known["node"] == "event"}

    assert actors_of(1) == {"clash", "air strike"}
    assert actors_of(2) == {"clash", "air strike", "seizure"}


def test_attributes_are_values_that_other_tools_can_write(calls_and_seizures: Store) -> None:
    for view in VIEWS:
        graph = project(calls_and_seizures, view=view)
        values = [v for _, known in graph.nodes(data=True) for v in known.values()]
        values += [v for *_, known in graph.edges(data=True) for v in known.values()]
        assert {type(value) for value in values} <= {str, int, float, bool}
        assert nx.node_link_graph(nx.node_link_data(graph)).number_of_edges() == graph.number_of_edges()
