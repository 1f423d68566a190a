"""Fetching from the network: only from where it is allowed, bounded, polite."""

import gzip
import socket
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app import fetching
from app.fetching import FetchError, Known, Rules, TurnError, fetch, normal_address, origin_of
from app.settings import Settings
from app.visiting import Visitor
from graph.hosts import load_host
from graph.store import Store
from ontology.errors import InputError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
# Status, headers and body.
Reply = tuple[int, dict[str, str], bytes]


def rules(**changed: object) -> Rules:
    return Rules(**{"allowed": ("127.0.0.1",), "agent": "Belligraph/test", "max_bytes": 1000} | changed)  # type: ignore[arg-type]


def test_a_page_is_fetched_with_what_the_server_says_of_it(site: Any) -> None:
    site.replies["/a?b=1"] = (200, {"ETag": '"1"', "Content-Type": "text/html; charset=ISO-8859-1"}, b"<p>Truce</p>")
    answer = fetch(f"{site.url}/a?b=1", rules())
    assert (answer.body, answer.kind, answer.charset) == (b"<p>Truce</p>", "text/html", "iso-8859-1")
    assert answer.known == Known('"1"', None)
    ((path, headers),) = site.asked
    assert path == "/a?b=1"
    assert headers["User-Agent"] == "Belligraph/test"
    assert headers["Host"] == site.url.removeprefix("http://")


def test_what_has_not_changed_is_not_sent_again(site: Any) -> None:
    site.replies["/"] = lambda headers: (304 if headers.get("If-None-Match") == '"1"' else 200, {}, b"")
    assert fetch(f"{site.url}/", rules(), known=Known('"1"', "Sun, 01 Mar 2026 12:00:00 GMT")).body is None
    assert site.asked[0][1]["If-Modified-Since"] == "Sun, 01 Mar 2026 12:00:00 GMT"


def test_compressed_bodies_are_unpacked_and_bounded(site: Any) -> None:
    site.replies["/small"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 900))
    site.replies["/bomb"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 50_000_000))
    assert fetch(f"{site.url}/small", rules()).body == b"x" * 900
    with pytest.raises(FetchError, match="larger than 1000 bytes") as refused:
        fetch(f"{site.url}/bomb", rules())
    assert refused.value.final


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://10.0.0.7/", "not a public address"),
        ("http://169.254.169.254/latest/meta-data/", "not a public address"),
        ("http://[::ffff:127.0.0.1]/", "not a public address"),
        ("http://localhost/", "not a public address"),
        ("http://0.0.0.0/", "not a public address"),
    ],
)
def test_private_addresses_are_refused(address: str, why: str) -> None:
    with pytest.raises(FetchError, match=f"{why}.*BELLIGRAPH_FETCH_HOSTS") as refused:
        fetch(address, rules(allowed=()))
    assert refused.value.final


