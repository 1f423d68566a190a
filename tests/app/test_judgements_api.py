"""Judgements over HTTP, on a store of hand-made records unless said otherwise."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from app.examples import SAMPLE
from app.server import create_app
from app.settings import Settings
from ontology.records import Extraction

ADDRESS = "http://127.0.0.1:8000"
SIGNED = {"author": "A. Nalyst", "reason": "read both articles"}
Reports = Callable[..., tuple[Extraction, Extraction]]


def send(desk: TestClient, method: str, path: str, **body: Any) -> Response:
    return desk.request(method, path, json={**SIGNED, **body})


def graphml(desk: TestClient) -> tuple[bytes, ...]:
    return tuple(desk.get("/v1/export/graphml", params={"view": view}).content for view in ("relations", "events"))


def test_merged_actors_are_one_until_it_is_undone(desk: TestClient) -> None:
    before = graphml(desk)
    answer = send(desk, "POST", "/v1/actors/nouri-al-maliki/merge", others=["n-maliki"])
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert (said["seq"], said["counts"]) == (3, {"actor": 2, "article": 1, "event": 1})
    assert {"seq": 3, "kind": "actor", "id": "n-maliki", "action": "deleted"}.items() <= said["changes"][2].items()
    assert said["judgement"]["action"] == {
        "action": "merge-actors",
        "into": "nouri-al-maliki",
        "others": ["n-maliki"],
        "name": "Nouri al-Maliki",
    }
    relations = desk.get("/v1/actors/nouri-al-maliki/relations").json()["items"]
    assert sorted(event["relation"] for event in relations) == ["call", "meeting"]
    assert graphml(desk) != before
    undone = send(desk, "POST", f"/v1/judgements/{said['judgement']['id']}/undo")
    assert undone.json()["judgement"]["active"] is False
    assert undone.json()["seq"] == 4
    assert graphml(desk) == before
    assert send(desk, "POST", "/v1/judgements/j-3/redo").json()["judgement"]["active"] is True
    assert graphml(desk) != before


JUDGEMENTS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/v1/actors/N. Maliki/merge", {"others": ["Joe Biden"], "name": "Somebody"}),
    ("POST", "/v1/actors/joe-biden/split", {"articles": ["{meeting}"], "name": "Another Biden"}),
    ("POST", "/v1/actors/joe-biden/split", {"mentions": [{"article": "{meeting}", "start": 14, "end": 23}]}),
    ("PATCH", "/v1/actors/isil", {"name": "Islamic State"}),
    ("PATCH", "/v1/actors/isil", {"country": None, "sector": "UAF", "since": "2014-01-01"}),
    ("POST", "/v1/places/corrections", {"name": "PARIS", "country": "FRA", "place": "gn:99454"}),
    ("POST", "/v1/places/corrections", {"name": "Paris", "article": "{meeting}", "place": None}),
    ("POST", "/v1/places/corrections", {"article": "{meeting}", "start": 27, "end": 32, "place": "gn:99454"}),
    ("POST", "/v1/places/corrections", {"name": "Paris", "place": {"id": "own:paris", "name": "Paris", "kind": "city"}}),
    ("POST", "/v1/mentions/link", {"mention": {"article": "{meeting}", "start": 0, "end": 9}, "actor": "Nouri al-Maliki"}),
    ("POST", "/v1/mentions/reject", {"mention": {"article": "{meeting}", "start": 0, "end": 9}}),
    ("PATCH", "/v1/events/{meeting}:meeting", {"relation": "phone call", "places": ["gn:99454"], "actors": ["ISIL"]}),
    ("PATCH", "/v1/events/{meeting}:meeting", {"status": "negated", "date": {"start": "2014-01-05"}}),
    ("POST", "/v1/events/{meeting}:meeting/confirm", {}),
    ("POST", "/v1/events/{meeting}:meeting/reject", {}),
    ("POST", "/v1/relations/{call}:office/confirm", {}),
    ("POST", "/v1/relations/{call}:office/reject", {}),
]


def with_ids(value: Any, reports: Reports) -> Any:
    """The value with the ids of the articles in the place of {call} and {meeting}."""
    if isinstance(value, str):
        call, meeting = (report.article.id for report in reports())
        return value.replace("{call}", call).replace("{meeting}", meeting)
    if isinstance(value, dict):
        return {name: with_ids(one, reports) for name, one in value.items()}
    return [with_ids(one, reports) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("method", "path", "body"), JUDGEMENTS)
def test_every_judgement_outlives_another_reading_and_can_be_undone(
    desk: TestClient, reports: Reports, method: str, path: str, body: dict[str, Any]
) -> None:
    store = desk.app.state.services.store  # type: ignore[attr-defined]
    other_reading = reports(confidence=0.4)
    before = graphml(desk)
    answer = send(desk, method, with_ids(path, reports), **with_ids(body, reports))
    assert answer.status_code == 200, answer.text
    judged = graphml(desk)
    for report in other_reading:
        store.add(report)
    for report in reports():
        store.add(report)
    assert graphml(desk) == judged
    assert desk.delete(f"/v1/articles/{other_reading[1].article.id}").status_code == 200
    store.add(reports()[1])
    assert graphml(desk) == judged
    assert answer.json()["judgement"]["articles"] >= 1
    assert send(desk, "POST", f"/v1/judgements/{answer.json()['judgement']['id']}/undo").status_code == 200
    assert graphml(desk) == before


def test_a_place_of_the_gazetteer_comes_with_what_is_known_of_it(desk: TestClient) -> None:
    answer = send(desk, "POST", "/v1/places/corrections", name="Paris", place="gn:99454")
    assert answer.json()["judgement"]["action"]["place"]["name"] == "Fallujah"
    assert {event["relation"] for event in desk.get("/v1/places/gn:99454/events").json()["items"]} == {
        "meeting",
        "seizure",
    }
    assert desk.get("/v1/places/gn:2988507").status_code == 404


def test_what_a_judgement_does_not_set_is_not_in_its_answer(desk: TestClient, reports: Reports) -> None:
    event = f"{reports()[1].article.id}:meeting"
    answer = send(desk, "PATCH", f"/v1/events/{event}", mode=None, historical=True).json()
    assert answer["judgement"]["action"]["changes"].keys() >= {"mode", "historical"}
    assert "casualties" not in answer["judgement"]["action"]["changes"]
    assert desk.get(f"/v1/judgements/{answer['judgement']['id']}").json() == answer["judgement"]


def test_actors_that_must_never_be_merged_are_not(desk: TestClient) -> None:
    assert send(desk, "POST", "/v1/actors/n-maliki/never-merge", others=["nouri-al-maliki"]).status_code == 200
    refused = send(desk, "POST", "/v1/actors/nouri-al-maliki/merge", others=["n-maliki"])
    assert refused.status_code == 422
    assert "says judgement j-3" in refused.json()["detail"]


def test_an_actor_that_was_merged_is_told_with_its_judgement(desk: TestClient) -> None:
    send(desk, "POST", "/v1/actors/nouri-al-maliki/merge", others=["n-maliki"])
    for method, path, body in (
        ("POST", "/v1/actors/joe-biden/merge", {"others": ["n-maliki"]}),
        ("PATCH", "/v1/actors/n-maliki", {"name": "Somebody"}),
    ):
        refused = send(desk, method, path, **body)
        assert refused.status_code == 404
        assert "merged into 'nouri-al-maliki' by judgement j-3" in refused.json()["detail"]


def test_nothing_is_undone_twice(desk: TestClient) -> None:
    send(desk, "PATCH", "/v1/actors/isil", name="IS")
    assert send(desk, "POST", "/v1/judgements/j-3/undo", author="B. Oss", reason="no").status_code == 200
    again = send(desk, "POST", "/v1/judgements/j-3/undo")
    assert (again.status_code, again.json()["detail"]) == (422, "judgement j-3 is undone already, by B. Oss: no")


def test_the_author_of_the_settings_signs_where_a_judgement_does_not_say(signing_desk: TestClient) -> None:
    for said, signed in ((None, "The desk"), ("A. Nalyst", "A. Nalyst")):
        body = {"reason": "so it is", "name": f"IS of {signed}"} | ({"author": said} if said else {})
        assert signing_desk.patch("/v1/actors/isil", json=body).json()["judgement"]["author"] == signed


def test_judgements_are_listed_by_what_is_asked_for(desk: TestClient) -> None:
    send(desk, "PATCH", "/v1/actors/isil", name="IS")
    send(desk, "PATCH", "/v1/actors/irq", kind="government", author="B. Oss")
    send(desk, "POST", "/v1/places/corrections", name="Atlantis", place=None)
    send(desk, "POST", "/v1/judgements/j-3/undo")

    def listed(**parameters: object) -> list[str]:
        answer = desk.get("/v1/judgements", params=parameters)
        assert answer.status_code == 200, answer.text
        return [judgement["id"] for judgement in answer.json()["items"]]

    assert listed() == ["j-5", "j-4", "j-3"]
    assert listed(target="isil") == ["j-3"]
    assert listed(author="B. Oss") == ["j-4"]
    assert listed(action="correct-place") == ["j-5"]
    assert listed(active="false") == ["j-3"]
    assert listed(unmatched="true") == ["j-5"]
    assert listed(since="2999-01-01") == []
    first = desk.get("/v1/judgements", params={"limit": 2}).json()
    assert listed(limit=2, cursor=first["next"]) == ["j-3"]
    for bad, said in (({"action": "merge"}, "merge-actors"), ({"sinec": "x"}, "sinec"), ({"since": "86400"}, "since")):
        refused = desk.get("/v1/judgements", params=bad)
        assert refused.status_code == 422
        assert said in refused.json()["detail"]


def test_judgements_meet_articles_that_a_worker_reads(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/graph.db", examples=False, workers=1)
    with TestClient(create_app(settings), ADDRESS) as desk:
        own = desk.post("/v1/articles", json=SAMPLE).json()["id"]
        before = graphml(desk)
        said = send(desk, "POST", "/v1/places/corrections", name="Fallujah", place="gn:98182")
        assert said.json()["counts"]["event"] >= 1
        judged = graphml(desk)
        desk.delete(f"/v1/articles/{own}")
        assert desk.post("/v1/articles", json=SAMPLE).json()["status"] == "added"
        assert graphml(desk) == judged
        assert [event["relation"] for event in desk.get("/v1/places/gn:98182/events").json()["items"]] == ["seizure"]
        send(desk, "POST", f"/v1/judgements/{said.json()['judgement']['id']}/undo")
        assert graphml(desk) == before
