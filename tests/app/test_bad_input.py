"""What strangers send: a clear 4xx with `detail`, and nothing stored."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.server import create_app
from app.settings import Settings

ADDRESS = "http://127.0.0.1:8000"
JSON = "application/json"
LONG_ENGLISH = b"The army attacked the town. " * 180_000
# The servers of these tests get no lifespan, so a worker starts only if a bad input slips through to it.
UNREAD = [
    (b"", "text/plain", 422, "empty"),
    (b"   \n ", "text/plain", 422, "empty"),
    (LONG_ENGLISH, "text/plain", 413, "2000000 bytes"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "text/plain", 422, "a PNG image"),
    (b"\x01\x02\x00\x00", "text/plain", 422, "not text"),
    (b"caf\xe9 in Paris", "text/plain", 422, "UTF-8"),
    (b"caf\xe9 in Paris", "text/html", 422, "UTF-8"),
    (b"{", JSON, 422, "JSON"),
    (b"", JSON, 422, "JSON"),
    (b'"text"', JSON, 422, "object"),
    (b"[1, 2]", JSON, 422, "object"),
    (b'{"text": "caf\xe9"}', JSON, 422, "UTF-8"),
    (b'{"text": "\\ud800"}', JSON, 422, ""),
    (b'{"text": ""}', JSON, 422, "empty"),
    (b'{"title": "x"}', JSON, 422, "one of them"),
    (b'{"text": "a", "html": "b"}', JSON, 422, "one of them"),
    (b'{"text": "a", "publised": "2014-01-07"}', JSON, 422, "publised"),
    (b'{"text": "a", "published": "2014-02-30"}', JSON, 422, "2014-02-30"),
    (b'{"text": 5}', JSON, 422, "text"),
    (b'{"text": "a", "url": "javascript:alert(1)"}', JSON, 422, "javascript:alert(1)"),
    (b'{"text": "a", "url": "news.example/x"}', JSON, 422, "http"),
    (b'{"text": "a", "url": "http://"}', JSON, 422, "http"),
    (b'{"text": "a", "url": "http://["}', JSON, 422, "http"),
    (b"[" * 100_000, JSON, 422, ""),
    (b'{"text": "a", "\\ud800": 1}', JSON, 422, "ud800"),
    (b"[]", JSON, 422, ""),
    (b'[{"text": ""}, {"text": 5}, null]', JSON, 422, ""),
    (b"a=b", "application/x-www-form-urlencoded", 415, "text/plain"),
    (b"text", "text/plain; charset=utf-16", 415, "UTF-8"),
    (b"text", "", 415, "missing"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    url = f"sqlite:///{tmp_path_factory.mktemp('bad')}/graph.db"
    return TestClient(create_app(Settings(database_url=url, examples=False)), ADDRESS, raise_server_exceptions=False)


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/articles"])
@pytest.mark.parametrize(("body", "kind", "status", "detail"), UNREAD)
def test_bad_bodies_are_refused(
    client: TestClient, path: str, body: bytes, kind: str, status: int, detail: str
) -> None:
    answer = client.post(path, content=body, headers={"Content-Type": kind} if kind else {})
    _check(answer, status, detail)
    assert "\nbelligraph_articles 0\n" in client.get("/metrics").text


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("/v1/articles/a-0000", 404, "a-0000"),
        ("/v1/actors/nobody-at-all", 404, "nobody-at-all"),
        ("/v1/actors/nobody-at-all/relations", 404, "nobody-at-all"),
        ("/v1/actors/nobody-at-all/timeline", 404, "nobody-at-all"),
        ("/v1/actors/AC%2FDC", 404, "AC/DC"),
        ("/v1/places/Nowhereville", 404, "Nowhereville"),
        ("/v1/events/e-0000", 404, "e-0000"),
        ("/v1/export/graphml?actor=nobody-at-all", 404, "nobody-at-all"),
        ("/v1/export/graphml?place=Nowhereville", 404, "Nowhereville"),
        ("/v1/export/graphml?view=sideways", 422, "view"),
        ("/v1/events?since=2014-02-30", 422, "2014-02-30"),
        ("/v1/events?since=2015-01-01&until=2014-01-01", 422, "2015-01-01"),
        ("/v1/events?limit=0", 422, "limit"),
        ("/v1/events?limit=many", 422, "limit"),
        ("/v1/events?cursor=broken", 422, "cursor"),
        ("/v1/events?min_confidence=2", 422, "min_confidence"),
        ("/v1/events?country=Iraq", 422, "Iraq"),
        ("/v1/events?country=IRK", 422, "IRN, IRQ"),
        ("/v1/events?country=XXX", 422, "write it like IRQ"),
        ("/v1/events?country=iraq", 422, "did you mean IRQ?"),
        ("/v1/events?country=Iraqi", 422, "did you mean IRQ?"),
        ("/v1/events?since=86400", 422, "not a date of the calendar; write it like 2014-01-07 (given '86400')"),
        ("/v1/events?until=2014", 422, "write it like 2014-01-07 (given '2014')"),
        ("/v1/events?since=2014-01-07T10:00", 422, "2014-01-07T10:00"),
        ("/v1/events?since=20140107", 422, "20140107"),
        ("/v1/events?q=%01%02", 422, "q"),
        ("/v1/events?actor=a&actor=b", 422, "actor: given 2 times"),
        ("/v1/events?limit=1&limit=2", 422, "limit: given 2 times"),
        ("/v1/export/graphml?limit=5", 422, "an export is whole"),
        ("/v1/export/graphml?cursor=x", 422, "an export is whole"),
        ("/v1/graph?cursor=x", 422, "cursor"),
        ("/v1/events?status=perhaps", 422, "perhaps"),
        ("/v1/events?type=SHOUT", 422, "SHOUT"),
        ("/v1/events?relatoin=call", 422, "relatoin"),
        ("/v1/extract", 405, ""),
        ("/v2/events", 404, ""),
    ],
)
def test_bad_questions_are_refused(client: TestClient, path: str, status: int, detail: str) -> None:
    _check(client.get(path), status, detail)


def test_encoded_bodies_are_refused(client: TestClient) -> None:
    headers = {"Content-Type": "text/plain", "Content-Encoding": "gzip"}
    _check(client.post("/v1/articles", content=b"\x1f\x8b", headers=headers), 415, "gzip")


def test_json_bodies_say_everything_themselves(client: TestClient) -> None:
    _check(client.post("/v1/extract?publisher=DW", json={"text": "a"}), 422, "in the body")
    _check(client.post("/v1/extract?publised=x", content="a", headers={"Content-Type": "text/plain"}), 422, "publised")


def test_repeated_parameters_of_a_post_are_refused(client: TestClient) -> None:
    path = "/v1/articles?publisher=DW&publisher=BBC"
    _check(client.post(path, content="a", headers={"Content-Type": "text/plain"}), 422, "publisher: given 2 times")


@pytest.mark.parametrize("query", ["publisher=DW&publisher=BBC", "country=irq", "country=KOS", "since=", "since=2014-01-07"])
def test_good_questions_are_answered(client: TestClient, query: str) -> None:
    assert client.get(f"/v1/events?{query}").status_code == 200


def test_pages_of_other_sites_are_refused(client: TestClient) -> None:
    _check(client.get("/v1/events", headers={"Origin": "https://evil.example"}), 403, "evil.example")
    assert client.get("/v1/events", headers={"Origin": ADDRESS}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "x@localhost", "[::1", ""])
def test_other_host_names_are_refused(client: TestClient, host: str) -> None:
    _check(client.get("/v1/events", headers={"Host": host}), 400, repr(host))


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]:8000"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_host_names_of_the_settings_may_have_a_star(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/graph.db", allowed_hosts=("*.example.org",), examples=False)
    client = TestClient(create_app(settings), "http://graph.example.org")
    assert client.get("/healthz").status_code == 200
    _check(client.get("/healthz", headers={"Host": "badexample.org"}), 400, "badexample.org")


def test_a_bug_is_answered_without_a_trace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr("graph.event_queries.list_events", fail)
    answer = client.get("/v1/events")
    _check(answer, 500, "internal error")
    assert "secret" not in answer.text


def test_workers_that_cannot_start_are_answered_with_the_reason(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/graph.db", model="no_such_model", workers=1, examples=False)
    with TestClient(create_app(settings), ADDRESS) as client:
        for path in ("/v1/extract", "/v1/articles"):
            _check(client.post(path, json={"text": "Go."}), 503, "no_such_model")
        # Kept all the same, and not given up for what is no fault of theirs.
        assert client.post("/v1/articles", json=[{"text": "Come."}]).status_code == 202
        jobs = client.get("/v1/jobs").json()["items"]
        assert [(job["waiting"], job["dead"]) for job in jobs] == [(1, 0), (1, 0)]


def test_keys_are_asked_for_where_there_are_any(tmp_path_factory: pytest.TempPathFactory) -> None:
    url = f"sqlite:///{tmp_path_factory.mktemp('keys')}/graph.db"
    settings = Settings(database_url=url, examples=False, api_keys=("first", "sécond"))
    client = TestClient(create_app(settings), "http://graph.example")
    for headers in ({}, {"X-API-Key": "wrong"}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic first"}):
        _check(client.get("/v1/events", headers=headers), 401, "API key")
        _check(client.get("/metrics", headers=headers), 401, "API key")
    for good in ({"X-API-Key": "first"}, {"Authorization": "Bearer first"}):
        assert client.get("/v1/events", headers=good).status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def _check(answer: object, status: int, detail: str) -> None:
    assert answer.status_code == status, answer.text  # type: ignore[attr-defined]
    body = answer.json()  # type: ignore[attr-defined]
    assert list(body) == ["detail"]
    assert detail in body["detail"]
    assert "Traceback" not in body["detail"]
