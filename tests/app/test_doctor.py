"""`belligraph doctor` and `rebuild`: what they say and their exit codes."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import app
from app.doctor import examine
from app.settings import Settings
from graph.findings import Level
from graph.store import open_store
from ontology.records import Extraction


@pytest.fixture
def database(tmp_path: Path, reports: Callable[..., tuple[Extraction, Extraction]], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with two reports, which the settings name."""
    path = tmp_path / "graph.db"
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", f"sqlite:///{path}")
    with open_store(str(path)) as store:
        for report in reports():
            store.add(report)
    return path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        app(list(arguments))
    return int(ended.value.code or 0)


def test_a_sound_installation_has_no_errors(
    database: Path, gazetteer_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("doctor", "--json") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"model", "gazetteer", "encoder", "database folder", "pages", "sequence", "derived"} <= {
        one["check"] for one in found
    }
    assert not [one for one in found if one["level"] == "error"]


def test_damage_is_told_and_mended(database: Path, gazetteer_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM actors")
    assert run("doctor") == 1
    said = capsys.readouterr().out
    assert "error    names: " in said
    assert "belligraph rebuild" in said
    assert run("rebuild") == 0
    assert "made anew: 2 articles" in capsys.readouterr().out
    assert run("doctor", "--full") == 0


def test_bad_settings_are_a_finding(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BELLIGRAPH_PORT", "many")
    assert run("doctor") == 1
    assert "error    settings: settings: port" in capsys.readouterr().out


def test_each_part_is_examined_although_others_fail(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("no\tlist\n")
    settings = Settings(
        host="0.0.0.0",
        model="no_such_model",
        gazetteer=tmp_path / "none",
        actors=(tmp_path / "bad.tsv",),
        encoder="rules",
        database_url=f"sqlite:///{tmp_path}/none/graph.db",
    )
    found = {one.check: one.level for one in examine(settings, tmp_path / "none" / "graph.db", full=False)}
    good = {check for check, level in found.items() if level == Level.OK}
    assert good == {"encoder", "temporary folder"}
    assert found["database folder"] == found["database"] == found["actors"] == Level.ERROR


def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1_000_000

    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage)
    found = {one.check: one for one in examine(Settings(encoder="rules"), tmp_path / "graph.db", full=False)}
    assert found["database folder"].level == Level.ERROR
    assert "make room" in (found["database folder"].advice or "")
