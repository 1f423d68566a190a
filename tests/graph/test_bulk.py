"""Rows come out as they went in, however many are written at a time and by whichever way."""

import runpy
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from graph import bulk
from graph.store import Store, open_store
from graph.tables import articles, changes, mentions, metadata
from graph.upsert import insert_rows
from ontology.records import Extraction

GENERATOR = Path(__file__).parents[2] / "benchmarks" / "generator.py"
ARTICLES = 40
# What PostgreSQL stores: any text without NUL and lone surrogates.
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])) | st.sampled_from(["\\N", "\\.", "\t"])


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    """Articles of a few days in which much is told twice and one is a copy of another."""
    made: list[Extraction] = list(runpy.run_path(str(GENERATOR))["make_extractions"](5 * ARTICLES, first=30))
    return made


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the log, whose entries stand under the last article of a batch."""
    with store.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table is not changes
        }


def load(url: str, extractions: Sequence[Extraction], batch: int) -> dict[str, list[tuple[Any, ...]]]:
    with open_store(url, clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)) as store:
        for _ in store.add_many(extractions, batch=batch):
            pass
        return contents(store)


def test_many_at_a_time_make_the_tables_that_one_by_one_makes(
    new_url: Callable[[], str], extractions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    together = load(new_url(), extractions, batch=len(extractions))
    monkeypatch.setattr(bulk, "_FEW", 1_000_000)
    one_by_one = load(new_url(), extractions, batch=1)
    assert together == one_by_one
    assert together["account_links"]
    assert together["report_links"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=20))
def test_every_text_comes_out_as_it_went_in(store: Store, texts: list[str]) -> None:
    article = {"id": "a", "publisher_key": "", "words": "", "published": "", "record": "", "warnings": "", "digest": ""}
    rows = [
        {"article_id": "a", "position": n, "id": "m", "start": n, "end": n, "text": text, "kind": "k", "entity": None}
        for n, text in enumerate(texts)
    ]
    with store.writing() as connection:
        connection.execute(delete(articles))
        insert_rows(connection, articles, [article])
        insert_rows(connection, mentions, rows)
        stored = connection.execute(select(mentions.c.text, mentions.c.entity).order_by(mentions.c.position))
        assert [tuple(row) for row in stored] == [(text, None) for text in texts]
