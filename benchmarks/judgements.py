"""How long judgements take by the number of articles they touch, and how long the graph of a past moment takes to build.

    python benchmarks/judgements.py --events 50000 [--database sqlite:///bench.db]

The articles are those of `benchmarks/store.py`. Times are wall-clock, with CPU seconds in brackets.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from store import make_extractions

from graph.actions import MergeActors
from graph.actor_queries import list_actors
from graph.article_queries import count_records
from graph.filters import make_filter
from graph.store import Store, open_store

T = TypeVar("T")


def measure_merges(store: Store) -> None:
    """Merge and take apart actors of about 1,000, 100 and 10 articles."""
    ranked = list_actors(store, make_filter(limit=1000)).items
    for articles in (1000, 100, 10):
        actor = min(ranked[:-1], key=lambda one: abs(one.articles - articles))
        merge = MergeActors(into=ranked[-1].id, others=(actor.id,))
        made, took = _timed(partial(store.judge, merge, author="bench", reason="bench"))
        print(f"merge touching {made.articles} articles: {took}")
        _, took = _timed(partial(store.undo, made.id, author="bench", reason="bench"))
        print(f"undo touching {made.articles} articles: {took}")


def measure_past(store: Store) -> None:
    """The state halfway."""
    past, took = _timed(partial(store.as_of, store.sequence() // 2))
    print(f"as of halfway: {count_records(past).articles:,} articles: {took}")


def _timed(call: Callable[[], T]) -> tuple[T, str]:
    started, cpu = time.perf_counter(), time.process_time()
    result = call()
    return result, f"{time.perf_counter() - started:.2f} s ({time.process_time() - cpu:.2f} s of CPU)"


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--database", help="URL of an empty database (default: an SQLite file that is deleted again)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(given.database or f"{folder}/bench.db") as store:
        actors, places = max(given.events // 10, 10), max(given.events // 50, 10)
        for _ in store.add_many(make_extractions(given.events, actors=actors, places=places)):
            pass
        measure_merges(store)
        measure_past(store)


if __name__ == "__main__":
    main()
