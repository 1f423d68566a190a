"""The server as a client sees it, with a real worker."""

import io
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from app.examples import SAMPLE
from app.intake import make_input
from app.server import create_app
from app.settings import Settings

ARTICLE = Path(__file__).parents[3] / "shared" / "acceptance" / "us-hardware-to-iraq.txt"
ADDRESS = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    url = f"sqlite:///{tmp_path_factory.mktemp('api')}/graph.db"
    with TestClient(create_app(Settings(database_url=url, workers=1, examples=False)), ADDRESS) as client:
        yield client


@pytest.fixture(scope="module")
def stored(client: TestClient) -> dict[str, object]:
    """The sample article, kept."""
    answer = client.post("/v1/articles", json=SAMPLE)
    assert answer.status_code in (200, 201)
    return dict(answer.json())


def test_extract_answers_with_offsets_into_the_text_and_stores_nothing(client: TestClient) -> None:
    text = "Rebels shelled the town of Kobani on Friday, the mayor of Kobani said in a statement to reporters."
    answer = client.post("/v1/extract", json={"text": text, "published": "2014-10-04"})
    assert answer.status_code == 200
    read = answer.json()
    stored_text = read["article"]["text"]
    assert all(stored_text[m["start"] : m["end"]] == m["text"] for m in read["mentions"])
    assert client.get(f"/v1/articles/{read['article']['id']}").status_code == 404


def test_the_same_article_again_changes_nothing(client: TestClient, stored: dict[str, object]) -> None:
    before = client.get("/metrics").text
    again = client.post("/v1/articles", json=SAMPLE)
    assert (again.status_code, again.json()["status"]) == (200, "unchanged")
    assert again.json()["events"] == stored["events"]
    assert client.get("/metrics").text == before


def test_plain_text_and_html_bodies_are_read(client: TestClient) -> None:
    known = {"publisher": "Example News", "published": "2014-01-07", "title": SAMPLE["title"]}
    plain = client.post("/v1/extract", params=known, content=SAMPLE["text"], headers={"Content-Type": "text/plain"})
    assert plain.json()["article"]["publisher"] == "Example News"
    assert plain.json()["article"]["published"] == "2014-01-07"
    page = f"<html><body><article><h1>{SAMPLE['title']}</h1><p>{SAMPLE['text']}</p></article></body></html>"
    html = client.post("/v1/extract", content=page, headers={"Content-Type": "text/html; charset=utf-8"})
    assert "seized Fallujah" in html.json()["article"]["text"]
    assert "<p>" not in html.json()["article"]["text"]


def test_an_actor_is_found_by_id_name_and_alias(client: TestClient, stored: dict[str, object]) -> None:
    found = client.get("/v1/actors/Maliki").json()
    assert found["name"].endswith("al-Maliki")
    assert client.get(f"/v1/actors/{found['id']}").json() == found
    assert client.get("/v1/actors/nouri AL-maliki").json() == found
    listed = client.get("/v1/actors", params={"q": "maliki"}).json()["items"]
    assert found["id"] in [actor["id"] for actor in listed]


def test_relations_carry_sentence_offsets_date_and_article(client: TestClient, stored: dict[str, object]) -> None:
    answer = client.get("/v1/actors/Maliki/relations", params={"relation": "call"}).json()
    event = answer["items"][0]
    article = client.get(f"/v1/articles/{stored['id']}").json()["article"]
    evidence = event["evidence"]
    assert article["text"][evidence["start"] : evidence["end"]] == evidence["sentence"]
    assert [other["name"] for other in event["others"]] == ["Joe Biden"]
    assert event["date"]["start"] == "2014-01-06"
    assert event["article"]["id"] == stored["id"]
    assert client.get(f"/v1/events/{event['id']}").json()["evidence"] == evidence


def test_filters_take_any_form_of_a_word_and_refuse_unknown_ones(client: TestClient, stored: dict[str, object]) -> None:
    assert client.get("/v1/events", params={"relation": "phone call", "type": "consult"}).json()["items"]
    assert not client.get("/v1/events", params={"since": "2030-01-01"}).json()["items"]
    refused = client.get("/v1/events", params={"relation": "seizre"})
    assert refused.status_code == 422
    assert "seizure" in refused.json()["detail"]


