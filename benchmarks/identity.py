"""What it costs to tell an article's actors among 100,000 known ones, and how large the index for that is.

    python benchmarks/identity.py --actors 100000 [--database postgresql+psycopg://...]

Names are drawn from stocks of given and family names of which some are common, so that namesakes are many. Articles
then name actors by Zipf's law, every tenth of them spelled otherwise. Everything follows from the seed. Only the work on
identity is measured, within transactions that store the articles as always: by the clock, and in CPU time of this process.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest import mock

from sqlalchemy import Connection, func, select, text

from graph import writing
from graph.candidates import list_candidates
from graph.filters import make_filter
from graph.identity import update_identity
from graph.identity_tables import IDENTITY_TABLES, actor_joins, like_actors, read_actors
from graph.store import Store, open_store
from ontology.ids import slug
from ontology.records import Actor, Article, Extraction

ACTORS_AN_ARTICLE = 12
GIVEN = 1500
FAMILIES = 8000
COUNTRIES = ("IRQ", "SYR", "EGY", "LBN", "RUS", "UKR", "SDN", "ETH", "COL", "MMR", None)
_STARTS = ("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "r", "s", "sh", "t", "w", "y", "z", "kh", "gh", "al-k")
_ENDS = ("a", "i", "an", "ar", "ov", "uri", "idi", "awi", "een", "oud", "enko", "ez")


def make_people(count: int, random: Random) -> list[Actor]:
    """People with names of two or three words, each of another id."""
    given, families = _make_names(GIVEN, 2, random), _make_names(FAMILIES, 3, random)
    people: dict[str, Actor] = {}
    while len(people) < count:
        words = [_draw_name(given, random), *random.choices(given, k=random.random() < 0.4), _draw_name(families, random)]
        name = " ".join(words)
        people.setdefault(slug(name), Actor(id=slug(name), name=name, kind="person", country=random.choice(COUNTRIES)))
    return list(people.values())


def make_articles(people: list[Actor], count: int, random: Random) -> Iterator[Extraction]:
    """Articles that name people by Zipf's law, every tenth in another spelling."""
    for number in range(count):
        drawn = {one.id: one for one in (_draw(people, random) for _ in range(ACTORS_AN_ARTICLE))}
        named = {one.id: one for one in (_respell(one, random) for one in drawn.values())}
        yield _article(f"news-{number}", tuple(named.values()))


@contextmanager
def measuring(times: list[float], cpu: list[float]) -> Iterator[None]:
    """Add the milliseconds that every update of identity takes, by the clock to `times` and of CPU to `cpu`."""

    def timed(connection: Connection, *args: Any, **named: Any) -> Any:
        started, used = time.perf_counter(), time.process_time()
        moves = update_identity(connection, *args, **named)
        times.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - used) * 1000)
        return moves

    with mock.patch.object(writing, "update_identity", timed):
        yield


def measure(store: Store, actors: int, articles: int, seed: int) -> None:
    """Load the known actors, then time articles one by one."""
    random = Random(seed)
    people = make_people(actors, random)
    known = [people[n : n + 100] for n in range(0, len(people), 100)]
    started = time.perf_counter()
    for _ in store.add_many(_article(f"known-{n}", tuple(some)) for n, some in enumerate(known)):
        pass
    print(f"load: {_count(store, read_actors):,} actors known after {time.perf_counter() - started:.0f} s")
    identity, cpu = list[float](), list[float]()
    started = time.perf_counter()
    with measuring(identity, cpu):
        for extraction in make_articles(people, articles, random):
            store.add(extraction)
    whole = (time.perf_counter() - started) * 1000 / articles
    p95 = sorted(identity)[int(len(identity) * 0.95)]
    print(f"identity: {statistics.mean(identity):.1f} ms an article of {ACTORS_AN_ARTICLE} actors, ", end="")
    print(f"p50 {statistics.median(identity):.1f}, p95 {p95:.1f}, max {max(identity):.1f}")
    print(f"identity: {statistics.mean(cpu):.1f} ms of CPU an article; adding one takes {whole:.1f} ms in all")
    started = time.perf_counter()
    page = list_candidates(store, make_filter())
    print(f"candidates: the first {len(page.items)} in {(time.perf_counter() - started) * 1000:.0f} ms")
    print(f"index: {_size(store) / 2**20:.0f} MiB; {_count(store, actor_joins):,} joins, ", end="")
    print(f"{_count(store, like_actors):,} pairs of like actors")


def _article(id: str, people: tuple[Actor, ...]) -> Extraction:
    return Extraction(article=Article(id=id, text=f"{id}.", publisher="Bench"), actors=people)


def _make_names(count: int, syllables: int, random: Random) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        middle = "".join(random.choice(_STARTS[:16]) + random.choice("aeiou") for _ in range(syllables - 1))
        names[(random.choice(_STARTS[:19]) + random.choice("aeiou") + middle + random.choice(_ENDS)).title()] = None
    return list(names)


def _draw_name(stock: list[str], random: Random) -> str:
    """Some are common: the most frequent given name is one in forty, the most frequent family one in ninety."""
    return stock[int(len(stock) * random.random() ** 2)]


def _draw(stock: list[Any], random: Random) -> Any:
    """Zipf's law: the first is drawn far more often than the last."""
    return stock[int(len(stock) ** random.random()) - 1]


def _respell(one: Actor, random: Random) -> Actor:
    if random.random() >= 0.1:
        return one
    name = one.name.replace("ou", "oo") if "ou" in one.name else one.name.replace("i", "y", 1)
    return one.model_copy(update={"id": slug(name), "name": name})


def _count(store: Store, table: Any) -> int:
    with store.reading() as connection:
        return int(connection.scalar(select(func.count(table.c[0].distinct()))) or 0) if table is read_actors else int(
            connection.scalar(select(func.count()).select_from(table)) or 0
        )


def _size(store: Store) -> int:
    """Bytes of the tables of identity with their indexes."""
    with store.reading() as connection:
        if connection.dialect.name == "postgresql":
            asked = "SELECT sum(pg_total_relation_size(CAST(name AS regclass))) FROM unnest(CAST(:names AS text[])) name"
            return int(connection.scalar(text(asked), {"names": [table.name for table in IDENTITY_TABLES]}) or 0)
        asked = "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_schema WHERE tbl_name = :name)"
        return sum(int(connection.scalar(text(asked), {"name": table.name}) or 0) for table in IDENTITY_TABLES)


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="URL of an empty database (default: an SQLite file that is deleted again)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(given.database or f"{folder}/bench.db") as store:
        measure(store, given.actors, given.articles, given.seed)


if __name__ == "__main__":
    main()
