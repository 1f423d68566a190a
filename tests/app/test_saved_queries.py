"""Saved queries over HTTP, and their feeds."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from fastapi.testclient import TestClient

from graph.actions import make_action
from graph.store import Store
from ontology.records import Extraction

ATOM = {"a": "http://www.w3.org/2005/Atom"}
Reports = Callable[..., tuple[Extraction, Extraction]]


def save(desk: TestClient, name: str = "Biden meets anyone", **given: Any) -> Any:
    body = {"name": name, "filter": {"actor": "Joe Biden"}, "after": 0} | given
    return desk.post("/v1/saved-queries", json=body)


def read_feed(desk: TestClient, query: str = "biden-meets-anyone", **parameters: int) -> Xml.Element:
    answer = desk.get(f"/v1/saved-queries/{query}/feed.atom", params=parameters)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml")
    return Xml.fromstring(answer.content)


def test_a_query_is_saved_listed_shown_and_deleted(desk: TestClient) -> None:
    made = save(desk, filter={"actor": "Joe Biden", "relation": ["phone call"]})
    assert made.status_code == 201
    assert made.json()["id"] == "biden-meets-anyone"
    assert made.json()["filter"] == {"actor": "Joe Biden", "relation": ["call"]}
    (listed,) = desk.get("/v1/saved-queries").json()["items"]
    assert listed == desk.get("/v1/saved-queries/biden-meets-anyone").json()
    assert "secret" not in listed
    assert desk.delete("/v1/saved-queries/biden-meets-anyone").status_code == 204
    assert desk.get("/v1/saved-queries/biden-meets-anyone").status_code == 404
    assert desk.get("/v1/saved-queries").json() == {"items": []}


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"name": ""}, 422, "name"),
        ({"name": "…"}, 422, "no letter"),
        ({"filter": {"as_of": "2014-01-07"}}, 422, "as_of"),
        ({"filter": {"relation": ["fone call"]}}, 422, "fone call"),
        ({"filter": {"since": "yesterday"}}, 422, "since"),
        ({"after": 3}, 422, "the last is 2"),
        ({"secret": "long enough to be one"}, 422, "no webhook"),
        ({"webhook": "https://desk.example/hook"}, 422, "BELLIGRAPH_WEBHOOKS=on"),
        ({"hook": "https://desk.example/hook"}, 422, "hook"),
        ({"name": "x" * 2000}, 413, "larger than 1000 bytes"),
    ],
)
def test_what_cannot_be_saved_is_refused(
    unchanged_desk: TestClient, body: dict[str, Any], status: int, said: str
) -> None:
    refused = save(unchanged_desk, **body)
    assert (refused.status_code, list(refused.json())) == (status, ["detail"])
    assert said in refused.json()["detail"]


def test_a_query_that_matches_nobody_yet_says_so(desk: TestClient) -> None:
    made = save(desk, filter={"actor": "Nobody Inparticular"})
    assert (made.status_code, made.json()["problem"]) == (201, "no actor 'Nobody Inparticular'")
    assert read_feed(desk).findall("a:entry", ATOM) == []


def test_a_feed_has_sentence_article_publisher_and_ids_that_stay(desk: TestClient, reports: Reports) -> None:
    save(desk)
    feed = read_feed(desk)
    meeting, call = feed.findall("a:entry", ATOM)
    assert meeting.findtext("a:title", None, ATOM) == "N. Maliki – meeting – Joe Biden in Paris"
    assert meeting.findtext("a:content", None, ATOM) == "N. Maliki met Joe Biden in Paris."
    assert meeting.findtext("a:author/a:name", None, ATOM) == "Desk"
    assert meeting.findtext("a:published", None, ATOM) == "2014-01-07T00:00:00Z"
    assert (meeting.findtext("a:updated", "", ATOM)).endswith("Z")
    (link,) = meeting.findall("a:link", ATOM)
    assert desk.get(link.attrib["href"]).json()["id"] == reports()[1].events[0].id
    ids = [entry.findtext("a:id", "", ATOM) for entry in (feed, meeting, call)]
    assert len(set(ids)) == 3
    assert all(id.startswith("urn:uuid:") for id in ids)
    assert read_feed(desk, limit=1).findtext("a:entry/a:id", None, ATOM) == ids[1]


def test_a_feed_tells_of_changes_and_withdrawals(desk: TestClient, reports: Reports) -> None:
    save(desk)
    before = {entry.findtext("a:id", None, ATOM) for entry in read_feed(desk).findall("a:entry", ATOM)}
    desk.delete(f"/v1/articles/{reports()[1].article.id}")
    entries = read_feed(desk).findall("a:entry", ATOM)
    assert entries[0].findtext("a:title", "", ATOM) == "Withdrawn: N. Maliki – meeting – Joe Biden in Paris"
    assert {entry.findtext("a:id", None, ATOM) for entry in entries} == before
    # RFC 4287, 4.1.1.1: an entry without an article's address has a text of its own.
    assert all(entry.findtext("a:content", None, ATOM) for entry in entries)


def test_a_feed_that_is_known_is_not_sent_again(desk: TestClient, reports: Reports) -> None:
    save(desk)
    address = "/v1/saved-queries/biden-meets-anyone/feed.atom"
    first = desk.get(address)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"other", W/{tag}'},
        {"If-Modified-Since": modified},
    ):
        known = desk.get(address, headers=headers)
        assert (known.status_code, known.content, known.headers["ETag"]) == (304, b"", tag)
    for headers in (
        {"If-None-Match": '"other"', "If-Modified-Since": modified},
        {"If-Modified-Since": "Wed, 07 Jan 2015 00:00:00 GMT"},
        {"If-Modified-Since": "yesterday"},
    ):
        assert desk.get(address, headers=headers).status_code == 200
    desk.delete(f"/v1/articles/{reports()[1].article.id}")
    assert desk.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_a_feed_answers_head_as_get_without_its_body(desk: TestClient) -> None:
    save(desk)
    address = "/v1/saved-queries/biden-meets-anyone/feed.atom"
    whole, head = desk.get(address), desk.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)
    assert int(head.headers["Content-Length"]) == len(whole.content)
    assert desk.head(address, headers={"If-None-Match": head.headers["ETag"]}).status_code == 304
    assert desk.head("/v1/saved-queries/none/feed.atom").status_code == 404


def test_what_articles_say_cannot_break_out_of_a_feed(desk: TestClient, reports: Reports) -> None:
    store: Store = desk.app.state.services.store  # type: ignore[attr-defined]
    name = "</title><script>alert(1)</script>\uffff & \U0001f600"
    store.judge(make_action({"action": "rename-actor", "actor": "joe-biden", "name": name}), author="A", reason="B")
    save(desk, name="<b>&", filter={"actor": "joe-biden"})
    feed = read_feed(desk, "b")
    assert feed.findtext("a:title", "", ATOM) == "<b>&"
    assert "</title><script>alert(1)</script> & \U0001f600" in feed.findtext("a:entry/a:title", "", ATOM)


def test_feeds_and_queries_need_the_key(tmp_path: Any) -> None:
    from app.server import create_app
    from app.settings import Settings

    app = create_app(Settings(database_url=f"sqlite:///{tmp_path}/g.db", examples=False, api_keys=("key",)))
    client = TestClient(app)
    assert client.get("/v1/saved-queries").status_code == 401
    assert client.get("/v1/saved-queries/any/feed.atom").status_code == 401
    assert client.head("/v1/saved-queries/any/feed.atom").status_code == 401
