"""`POST /v1/articles` of an address alone, where the settings allow to fetch it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import articles
from app.intake import ArticleInput
from app.server import create_app
from app.settings import Settings


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[ArticleInput]:
    """The articles that would have been read."""
    found: list[ArticleInput] = []

    async def keep(_services: object, article: ArticleInput) -> None:
        found.append(article)
        raise ConnectionAbortedError

    monkeypatch.setattr(articles, "read_and_keep", keep)
    return found


@pytest.fixture(params=[True, False])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/graph.db", fetch=request.param, fetch_hosts=("127.0.0.1",), fetch_pace=0
    )
    app = create_app(settings)
    yield TestClient(app, "http://127.0.0.1:8000", raise_server_exceptions=False)
    app.state.services.store.close()


@pytest.mark.parametrize("server", [True], indirect=True)
def test_an_article_is_fetched_by_its_address(site: Any, server: TestClient, given: list[ArticleInput]) -> None:
    site.replies["/a"] = (200, {}, b"<p>The truce holds.</p>")
    server.post("/v1/articles", json={"url": f"{site.url}/a", "publisher": "The Desk", "date": "2026-03-01"})
    (article,) = given
    assert article.model_dump(mode="json", exclude_none=True) == {
        "html": "<p>The truce holds.</p>",
        "publisher": "The Desk",
        "published": "2026-03-01",
        "url": f"{site.url}/a",
    }


@pytest.mark.parametrize("server", [True], indirect=True)
@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"url": "/missing"}, "answered 404"),
        ({"url": "http://169.254.169.254/"}, "not a public address"),
        ({"url": "file:///etc/passwd"}, "not a web address"),
        ({"url": "/a", "txt": "x"}, "txt"),
        ({"title": "Truce"}, "url"),
    ],
)
def test_what_cannot_be_fetched_is_told(
    site: Any, server: TestClient, given: list[ArticleInput], body: dict[str, str], why: str
) -> None:
    if body.get("url", "").startswith("/"):
        body = {**body, "url": site.url + body["url"]}
    answer = server.post("/v1/articles", json=body)
    assert answer.status_code == 422
    assert why in answer.json()["detail"]
    assert given == []


@pytest.mark.parametrize("server", [False], indirect=True)
def test_nothing_is_fetched_unless_the_settings_allow_it(
    site: Any, server: TestClient, given: list[ArticleInput]
) -> None:
    answer = server.post("/v1/articles", json={"url": f"{site.url}/a"})
    assert answer.status_code == 422
    assert "`text` or as `html`" in answer.json()["detail"]
    assert (site.asked, given) == ([], [])


@pytest.mark.parametrize("server", [True], indirect=True)
def test_an_article_with_its_text_is_not_fetched(site: Any, server: TestClient, given: list[ArticleInput]) -> None:
    server.post("/v1/articles", json={"url": f"{site.url}/a", "text": "The truce holds."})
    assert given[0].text == "The truce holds."
    assert site.asked == []
