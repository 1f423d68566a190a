"""`belligraph sources` on a store, without any network."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app


def test_a_source_is_added_paused_resumed_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", f"sqlite:///{tmp_path}/graph.db")

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["sources", *arguments])
        assert done.exit_code == 0, done.output
        return done.stdout.strip()

    assert run("add", "https://news.example/live", "--kind", "page", "--name", "Live") == (
        "live: page https://news.example/live, every 60 minutes"
    )
    line = "live: page https://news.example/live, {}; 0 taken, 0 waiting, 0 refused"
    assert run("pause", "live") == run("list") == line.format("paused")
    assert run("resume", "live") == run("list") == line.format("every 60 min")
    assert run("remove", "live") == "live: removed; 0 pages had not been fetched yet"
    assert CliRunner().invoke(app, ["sources", "pause", "live"]).exit_code == 2
