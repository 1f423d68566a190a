"""Rows come out as they went in, however many are written at a time and by whichever way."""

import runpy
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from graph import bulk
from graph.article_queries import list_articles
from graph.filters import make_filter
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


def test_an_account_that_goes_from_one_version_of_an_article_to_the_next_leaves_its_event(
    new_url: Callable[[], str], make: SimpleNamespace
) -> None:
    told = [make.event(id="e-old", actors=["Biden"], recipients=["Maliki"])]
    other = make.extraction(
        "Biden calls Maliki.", publisher="BBC", published=date(2014, 1, 8), actors=["Biden", "Maliki"],
        events=[make.event(actors=["Biden"], recipients=["Maliki"])],
    )  # fmt: skip
    old = make.extraction("Biden called Maliki.", url="https://example.org/1", actors=["Biden", "Maliki"], events=told)
    corrected = make.event("aid", id="e-old", type="AID", actors=["Kerry"], recipients=["Iraq"], day=date(2014, 1, 2))
    new = make.extraction("Kerry helped Iraq.", url="https://example.org/1", actors=["Kerry", "Iraq"], events=[corrected])
    replaced, never_told = load(new_url(), [old, other, new], batch=1), load(new_url(), [other, new], batch=1)
    history = ("extractions", "meta")
    assert {name: rows for name, rows in replaced.items() if name not in history} == {
        name: rows for name, rows in never_told.items() if name not in history
    }


def test_rows_that_are_searched_are_written_in_lots(store: Store, make: SimpleNamespace) -> None:
    for _ in store.add_many(make.extraction(f"Text {n}.", title=f"title{n}") for n in range(26)):
        pass
    assert list_articles(store, make_filter(q="title25")).items[0].title == "title25"
    assert [len(list_articles(store, make_filter(q=f"title{n}")).items) for n in range(26)] == [1] * 26
