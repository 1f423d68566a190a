"""How fast the queue takes inputs, leases them and is told what was read.

    python benchmarks/inbox.py --inputs 20000 [--batch 500] [--database postgresql://...]

Nothing is read: an extraction has an article of two kilobytes and nothing in it, so that what is measured is the queue and
the smallest write there is. `direct` stores as many without the queue. The first figure is by the clock, the second by the
processor time of this process, which leaves out what a database server and other programs use.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from graph.inbox import enqueue
from graph.jobs import get_job
from graph.queue import claim, complete, fail, release, renew
from graph.queue_records import Claim, Failure
from graph.store import Store, open_store, read_clock
from ontology.records import Article, Extraction

LEASE = timedelta(minutes=10)
WORDS = 250


def make_extraction(payload: str) -> Extraction:
    """An article without anything in it."""
    number = payload.partition(" ")[0]
    return Extraction(article=Article(id=f"a-{number}", text=payload, publisher="Bench", language="en"))


def make_payload(number: int) -> str:
    """A text of its own, which no other one is a copy of."""
    chosen = Random(number)
    return f"{number} " + " ".join(f"w{chosen.randrange(20_000)}" for _ in range(WORDS))


def claims(store: Store, count: int, batch: int) -> Iterator[Claim]:
    """All there is, leased."""
    left = count
    while left:
        now = read_clock()
        found = claim(store, batch, "bench", at=now, until=now + LEASE)
        assert found is not None
        left -= len(found.inputs)
        yield found


def timed(what: str, count: int, work: Callable[[], None]) -> None:
    """Do it and say how fast."""
    started, used = time.perf_counter(), time.process_time()
    work()
    seconds, used = time.perf_counter() - started, time.process_time() - used
    print(f"{what:<28}{count / seconds:>10,.0f} a second {count / used:>10,.0f} a second of this process", flush=True)


def measure(store: Store, count: int, batch: int) -> None:
    """All steps, one after the other."""
    payloads = [make_payload(number) for number in range(count)]

    def hand_in() -> None:
        for start in range(0, count, batch):
            enqueue(store, payloads[start : start + batch], "bench", source="a benchmark", at=read_clock())

    def give_back() -> None:
        for found in held:
            release(store, found.token, [given.id for given in found.inputs])

    def hold() -> None:
        for found in held:
            renew(store, found.token, [given.id for given in found.inputs], until=read_clock() + LEASE)

    def finish() -> None:
        for found in claims(store, count, batch):
            complete(store, found.token, {g.id: make_extraction(g.payload) for g in found.inputs}, at=read_clock())

    timed("hand in", count, hand_in)
    timed("hand in again, all known", count, hand_in)
    held: list[Claim] = []
    timed("lease", count, lambda: held.extend(claims(store, count, batch)))
    timed("renew", count, hold)
    timed("give back", count, give_back)
    timed("lease and fail for good", count, lambda: _fail_all(store, count, batch))
    _again(store, payloads, batch)
    timed("lease, store and be done", count, finish)
    assert get_job(store, "again").added == count


def _fail_all(store: Store, count: int, batch: int) -> None:
    for found in claims(store, count, batch):
        failures = {given.id: Failure("no good", final=True) for given in found.inputs}
        fail(store, found.token, failures, at=read_clock())


def _again(store: Store, payloads: list[str], batch: int) -> None:
    for start in range(0, len(payloads), batch):
        enqueue(store, payloads[start : start + batch], "again", source="a benchmark", at=read_clock())


def measure_direct(store: Store, count: int, batch: int) -> None:
    """The same articles without the queue."""
    made = (make_extraction(make_payload(number)) for number in range(count, 2 * count))

    def add() -> None:
        for _ in store.add_many(made, batch=batch):
            pass

    timed("direct: store alone", count, add)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=500, help="at most 500")
    parser.add_argument("--database", help="an empty database [default: a temporary SQLite file]")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(options.database or f"sqlite:///{folder}/b.db") as store:
        measure(store, options.inputs, options.batch)
        measure_direct(store, options.inputs, options.batch)


if __name__ == "__main__":
    main()
