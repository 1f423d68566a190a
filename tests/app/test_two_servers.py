"""Two servers on one database never disagree about a write that was acknowledged."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.server import create_app
from app.settings import Settings
from ontology.records import Extraction

Reports = Callable[..., tuple[Extraction, Extraction]]
SIGNED = {"author": "A. Nalyst", "reason": "known to the desk"}
QUESTIONS = (
    "/v1/articles",
    "/v1/actors",
    "/v1/actors/nouri-al-maliki",
    "/v1/actors/nouri-al-maliki/relations",
    "/v1/actors/joe-biden/timeline",
    "/v1/places?q=Paris",
    "/v1/places/Paris/events",
    "/v1/events",
    "/v1/events?actor=Nouri+al-Maliki",
    "/v1/relations",
    "/v1/judgements",
    "/v1/graph",
    "/v1/graph?view=events&actor=joe-biden&depth=2",
    "/v1/export/graphml",
    "/v1/changes",
    "/v1/saved-queries/biden/feed.atom",
    "/v1/saved-queries",
    "/metrics",
)


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[list[TestClient]]:
    """Two servers without workers on one empty database."""
    settings = Settings(database_url=f"sqlite:///{tmp_path}/graph.db", examples=False, workers=1)
    with ExitStack() as stack:
        apps = [create_app(settings) for _ in range(2)]
        for app in apps:
            stack.callback(app.state.services.store.close)
        yield [TestClient(app, "http://127.0.0.1:8000", raise_server_exceptions=False) for app in apps]


def ask(server: TestClient) -> dict[str, tuple[int, bytes]]:
    answers = {question: server.get(question) for question in QUESTIONS}
    return {question: (answer.status_code, answer.content) for question, answer in answers.items()}


def test_what_one_server_writes_the_other_answers_at_once(servers: list[TestClient], reports: Reports) -> None:
    def add(server: TestClient, report: Extraction) -> None:
        server.app.state.services.store.add(report)  # type: ignore[attr-defined]

    def post(server: TestClient, path: str, **body: Any) -> None:
        assert server.post(path, json=body).status_code in (200, 201)

    first, second = reports()
    call = first.events[0].id
    writes: list[Callable[[TestClient], object]] = [
        lambda server: post(server, "/v1/saved-queries", name="Biden", filter={"actor": "joe-biden"}),
        lambda server: add(server, first),
        lambda server: add(server, second),
        lambda server: post(server, "/v1/actors/nouri-al-maliki/merge", others=["n-maliki"], **SIGNED),
        lambda server: post(server, f"/v1/events/{call}/reject", **SIGNED),
        lambda server: post(server, "/v1/judgements/j-3/undo", **SIGNED),
        lambda server: post(server, "/v1/judgements/j-4/undo", **SIGNED),
        lambda server: server.delete(f"/v1/articles/{second.article.id}"),
        lambda server: add(server, reports(confidence=0.5)[0]),
    ]
    seen: list[bytes] = []
    for number, write in enumerate(writes):
        writer, other = servers[number % 2], servers[1 - number % 2]
        write(writer)
        read = ask(other)
        assert read == ask(writer)
        seen.append(read["/v1/changes"][1])
    # Every write but that of the query is in the change sequence.
    assert len(set(seen)) == len(writes)
