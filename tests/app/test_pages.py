"""The workbench as the server hands it out: built or not, and behind headers that let nothing else run."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.pages import add_pages


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Belligraph</title>")
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "index-1a2b.js").write_text("start();" * 400)
    return tmp_path


def _client(static: Path) -> TestClient:
    app = FastAPI()
    add_pages(app, static)
    return TestClient(app)


def test_without_a_build_the_page_says_how_to_build(tmp_path: Path) -> None:
    page = _client(tmp_path).get("/")
    assert page.status_code == 200
    assert "make web" in page.text


def test_a_page_built_while_the_server_runs_is_served(tmp_path: Path) -> None:
    client = _client(tmp_path)
    (tmp_path / "index.html").write_text("<title>Built</title>")
    assert "Built" in client.get("/").text


@pytest.mark.parametrize("path", ["/", "/icon.svg", "/assets/index-1a2b.js"])
def test_nothing_but_own_files_may_run(built: Path, path: str) -> None:
    answer = _client(built).get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_browsers_keep_assets_but_ask_for_the_page(built: Path) -> None:
    client = _client(built)
    assert client.get("/").headers["cache-control"] == "no-cache"
    asset = client.get("/assets/index-1a2b.js")
    assert "immutable" in asset.headers["cache-control"]
    assert asset.headers["content-encoding"] == "gzip"


def test_a_missing_file_is_no_page(built: Path) -> None:
    assert _client(built).get("/assets/other.js").status_code == 404


def test_tiles_are_pictures_from_one_server_more(built: Path) -> None:
    app = FastAPI()
    add_pages(app, built, tiles="https://tiles.example:8443/{z}/{x}/{y}.png")
    client = TestClient(app)
    policy = client.get("/").headers["content-security-policy"]
    assert "img-src 'self' data: blob: https://tiles.example:8443;" in policy
    assert policy.count("https:") == 1
    assert "script-src 'self';" in policy
