"""Files that come into a folder become inputs of the queue: whole ones only, each once."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.files import ReadOptions
from app.folders import TakenFile, Watcher
from graph.jobs import get_job
from graph.store import Store, open_store
from graph.taken_files import list_bad_files
from ontology.errors import InputError


class Desk:
    """A folder, a store, and a clock of its own."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder, self.store = folder, store
        self.now = datetime.now(UTC)
        self.watcher = self.new_watcher()

    def new_watcher(self) -> Watcher:
        options = ReadOptions({"publisher": "The Desk"}, 10_000)
        return Watcher(self.store, self.folder, options, 5.0, clock=lambda: self.now)

    def write(self, name: str, text: str) -> Path:
        """Write a file at this moment."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        os.utime(path, (self.now.timestamp(), self.now.timestamp()))
        return path

    def take(self, seconds: float = 0) -> list[TakenFile]:
        self.now += timedelta(seconds=seconds)
        return list(self.watcher.take())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "in").mkdir()
    with open_store(str(tmp_path / "graph.db")) as store:
        yield Desk(tmp_path / "in", store)


def test_a_file_is_taken_when_nobody_writes_to_it_any_more(desk: Desk) -> None:
    desk.write("a.txt", "The truce")
    assert desk.take() == desk.take(seconds=4) == []
    path = desk.write("a.txt", "The truce holds.")
    assert desk.take(seconds=4) == []
    assert desk.watcher.waiting == 1
    assert desk.take(seconds=2) == [TakenFile(path, 1, 0, ())]
    assert desk.take(seconds=60) == []
    assert get_job(desk.store, desk.watcher.job).total == 1


def test_a_file_that_is_moved_in_is_taken_at_once(desk: Desk, tmp_path: Path) -> None:
    path = desk.write("a.txt", "The truce holds.").rename(tmp_path / "a.txt")
    desk.now += timedelta(minutes=1)
    shutil.move(path, desk.folder / "below.md")
    assert [taken.queued for taken in desk.take()] == [1]


def test_a_file_from_the_future_is_taken_by_our_own_clock(desk: Desk) -> None:
    path = desk.write("a.txt", "The truce holds.")
    os.utime(path, (desk.now.timestamp() + 9999, desk.now.timestamp() + 9999))
    assert desk.take() == desk.take(seconds=4) == []
    assert len(desk.take(seconds=2)) == 1


def test_a_file_is_taken_once_whatever_it_is_called(desk: Desk) -> None:
    desk.write("a.txt", "The truce holds.")
    assert len(desk.take(seconds=6)) == 1
    desk.write("b.txt", "The truce holds.")
    desk.write("deep/c.txt", "The truce ended.")
    assert [(taken.path.name, taken.queued) for taken in desk.take(seconds=6)] == [("c.txt", 1)]
    desk.watcher = desk.new_watcher()
    assert desk.take(seconds=6) == []


def test_of_a_file_that_grew_only_what_is_new_is_read(desk: Desk) -> None:
    lines = [json.dumps({"text": f"The truce held on day {day}."}) for day in (1, 2, 3)]
    desk.write("a.jsonl", "\n".join(lines[:2]))
    assert [(taken.queued, taken.known) for taken in desk.take(seconds=6)] == [(2, 0)]
    desk.write("a.jsonl", "\n".join(lines))
    assert [(taken.queued, taken.known) for taken in desk.take(seconds=6)] == [(1, 2)]


def test_what_is_bad_is_told_and_the_rest_is_taken(desk: Desk) -> None:
    path = desk.write("a.jsonl", '{"text": "The truce holds."}\n{"text": \n{"text": ""}\n')
    desk.write("b.json", "no JSON")
    (desk.folder / "c.txt").write_bytes(b"\x00\x01")
    desk.write(".d.txt", "Unfinished.")
    desk.write("e.txt.part", "Unfinished.")
    taken = desk.take(seconds=6)
    assert [(one.path.name, one.queued, len(one.problems)) for one in taken] == [
        ("a.jsonl", 1, 2),
        ("b.json", 0, 1),
        ("c.txt", 0, 1),
    ]
    assert taken[0].problems[0].startswith(f"{path}:2: not JSON")
    assert sorted(bad.path.rpartition("/")[2] for bad in list_bad_files(desk.store, limit=9)) == [
        "a.jsonl",
        "b.json",
        "c.txt",
    ]
    assert desk.take(seconds=60) == []


def test_a_file_that_was_cut_off_while_it_was_taken_is_taken_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("a.txt", "The truce holds.")

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("app.folders.keep_taken", die)
        with pytest.raises(KeyboardInterrupt):
            desk.take(seconds=6)
    desk.watcher = desk.new_watcher()
    assert [(taken.queued, taken.known) for taken in desk.take()] == [(0, 1)]
    assert get_job(desk.store, desk.watcher.job).total == 1


def test_a_folder_must_be_there(desk: Desk) -> None:
    with pytest.raises(InputError, match="no such folder"):
        Watcher(desk.store, desk.folder / "none", ReadOptions({}, 10), 5.0)


def test_the_command_watches_until_it_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The truce holds.")
    start = [sys.executable, "-c", "from app.cli import main; main()"]
    environment = os.environ | {"BELLIGRAPH_DATABASE_URL": f"sqlite:///{tmp_path}/graph.db", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*start, "watch", str(tmp_path / "in"), "--settle", "0"], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{tmp_path}/in/a.txt: 1 article queued, 0 known\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
