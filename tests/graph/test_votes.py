from collections import Counter
from datetime import date
from itertools import permutations
from types import SimpleNamespace

from graph.actor_queries import get_actor
from graph.article_queries import list_changes
from graph.place_queries import get_place
from graph.store import Store, open_store
from graph.votes import merge_actor
from ontology.records import Role


def test_the_most_frequent_name_wins_then_the_longest_then_the_first_in_the_alphabet() -> None:
    def name_of(*names: str) -> str:
        return merge_actor("a", {"name": Counter(names), "kind": {"person": 1}}).name

    assert name_of("Biden", "Joe Biden", "Biden") == "Biden"
    assert name_of("Biden", "Joe Biden") == "Joe Biden"
    assert name_of("Nuri Maliki", "Nori Maliki") == "Nori Maliki"


def test_aliases_are_united_without_the_name_most_frequent_first() -> None:
    tally = {"name": {"ISIL": 3, "ISIS": 1}, "kind": {"armed group": 4}, "alias": {"Daesh": 2, "ISIL": 1, "ISIS": 1}}
    assert merge_actor("a", tally).aliases == ("Daesh", "ISIS")


def test_the_merged_actor_does_not_depend_on_the_order_of_articles(make: SimpleNamespace) -> None:
    def actor(name: str, **known: object) -> object:
        return make.actor(name, id="actor-1", **known)

    extractions = [
        make.extraction("1", actors=[actor("Maliki", country="IRQ", aliases=("Nuri al-Maliki",))]),
        make.extraction("2", actors=[actor("Nouri al-Maliki", roles=(Role(title="minister", as_of=date(2014, 1, 2)),))]),
        make.extraction("3", actors=[actor("Nouri al-Maliki", roles=(Role(title="minister", as_of=date(2014, 1, 1)),))]),
        make.extraction("4", actors=[actor("Maliki", sector="GOV", kind="politician")]),
    ]
    merged = []
    for order in permutations(extractions):
        with open_store("sqlite://") as store:
            list(store.add_many(order))
            merged.append(get_actor(store, "actor-1"))
    assert len(set(merged)) == 1
    assert (merged[0].name, merged[0].kind, merged[0].country, merged[0].sector) == (
        "Nouri al-Maliki",
        "person",
        "IRQ",
        "GOV",
    )
    assert merged[0].aliases == ("Maliki", "Nuri al-Maliki")
    assert [role.as_of for role in merged[0].roles] == [date(2014, 1, 1), date(2014, 1, 2)]


def test_an_alias_goes_with_the_only_article_that_used_it(store: Store, make: SimpleNamespace) -> None:
    store.add(make.extraction("1", actors=["Maliki"]))
    other = make.extraction("2", actors=[make.actor("Maliki", aliases=("Abu Israa",))])
    store.add(other)
    assert get_actor(store, "Abu Israa").id == "actor-maliki"
    store.delete_article(other.article.id)
    assert get_actor(store, "actor-maliki").aliases == ()
    assert [(c.kind, c.action) for c in list_changes(store, since=2)] == [("article", "deleted"), ("actor", "changed")]


def test_a_merged_place_has_no_precision_of_a_single_article(store: Store, make: SimpleNamespace) -> None:
    for n, score in enumerate((0.3, 0.9)):
        store.add(make.extraction(f"{n}", places=[make.place("Fallujah", precision="city", score=score)]))
    place = get_place(store, "Fallujah")
    assert (place.articles, place.precision, place.score) == (2, None, None)
