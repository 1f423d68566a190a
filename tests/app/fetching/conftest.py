"""A web site of the test's own, on this machine, and an empty store."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from graph.store import Store, open_store

Reply = tuple[int, dict[str, str], bytes]


class Site(ThreadingHTTPServer):
    """Answers as it is told and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.replies: dict[str, Reply | Callable[[dict[str, str]], Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        headers = dict(self.headers)
        self.server.asked.append((self.path, headers))
        reply = self.server.replies.get(self.path, (404, {}, b""))
        status, sent, body = reply(headers) if callable(reply) else reply
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body)), "Content-Type": "text/html"} | sent).items():
            self.send_header(name, value)
        self.end_headers()
        # Who is sent too much hangs up.
        with suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(str(tmp_path / "graph.db")) as opened:
        yield opened
