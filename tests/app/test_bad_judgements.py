"""Judgements that cannot be: a clear 4xx with `detail`, and nothing changed."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

SIGNED = {"author": "A. Nalyst", "reason": "read both articles"}


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "detail"),
    [
        ("POST", "/v1/actors/nobody/merge", {"others": ["isil"]}, 404, "nobody"),
        ("POST", "/v1/actors/isil/merge", {"others": ["nobody"]}, 404, "nobody"),
        ("POST", "/v1/actors/isil/merge", {"others": []}, 422, "others"),
        ("POST", "/v1/actors/isil/merge", {"others": ["isil"]}, 422, "itself"),
        ("POST", "/v1/actors/isil/merge", {"others": ["irq"], "reason": " "}, 422, "reason"),
        ("POST", "/v1/actors/isil/merge", {"others": ["irq"], "author": None}, 422, "BELLIGRAPH_AUTHOR"),
        ("POST", "/v1/actors/isil/merge", {"others": ["irq"], "othrs": 1}, 422, "othrs"),
        ("POST", "/v1/actors/isil/merge", {"others": ["irq"], "reason": "a\x00b"}, 422, "reason"),
        ("POST", "/v1/actors/isil/split", {}, 422, "articles or mentions"),
        ("POST", "/v1/actors/isil/split", {"mentions": [{"article": "a", "start": 5, "end": 5}]}, 422, "ends at 5"),
        ("PATCH", "/v1/actors/isil", {}, 422, "nothing to set"),
        ("PATCH", "/v1/actors/isil", {"name": "IS", "kind": "person"}, 422, "two judgements"),
        ("PATCH", "/v1/actors/isil", {"kind": "cabal"}, 422, "cabal"),
        ("PATCH", "/v1/actors/isil", {"sector": "GOV", "since": "2014-02-30"}, 422, "2014-02-30"),
        ("POST", "/v1/places/corrections", {"name": "Paris"}, 422, "place"),
        ("POST", "/v1/places/corrections", {"place": "gn:99454"}, 422, "or a name"),
        ("POST", "/v1/places/corrections", {"name": "Paris", "place": "gn:1"}, 404, "gn:1"),
        ("POST", "/v1/places/corrections", {"name": "Paris", "place": "Fallujah"}, 409, "gn:99454 (Fallujah, city"),
        ("POST", "/v1/places/corrections", {"name": "!", "place": None}, 422, "no letter"),
        ("POST", "/v1/places/corrections", {"article": "a-0", "name": "Paris", "place": None}, 404, "a-0"),
        ("POST", "/v1/mentions/reject", {"mention": {"article": "a-0", "start": 0, "end": 1}}, 404, "a-0"),
        ("PATCH", "/v1/events/e-0", {"status": "negated"}, 404, "e-0"),
        ("PATCH", "/v1/events/e-0", {}, 422, "nothing to set"),
        ("PATCH", "/v1/events/e-0", {"status": "perhaps"}, 422, "status"),
        ("POST", "/v1/events/e-0/confirm", {}, 404, "e-0"),
        ("POST", "/v1/relations/r-0/reject", {}, 404, "r-0"),
        ("POST", "/v1/judgements/j-0/undo", {}, 404, "j-0"),
        ("DELETE", "/v1/articles/a-0", {}, 404, "a-0"),
    ],
)
def test_bad_judgements_are_refused_and_change_nothing(
    unchanged_desk: TestClient, method: str, path: str, body: dict[str, Any], status: int, detail: str
) -> None:
    answer = unchanged_desk.request(method, path, json={**SIGNED, **body})
    assert answer.status_code == status, answer.text
    assert list(answer.json()) == ["detail"]
    assert detail in answer.json()["detail"]
    assert unchanged_desk.get("/v1/changes").json()["latest"] == 2


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b"{", 422), (b"[" * 900, 422), (b'{"reason": "' + b"x" * 1000 + b'"}', 413), (b'{"reason": "\\ud800"}', 422)],
)
def test_bodies_that_are_none_are_refused(unchanged_desk: TestClient, content: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    refused = unchanged_desk.post("/v1/events/e-0/confirm", content=content, headers=headers)
    assert (refused.status_code, list(refused.json())) == (status, ["detail"])


def test_pages_of_other_sites_judge_nothing(unchanged_desk: TestClient) -> None:
    for method, path in (("POST", "/v1/actors/isil/merge"), ("DELETE", "/v1/articles/a-0"), ("PATCH", "/v1/events/e-0")):
        refused = unchanged_desk.request(method, path, json=SIGNED, headers={"Origin": "https://evil.example"})
        assert refused.status_code == 403
