"""Who somebody is and was, read from articles, over HTTP."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.server import create_app
from app.settings import Settings
from extract.pipeline import Extractor
from graph.store import open_store
from ontology.records import Article

ARTICLES = (
    ("Iraqi Prime Minister Nouri al-Maliki met tribal leaders in Baghdad on Monday. Maliki vowed to retake Fallujah.", date(2014, 1, 7)),
    ("Prime Minister Nuri al-Maliki said on Sunday that his troops would besiege Fallujah. He accused Saudi Arabia.", date(2014, 1, 26)),
    ("Former prime minister Nouri al-Maliki criticised the government in Baghdad on Friday.", date(2016, 5, 6)),
    ("Police Colonel Jamil Hashimi accused militants in Mosul on Friday.", date(2014, 2, 7)),
    ("The Iraqi police colonel Jameel al-Hashimi met reporters in Baghdad.", date(2014, 2, 9)),
)  # fmt: skip


@pytest.fixture(scope="module")
def client(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    url = f"sqlite:///{tmp_path_factory.mktemp('time')}/graph.db"
    with open_store(url) as store:
        for number, (text, published) in enumerate(ARTICLES):
            store.add(extractor.extract(Article(id=f"a-{number}", text=text, published=published, publisher="Desk")))
    with TestClient(create_app(Settings(database_url=url, examples=False)), "http://127.0.0.1:8000") as client:
        yield client


def test_what_maliki_did_in_january_2014_and_as_what(client: TestClient) -> None:
    days = {"since": "2014-01-01", "until": "2014-01-31"}
    did = client.get("/v1/actors/Maliki/relations", params=days).json()
    assert {event["relation"] for event in did["items"]} >= {"meeting"}
    then = client.get("/v1/actors/Maliki", params={"at": "2014-01-20"}).json()
    assert then["id"] == "nouri-al-maliki"
    assert (then["code"]["country"], then["code"]["sector"]) == ("IRQ", "GOV")
    offices = {(role["title"], role["source"]) for role in then["roles"]}
    assert {("prime minister", "list"), ("prime minister", "article")} <= offices
    read = next(role for role in then["roles"] if role["source"] == "article")
    assert (read["first"], read["last"], read["articles"]) == ("2014-01-07", "2014-01-26", 2)
    assert {one["article"] for one in read["evidence"]} == {"a-0", "a-1"}
    assert any("Prime Minister" in (one["sentence"] or "") for one in read["evidence"])


def test_in_2016_he_was_that_no_more(client: TestClient) -> None:
    later = client.get("/v1/actors/Maliki", params={"at": "2016-06-01"}).json()
    assert later["code"]["sector"] != "GOV"
    assert "prime minister" not in {role["title"] for role in later["roles"]}


def test_an_id_that_was_joined_leads_to_the_actor_with_the_reason(client: TestClient) -> None:
    actor = client.get("/v1/actors/jameel-al-hashimi").json()
    assert actor["id"] == "jamil-hashimi"
    (joined,) = actor["joined"]
    assert (joined["id"], joined["score"] > 0.9) == ("jameel-al-hashimi", True)
    assert "Jamil Hashimi" in joined["why"][0]


def test_as_of_a_day_before_anything_was_recorded_there_is_nobody(client: TestClient) -> None:
    assert client.get("/v1/actors/nouri-al-maliki", params={"as_of": "2014-01-31"}).status_code == 404
    assert client.get("/v1/actors/nouri-al-maliki", params={"at": "January"}).status_code == 422


def test_candidates_are_listed_for_a_person_to_decide(client: TestClient) -> None:
    answer = client.get("/v1/actors/candidates", params={"min_score": 0.5})
    assert answer.status_code == 200
    assert set(answer.json()) == {"items", "next"}
    assert client.get("/v1/actors/candidates", params={"min_score": 2}).status_code == 422
    assert client.get("/v1/actors/candidates", params={"score": 1}).status_code == 422
    assert client.get("/v1/actors/candidates", params={"actor": "Nobody At All"}).status_code == 404


def test_candidates_on_the_command_line(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.cli import app

    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", f"sqlite:///{tmp_path}/graph.db")
    open_store(f"sqlite:///{tmp_path}/graph.db").close()
    with pytest.raises(SystemExit) as ended:
        app(["actors", "candidates", "--json"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == '{"items":[],"next":null}\n'
