"""Webhooks: where they may go, how they are signed, and that what is sent arrives."""

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.delivering import Courier
from app.server import create_app
from app.settings import Settings
from app.web_addresses import check_address, find_addresses, parse_target
from app.webhooks import DELIVERY, SIGNATURE, WebhookError, make_secret, post, sign
from graph.store import open_store
from ontology.errors import InputError, StoreError
from ontology.records import Extraction

Reports = Callable[..., tuple[Extraction, Extraction]]
SECRET = "a secret of some length"


class Receiver(HTTPServer):
    """Keeps what it gets and answers as it is told; 307 leads to /elsewhere."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Hook)
        self.answers: list[int] = []
        self.got: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?desk=1"


class Hook(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.answers.pop(0) if self.server.answers else 204)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@contextmanager
def serving(folder: Path, reports: Reports, **settings: object) -> Iterator[tuple[TestClient, Settings]]:
    given = {"examples": False, "webhooks": True, "webhook_hosts": ("127.0.0.1",)} | settings
    known = Settings(database_url=f"sqlite:///{folder}/graph.db", **given)  # type: ignore[arg-type]
    app = create_app(known)
    store = app.state.services.store
    for report in reports():
        store.add(report)
    yield TestClient(app, "http://127.0.0.1:8000", raise_server_exceptions=False), known
    store.close()


def test_a_signature_is_the_hmac_of_time_and_body() -> None:
    assert (
        sign("secret", 1700000000, b'{"items":[]}')
        == "t=1700000000,v1=" + hmac.new(b"secret", b'1700000000.{"items":[]}', hashlib.sha256).hexdigest()
    )
    assert make_secret() != make_secret()


def test_the_documented_check_accepts_what_is_signed_and_nothing_else() -> None:
    page = (Path(__file__).parents[2] / "docs" / "feeds.md").read_text()
    known: dict[str, Callable[..., bool]] = {}
    exec(page.partition("```python\n")[2].partition("```")[0], known)
    check, body = known["is_genuine"], b'{"items":[]}'
    header = sign(SECRET, 1700000000, body)
    assert check(SECRET, header, body, now=1700000010)
    assert not check(SECRET, header, body + b" ", now=1700000010)
    assert not check("another secret", header, body, now=1700000010)
    assert not check(SECRET, header, body, now=1700000000 + 3600)
    assert not check(SECRET, "t=1,v1=", body, now=1)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1.2.3:80/x", "https://10.0.0.1/", "http://192.168.0.1/", "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/", "http://100.64.0.1/", "ftp://desk.example/", "file:///etc/passwd", "//desk.example",
        "http://user:password@desk.example/", "http:///hook", "http://desk.example:99999/", "http://desk.example/\r\nX: y",
        "http://[::1", "hook", f"http://{'x' * 64}.example/", "http://desk..example/",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_or_none_are_refused(url: str) -> None:
    with pytest.raises(InputError, match=r"webhook"):
        parse_target(url, allowed=())


def test_public_addresses_and_hosts_of_the_settings_are_taken() -> None:
    assert parse_target("https://desk.example/a?b=1", allowed=()) == ("https", "desk.example", 443, "/a?b=1")
    assert parse_target("http://8.8.8.8:81", allowed=()) == ("http", "8.8.8.8", 81, "/")
    check_address("10.0.0.1", "Hooks.Internal", allowed=("hooks.internal",))
    assert parse_target("http://[::1]:8/", allowed=("[::1]",)).host == "::1"


def test_a_name_that_leads_to_this_machine_is_refused_when_it_is_looked_up() -> None:
    target = parse_target("http://localhost:9/", allowed=())
    with pytest.raises(InputError, match="is not a public address"):
        find_addresses(target, allowed=())
    assert "127.0.0.1" in find_addresses(target, allowed=("localhost",))


def test_redirects_are_not_followed(receiver: Receiver) -> None:
    receiver.answers = [307]
    with pytest.raises(WebhookError, match="answered 307"):
        post(receiver.url, b"{}", {}, allowed=("127.0.0.1",))
    assert [path for path, _, _ in receiver.got] == ["/hook?desk=1"]


def test_news_is_sent_signed_and_tried_again_until_it_is_received(
    tmp_path: Path, receiver: Receiver, reports: Reports
) -> None:
    receiver.answers = [500]
    moments = [datetime(2026, 3, 1, tzinfo=UTC)]
    with serving(tmp_path, reports) as (desk, settings), open_store(settings.database_url) as store:
        body = {"name": "All", "filter": {}, "after": 0, "webhook": receiver.url}
        secret = desk.post("/v1/saved-queries", json=body).json()["secret"]
        courier = Courier(store, settings, clock=lambda: moments[-1])
        assert [courier.work(), courier.work()] == [1, 0]
        waiting = desk.get("/v1/saved-queries/all/deliveries").json()["items"]
        assert [(one["state"], one["attempts"], one["reason"]) for one in waiting] == [("waiting", 1, "answered 500")]
        moments.append(moments[-1] + timedelta(minutes=1))
        assert [courier.work(), courier.work()] == [1, 0]
        (sent,) = desk.get("/v1/saved-queries/all/deliveries", params={"state": "sent"}).json()["items"]
        courier.stop()
    (_, first, content), (_, second, again) = receiver.got
    assert content == again
    assert first[DELIVERY] == second[DELIVERY] == sent["id"] == json.loads(content)["delivery"]
    for headers, moment in ((first, moments[0]), (second, moments[1])):
        assert headers[SIGNATURE] == sign(secret, int(moment.timestamp()), content)
        assert headers["Host"] == f"127.0.0.1:{receiver.server_port}"
    assert {item["action"] for item in json.loads(content)["items"]} == {"added"}
    assert {item["event"]["article"]["publisher"] for item in json.loads(content)["items"]} == {"Desk"}


def test_one_of_several_servers_sends(tmp_path: Path, reports: Reports) -> None:
    sent: list[str] = []

    def receive(url: str, body: bytes, headers: Mapping[str, str], *, allowed: Collection[str]) -> None:
        sent.append(headers[DELIVERY])

    with serving(tmp_path, reports) as (desk, settings), open_store(settings.database_url) as store:
        body = {"name": "All", "filter": {}, "after": 0, "webhook": "https://desk.example/", "secret": SECRET}
        assert desk.post("/v1/saved-queries", json=body).json()["secret"] == SECRET
        couriers = [Courier(store, settings, send=receive) for _ in range(2)]
        assert [courier.work() for courier in couriers] == [1, 0]
        desk.delete(f"/v1/articles/{reports()[0].article.id}")
        assert couriers[1].work() == 0
        couriers[0].stop()
        assert couriers[1].work() == 1
    assert len(set(sent)) == len(sent) == 2


def test_what_was_given_up_is_listed_with_the_reason_and_sent_again_when_asked(
    tmp_path: Path, receiver: Receiver, reports: Reports
) -> None:
    receiver.answers = [410]
    with serving(tmp_path, reports) as (desk, settings), open_store(settings.database_url) as store:
        courier = Courier(store, settings)
        desk.post("/v1/saved-queries", json={"name": "All", "filter": {}, "after": 0, "webhook": receiver.url})
        courier.work()
        (dead,) = desk.get("/v1/saved-queries/all/deliveries", params={"state": "dead"}).json()["items"]
        assert (dead["attempts"], dead["reason"]) == (1, "answered 410")
        resent = desk.post(f"/v1/saved-queries/all/deliveries/{dead['id']}/resend").json()
        assert (resent["state"], resent["attempts"]) == ("waiting", 0)
        courier.work()
        (sent,) = desk.get("/v1/saved-queries/all/deliveries").json()["items"]
        assert sent["state"] == "sent"
        assert desk.post("/v1/saved-queries/all/deliveries/d-0/resend").status_code == 404


def test_a_host_that_is_no_longer_allowed_is_told_as_the_reason(tmp_path: Path, reports: Reports) -> None:
    with serving(tmp_path, reports) as (desk, settings), open_store(settings.database_url) as store:
        desk.post("/v1/saved-queries", json={"name": "All", "filter": {}, "after": 0, "webhook": "http://127.0.0.1:9/"})
        Courier(store, settings.model_copy(update={"webhook_hosts": ()})).work()
        (waiting,) = desk.get("/v1/saved-queries/all/deliveries").json()["items"]
        assert "127.0.0.1 is not a public address" in waiting["reason"]


def test_a_server_sends_in_the_background(tmp_path: Path, receiver: Receiver, reports: Reports) -> None:
    with serving(tmp_path, reports, model="no-such-model", workers=1) as (desk, _):
        desk.post("/v1/saved-queries", json={"name": "All", "filter": {}, "after": 0, "webhook": receiver.url})
        with desk:
            for _ in range(200):
                if receiver.got:
                    break
                threading.Event().wait(0.05)
    assert len(receiver.got) == 1


def test_a_fault_does_not_end_the_sending(
    tmp_path: Path, receiver: Receiver, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [KeyError("a fault"), StoreError("the database is locked")]
    work = Courier.work

    def fail_first(courier: Courier) -> int:
        if faults:
            raise faults.pop()
        return work(courier)

    monkeypatch.setattr(Courier, "work", fail_first)
    monkeypatch.setattr("app.background.PERIOD", 0.01)
    with serving(tmp_path, reports, model="no-such-model", workers=1) as (desk, _):
        desk.post("/v1/saved-queries", json={"name": "All", "filter": {}, "after": 0, "webhook": receiver.url})
        with desk:
            for _ in range(200):
                if receiver.got:
                    break
                threading.Event().wait(0.05)
    assert len(receiver.got) == 1
