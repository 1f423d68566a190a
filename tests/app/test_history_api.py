"""What befell articles, and the graph of past days, over HTTP."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from ontology.records import Extraction

SIGNED = {"author": "A. Nalyst", "reason": "read both articles"}
Reports = Callable[..., tuple[Extraction, Extraction]]


def test_the_history_of_an_article_outlives_it(desk: TestClient, reports: Reports) -> None:
    own = reports()[1].article.id
    desk.post(f"/v1/events/{own}:meeting/reject", json=SIGNED)
    deleted = desk.delete(f"/v1/articles/{own}")
    assert deleted.json()["counts"] == {"actor": 1, "article": 1}
    assert desk.get(f"/v1/articles/{own}").status_code == 404
    history = desk.get(f"/v1/articles/{own}/history").json()["items"]
    assert [(entry["seq"], entry["action"]) for entry in history] == [(2, "added"), (4, "deleted")]
    read = desk.get(f"/v1/articles/{own}/history/2").json()
    assert [event["id"] for event in read["events"]] == [f"{own}:meeting"]
    assert desk.get(f"/v1/articles/{own}/history/3").status_code == 404
    assert desk.get("/v1/articles/a-0/history").status_code == 404


PATHS = (
    "actors", "actors/n-maliki", "actors/n-maliki/relations", "actors/n-maliki/timeline", "articles", "articles/{meeting}",
    "places", "places/Paris", "places/Paris/events", "events", "events/{meeting}:meeting", "relations", "graph",
    "export/graphml",
)  # fmt: skip


def test_every_question_can_be_asked_of_the_past(desk: TestClient, reports: Reports) -> None:
    own = reports()[1].article.id
    before = {path: desk.get(f"/v1/{path.replace('{meeting}', own)}") for path in PATHS}
    assert {answer.status_code for answer in before.values()} == {200}
    desk.post("/v1/actors/nouri-al-maliki/merge", json={**SIGNED, "others": ["n-maliki"], "name": "Maliki"})
    for report in reports():
        desk.delete(f"/v1/articles/{report.article.id}")
    for answer in before.values():
        path = answer.url.path
        assert desk.get(path, params={"as_of": "2"}).content == answer.content
        assert desk.get(path, params={"as_of": "2999-01-01"}).content == desk.get(path).content != answer.content


@pytest.mark.parametrize("path", ["events", "actors/isil", "export/graphml"])
@pytest.mark.parametrize(
    ("moment", "said"),
    [("yesterday", "2014-01-07"), ("99", "the last is 2"), ("9999-12-31", "as_of"), ("1e9", "as_of"), ("2014-02-30", "as_of")],
)
def test_moments_that_are_none_are_refused(unchanged_desk: TestClient, path: str, moment: str, said: str) -> None:
    refused = unchanged_desk.get(f"/v1/{path}", params={"as_of": moment})
    assert refused.status_code == 422
    assert said in refused.json()["detail"]


def test_a_moment_is_a_day_or_a_time(desk: TestClient) -> None:
    assert desk.get("/v1/events", params={"as_of": "2000-01-01"}).json()["items"] == []
    assert desk.get("/v1/events", params={"as_of": "2999-01-01T00:00+02:00"}).json()["items"] != []
