"""How fast the store takes articles, answers for an actor, and writes GraphML.

    python benchmarks/store.py --events 100000 [--database sqlite:///bench.db]

Actors and places are drawn by a power law, as in the news: a few take part in a great deal. Everything follows from the
seed. Times are wall-clock; memory is the peak of the process above what it was before the step, from the system.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from random import Random

from graph.actor_queries import actor_relations, list_actors
from graph.article_queries import count_records
from graph.export import export_graph
from graph.filters import make_filter
from graph.projection import Projection
from graph.store import Store, open_store
from ontology.records import (
    Actor,
    Article,
    DateInterval,
    EventMention,
    EventPlace,
    Evidence,
    Extraction,
    Participant,
    Place,
    Status,
)

EVENTS_AN_ARTICLE = 5
KINDS = [("call", "CONSULT", 1), ("seizure", "COERCE", 4), ("air strike", "ASSAULT", 4), ("arms supply", "AID", 2)]


def make_extractions(events: int, *, actors: int, places: int, seed: int = 1) -> Iterator[Extraction]:
    """Articles of five events each between actors and at places drawn by a power law."""
    random = Random(seed)

    def draw(count: int) -> int:
        # Zipf's law: the first of a million is drawn every twentieth time, the last half of them one time in twenty.
        return int(count ** random.random()) - 1

    for number in range(events // EVENTS_AN_ARTICLE):
        published = date(2010, 1, 1) + timedelta(days=random.randrange(5000))
        made = [
            _make_event(random, f"a-{number}", n, published, draw(actors), draw(actors), draw(places)) for n in range(5)
        ]
        own = sorted({p.id for event in made for p in (*event.actors, *event.recipients)})
        yield Extraction(
            article=Article(
                id=f"a-{number}", text=_make_text(number), publisher="Bench", published=published
            ),
            actors=tuple(Actor(id=id, name=f"Name of {id}", kind="person", aliases=(f"Alias of {id}",)) for id in own),
            places=tuple(
                Place(id=id, name=f"Town {id}", kind="city", country="IRQ", parents=("p-iraq",))
                for id in sorted({place.id for event in made for place in event.places})
            ),
            events=tuple(made),
        )


def _make_text(number: int) -> str:
    """Words that no other article has in the same order."""
    random = Random(number)
    return " ".join(f"word{random.randrange(20_000)}" for _ in range(200))


def _make_event(
    random: Random, article: str, n: int, published: date, actor: int, recipient: int, place: int
) -> EventMention:
    relation, kind, quad = random.choice(KINDS)
    day = published - timedelta(days=random.randrange(7))
    sentence = f"The actor {actor} is said to have come to a {relation} with {recipient} near town {place} that day."
    return EventMention(
        id=f"{article}:{n}",
        relation=relation,
        type=kind,
        quad=quad,
        score=1.0,
        actors=(Participant(id=f"actor-{actor}"),),
        recipients=(Participant(id=f"actor-{recipient}"),),
        places=(EventPlace(id=f"p-{place}", precision="city"),),
        date=DateInterval(start=day, end=day, granularity="day"),
        status=random.choice(list(Status)),
        confidence=random.random(),
        evidence=Evidence(start=0, end=len(sentence), sentence=sentence, extractor="bench"),
    )


def measure_load(store: Store, events: int) -> None:
    """Load in batches of 100 articles."""
    started, cpu = time.perf_counter(), time.process_time()
    for _ in store.add_many(make_extractions(events, actors=max(events // 10, 10), places=max(events // 50, 10))):
        pass
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    counts = count_records(store)
    print(f"load: {counts.events:,} events of {counts.actors:,} actors in {seconds:.1f} s ({cpu:.1f} s of CPU)")
    print(f"load: {counts.events / seconds:,.0f} events/s, {counts.events / cpu:,.0f} events per CPU second")


def measure_questions(store: Store) -> None:
    """A page of relations of the largest hub, of the hundredth actor, and of one at random, plain and filtered."""
    ranked = [actor.id for actor in list_actors(store, make_filter(limit=1000)).items]
    hub, middle = ranked[0], ranked[len(ranked) // 2]
    filters = {
        "plain": {},
        "relation": {"relation": "air strike"},
        "dates": {"since": "2012-01-01", "until": "2012-06-30"},
        "place": {"place": "p-3"},
        "with": {"with": ranked[20]},
    }
    for name, actor in (("hub", hub), ("actor in the middle", middle)):
        for what, values in filters.items():
            times = _times(partial(actor_relations, store, actor, make_filter(**values)), 40)
            p95 = sorted(times)[int(len(times) * 0.95)]
            print(f"relations of the {name}, {what}: p50 {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")


def measure_exports(url: str) -> None:
    """GraphML of everything, and the projection in memory, each in a process of its own."""
    for step in (_export_relations, _export_events, _project):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
            print(processes.submit(_measure_step, step, url).result())


def _measure_step(step: Callable[[Store], str], url: str) -> str:
    with open_store(url) as store:
        store.sequence()
        before, started = _peak_mib(), time.perf_counter()
        what = step(store)
        return f"{what} in {time.perf_counter() - started:.1f} s, memory +{_peak_mib() - before:.0f} MiB"


def _export_relations(store: Store) -> str:
    return _export(store, "relations")


def _export_events(store: Store) -> str:
    return _export(store, "events")


def _export(store: Store, view: str) -> str:
    with tempfile.TemporaryFile() as out:
        export_graph(store, out, make_filter(), view=view)
        return f"GraphML, {view} view: {out.tell() / 2**20:.0f} MiB"


def _project(store: Store) -> str:
    graph = Projection(store, view="relations").graph
    return f"projection, relations view: {graph.number_of_edges():,} edges"


def _times(call: Callable[[], object], count: int) -> list[float]:
    """Milliseconds of each of `count` calls."""
    times = []
    for _ in range(count):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return times


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--database", help="URL of an empty database (default: an SQLite file that is deleted again)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"{folder}/bench.db"
        with open_store(url) as store:
            measure_load(store, given.events)
            measure_questions(store)
        measure_exports(url)


if __name__ == "__main__":
    main()
