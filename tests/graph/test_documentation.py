import re
from pathlib import Path

import pytest

from graph.filters import Filter
from graph.tables import metadata
from graph.views import VIEWS

PAGE = (Path(__file__).parents[2] / "docs" / "graph.md").read_text(encoding="utf-8")
DOCUMENTED = set(re.findall(r"`([^`]+)`", PAGE))


def test_every_table_is_documented() -> None:
    assert set(metadata.tables) <= DOCUMENTED


def test_every_filter_is_documented() -> None:
    assert {field.alias or name for name, field in Filter.model_fields.items()} <= DOCUMENTED


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_attribute_of_an_export_is_documented(view: str) -> None:
    fields = VIEWS[view].fields
    assert {*fields.nodes, *fields.edges} <= DOCUMENTED
