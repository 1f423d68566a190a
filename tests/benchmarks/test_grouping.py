"""What the benchmark stores is what the store makes of the same articles."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from graph.grouping import Regrouping
from graph.grouping_tables import account_features, account_links, accounts
from graph.store import Store, open_store
from graph.tables import event_actors, event_mentions, event_places, event_recipients, relation_edges

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TABLES = (
    event_mentions, event_actors, event_places, event_recipients, relation_edges, accounts, account_features, account_links,
)  # fmt: skip
ACCOUNTS = 150


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(BENCHMARKS)
    import grouping

    return grouping


def dump(store: Store, *, reasons: bool = True) -> dict[str, list[str]]:
    with store.reading() as connection:
        return {
            table.name: sorted(
                repr(tuple(row))
                for row in connection.execute(select(*(c for c in table.c if reasons or c is not account_links.c.why)))
            )
            for table in TABLES
        }


def test_written_articles_are_stored_as_added_ones(benchmark: Any) -> None:
    with open_store("sqlite://") as written, open_store("sqlite://") as added:
        benchmark.write_stored(written, benchmark.make_extractions(ACCOUNTS))
        for extraction in benchmark.make_extractions(ACCOUNTS):
            added.add(extraction)
        assert dump(written) == dump(added)
        assert len(dump(written)["account_links"]) > ACCOUNTS


def test_repeated_articles_are_grouped_as_the_store_would(benchmark: Any) -> None:
    with open_store("sqlite://") as store:
        benchmark.write_stored(store, benchmark.make_extractions(ACCOUNTS))
        with store.writing() as connection:
            benchmark.repeat(connection, prefix="b-", days=500)
        # Reasons that name a day are repeated as they are.
        before = dump(store, reasons=False)
        with store.writing() as connection:
            ids = set(connection.scalars(select(event_mentions.c.id).where(event_mentions.c.id >= "b")))
            assert len(ids) == ACCOUNTS
            regrouping = Regrouping(connection)
            regrouping.touch(ids, told=set())
            regrouping.finish()
        assert dump(store, reasons=False) == before
