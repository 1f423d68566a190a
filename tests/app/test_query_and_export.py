"""`query` and `export` on a small store of hand-made records."""

import json
import re
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner

from app.cli import app
from graph.store import open_store
from ontology.ids import article_id
from ontology.records import (
    Actor,
    Article,
    DateInterval,
    EventMention,
    Evidence,
    Extraction,
    Participant,
    Relation,
    Status,
)

TEXT = "Joe Biden called Nouri al-Maliki [sic] on Monday."


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "graph.db"
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", f"sqlite:///{path}")
    with open_store(f"sqlite:///{path}") as store:
        store.add(_extraction())
    return path


def _extraction(
    text: str = TEXT, event: str = "e-call", day: date | None = date(2014, 1, 6), relation: str = "call"
) -> Extraction:
    evidence = Evidence(start=0, end=len(text), sentence=text, extractor="test")
    published = date(2014, 1, 7)
    article = Article(id=article_id(text, "Desk"), publisher="Desk", published=published, language="en", text=text)
    call = EventMention(
        id=event,
        relation=relation,
        type="CONSULT",
        mode="phone",
        quad=1,
        score=1.0,
        actors=(Participant(id="biden"),),
        recipients=(Participant(id="maliki"),),
        date=DateInterval(start=day, end=day, granularity="day" if day else None),
        status=Status.ASSERTED,
        confidence=0.9,
        evidence=evidence,
    )
    office = Relation(
        id="r-office",
        predicate="holds office",
        title="prime minister",
        subject="maliki",
        object="iraq",
        evidence=evidence,
    )
    actors = (
        Actor(id="biden", name="Joe Biden", kind="person", country="USA", sector="GOV", aliases=("Biden",)),
        Actor(id="iraq", name="Iraq", kind="state", country="IRQ"),
        Actor(id="maliki", name="Nouri al-Maliki", kind="person", country="IRQ", sector="GOV", aliases=("Maliki",)),
    )
    return Extraction(article=article, actors=actors, events=(call,), relations=(office,))


def test_query_shows_who_when_and_the_sentence(database: Path) -> None:
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["query", "Maliki"])
    assert done.exit_code == 0, done.output
    for shown in ("Nouri al-Maliki", "prime minister", "2014-01-06", "call", "Joe Biden", "[sic]", "Desk"):
        assert shown in done.stdout


def test_query_gives_the_sentence_most_of_a_narrow_terminal(database: Path) -> None:
    done = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["query", "Maliki"])
    header = next(line for line in done.stdout.splitlines() if "Sentence" in line)
    assert len(header) == 80
    assert header.index("Sentence") <= 42


def test_query_shows_undated_events_under_the_day_of_publication(database: Path) -> None:
    with open_store(f"sqlite:///{database}") as store:
        store.add(_extraction(text="Joe Biden called Nouri al-Maliki.", event="e-undated", day=None, relation="visit"))
    done = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["query", "Maliki"])
    assert done.stdout.index("[2014-01-07]") < done.stdout.index("2014-01-06")


def test_query_never_steers_the_terminal(database: Path) -> None:
    with open_store(f"sqlite:///{database}") as store:
        store.add(_extraction(text="Joe Biden \x1b[2J\x07 called \x9b31mNouri al-Maliki.", event="e-steering", relation="visit"))
    done = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["query", "Maliki"])
    assert "31mNouri" in done.stdout
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout)


def test_query_answers_json_as_the_api_does(database: Path) -> None:
    done = CliRunner().invoke(app, ["query", "maliki", "--json", "--since", "2014-01-01"])
    answer = json.loads(done.stdout)
    assert [item["id"] for item in answer["items"]] == ["e-call"]
    assert answer["standing"][0]["title"] == "prime minister"
    done = CliRunner().invoke(app, ["query", "maliki", "--json", "--relation", "phone call"])
    assert [item["id"] for item in json.loads(done.stdout)["items"]] == ["e-call"]


@pytest.mark.parametrize("arguments", [["query", "Nobody"], ["query", "Maliki", "--since", "2014-02-30"]])
def test_bad_questions_are_one_line_and_exit_code_2(database: Path, arguments: list[str]) -> None:
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_export_writes_a_file_that_appears_when_it_is_complete(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.graphml"
    assert CliRunner().invoke(app, ["export", "graphml", "-o", str(out)]).exit_code == 0
    assert nx.read_graphml(out).number_of_nodes() == 3
    refused = CliRunner().invoke(app, ["export", "graphml", "-o", str(tmp_path / "x.graphml"), "--actor", "Nobody"])
    assert refused.exit_code == 2
    assert sorted(path.suffix for path in tmp_path.glob("*.graphml*")) == [".graphml"]


def test_export_goes_to_standard_output(database: Path) -> None:
    done = CliRunner().invoke(app, ["export", "graphml", "--view", "events", "--actor", "Biden"])
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"<?xml")
