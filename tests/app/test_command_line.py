import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from app.cli import app

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"
COMMAND = [sys.executable, "-c", "from app.cli import main; main()"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, env={**os.environ, **environment}, timeout=120
    )


def test_help_needs_nothing_heavy() -> None:
    heavy = "{'spacy', 'sqlalchemy', 'networkx', 'fastapi', 'pydantic'}"
    code = f"import sys, app.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_help_takes_less_than_half_a_second_of_work() -> None:
    before = os.times()
    assert run("--help").returncode == 0
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system < 0.75


def test_version_is_shown() -> None:
    assert re.fullmatch(r"belligraph \d+\.\d+\.\d+\S*\n", run("--version").stdout)


def test_every_command_is_documented() -> None:
    documented = set(re.findall(r"^\| `belligraph (.*?)` \|", DOCS.read_text(), re.MULTILINE))
    assert documented == set(_commands(typer.main.get_command(app)))


def _commands(group: object, before: str = "") -> list[str]:
    found = []
    for name, command in getattr(group, "commands", {}).items():
        below = _commands(command, f"{before}{name} ")
        found += below or [before + name]
    return found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "--no-such-option"], "--no-such-option"),
        (["query"], "query --help"),
        (["exprot"], "exprot"),
        (["export", "graphml", "--depth", "3"], "depth"),
        (["serve", "--port", "many"], "--port"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("belligraph: ")
    assert said in done.stderr


def test_help_is_shown_where_no_command_is_named() -> None:
    for arguments in ([], ["export"]):
        done = CliRunner().invoke(app, arguments)
        assert (done.exit_code, done.stderr) == (0, "")
        assert "graphml" in done.stdout or "ingest" in done.stdout


def test_a_fault_of_ours_is_one_line_and_exit_code_4(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("\x1b[31m")

    monkeypatch.setattr("app.files.find_files", fail)
    done = CliRunner().invoke(app, ["extract", "x.txt"])
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    assert "KeyError" in done.stderr
    assert "\x1b" not in done.stderr


def test_messages_never_steer_the_terminal() -> None:
    done = CliRunner().invoke(app, ["extract", "no\x1b[2J\x9bfile.txt"])
    assert done.exit_code == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stderr)


def test_missing_file_is_one_line_and_exit_code_2() -> None:
    done = run("extract", "no-such-file.txt")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "belligraph: no-such-file.txt: no such file or folder\n",
    )


def test_impossible_date_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = run("extract", "-", "--date", "2014-02-30")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "2014-02-30" in done.stderr


def test_bad_setting_is_one_line_and_exit_code_3() -> None:
    done = run("extract", "-", BELLIGRAPH_WORKERS="0")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "workers" in done.stderr


def test_serving_others_without_keys_is_refused_with_the_reason() -> None:
    done = run("serve", "--host", "0.0.0.0", BELLIGRAPH_API_KEYS="")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "refusing to serve on 0.0.0.0" in done.stderr


def test_serving_without_the_model_is_refused_before_anything_is_bound() -> None:
    done = run("serve", "--port", "0", BELLIGRAPH_MODEL="nope")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "'nope' is not installed" in done.stderr


def test_missing_database_is_one_line_and_exit_code_3(tmp_path: Path) -> None:
    done = run("query", "Maliki", BELLIGRAPH_DATABASE_URL=f"sqlite:///{tmp_path}/none.db")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert not (tmp_path / "none.db").exists()


def test_named_gazetteer_must_be_there(tmp_path: Path) -> None:
    done = run("gazetteer", "info", BELLIGRAPH_GAZETTEER=str(tmp_path / "none"))
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)


def test_what_is_no_geonames_dump_is_one_line_and_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my notes\n")
    done = run("gazetteer", "build", "--geonames", str(tmp_path / "notes.txt"), "-o", str(tmp_path / "g.sqlite"))
    assert done.returncode == 3
    assert "notes.txt:1: this is no dump of GeoNames: 1 columns instead of 19" in done.stderr.splitlines()[-1]
    assert not (tmp_path / "g.sqlite").exists()


def test_a_mistake_in_the_table_of_own_places_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text("name\tkind\tlat\tlon\nAin Issa camp\ttent\t36.4\t38.9\n")
    done = run("extract", "-", BELLIGRAPH_PLACES=str(tmp_path / "places.tsv"))
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "places.tsv:2: no kind 'tent'" in done.stderr
