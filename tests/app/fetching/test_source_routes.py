"""Sources over HTTP, on a server that may fetch and on one that may not."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.server import create_app
from app.settings import Settings
from graph.source_tables import SourceKind
from graph.sources import add_source
from graph.store import read_clock

FEED = b'<rss version="2.0"><channel><item><link>/a</link></item></channel></rss>'


def serve(folder: Path, **given: Any) -> Iterator[TestClient]:
    settings = {"database_url": f"sqlite:///{folder}/graph.db", "fetch_hosts": ("127.0.0.1",), "fetch_pace": 0} | given
    app = create_app(Settings(**settings))
    yield TestClient(app, "http://127.0.0.1:8000", raise_server_exceptions=False)
    app.state.services.store.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[TestClient]:
    yield from serve(tmp_path, fetch=True)


@pytest.fixture
def offline(tmp_path: Path) -> Iterator[TestClient]:
    yield from serve(tmp_path)


def add(server: TestClient, address: str, **given: Any) -> Any:
    return server.post("/v1/sources", json={"address": address} | given)


def test_a_source_is_added_listed_held_up_and_removed(site: Any, server: TestClient) -> None:
    site.replies["/feed"] = (200, {"Content-Type": "application/rss+xml"}, FEED)
    made = add(server, f"{site.url}/feed", name="The news", publisher="Desk", minutes=30, since="2026-01-01")
    assert made.status_code == 201
    source = made.json()
    assert (source["id"], source["kind"], source["minutes"], source["since"]) == ("the-news", "feed", 30, "2026-01-01")
    assert (source["fetched_at"], source["problem"]) == (None, None)
    assert add(server, f"{site.url}/live", kind="page").json()["kind"] == "page"
    first = server.get("/v1/sources", params={"limit": 1}).json()
    second = server.get("/v1/sources", params={"limit": 1, "cursor": first["next"]}).json()
    assert [page["items"][0]["kind"] for page in (first, second)] == ["page", "feed"]
    assert second == {"items": [source], "next": None}
    assert server.get("/v1/sources/the-news").json() == source
    assert server.get("/v1/sources/the-news/refused").json() == {"items": []}
    assert server.post("/v1/sources/the-news/pause").json()["due_at"] is None
    assert server.post("/v1/sources/the-news/fetch").status_code == 422
    assert server.post("/v1/sources/the-news/resume").json()["due_at"] is not None
    due = server.post("/v1/sources/the-news/fetch").json()["due_at"]
    assert datetime.fromisoformat(due) <= read_clock()
    assert server.delete("/v1/sources/the-news").status_code == 204
    assert server.get("/v1/sources/the-news").status_code == 404


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"address": "http://169.254.169.254/feed", "kind": "feed"}, "not a public address"),
        ({"address": "http://[::1]/feed", "kind": "feed"}, "not a public address"),
        ({"address": "file:///etc/passwd", "kind": "page"}, "not a web address"),
        ({"address": "https://a:b@news.example/", "kind": "page"}, "user name or password"),
        ({"address": "https://news.example/", "kind": "blog"}, "kind"),
        ({"address": "https://news.example/", "kind": "page", "minutes": 0}, "minutes"),
        ({"address": "https://news.example/", "kind": "page", "every": 5}, "every"),
        ({"kind": "page"}, "address"),
    ],
)
def test_what_cannot_be_a_source_is_refused(server: TestClient, body: dict[str, Any], why: str) -> None:
    refused = server.post("/v1/sources", json=body)
    assert (refused.status_code, why in refused.json()["detail"]) == (422, True)
    assert server.get("/v1/sources").json()["items"] == []


def test_an_address_that_cannot_be_fetched_to_tell_is_refused(site: Any, server: TestClient) -> None:
    refused = add(server, f"{site.url}/missing")
    assert (refused.status_code, "answered 404" in refused.json()["detail"]) == (422, True)


def test_a_source_is_added_once(site: Any, server: TestClient) -> None:
    assert add(server, f"{site.url}/live", kind="page").status_code == 201
    assert "already" in add(server, f"{site.url}/live", kind="page", name="Again").json()["detail"]


def test_a_server_that_may_not_fetch_takes_on_no_source_and_lists_those_it_has(site: Any, offline: TestClient) -> None:
    refused = add(offline, f"{site.url}/live", kind="page")
    assert (refused.status_code, "BELLIGRAPH_FETCH=on" in refused.json()["detail"]) == (422, True)
    store = offline.app.state.services.store  # type: ignore[attr-defined]
    add_source(store, "news", SourceKind.FEED, site.url, publisher=None, minutes=9, since=None, at=read_clock())
    assert offline.post("/v1/sources/news/fetch").status_code == 422
    assert offline.post("/v1/sources/news/pause").status_code == 200
    assert [one["id"] for one in offline.get("/v1/sources").json()["items"]] == ["news"]
    assert offline.delete("/v1/sources/news").status_code == 204
    assert site.asked == []


def test_no_source_is_added_without_the_key(tmp_path: Path) -> None:
    for server in serve(tmp_path, fetch=True, api_keys=("key",)):
        assert add(server, "https://news.example/", kind="page").status_code == 401
        assert server.get("/v1/sources").status_code == 401
