"""Servers of a store, and what it takes to ask them. Used by `benchmarks/scale.py`."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from graph.store import Store
from ontology.records import Extraction

PATIENCE = 600
_SERVE = "from app.cli import main; main()"


class Served(NamedTuple):
    """A server that answers. `started` are the seconds until it listed the first actors, `used` those of CPU time."""

    connection: http.client.HTTPConnection
    pid: int
    started: float
    used: float


@contextmanager
def serve(url: str) -> Iterator[Served]:
    """A server of a database, in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"DATABASE_URL": url, "EXAMPLES": "0", "WORKERS": "1", "LOG_LEVEL": "critical"}
    environment = os.environ | {f"BELLIGRAPH_{name}": value for name, value in settings.items()}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, "serve", "--port", str(port)], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        _wait(connection)
        yield Served(connection, process.pid, time.perf_counter() - began, cpu_seconds(process.pid))
    finally:
        process.terminate()
        process.wait()


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used, without that of its children (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ask(server: Served, path: str, values: Mapping[str, Any]) -> Any:
    """The answer of a server to a question."""
    address = f"{quote(path)}?{urlencode(values)}"
    try:
        answer = _get(server.connection, address)
    except http.client.RemoteDisconnected:
        # Nobody had asked for some seconds.
        server.connection.close()
        answer = _get(server.connection, address)
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")
    return json.loads(body)


def _get(connection: http.client.HTTPConnection, address: str) -> http.client.HTTPResponse:
    connection.request("GET", address)
    return connection.getresponse()


def post_visible(store: Store, servers: Sequence[Served], new: Iterable[Extraction]) -> float:
    """Milliseconds from the commit of new articles until every server gives the last event of them."""
    articles = list(new)
    results = list(store.add_many(articles, batch=len(articles)))
    committed = time.perf_counter()
    for server in servers:
        while ask(server, "/v1/changes", {"limit": 1})["latest"] < results[-1].seq:
            pass
    return (time.perf_counter() - committed) * 1000


def _wait(connection: http.client.HTTPConnection) -> None:
    started = time.perf_counter()
    while True:
        try:
            connection.request("GET", "/v1/actors?limit=1")
            connection.getresponse().read()
            return
        except OSError:
            connection.close()
            if time.perf_counter() - started > PATIENCE:
                raise
            time.sleep(0.02)
