from typing import Any

import pytest

from graph.filters import make_filter
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
