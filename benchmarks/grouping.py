"""What it costs to group the accounts of an article into events, by how many are stored.

    python benchmarks/grouping.py --events 200000 [--database sqlite:///bench.db]

The articles are those of `benchmarks/store.py`. Of articles drawn at random all accounts are compared and grouped anew, as when
they are added; and new ones are added. Times are wall-clock milliseconds an article, with the mean of CPU time.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random

from sqlalchemy import func, select
from store import make_extractions

from graph.article_queries import count_records
from graph.grouping import Regrouping
from graph.grouping_tables import account_links
from graph.store import Store, open_store
from graph.tables import event_mentions
from ontology.records import Extraction

MEASURED = 300


def measure_grouping(store: Store, articles: int) -> None:
    """Group stored articles anew, one by one."""
    chosen = Random(7).sample(range(articles), min(MEASURED, articles))
    calls = [partial(_regroup, store, f"a-{number}") for number in chosen]
    print(f"grouping the accounts of an article: {_times(calls)}")


def measure_adding(store: Store, new: list[Extraction]) -> None:
    """Add new articles, one by one, all that is done for them included."""
    print(f"adding an article: {_times([partial(store.add, extraction) for extraction in new])}")


def describe_groups(store: Store) -> str:
    """How many accounts are grouped, and how large the largest events are."""
    with store.reading() as connection:
        counted = select(func.count(event_mentions.c.id).label("n")).group_by(event_mentions.c.event_id).subquery()
        sizes = Counter(connection.scalars(select(counted.c.n)))
        links = connection.scalar(select(func.count()).select_from(account_links))
    accounts = sum(size * n for size, n in sizes.items())
    return f"{accounts:,} accounts of {sizes.total():,} events, {links:,} links, the largest of {max(sizes)} accounts"


def _regroup(store: Store, article_id: str) -> None:
    with store.writing() as connection:
        own = select(event_mentions.c.id).where(event_mentions.c.article_id == article_id)
        ids = set(connection.scalars(own))
        regrouping = Regrouping(connection)
        regrouping.touch(ids, told=ids)
        regrouping.touch_articles([article_id])
        regrouping.finish()


def _times(calls: list[Callable[[], object]]) -> str:
    times, cpu = [], time.process_time()
    for call in calls:
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    mean = (time.process_time() - cpu) * 1000 / len(calls)
    return f"p50 {statistics.median(times):.1f} ms, p95 {sorted(times)[int(len(times) * 0.95)]:.1f} ms, CPU {mean:.1f} ms"


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--database", help="URL of an empty database (default: an SQLite file that is deleted again)")
    given = parser.parse_args()
    actors, places = max(given.events // 10, 10), max(given.events // 50, 10)
    made = list(make_extractions(given.events + MEASURED * 5, actors=actors, places=places))
    old, new = made[:-MEASURED], made[-MEASURED:]
    with tempfile.TemporaryDirectory() as folder, open_store(given.database or f"{folder}/bench.db") as store:
        started = time.perf_counter()
        for _ in store.add_many(old):
            pass
        print(f"{count_records(store).articles:,} articles loaded in {time.perf_counter() - started:.0f} s")
        print(describe_groups(store))
        measure_grouping(store, len(old))
        measure_adding(store, new)
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