def test_every_redirect_is_checked_anew(site: Any) -> None:
    site.replies["/to-metadata"] = (302, {"Location": "http://169.254.169.254/latest/"}, b"")
    site.replies["/to-file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    site.replies["/by-name"] = (302, {"Location": f"http://localhost:{site.server_port}/inside"}, b"")
    for path in ("/to-metadata", "/to-file", "/by-name"):
        with pytest.raises(FetchError, match="not a") as refused:
            fetch(f"{site.url}{path}", rules())
        assert refused.value.final
    assert "/inside" not in [path for path, _ in site.asked]


def test_redirects_are_followed_but_not_for_ever(site: Any) -> None:
    site.replies["/old"] = (301, {"Location": "new#part"}, b"")
    site.replies["/new"] = (200, {}, b"here")
    site.replies["/round"] = (307, {"Location": "/round"}, b"")
    answer = fetch(f"{site.url}/old", rules())
    assert (answer.address, answer.body) == (f"{site.url}/new", b"here")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch(f"{site.url}/round", rules())


@pytest.mark.parametrize(
    ("status", "final", "wait"),
    [(404, True, None), (410, True, None), (429, False, 30.0), (503, False, 30.0), (500, False, 30.0)],
)
def test_refusals_say_whether_to_come_back(site: Any, status: int, final: bool, wait: float | None) -> None:
    site.replies["/"] = (status, {"Retry-After": "30"}, b"")
    with pytest.raises(FetchError, match=f"answered {status}") as refused:
        fetch(f"{site.url}/", rules())
    assert (refused.value.final, refused.value.wait) == (final, wait)


def test_a_slow_host_is_left(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = threading.Event()

    def stall(headers: dict[str, str]) -> Reply:
        waiting.wait(20)
        return 200, {}, b""

    site.replies["/"] = stall
    monkeypatch.setattr(fetching, "_WHOLE", 0.2)
    with pytest.raises(FetchError):
        fetch(f"{site.url}/", rules())
    waiting.set()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x01\x02 no HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut off",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
    ],
)
def test_a_broken_answer_may_be_better_the_next_time(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def reply() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(10_000)
                connection.sendall(answer)

        thread = threading.Thread(target=reply)
        thread.start()
        with pytest.raises(FetchError) as broken:
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", rules())
        thread.join()
    assert not broken.value.final


def test_addresses_are_compared_in_one_form() -> None:
    assert normal_address(" HTTP://News.Example:80/a b?q=ü#top ") == "http://news.example/a%20b?q=%C3%BC"
    assert normal_address("https://bücher.example") == "https://xn--bcher-kva.example/"
    assert normal_address("https://news.example/a%20b") == "https://news.example/a%20b"
    assert origin_of("https://news.example:8443/a") == "https://news.example:8443"
    for bad in (
        "news.example/a",
        "ftp://news.example/",
        "https://me:pw@news.example/",
        "https://",
        "https://a b/",
        "http://[::1",
    ):
        with pytest.raises(InputError, match="page"):
            normal_address(bad)


def visitor(store: Store, *, pace: float = 5.0, slept: list[float] | None = None, at: datetime = NOW) -> Visitor:
    settings = Settings(
        fetch=True, fetch_hosts=("127.0.0.1", "localhost"), fetch_pace=pace, fetch_contact="desk@example.org"
    )
    return Visitor(store, settings, sleep=([] if slept is None else slept).append, clock=lambda: at)


def test_robots_are_obeyed_and_asked_once_a_day(site: Any, store: Store) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: belligraph\nDisallow: /private*\nAllow: /\n"
    site.replies |= {"/robots.txt": (200, {"Content-Type": "text/plain"}, rules), "/a": (200, {}, b"a")}
    guest = visitor(store, pace=0)
    assert guest.visit(f"{site.url}/a").body == b"a"
    with pytest.raises(FetchError, match=r"robots\.txt of .* does not allow it") as refused:
        guest.visit(f"{site.url}/private-letters")
    assert refused.value.final
    assert visitor(store, pace=0).visit(f"{site.url}/a").body == b"a"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/a"]
    visitor(store, pace=0, at=NOW + timedelta(days=2)).visit(f"{site.url}/a")
    assert [path for path, _ in site.asked][3:] == ["/robots.txt", "/a"]
    assert site.asked[1][1]["User-Agent"].endswith("(desk@example.org)")


def test_robots_that_cannot_be_had_allow_nothing_and_missing_ones_everything(site: Any, store: Store) -> None:
    site.replies |= {"/robots.txt": (503, {}, b""), "/a": (200, {}, b"a")}
    with pytest.raises(FetchError, match=r"robots\.txt") as refused:
        visitor(store).visit(f"{site.url}/a")
    assert not refused.value.final
    del site.replies["/robots.txt"]
    assert visitor(store).visit(f"{site.url}/a").body == b"a"


def test_robots_hold_for_where_a_redirect_leads(site: Any, store: Store) -> None:
    site.replies |= {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private"),
        "/a": (302, {"Location": "/private"}, b""),
        "/private": (200, {}, b"secret"),
    }
    with pytest.raises(FetchError, match="does not allow"):
        visitor(store, pace=0).visit(f"{site.url}/a")
    assert "/private" not in [path for path, _ in site.asked]


def test_a_host_is_left_its_pace_across_processes(site: Any, store: Store) -> None:
    site.replies |= {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 7"), "/a": (200, {}, b"a")}
    slept: list[float] = []
    visitor(store, slept=slept).visit(f"{site.url}/a")
    assert slept == []
    visitor(store, slept=slept).visit(f"{site.url}/a")
    assert slept == [7.0]
    with pytest.raises(TurnError) as early:
        visitor(store, slept=slept).visit(f"{site.url}/a")
    assert early.value.wait == 14.0
    host = load_host(store, site.url)
    assert host is not None
    assert host.due_at == NOW + timedelta(seconds=14)
