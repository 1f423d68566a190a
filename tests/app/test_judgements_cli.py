"""Judgements on the command line, on a small store of hand-made records."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from app.cli import app
from graph.export import export_graph
from graph.filters import Filter
from graph.store import open_store
from ontology.records import Extraction

Reports = Callable[..., tuple[Extraction, Extraction]]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports: Reports) -> str:
    url = f"sqlite:///{tmp_path}/graph.db"
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", url)
    with open_store(url) as store:
        for report in reports():
            store.add(report)
    return url


def run(*arguments: str, author: str = "A. Nalyst") -> Result:
    return CliRunner(env={"BELLIGRAPH_AUTHOR": author, "COLUMNS": "120"}).invoke(app, arguments)


def judge(*arguments: str) -> Result:
    return run(*arguments, "--reason", "read both")


def graphml(database: str) -> bytes:
    out = BytesIO()
    with open_store(database) as store:
        export_graph(store, out, Filter(), view="events")
    return out.getvalue()


def test_merged_actors_are_one_until_it_is_undone(database: str) -> None:
    before = graphml(database)
    done = judge("actors", "merge", "Nouri al-Maliki", "N. Maliki")
    assert done.stdout.splitlines() == [
        "j-3: merge-actors into nouri-al-maliki; others n-maliki; name Nouri al-Maliki",
        "changed: 2 actors, 1 article, 1 event",
    ]
    assert "meeting" in run("query", "nouri-al-maliki").stdout
    assert "meeting" not in run("query", "nouri-al-maliki", "--as-of", "2").stdout
    assert graphml(database) != before
    undone = judge("judgements", "undo", "j-3")
    assert undone.stdout.startswith("j-3, undone: merge-actors")
    assert graphml(database) == before
    assert judge("judgements", "redo", "j-3").exit_code == 0
    assert graphml(database) != before


@pytest.mark.parametrize(
    ("arguments", "changed"),
    [
        (["actors", "split", "joe-biden", "--article", "{meeting}", "--name", "Another Biden"], "1 event"),
        (["actors", "split", "joe-biden", "--mention", "{meeting}:14-23"], "1 event"),
        (["actors", "rename", "isil", "Islamic State"], "1 article"),
        (["actors", "recode", "isil", "--country", "unknown", "--sector", "UAF", "--until", "2014-12-31"], "1 article"),
        (["actors", "never-merge", "isil", "irq", "joe-biden"], "nothing"),
        (["events", "edit", "{meeting}:meeting", "--set", "status=negated", "--set", "mode=null"], "1 event"),
        (["events", "edit", "{meeting}:meeting", "--set", "actors=isil", "--set", "actors=irq"], "1 event"),
        (["events", "edit", "{meeting}:meeting", "--set", "date=2014-01-05", "--set", "places=[]"], "1 event"),
        (["events", "edit", "{meeting}:meeting", "--set", 'casualties={"killed": {"best": 2}}'], "1 event"),
        (["events", "confirm", "{meeting}:meeting"], "1 event"),
        (["events", "reject", "{meeting}:meeting"], "1 event"),
        (["places", "correct", "paris", "--country", "FRA", "--to", "gn:99454"], "2 events"),
        (["places", "correct", "Paris", "--article", "{meeting}", "--no-place"], "1 event"),
        (["places", "correct", "--mention", "{meeting}:27-32", "--to", "gn:99454"], "1 event"),
        (["places", "correct", "Atlantis", "--no-place"], "nothing; it waits for an article"),
    ],
)
def test_every_judgement_tells_what_it_changed_and_can_be_undone(
    database: str, reports: Reports, arguments: list[str], changed: str
) -> None:
    before = graphml(database)
    done = judge(*(one.replace("{meeting}", reports()[1].article.id) for one in arguments))
    assert done.exit_code == 0, done.stderr
    assert changed in done.stdout.splitlines()[1]
    assert judge("judgements", "undo", "j-3").exit_code == 0
    assert graphml(database) == before


def test_events_are_joined_and_separated(database: str, reports: Reports) -> None:
    first, second = (report.events[0].id for report in reports()[:2])
    joined = judge("events", "join", first, second)
    assert joined.stdout.splitlines()[0] == f"j-3: join-events events {first}, {second}"
    assert "event" in joined.stdout.splitlines()[1]
    apart = judge("events", "separate", first, second)
    assert apart.exit_code == 0, apart.stderr
    refused = judge("events", "join", first, second)
    assert refused.exit_code == 2
    assert "are different events, says judgement j-4" in refused.stderr


def test_judgements_are_listed_with_what_became_of_them(database: str) -> None:
    judge("actors", "rename", "isil", "Islamic State")
    run("judgements", "undo", "j-3", "--reason", "no\nsuch name", "--author", "B. Oss")
    judge("places", "correct", "Atlantis", "--no-place")
    lines = run("judgements", "list").stdout.splitlines()
    assert lines[0] == "j-5  correct-place name Atlantis; place none  [waits]"
    assert lines[2] == "j-3  rename-actor actor isil; name Islamic State  [undone]"
    assert lines[3].endswith("A. Nalyst: read both")
    assert lines[4].endswith("B. Oss: no such name")
    listed = json.loads(run("judgements", "list", "--undone", "--target", "isil", "--json").stdout)
    assert [judgement["id"] for judgement in listed["items"]] == ["j-3"]


def test_json_is_what_the_api_answers(database: str) -> None:
    said = json.loads(judge("actors", "rename", "isil", "Islamic State", "--json").stdout)
    assert said["judgement"]["action"] == {"action": "rename-actor", "actor": "isil", "name": "Islamic State"}
    assert said["seq"] == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["actors", "merge", "isil"], "OTHER"),
        (["actors", "merge", "isil", "nobody"], "no actor 'nobody'"),
        (["actors", "split", "isil"], "articles or mentions"),
        (["actors", "split", "isil", "--mention", "a-0"], "ARTICLE:START-END"),
        (["actors", "recode", "isil", "--since", "2014-02-30"], "2014-02-30"),
        (["events", "edit", "e-0"], "--set"),
        (["events", "edit", "e-0", "--set", "status"], "FIELD=VALUE"),
        (["events", "edit", "e-0", "--set", "status=negated", "--set", "status=future"], "given twice"),
        (["events", "edit", "e-0", "--set", "state=negated"], "state"),
        (["events", "reject", "e-0"], "no event 'e-0'"),
        (["places", "correct", "Paris"], "--to"),
        (["places", "correct", "Paris", "--to", "gn:99454", "--no-place"], "one of them"),
        (["places", "correct", "Paris", "--to", "Fallujah"], "gn:99454"),
        (["places", "correct", "--mention", "a-0:1-2", "--article", "a-0", "--no-place"], "--article"),
        (["judgements", "undo", "j-0"], "no judgement 'j-0'"),
    ],
)
def test_bad_judgements_are_one_line_and_exit_code_2(database: str, arguments: list[str], said: str) -> None:
    done = judge(*arguments)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


def test_every_judgement_says_who_and_why(database: str) -> None:
    for arguments in (["events", "confirm", "e-0"], ["events", "confirm", "e-0", "--reason", " "]):
        assert "reason" in run(*arguments).stderr
    done = run("actors", "rename", "isil", "IS", "--reason", "why not", author="")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "BELLIGRAPH_AUTHOR" in done.stderr
