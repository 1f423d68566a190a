import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import update

from graph.store import open_store
from graph.tables import SCHEMA_VERSION, meta
from ontology.errors import NewerSchemaError, StoreError


def test_a_newer_database_is_refused_with_both_versions(new_url: Callable[[], str]) -> None:
    url = new_url()
    with open_store(url) as store, store.writing() as connection:
        connection.execute(update(meta).where(meta.c.key == "schema_version").values(value=SCHEMA_VERSION + 1))
    with pytest.raises(NewerSchemaError, match=rf"version {SCHEMA_VERSION + 1}.* up to {SCHEMA_VERSION}.*[Uu]pdate"):
        open_store(url)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("These are notes and not a database.\n" * 50)
    with pytest.raises(StoreError, match=r"notes\.txt: file is not a database$"):
        open_store(str(tmp_path / "notes.txt"))


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("create table recipes (name text)")
    with pytest.raises(StoreError, match=r"of something else.*recipes"):
        open_store(str(tmp_path / "other.db"))
    with sqlite3.connect(tmp_path / "other.db") as other:
        assert other.execute("select name from sqlite_master").fetchall() == [("recipes",)]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("missing-folder/graph.db", "no folder"),
        (".", "it is a folder"),
        ("mysql://localhost/graph", "not supported"),
        ("nonsense://localhost", "not supported|not a database URL"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot use the database|no driver"),
    ],
)
def test_a_place_that_cannot_be_used_is_named_in_one_line(
    url: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=message) as refused:
        open_store(url)
    assert "\n" not in str(refused.value)


def test_without_create_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no database .*graph\.db"):
        open_store(str(tmp_path / "graph.db"), create=False)
    assert not (tmp_path / "graph.db").exists()


def test_several_may_create_one_database_at_once(new_url: Callable[[], str]) -> None:
    url = new_url()
    with ThreadPoolExecutor(4) as threads:
        for opened in list(threads.map(open_store, [url] * 4)):
            assert opened.sequence() == 0
            opened.close()
