"""Kill -9 of any process at any moment loses nothing and doubles nothing: the graph is that of a run without kills."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import select, text

from app.handing_in import hand_in
from app.intake import ArticleInput, make_input
from graph.jobs import JobFilter, get_job, list_dead, list_jobs, read_backlog
from graph.queue import MOST_ATTEMPTS
from graph.store import Store, open_store
from graph.tables import extractions, metadata

SCRIPT = Path(__file__).parent / "stand_in.py"
# On each of the two databases.
KILLS = int(os.environ.get("BELLIGRAPH_TEST_KILLS", "100"))
# How many in a hundred kills are of dispatchers and servers, which take longer to start.
SHARE = 0.15
# What tells when and in which order things were done, and not what is in the graph.
HISTORY = {"changes", "extractions", "meta", "inbox", "jobs", "queue_counters", "leases"}
NAMES = ("Ali", "Baker", "Chen", "Dahir", "Evans", "Farah", "Garcia", "Hassan")
PLACES = ("Kabul", "Mosul", "Basra", "Aden")

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="finds processes in /proc")


def make_articles(start: int, count: int) -> list[ArticleInput]:
    """Articles of few people in few places; every tenth is a newer version of the one before it."""
    made = []
    for number in range(start, start + count):
        chosen = random.Random(number)
        first, second = chosen.sample(NAMES, 2)
        words = f"{first} met {second} in {chosen.choice(PLACES)}. Report number {number}."
        url = f"https://example.org/{number - (number % 10 == 9)}"
        made.append(make_input(text=words, url=url, publisher="Desk", published="2026-01-02"))
    return made


def picture(store: Store) -> dict[str, list[str]]:
    """Every row of the graph."""
    with store.reading() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name not in HISTORY
        }


class Victims:
    """Servers and dispatchers with their workers, forked from a process that is not killed itself."""

    def __init__(self, url: str, port: int) -> None:
        command = [sys.executable, str(SCRIPT), url, str(port)]
        self._root = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self._kinds: dict[int, str] = {}

    def fork(self, kind: str) -> None:
        assert self._root.stdin is not None
        assert self._root.stdout is not None
        self._root.stdin.write(f"{kind}\n")
        self._root.stdin.flush()
        self._kinds[int(self._root.stdout.readline())] = kind

    def kill(self, chance: random.Random) -> str | None:
        """Kill one, mostly a worker, and put another in its place; what it was. None while there are no workers yet."""
        parents = dict(_list_processes())
        # What ended by itself, as its database was away when it started, is started again too.
        for gone in self._kinds.keys() - parents.keys():
            self.fork(self._kinds.pop(gone))
        helpers = {process for process, parent in parents.items() if parent in self._kinds}
        workers = [process for process, parent in parents.items() if parent in helpers]
        if not workers:
            return None
        if chance.random() > SHARE:
            _kill(chance.choice(workers))
            return "worker"
        return self.kill_one()

    def kill_one(self) -> str:
        """Kill the dispatcher or server that lives longest and put another in its place; what it was."""
        process = next(iter(self._kinds))
        _kill(process)
        kind = self._kinds.pop(process)
        self.fork(kind)
        return kind

    def tell_to_stop(self) -> None:
        """Stop the only one, and wait until it has."""
        (process,) = self._kinds
        os.kill(process, signal.SIGTERM)
        while process in dict(_list_processes()):
            time.sleep(0.01)

    def end(self) -> None:
        os.killpg(self._root.pid, signal.SIGKILL)
        self._root.wait()


def _kill(process: int) -> None:
    # It may have gone by itself meanwhile, such as a worker whose dispatcher was killed.
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _list_processes() -> Iterator[tuple[int, int]]:
    """Living processes and their parents."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state != "Z":
            yield int(folder.name), int(parent)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(new_url: Callable[[], str]) -> Iterator[Callable[[], tuple[Store, Victims, str]]]:
    """Starts processes on a new database."""
    started: list[tuple[Store, Victims]] = []

    def begin() -> tuple[Store, Victims, str]:
        url, port = new_url(), _free_port()
        started.append((open_store(url), Victims(url, port)))
        return (*started[-1], f"http://127.0.0.1:{port}")

    yield begin
    for store, victims in started:
        victims.end()
        store.close()


