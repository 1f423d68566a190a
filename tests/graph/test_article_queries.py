from typing import Any

import pytest

from graph.article_queries import list_articles
from graph.filters import make_filter
from graph.store import Store


@pytest.mark.parametrize(
    ("values", "publishers"),
    [
        ({}, ["Reuters", "DW"]),
        ({"q": "arms"}, ["DW"]),
        ({"publisher": "dw"}, ["DW"]),
        ({"since": "2014-01-08"}, ["Reuters"]),
        ({"until": "2014-01-08"}, ["DW"]),
        ({"limit": 1}, ["Reuters"]),
    ],
)
def test_articles_are_listed_newest_first(
    calls_and_seizures: Store, values: dict[str, Any], publishers: list[str]
) -> None:
    assert [a.publisher for a in list_articles(calls_and_seizures, make_filter(**values)).items] == publishers
