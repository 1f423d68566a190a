from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from graph.actor_queries import actor_relations
from graph.filters import make_filter
from graph.projection import project
from graph.relation_queries import list_relations
from graph.store import Store


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({}, 1),
        ({"actor": "ISIL"}, 1),
        ({"actor": "Biden"}, 0),
        ({"relation": "located in", "place": "place-iraq"}, 1),
        ({"relation": "leads"}, 0),
        ({"type": "COERCE"}, 0),
        ({"since": "2014-01-08"}, 0),
    ],
)
def test_standing_relations_are_listed_as_filtered(calls_and_seizures: Store, values: dict[str, Any], count: int) -> None:
    assert len(list_relations(calls_and_seizures, make_filter(**values)).items) == count


def test_what_is_stated_often_is_shown_once_for_an_actor(store: Store, make: SimpleNamespace) -> None:
    stated = ("actor-army", "located in", "place-basra")
    for n in range(2):
        day = date(2014, 1, 1 + n)
        store.add(
            make.extraction(f"{n}", actors=["Army"], places=["Basra"], relations=[stated, stated], published=day)
        )
    (standing,) = actor_relations(store, "Army", make_filter()).standing
    assert (standing.reports, standing.article.published) == (4, date(2014, 1, 2))
    assert len(list_relations(store, make_filter()).items) == 4
    assert project(store).number_of_edges() == 2
