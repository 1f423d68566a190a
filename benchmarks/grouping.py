"""What it costs to group the accounts of an article into events, by how many are stored.

    python benchmarks/grouping.py --events 200000 [--database sqlite:///bench.db]

The articles are those of `benchmarks/stories.py`. The first of them are stored as the store writes them, as far as grouping looks
at it, which a test compares with adding them; what is stored is then repeated on later days (`benchmarks/repeating.py`, SQLite
only). A `--database` that holds such articles already is measured as it is.

Measured are articles that come out after all that is stored, one by one in their order, on days on which nothing is told by very
many and on days on which one story is told by a thousand; new articles of all times, which come into the middle of what is
stored; and articles drawn from it that are grouped anew. Times are wall-clock milliseconds an article, with those of the processor.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from random import Random
from typing import NamedTuple

from repeating import repeat
from sqlalchemy import func, select
from stories import ACCOUNTS, EPOCH, EPOCH_DAYS, LARGE_EVERY, make_epoch, make_extractions, make_new

from graph.applying import Applied
from graph.grouping import Regrouping
from graph.grouping_tables import account_links
from graph.readings import Reading
from graph.rows import ROWS, rows_of
from graph.store import Store, open_store
from graph.tables import articles, event_mentions
from graph.upsert import insert_rows
from ontology.records import Extraction

MEASURED = 300
# So many accounts are written, the others repeat them.
WRITTEN = 4 * EPOCH


def fill(store: Store, accounts: int) -> None:
    """Store about so many accounts."""
    write_stored(store, make_extractions(min(accounts, WRITTEN)))
    for number in range(1, round(accounts / WRITTEN)):
        with store.writing() as connection:
            repeat(connection, prefix=f"b{number:03d}-", days=number * WRITTEN // EPOCH * EPOCH_DAYS)


def write_stored(store: Store, extractions: Iterable[Extraction]) -> int:
    """Write articles as the store has them, as far as grouping looks at them, epoch by epoch; how many they are."""
    rest, written = iter(extractions), 0
    while chunk := list(islice(rest, EPOCH // ACCOUNTS)):
        applied = [Applied(one, one, Reading(one).digest) for one in chunk]
        with store.writing() as connection:
            regrouping = Regrouping(connection)
            regrouping.touch({event.id for one in chunk for event in one.events}, told=set())
            for table, make in ROWS:
                insert_rows(connection, table, rows_of(applied, make))
            regrouping.finish()
        written += len(chunk)
    return written


def measure_new(store: Store, what: str, new: Iterable[Extraction]) -> None:
    """Group articles that come to what is stored, one by one; writing their other rows does not count."""
    times = []
    for extraction in new:
        ids = {event.id for event in extraction.events}
        with store.writing() as connection:
            regrouping = Regrouping(connection)
            regrouping.touch(ids, told=ids)
            for table, make in ROWS:
                insert_rows(connection, table, make(Applied(extraction, extraction, "")))
            times.append(_time(regrouping.finish))
    print(f"grouping the accounts of a new article {what}: {_describe(times)}")


def measure_stored(store: Store, article_ids: Sequence[str]) -> None:
    """Group stored articles anew, one by one."""
    print(
        f"grouping those of a stored article anew: {_describe([_time(partial(_regroup, store, id)) for id in article_ids])}"
    )


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
        regrouping.finish()


class _Times(NamedTuple):
    """Milliseconds on the clock and of the processor."""

    wall: float
    cpu: float


def _time(call: Callable[[], object]) -> _Times:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return _Times((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)


def _describe(times: Sequence[_Times]) -> str:
    wall, cpu = sorted(one.wall for one in times), sorted(one.cpu for one in times)
    late = int(len(times) * 0.95)
    return (
        f"p50 {statistics.median(wall):.1f} ms, p95 {wall[late]:.1f} ms; "
        f"CPU mean {statistics.mean(cpu):.1f} ms, p50 {statistics.median(cpu):.1f} ms, p95 {cpu[late]:.1f} ms"
    )


def _draw_stored(store: Store) -> list[str]:
    with store.reading() as connection:
        ids = connection.scalars(select(articles.c.id).where(articles.c.id < "c").order_by(articles.c.id)).all()
    return Random(7).sample(list(ids), min(MEASURED, len(ids)))


def _count_articles(store: Store) -> int:
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(articles)) or 0


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--database", help="URL of an empty database (default: an SQLite file that is deleted again)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(given.database or f"{folder}/bench.db") as store:
        if not _count_articles(store):
            fill(store, given.events)
        print(f"{_count_articles(store):,} articles, {describe_groups(store)}")
        # No story is told by a thousand in the first of so many epochs, one is in the last.
        latest = -(-given.events // WRITTEN) * LARGE_EVERY
        measure_new(store, "that is the latest", make_epoch(latest))
        measure_new(store, "while a story is told by a thousand", make_epoch(latest + LARGE_EVERY - 1))
        measure_new(store, "of any time", make_new(given.events, MEASURED, written=WRITTEN))
        measure_stored(store, _draw_stored(store))
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