def test_lists_are_paged(client: TestClient, stored: dict[str, object]) -> None:
    ids, cursor = [], None
    for _ in range(50):
        page = client.get("/v1/actors", params={"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        ids += [actor["id"] for actor in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(ids) == len(set(ids)) == len(client.get("/v1/actors", params={"limit": 1000}).json()["items"])


@pytest.mark.parametrize("view", ["relations", "events"])
def test_graphml_is_a_file_that_networkx_reads(client: TestClient, stored: dict[str, object], view: str) -> None:
    answer = client.get("/v1/export/graphml", params={"view": view, "actor": "Maliki"})
    assert answer.headers["content-disposition"] == f'attachment; filename="belligraph-{view}.graphml"'
    graph = nx.read_graphml(io.BytesIO(answer.content))
    assert graph.is_directed()
    assert graph.number_of_nodes() >= 2


def test_places_and_their_events_are_answered_with_the_credit(client: TestClient, stored: dict[str, object]) -> None:
    found = client.get("/v1/places", params={"q": "Fal"}).json()
    assert "GeoNames" in found["attribution"]
    place = next(item for item in found["items"] if item["name"] == "Fallujah")
    assert "GeoNames" in client.get(f"/v1/places/{place['id']}").json()["attribution"]
    inside = client.get(f"/v1/places/{place['parents'][-1]}/events").json()["items"]
    assert {event["id"] for event in client.get("/v1/places/Fallujah/events").json()["items"]} <= {e["id"] for e in inside}
    assert inside
    assert client.get("/v1/places/Atlantis/events").status_code == 404
    assert "GeoNames" in client.get("/v1/graph").json()["attribution"]


def test_graph_is_bounded_and_says_so(client: TestClient, stored: dict[str, object]) -> None:
    whole = client.get("/v1/graph", params={"actor": "Maliki"}).json()
    assert {end for edge in whole["edges"] for end in (edge["source"], edge["target"])} == {
        n["id"] for n in whole["nodes"]
    }
    part = client.get("/v1/graph", params={"actor": "Maliki", "limit": 1}).json()
    assert (len(part["edges"]), part["truncated"]) == (1, len(whole["edges"]) > 1)


@pytest.mark.shared
@pytest.mark.skipif(not ARTICLE.exists(), reason="the acceptance article is not beside the project")
def test_the_acceptance_article_is_answered_as_the_issue_asks(client: TestClient) -> None:
    headers = {"Content-Type": "text/plain"}
    known = {"publisher": "DW", "published": "2014-01-07"}
    posted = client.post("/v1/articles", params=known, content=ARTICLE.read_bytes(), headers=headers)
    assert posted.status_code == 201, posted.text
    about = {"publisher": "DW", "since": "2014-01-01", "until": "2014-01-31"}
    calls = client.get("/v1/actors/Maliki/relations", params={**about, "relation": "call"}).json()["items"]
    seizures = client.get("/v1/actors/ISIL/relations", params={**about, "relation": "seizure"}).json()["items"]
    assert "Joe Biden" in [other["name"] for call in calls for other in call["others"]]
    assert {"Fallujah", "Ramadi"} <= {
        place["name"].removeprefix("Ar ") for event in seizures for place in event["places"]
    }
    for event in (*calls, *seizures):
        evidence = event["evidence"]
        text = client.get(f"/v1/articles/{event['article']['id']}").json()["article"]["text"]
        assert text[evidence["start"] : evidence["end"]] == evidence["sentence"]
        assert event["date"]["start"] or event["relation"] == "seizure"
        assert "DW" in event["publishers"]


def wait_for(client: TestClient, job: str) -> dict[str, Any]:
    """The job once nothing of it waits any more."""
    while (found := client.get(f"/v1/jobs/{job}").json())["state"] == "running":
        time.sleep(0.05)
    return dict(found)


def test_a_batch_is_read_by_and_by_and_names_what_cannot_be_read(client: TestClient) -> None:
    german = {"text": "Die Bundesregierung hat am Montag in Berlin mitgeteilt, dass die Gespräche weitergehen. " * 5}
    batch = [{"text": "Police in Nairobi arrested two men on Tuesday, officers told reporters in the city."}, german]
    answer = client.post("/v1/articles", json=batch)
    assert answer.status_code == 202
    said = answer.json()["job"]
    assert (said["state"], said["total"], said["waiting"]) == ("running", 2, 2)
    job = wait_for(client, said["id"])
    assert (job["state"], job["added"], job["dead"]) == ("done", 1, 1)
    (letter,) = job["dead_letters"]
    assert "English" in letter["reason"]
    assert letter["beginning"].startswith("Die Bundesregierung")
    assert client.post("/v1/articles", json=batch[:1]).status_code == 200


def test_a_batch_survives_the_death_of_its_worker(client: TestClient) -> None:
    texts = [f"Police in Kisumu arrested {number} men on Friday, officers told reporters." for number in range(2, 22)]
    job = client.post("/v1/articles", json=[{"text": text} for text in texts]).json()["job"]["id"]
    (worker,) = client.app.state.services.workers._processes  # type: ignore[attr-defined]
    while "belligraph_queue_leased 0\n" in client.get("/metrics").text:
        time.sleep(0.01)
    (process,) = worker._executor._processes.values()
    process.kill()
    told = wait_for(client, job)
    assert (told["state"], told["added"], told["dead"]) == ("done", 20, 0)


def test_a_batch_refuses_what_is_no_article_and_keeps_the_others(client: TestClient) -> None:
    good = {"text": "Police in Mombasa arrested three men on Friday, officers told reporters in the city."}
    bad = [{"text": " "}, {**good, "published": "2014-02-30"}, {**good, "publised": "x"}, 7]
    answer = client.post("/v1/articles", json=[bad[0], good, *bad[1:]])
    assert answer.status_code == 202, answer.text
    refused = {item["index"]: item["detail"] for item in answer.json()["refused"]}
    assert list(refused) == [0, 2, 3, 4]
    for index, said in ((0, "empty"), (2, "2014-02-30"), (3, "publised"), (4, "object")):
        assert said in refused[index]
    assert wait_for(client, answer.json()["job"]["id"])["added"] == 1
    again = client.post("/v1/articles", json=[*bad, good])
    assert (again.status_code, again.json()["job"]["known"]) == (200, 1)
    assert client.post("/v1/articles", json=bad).status_code == 422


def test_an_article_that_cannot_be_read_leaves_nothing_in_the_queue(client: TestClient) -> None:
    german = "Der Minister hat am Dienstag in Wien erklärt, dass die Verhandlungen fortgesetzt werden. " * 5
    assert client.post("/v1/articles", json={"text": german}).status_code == 422
    single = client.get("/v1/jobs/single").json()
    assert (single["waiting"], single["dead"]) == (0, 0)


def test_every_example_of_the_description_runs(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    for path in ("/v1/extract", "/v1/articles"):
        bodies = described[path]["post"]["requestBody"]["content"]
        for example in bodies["application/json"]["examples"].values():
            assert client.post(path, json=example["value"]).status_code in (200, 201, 202)
        for kind in ("text/plain", "text/html"):
            posted = client.post(path, content=bodies[kind]["example"], headers={"Content-Type": kind})
            assert posted.status_code in (200, 201), posted.text


def test_the_page_of_the_api_needs_no_network(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "swagger" in page.lower()
    assert "http://" not in page
    assert "https://" not in page


def test_readiness_says_whether_store_and_workers_can_work(client: TestClient, stored: dict[str, object]) -> None:
    deadline = time.monotonic() + 60
    while client.get("/readyz").status_code != 200 and time.monotonic() < deadline:
        pass
    assert client.get("/readyz").json() == {
        "ready": True,
        "workers": True,
        "store": True,
        "examples": "none",
        "detail": None,
    }


def test_readiness_says_that_the_examples_are_still_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.ingestion.read_examples", lambda: [make_input(**SAMPLE)])
    settings = Settings(database_url=f"sqlite:///{tmp_path}/graph.db", workers=1)
    with caplog.at_level("INFO"), TestClient(create_app(settings), ADDRESS) as fresh:
        assert fresh.get("/readyz").json()["examples"] == "loading"
        assert sum("reading the example articles" in line for line in caplog.messages) == 1
        deadline = time.monotonic() + 60
        while fresh.get("/readyz").json()["examples"] == "loading" and time.monotonic() < deadline:
            time.sleep(0.05)
        assert fresh.get("/readyz").json()["examples"] == "loaded"
        assert fresh.get("/v1/articles").json()["items"]


def test_health_answers_while_a_long_text_is_read(client: TestClient) -> None:
    sentence = "Troops of the government shelled the city of Homs on Monday, and rebels seized a base near Hama. "
    text = sentence * (20_000 // 18)
    done = threading.Event()
    answers: list[int] = []

    def post() -> None:
        answers.append(client.post("/v1/extract", json={"text": text}).status_code)
        done.set()

    threading.Thread(target=post).start()
    took = []
    while not done.is_set():
        started = time.perf_counter()
        assert client.get("/healthz").status_code == 200
        took.append(time.perf_counter() - started)
        done.wait(0.05)
    assert answers == [200]
    assert statistics.median(took) < 0.1
