"""The changes of the store, as a list and as a stream."""

import asyncio
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app import change_stream
from app.change_stream import read_changes, stream_changes
from app.serving import Server, make_server
from app.settings import Settings
from graph.store import Store, open_store
from ontology.records import Extraction

STREAM = {"Accept": "text/event-stream"}
Reports = Callable[..., tuple[Extraction, Extraction]]


def test_changes_are_listed_with_their_time_and_deletions(desk: TestClient, reports: Reports) -> None:
    desk.delete(f"/v1/articles/{reports()[1].article.id}")
    answer = desk.get("/v1/changes", params={"since": 2}).json()
    assert (answer["next"], answer["latest"]) == (3, 3)
    assert {(item["kind"], item["action"]) for item in answer["items"]} >= {("article", "deleted"), ("event", "deleted")}
    assert all(item["seq"] == 3 and item["at"].endswith("Z") for item in answer["items"])


def test_a_number_is_never_cut_and_pages_lead_to_the_end(desk: TestClient) -> None:
    since, pages = 0, []
    while since < desk.get("/v1/changes").json()["latest"]:
        page = desk.get("/v1/changes", params={"since": since, "limit": 1}).json()
        pages.append({item["seq"] for item in page["items"]})
        since = page["next"]
    assert pages == [{1}, {2}]
    assert desk.get("/v1/changes", params={"since": since}).json() == {"items": [], "next": 2, "latest": 2}


@pytest.mark.parametrize(
    ("parameters", "headers", "said"),
    [
        ({"since": 3}, {}, "the last change has number 2"),
        ({"since": -1}, {}, "since"),
        ({"since": "2014-01-07"}, {}, "since"),
        ({"limit": 0}, {}, "limit"),
        ({"form": 1}, {}, "form"),
        ({"since": 3}, STREAM, "the last change has number 2"),
        ({}, {**STREAM, "Last-Event-ID": "3"}, "the last change has number 2"),
        ({}, {**STREAM, "Last-Event-ID": "two"}, "'two' is not the id of a change"),
    ],
)
def test_bad_questions_are_refused(
    unchanged_desk: TestClient, parameters: dict[str, Any], headers: dict[str, str], said: str
) -> None:
    refused = unchanged_desk.get("/v1/changes", params=parameters, headers=headers)
    assert (refused.status_code, list(refused.json())) == (422, ["detail"])
    assert said in refused.json()["detail"]


@contextmanager
def running(settings: Settings) -> Iterator[tuple[Server, int]]:
    """A server without workers in a thread of its own, and its port."""
    server = make_server(settings)
    server.config.lifespan = "off"
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [own]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield server, own.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(timeout=20)
    assert not thread.is_alive()


def follow(port: int, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/v1/changes", headers={**STREAM, **headers})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/event-stream; charset=utf-8")
    return answer


def read_through(answer: http.client.HTTPResponse, seq: int) -> list[bytes]:
    """The lines up to the end of the message that has the sequence number as its id."""
    lines: list[bytes] = []
    while f"id: {seq}\n".encode() not in lines or lines[-1] != b"\n":
        lines.append(answer.readline())
        assert lines[-1], "the stream ended"
    return lines


def test_a_stream_tells_what_happens_resumes_and_ends_with_the_server(tmp_path: Path, reports: Reports) -> None:
    url = f"sqlite:///{tmp_path}/graph.db"
    settings = Settings(database_url=url, examples=False)
    with open_store(url) as store:
        store.add(reports()[0])
        with running(settings) as (server, port):
            answer = follow(port)
            first = read_through(answer, 1)
            assert sum(line.startswith(b"id:") for line in first) == 1
            # Another process writes: the stream notices.
            store.add(reports()[1])
            later = read_through(answer, 2)
            assert any(b'"id":"n-maliki","action":"added"' in line for line in later)
            resumed = read_through(follow(port, **{"Last-Event-ID": "1"}), 2)
            assert not any(b'"seq":1,' in line for line in resumed)
            started = time.monotonic()
            server.should_exit = True
            assert answer.read() == b""
            assert time.monotonic() - started < 10


def test_a_silent_stream_says_that_it_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_stream, "PERIOD", 0.01)
    monkeypatch.setattr(change_stream, "HEARTBEAT", 0.02)
    with open_store(f"sqlite:///{tmp_path}/graph.db") as store:
        assert asyncio.run(_read_lines(store, 3)) == [": changes\n\n", ": still here\n\n", ": still here\n\n"]


async def _read_lines(store: Store, number: int) -> list[str]:
    stopping, lines = threading.Event(), []
    async for line in stream_changes(store, await read_changes(store, 0), stopping):
        lines.append(line)
        if len(lines) == number:
            stopping.set()
    return lines