def post_until_told(address: str, given: ArticleInput) -> bool:
    """Post an article; whether the server said that it is kept. If it does not answer, it may be dead."""
    try:
        answer = httpx2.post(f"{address}/v1/articles", json=given.model_dump(mode="json", exclude_none=True), timeout=5)
    except httpx2.HTTPError:
        return False
    return answer.status_code in (200, 201)


def break_connections(store: Store) -> None:
    """Cut the database connections of all others, where there are any to cut."""
    with store.reading() as connection:
        if connection.dialect.name == "postgresql":
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))


def wait_until_done(store: Store) -> None:
    until = time.monotonic() + 120
    while read_backlog(store).running_jobs:
        assert time.monotonic() < until, list_jobs(store, JobFilter()).items
        time.sleep(0.05)


def test_kills_at_random_points_lose_nothing_and_double_nothing(
    start: Callable[[], tuple[Store, Victims, str]], tmp_path: Path
) -> None:
    store, victims, address = start()
    chance = random.Random(7)
    given: list[ArticleInput] = []
    unsure: list[ArticleInput] = []
    killed: Counter[str] = Counter()
    for kind in ("work", "serve"):
        victims.fork(kind)
    until = time.monotonic() + 4 * KILLS
    while killed.total() < KILLS:
        assert time.monotonic() < until, killed
        if read_backlog(store).waiting < 40:
            new = make_articles(len(given), 40)
            given += new
            hand_in(store, new, job=f"job-{len(given)}", source="a test")
        if chance.random() < 0.3:
            # Posted one by one to a server that may be killed meanwhile: it counts when the server said so.
            (single,) = make_articles(100_000 + len(unsure) * 10, 1)
            unsure.append(single)
            if post_until_told(address, single):
                given.append(single)
        if chance.random() < 0.03:
            break_connections(store)
        if kind := victims.kill(chance):
            killed[kind] += 1
        time.sleep(chance.uniform(0, 0.2))
    for single in unsure:
        hand_in(store, [single], job="unsure", source="a test")
    wait_until_done(store)
    assert len(killed) == 3
    assert not [job for job in list_jobs(store, JobFilter(limit=1000)).items if job.dead or job.waiting or job.state != "done"]
    check_against_one_process(store, [*given, *unsure], tmp_path)


def test_an_article_that_ends_its_workers_becomes_a_dead_letter_alone(
    start: Callable[[], tuple[Store, Victims, str]],
) -> None:
    store, victims, _ = start()
    poison = make_input(text="POISON that no worker survives.")
    given = [*make_articles(0, 8), poison, *make_articles(100, 8)]
    hand_in(store, given, job="job", source="a test")
    victims.fork("work")
    wait_until_done(store)
    job = get_job(store, "job")
    assert (job.state, job.done, job.dead) == ("done", 16, 1)
    (letter,) = list_dead(store, "job", limit=10)
    assert "POISON" in letter.payload
    assert "died" in letter.reason
    assert letter.attempts == MOST_ATTEMPTS


def test_work_that_is_told_to_stop_gives_back_what_it_leased(start: Callable[[], tuple[Store, Victims, str]]) -> None:
    store, victims, _ = start()
    hand_in(store, make_articles(0, 400), job="job", source="a test")
    victims.fork("work")
    while not get_job(store, "job").done:
        time.sleep(0.01)
    victims.tell_to_stop()
    backlog = read_backlog(store)
    assert backlog.leased == 0
    assert 0 < backlog.waiting < 400
    assert get_job(store, "job").done == 400 - backlog.waiting


