"""What a store of many events answers, takes in and gives out, in one run, as a table and as JSON.

    python benchmarks/scale.py --events 20000 --times 50 [--database URL] [--json FILE]

`--events` are loaded as they always are; with `--times` the store is then multiplied (`benchmarks/multiply.py`) for the
questions. Without `--database` it is an SQLite file that is deleted again; another must be empty. Times are wall-clock,
in milliseconds, with the mean of CPU time where the process itself works; the load average stands beside them, for on a
machine that does other things wall-clock times mean little.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from generator import make_extractions
from multiply import multiply
from served import ask, cpu_seconds, post_visible, serve

from graph.actor_queries import actor_relations, list_actors
from graph.article_queries import count_records
from graph.export import export_graph
from graph.filters import make_filter
from graph.place_queries import list_places
from graph.store import Store, open_store

BATCH = 400
REPEATED = 20


class Figure(NamedTuple):
    """One line of the table. `target` is what it should be, where there is one."""

    what: str
    value: str
    target: str
    load: float


def measure_load(store: Store, events: int, target: str) -> Iterator[Figure]:
    """Load, without the time it takes to make the articles."""
    made = make_extractions(events)
    wall = cpu = 0.0
    while batch := list(islice(made, 10 * BATCH)):
        started, used = time.perf_counter(), time.process_time()
        for _ in store.add_many(batch, batch=BATCH):
            pass
        wall, cpu = wall + time.perf_counter() - started, cpu + time.process_time() - used
    counts = count_records(store)
    loaded = f"load of {counts.articles:,} articles, {events:,} accounts of {counts.events:,} events"
    yield _figure(loaded, f"{events / wall:,.0f}/s", target)
    yield _figure("load, by CPU time of the process that writes", f"{events / cpu:,.0f}/s", target)


def questions(store: Store) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Names, actors and filters: the largest hub, an actor in the middle and a small one, by each filter."""
    ranked = list_actors(store, make_filter(limit=1000)).items
    places = [place.id for place in list_places(store, make_filter(limit=1000)).items]
    filters: dict[str, dict[str, Any]] = {
        "plain": {},
        "relation, frequent": {"relation": "call"},
        "relation, rare": {"relation": "threat"},
        "relation, none": {"relation": "coup"},
        "type": {"type": "SANCTION"},
        "mode, none": {"mode": "cyber"},
        "status": {"status": "hypothetical"},
        "dates": {"since": "1995-01-05", "until": "1995-01-09"},
        "with a hub": {"with": ranked[1].id},
        "with a small one": {"with": ranked[-2].id},
        "place, frequent": {"place": places[0]},
        "place, rare": {"place": places[len(places) // 2]},
        "country": {"country": "MMR"},
        "publisher": {"publisher": "Wire Agency"},
        "confidence": {"min_confidence": 0.74},
        "words, frequent": {"q": "telephone"},
        "words, rare": {"q": "zashi shizaza"},
        "words, none": {"q": "xylophone"},
    }
    for name, actor in (("hub", ranked[0]), ("middle", ranked[len(ranked) // 2]), ("small", ranked[-1])):
        yield from ((f"{name} ({actor.events:,} events), {what}", actor.id, values) for what, values in filters.items())


def measure_questions(store: Store) -> Iterator[Figure]:
    """An actor's relations with each filter, asked of the store."""
    everything: list[float] = []
    for name, actor, values in questions(store):
        times, cpu = _times(partial(actor_relations, store, actor, make_filter(**values)))
        everything += times
        yield _figure(f"relations of the {name}", f"{_describe(times)}, CPU {cpu:.1f}", "p95 5 ms")
    yield _figure("relations in the store, all of these", _describe(everything), "p95 5 ms")


def measure_http(store: Store, url: str) -> Iterator[Figure]:
    """The start of a server, the same questions over HTTP, and how soon all servers see what one of them took in."""
    with serve(url) as first, serve(url) as second:
        started = f"{first.started:.1f} s, CPU {first.used:.1f} s"
        yield _figure("start of a server until it lists actors", started, "10 s")
        everything: list[float] = []
        used = cpu_seconds(first.pid)
        for _, actor, values in questions(store):
            everything += _times(partial(ask, first, f"/v1/actors/{actor}/relations", values))[0]
        used = (cpu_seconds(first.pid) - used) * 1000 / len(everything)
        yield _figure("relations over HTTP, all of these", f"{_describe(everything)}, CPU {used:.1f}", "p95 15 ms")
        waited = post_visible(store, (first, second), make_extractions(1000, first=10_000_000))
        yield _figure("1,000 new events in the answers of both servers after the commit", f"{waited:.0f} ms", "200 ms")


def measure_mixed(store: Store, url: str) -> Iterator[Figure]:
    """The same questions while another process adds articles."""
    everything: list[float] = []
    with _writing(url):
        for _, actor, values in questions(store):
            everything += _times(partial(actor_relations, store, actor, make_filter(**values)))[0]
    yield _figure("relations in the store beside a writer, all of these", _describe(everything), "p99 50 ms")


def measure_export(url: str) -> Iterator[Figure]:
    """GraphML of the whole store in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        edges, seconds, cpu, mib = pool.apply(_export, (url,))
    per_million = 1e6 / max(edges, 1)
    yield _figure(f"GraphML of {edges:,} edges", f"{seconds:.1f} s, CPU {cpu:.1f} s, +{mib:.0f} MiB", "+200 MiB")
    yield _figure("GraphML of a million edges, by this", f"{seconds * per_million:.0f} s, CPU {cpu * per_million:.0f} s", "30 s")


def _export(url: str) -> tuple[int, float, float, float]:
    with open_store(url) as store, tempfile.TemporaryFile() as out:
        store.sequence()
        before, started, used = _peak_mib(), time.perf_counter(), time.process_time()
        export_graph(store, out, make_filter())
        seconds, cpu = time.perf_counter() - started, time.process_time() - used
        out.seek(0)
        edges = sum(line.startswith(b"<edge ") for line in out)
        return edges, seconds, cpu, _peak_mib() - before


@contextmanager
def _writing(url: str) -> Iterator[None]:
    """Another process that adds articles until this is left."""
    process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("writer.py")), url])
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _times(call: Callable[[], object]) -> tuple[list[float], float]:
    """Milliseconds of each call, and the mean of CPU time."""
    times, used = [], time.process_time()
    for _ in range(REPEATED):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
        if sum(times) > 5_000:
            break
    return times, (time.process_time() - used) * 1000 / len(times)


def _describe(times: list[float]) -> str:
    ordered = sorted(times)
    p95, p99 = (ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.95, 0.99))
    return f"p50 {statistics.median(ordered):.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms"


def _figure(what: str, value: str, target: str) -> Figure:
    figure = Figure(what, value, target, round(os.getloadavg()[0], 1))
    print(f"{figure.what:78} {figure.value:44} {figure.target:10} load {figure.load}", flush=True)
    return figure


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(url: str, given: argparse.Namespace) -> Iterator[Figure]:
    """All of it, in this order."""
    with open_store(url) as store:
        if not given.loaded:
            target = "20,000/s" if url.startswith("postgresql") else "8,000/s"
            yield from measure_load(store, given.events, target)
        if given.times > 1:
            multiply(store, given.times)
        yield from measure_questions(store)
        yield from measure_http(store, url)
        yield from measure_mixed(store, url)
    yield from measure_export(url)


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=1, help="how many times as large to make it for the questions")
    parser.add_argument("--database", help="URL of an empty database (default: an SQLite file that is deleted again)")
    parser.add_argument("--loaded", action="store_true", help="the database holds the events already")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = [figure._asdict() for figure in measure(given.database or f"sqlite:///{folder}/scale.db", given)]
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
