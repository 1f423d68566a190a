"""What the review of the workbench asks for, on a store of hand-made records."""

from fastapi.testclient import TestClient


def test_doubtful_events_are_listed_with_reasons(unchanged_desk: TestClient) -> None:
    answer = unchanged_desk.get("/v1/events/doubtful", params={"limit": 2}).json()
    values = [one["value"] for one in answer["items"]]
    assert len(values) == 2
    assert values == sorted(values, reverse=True)
    assert answer["items"][0]["why"][0] == "confidence 90 %"
    assert answer["next"]


def test_candidates_of_events_take_a_score_and_refuse_what_they_do_not_know(unchanged_desk: TestClient) -> None:
    answer = unchanged_desk.get("/v1/events/candidates", params={"min_score": 0.5})
    assert answer.json() == {"items": [], "compared": 3, "found": 3}
    assert unchanged_desk.get("/v1/events/candidates", params={"min_score": 2}).status_code == 422
    assert unchanged_desk.get("/v1/events/candidates", params={"colour": "red"}).status_code == 422


def test_a_preview_takes_names_and_keeps_nothing(desk: TestClient) -> None:
    action = {"action": "merge-actors", "into": "Nouri al-Maliki", "others": ["N. Maliki"]}
    preview = desk.post("/v1/judgements/preview", json=action).json()
    assert preview["counts"]["actor"] == {"changed": 1, "deleted": 1}
    assert desk.get("/v1/judgements").json()["items"] == []
    assert desk.get("/v1/actors/n-maliki").status_code == 200
    assert desk.post("/v1/judgements/preview", json={"action": "merge-actors"}).status_code == 422


def test_the_gazetteer_finds_places_that_no_article_mentions(unchanged_desk: TestClient) -> None:
    answer = unchanged_desk.get("/v1/gazetteer", params={"q": "Paris", "limit": 10}).json()
    assert "gn:2988507" in [place["id"] for place in answer["items"][:3]]
    assert {"FRA", "USA"} <= {place["country"] for place in answer["items"]}
    assert len({place["id"] for place in answer["items"]}) == len(answer["items"]) <= 10
    assert "GeoNames" in answer["attribution"]
    (own,) = unchanged_desk.get("/v1/gazetteer", params={"q": "gn:99454"}).json()["items"]
    assert own["name"] == "Fallujah"
    assert unchanged_desk.get("/v1/gazetteer", params={"q": ""}).status_code == 422


def test_an_article_tells_who_else_carries_its_report(unchanged_desk: TestClient) -> None:
    (article, *_) = unchanged_desk.get("/v1/articles").json()["items"]
    assert unchanged_desk.get(f"/v1/articles/{article['id']}/report").json() == article
    assert unchanged_desk.get("/v1/articles/nothing/report").status_code == 404


def test_articles_of_an_actor_are_those_that_name_it(unchanged_desk: TestClient) -> None:
    both = unchanged_desk.get("/v1/actors/Joe Biden/articles").json()["items"]
    assert len(both) == 2
    (one,) = unchanged_desk.get("/v1/actors/isil/articles").json()["items"]
    assert one in both
    assert unchanged_desk.get("/v1/actors/isil/articles", params={"publisher": "Nobody"}).json()["items"] == []
    assert unchanged_desk.get("/v1/actors/nobody/articles").status_code == 404