class Cluster:
    """A Dask scheduler and two workers, each started again when it was killed, with a dispatcher on them."""

    def __init__(self, url: str, port: int, **environment: str) -> None:
        self._address = f"tcp://127.0.0.1:{port}"
        known = {
            "BELLIGRAPH_DATABASE_URL": url,
            "PYTHONPATH": str(SCRIPT.parent),
            "DASK_LOGGING__DISTRIBUTED": "critical",
        }
        self._environment = {**os.environ, **known, **environment}
        self._port = port
        self._dispatchers = Victims(url, port)
        self._dispatchers.fork("dask")
        self._running = {name: self._start(name) for name in ("scheduler", "worker-1", "worker-2")}

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        dask = [sys.executable, "-m", "dask"]
        if name == "scheduler":
            command = ["scheduler", "--host", "127.0.0.1", "--port", str(self._port), "--dashboard-address", ":0"]
        else:
            command = ["worker", self._address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        return subprocess.Popen([*dask, *command], env=self._environment, stderr=subprocess.DEVNULL)

    def kill(self, name: str) -> None:
        """Kill it and put another in its place, as whatever watches over a cluster does."""
        if name == "dispatcher":
            self._dispatchers.kill_one()
            return
        self._running[name].kill()
        self._running[name].wait()
        self._running[name] = self._start(name)

    def stop(self, name: str) -> None:
        """Let it stand still, with its connections open."""
        self._running[name].send_signal(signal.SIGSTOP)

    def go_on(self, name: str) -> None:
        self._running[name].send_signal(signal.SIGCONT)

    def revive(self) -> None:
        """Start those again that ended as the scheduler was gone."""
        for name, process in self._running.items():
            if process.poll() is not None:
                self._running[name] = self._start(name)

    def end(self) -> None:
        for process in self._running.values():
            process.kill()
            process.wait()
        self._dispatchers.end()


def test_a_dask_cluster_loses_and_doubles_nothing_whatever_of_it_is_killed(
    new_postgresql_url: Callable[[], str], tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    url = new_postgresql_url()
    given = make_articles(0, 150)
    with open_store(url) as store, closing_cluster(Cluster(url, _free_port())) as cluster:
        hand_in(store, given, job="job", source="a test")
        for number, name in enumerate(
            ("worker-1", "dispatcher", "connections", "scheduler", "worker-2", "connections"), 1
        ):
            # Each at another point of the work.
            wait_until(store, cluster, lambda done, number=number: done >= 20 * number)
            if name == "connections":
                break_connections(store)
            else:
                cluster.kill(name)
        wait_until(store, cluster, lambda done: done == len(given))
        (job,) = list_jobs(store, JobFilter()).items
        assert (job.state, job.dead) == ("done", 0)
        check_against_one_process(store, given, tmp_path)


def test_what_a_dask_worker_has_in_hand_goes_to_another_when_it_stands_still(
    new_postgresql_url: Callable[[], str], tmp_path: Path
) -> None:
    pytest.importorskip("distributed")
    # It may stand still in a transaction, with locks that the others need.
    url = new_postgresql_url() + "&options=-c%20idle_in_transaction_session_timeout%3D2s"
    given = make_articles(0, 60)
    impatient = Cluster(url, _free_port(), DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL="1s")
    with open_store(url) as store, closing_cluster(impatient) as cluster:
        hand_in(store, given, job="job", source="a test")
        wait_until(store, cluster, lambda done: done >= 8)
        cluster.stop("worker-1")
        wait_until(store, cluster, lambda done: done == len(given))
        cluster.go_on("worker-1")
        (job,) = list_jobs(store, JobFilter()).items
        assert (job.state, job.dead) == ("done", 0)
        check_against_one_process(store, given, tmp_path)


@contextmanager
def closing_cluster(cluster: Cluster) -> Iterator[Cluster]:
    try:
        yield cluster
    finally:
        cluster.end()


def wait_until(store: Store, cluster: Cluster, reached: Callable[[int], bool]) -> None:
    until = time.monotonic() + 300
    while not reached(get_job(store, "job").done):
        assert time.monotonic() < until, list_jobs(store, JobFilter()).items
        cluster.revive()
        time.sleep(0.05)


def check_against_one_process(store: Store, given: list[ArticleInput], folder: Path) -> None:
    """The same graph as of one process that read everything in order; every article was stored once."""
    sys.path.insert(0, str(SCRIPT.parent))
    try:
        from stand_in import StandIn
    finally:
        sys.path.pop(0)
    reader = StandIn()
    with open_store(f"sqlite:///{folder}/one-process.db") as expected:
        for _ in expected.add_many(map(reader.read, given)):
            pass
        assert picture(store) == picture(expected)
    with store.reading() as connection:
        added = select(extractions.c.article_id).where(extractions.c.action == "added")
        counts = Counter(connection.scalars(added))
    assert max(counts.values()) == 1
