"""What the doctor finds in a database: nothing in a sound one, and each kind of damage."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from graph.actions import make_action
from graph.findings import Finding, Level
from graph.inbox import enqueue
from graph.integrity import check_database
from graph.queue import claim, fail
from graph.queue_records import Failure
from graph.source_tables import SourceKind
from graph.sources import add_source, fail_source, list_sources
from graph.store import Store, open_store
from graph.tables import SCHEMA_VERSION

DAMAGE = {
    "UPDATE articles SET record = replace(record, 'Biden', 'Bidet') WHERE title = 'Arms for Iraq'": {"derived"},
    "DELETE FROM relation_edges WHERE role = 'actor'": {"derived"},
    "DELETE FROM actors WHERE id = 'actor-isil'": {"names"},
    "DELETE FROM articles WHERE title = 'Arms for Iraq'": {"names"},
    "DELETE FROM changes WHERE seq = 1; DELETE FROM extractions WHERE seq = 1": {"sequence", "names"},
    "UPDATE meta SET value = 9 WHERE key = 'seq'": {"sequence"},
    "DROP INDEX articles_url": {"tables"},
    "UPDATE event_mentions SET words = 'something else'": {"derived"},
}


def url_of(store: Store) -> str:
    return store._engine.url.render_as_string(hide_password=False)


def examine(store: Store, *, full: bool = False) -> list[Finding]:
    return list(check_database(url_of(store), full=full))


def errors(findings: list[Finding]) -> set[str]:
    return {finding.check for finding in findings if finding.level == Level.ERROR}


def run_sql(store: Store, statements: str) -> None:
    with store.writing() as connection:
        for statement in statements.split("; "):
            connection.execute(text(statement))


@pytest.mark.parametrize("full", [False, True])
def test_a_sound_database_has_no_findings(calls_and_seizures: Store, make: SimpleNamespace, full: bool) -> None:
    store = calls_and_seizures
    merge = {"action": "merge-actors", "into": "actor-isil", "others": ["actor-iraqi-army"]}
    judged = store.judge(make_action(merge), author="A. Nalyst", reason="a test")
    store.undo(judged.id, author="A. Nalyst", reason="a test")
    again = store.add(make.extraction("It will go.", actors=["Joe Biden"]))
    store.delete_article(again.article_id)
    assert {finding.level for finding in examine(store, full=full)} == {Level.OK}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_and_explained(calls_and_seizures: Store, damage: str) -> None:
    run_sql(calls_and_seizures, damage)
    found = examine(calls_and_seizures, full=DAMAGE[damage] == {"derived"})
    assert DAMAGE[damage] <= errors(found)
    assert all(finding.advice for finding in found if finding.level == Level.ERROR)


def test_a_sample_finds_what_articles_became(calls_and_seizures: Store) -> None:
    run_sql(calls_and_seizures, "UPDATE event_mentions SET relation = 'visit' WHERE relation = 'call'")
    assert errors(examine(calls_and_seizures)) == {"derived"}


def test_a_rebuild_mends_what_follows_from_the_truth(calls_and_seizures: Store) -> None:
    run_sql(calls_and_seizures, "DELETE FROM actors; UPDATE event_mentions SET event_id = id || 'x'; DELETE FROM votes")
    assert errors(examine(calls_and_seizures, full=True)) == {"derived", "names"}
    calls_and_seizures.rebuild()
    assert not errors(examine(calls_and_seizures, full=True))


def test_work_that_stands_still_is_told(calls_and_seizures: Store, make: SimpleNamespace) -> None:
    store = calls_and_seizures
    now = datetime(2026, 3, 1, tzinfo=UTC)
    enqueue(store, ["one", "two"], "batch", source="a test", at=now)
    assert told(store) == {("queue", Level.WARNING): "waiting to be read: 2, of these in hand: 0; nobody reads now"}
    claimed = claim(store, 1, "test", at=now, until=now + timedelta(days=1))
    assert claimed is not None
    assert told(store) == {}
    fail(store, claimed.token, {claimed.inputs[0].id: Failure("not English", final=True)}, at=now)
    assert told(store)["queue", Level.WARNING].startswith("waiting to be read: 1,")
    run_sql(store, "UPDATE jobs SET state = 'done'")
    assert told(store)["queue", Level.ERROR] == "articles wait in jobs that are over: batch"
    kind, every = SourceKind.FEED, timedelta(days=1)
    source = add_source(store, "feed", kind, "https://x.example/", publisher=None, minutes=60, since=None, at=now)
    for _ in range(3):
        fail_source(store, source, "answered 500", at=now + every)
        source = list_sources(store)[0]
    assert told(store)["sources", Level.WARNING] == "feed failed 3 times: answered 500"


def told(store: Store) -> dict[tuple[str, Level], str]:
    """What is not well; the last word of each check."""
    return {(one.check, one.level): one.what for one in examine(store) if one.level != Level.OK}


def test_an_older_database_is_told_and_not_touched(calls_and_seizures: Store) -> None:
    run_sql(calls_and_seizures, f"UPDATE meta SET value = {SCHEMA_VERSION - 1} WHERE key = 'schema_version'")
    (found,) = examine(calls_and_seizures)
    assert found.level == Level.WARNING
    assert f"older than schema {SCHEMA_VERSION}" in found.what


def test_a_damaged_file_is_found(tmp_path: Path, make: SimpleNamespace) -> None:
    path = tmp_path / "graph.db"
    with open_store(str(path)) as store:
        for number in range(50):
            store.add(make.extraction(f"Report {number}. " + "It is long. " * 50, actors=["Joe Biden"]))
    with sqlite3.connect(path) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles_url'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size + 12 : page * size] = b"\xff" * (size - 12)
    path.write_bytes(content)
    found = list(check_database(str(path), full=False))
    assert errors(found) & {"pages", "database"}


def test_what_is_no_database_is_told(tmp_path: Path, new_url: Callable[[], str]) -> None:
    (tmp_path / "text.db").write_text("no database at all, only some words in a file")
    for url in (str(tmp_path / "none.db"), str(tmp_path / "text.db"), "mysql://desk"):
        assert errors(list(check_database(url, full=False))) == {"database"}
