from typing import Any

import pytest

from graph.filters import make_filter
from graph.place_queries import get_place, list_places
from graph.store import Store
from ontology.errors import NotFoundError


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({}, ["Ramadi", "Fallujah", "Anbar"]),
        ({"q": "FALL"}, ["Fallujah"]),
        ({"place": "Anbar"}, ["Ramadi", "Fallujah", "Anbar"]),
        ({"place": "Fallujah"}, ["Fallujah"]),
        ({"relation": "seizure"}, ["Fallujah"]),
        ({"actor": "Iraqi army"}, ["Ramadi"]),
        ({"country": "SYR"}, []),
    ],
)
def test_places_are_listed_by_number_of_events(
    calls_and_seizures: Store, values: dict[str, Any], names: list[str]
) -> None:
    assert [place.name for place in list_places(calls_and_seizures, make_filter(**values)).items] == names


def test_one_place_is_got_by_id_or_name(calls_and_seizures: Store) -> None:
    fallujah = get_place(calls_and_seizures, "fallujah")
    assert fallujah == get_place(calls_and_seizures, "place-fallujah")
    assert (fallujah.name, fallujah.parents, fallujah.events) == ("Fallujah", ("place-anbar", "place-iraq"), 1)
    with pytest.raises(NotFoundError, match="Atlantis"):
        get_place(calls_and_seizures, "Atlantis")
