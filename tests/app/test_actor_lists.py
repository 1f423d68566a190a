"""Lists of the user's own: checked, kept, read by default, and what the setting does about them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import actor_lists
from app.cli import app
from app.settings import Settings
from ontology.errors import DataFileError, SettingsError

runner = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that lists are kept in, made for one test."""
    monkeypatch.setattr(actor_lists, "default_gazetteer_path", lambda: tmp_path / "data" / "gazetteer.sqlite")
    monkeypatch.delenv("BELLIGRAPH_ACTORS", raising=False)
    return tmp_path / "data" / "actors"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_imported_lists_are_read_by_default(folder: Path, tmp_path: Path) -> None:
    given = write(tmp_path / "own.actors", "BLUE_FRONT_ [MLIREB]\n")
    assert runner.invoke(app, ["actors", "import", str(given)]).exit_code == 0
    assert actor_lists.actor_lists(Settings()) == (folder / "own.actors",)
    assert runner.invoke(app, ["actors", "list"]).stdout == f"{folder / 'own.actors'}\n"


def test_list_of_the_same_name_is_replaced(folder: Path, tmp_path: Path) -> None:
    for code in ("MLIREB", "MLIGOV"):
        actor_lists.import_lists([write(tmp_path / "own.actors", f"BLUE_FRONT_ [{code}]\n")])
    assert (folder / "own.actors").read_text() == "BLUE_FRONT_ [MLIGOV]\n"


def test_nothing_is_imported_where_one_file_is_wrong(folder: Path, tmp_path: Path) -> None:
    good, bad = write(tmp_path / "a.txt", "BLUE_FRONT_ [MLIREB]\n"), write(tmp_path / "b.txt", "\nRED_FRONT_ [QQQ]\n")
    with pytest.raises(DataFileError, match=r"b\.txt:2: 'QQQ'"):
        actor_lists.import_lists([good, bad])
    assert not folder.exists()


def test_two_lists_that_share_a_name_are_refused(folder: Path, tmp_path: Path) -> None:
    actor_lists.import_lists([write(tmp_path / "a.txt", "BLUE_FRONT_\n+BLUE_BAND_ [MLIREB]\n")])
    with pytest.raises(DataFileError, match="is also a name of"):
        actor_lists.import_lists([write(tmp_path / "b.txt", "RED_FRONT_\n+BLUE_BAND_ [MLIREB]\n")])


def test_removed_list_is_gone_and_an_unknown_one_is_told(folder: Path, tmp_path: Path) -> None:
    actor_lists.import_lists([write(tmp_path / "a.txt", "BLUE_FRONT_ [MLIREB]\n")])
    assert runner.invoke(app, ["actors", "remove", "a.txt"]).exit_code == 0
    assert actor_lists.imported_lists() == ()
    assert runner.invoke(app, ["actors", "remove", "a.txt"]).exit_code == 2


def test_setting_goes_before_imported_lists(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (
        write(tmp_path / "a.txt", "BLUE_FRONT_ [MLIREB]\n"),
        write(tmp_path / "b.txt", "RED_FRONT_ [MLIREB]\n"),
    )
    actor_lists.import_lists([first])
    monkeypatch.setenv("BELLIGRAPH_ACTORS", f"{second}, {first}")
    assert actor_lists.actor_lists(Settings()) == (second, first)


def test_start_is_refused_with_a_list_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        actor_lists.check_actor_lists(Settings(actors=(tmp_path / "none.txt",)))


def test_folder_that_cannot_be_written_is_told(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "data", "a file where the folder should be")
    with pytest.raises(SettingsError, match="BELLIGRAPH_ACTORS"):
        actor_lists.import_lists([write(tmp_path / "a.txt", "BLUE_FRONT_ [MLIREB]\n")])
