"""Reading stored articles again: the run with a reader made by hand, and the command with the real one."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app
from app.extraction import read_again
from app.intake import make_input
from app.rereading import Report, read_articles_again
from extract.pipeline import Extractor
from extract.reader import read_article
from graph.article_queries import get_article
from graph.history_queries import article_history
from graph.rereading import list_stale
from graph.store import Store, open_store
from ontology.errors import InputError
from ontology.records import Article, Extraction

Reports = Callable[..., tuple[Extraction, Extraction]]
TEXT = "Iraqi Prime Minister Nouri al-Maliki met US Vice President Joe Biden in Baghdad on Monday."


class Reader:
    """Reads every event with another confidence, and refuses the articles it is told to."""

    def __init__(self, reports: Reports, *refused: str) -> None:
        self._again = {report.article.id: report for report in reports(confidence=0.5)}
        self._refused = refused
        self.asked: list[str] = []

    async def extractor_id(self) -> str:
        return "newer"

    async def extract_again(self, article: str) -> str:
        own = Article.model_validate_json(article).id
        self.asked.append(own)
        if own in self._refused:
            raise InputError("not English any more")
        return self._again[own].model_dump_json().replace('"extractor":"test"', '"extractor":"newer"')


@pytest.fixture
def store(tmp_path: Path, reports: Reports) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/graph.db") as opened:
        for report in reports():
            opened.add(report)
        yield opened


def run(store: Store, reader: Reader, *, accept: bool, progress: list[int] | None = None) -> Report:
    def advance(done: Counter[str]) -> None:
        if progress is not None:
            progress.append(done.total())

    stale = list_stale(store, "newer")
    return asyncio.run(read_articles_again(store, reader, stale, at_once=2, accept=accept, advance=advance))


def test_a_first_run_only_reports(store: Store, reports: Reports) -> None:
    progress: list[int] = []
    report = run(store, Reader(reports), accept=False, progress=progress)
    assert report.articles == {"unchanged": 0, "changed": 2, "failed": 0, "skipped": 0}
    assert report.events == {"COERCE": {"changed": 1}, "CONSULT": {"changed": 2}}
    assert report.fields == {"confidence": 3}
    assert sorted(one.article_id for one in report.differences) == sorted(one.article.id for one in reports())
    assert (store.sequence(), progress) == (2, [1, 2])


def test_accepting_keeps_the_readings_and_goes_on_where_it_was_broken_off(store: Store, reports: Reports) -> None:
    first, second = sorted(report.article.id for report in reports())
    broken = Reader(reports, second)
    report = run(store, broken, accept=True)
    assert report.articles == {"unchanged": 0, "changed": 1, "failed": 1, "skipped": 0}
    assert [(one.article_id, one.detail) for one in report.failures] == [(second, "not English any more")]
    assert [version.extractor for version in article_history(store, first)] == ["test", "newer"]
    assert len(article_history(store, second)) == 1
    whole = Reader(reports)
    assert run(store, whole, accept=True).articles["changed"] == 1
    assert whole.asked == [second]
    assert run(store, whole, accept=True).articles == {"unchanged": 0, "changed": 0, "failed": 0, "skipped": 0}


def test_an_article_that_goes_meanwhile_is_skipped(store: Store, reports: Reports) -> None:
    class Deleting(Reader):
        async def extract_again(self, article: str) -> str:
            read = await super().extract_again(article)
            store.delete_article(self.asked[-1])
            return read

    report = run(store, Deleting(reports), accept=True)
    assert report.articles["skipped"] == 2
    assert report.accepted


def test_a_stored_article_is_read_as_it_was_the_first_time(extractor: Extractor) -> None:
    for given in (
        make_input(text=TEXT, publisher="DW", published="2014-01-07"),
        make_input(text=f"Talks in Baghdad\n\nBAGHDAD, January 7, 2014 (AFP) - {TEXT}"),
    ):
        first = extractor.extract(read_article(given.content, publisher=given.publisher, published=given.published))
        assert read_again(extractor, first.article) == first


def test_the_command_reports_then_keeps(tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    made = extractor.extract(read_article(TEXT, publisher="DW"))
    assert made.events
    older = json.loads(made.model_dump_json())
    for event in older["events"]:
        event["evidence"]["extractor"] = "belligraph-0.0.1-00000000"
    older["events"][0]["confidence"] = 0.01
    url = f"sqlite:///{tmp_path}/graph.db"
    with open_store(url) as store:
        store.add(Extraction.model_validate(older))
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", url)
    monkeypatch.setenv("BELLIGRAPH_WORKERS", "1")
    told = CliRunner().invoke(app, ["reextract"])
    assert told.exit_code == 0, told.output
    assert told.stdout.startswith("1 article read again: 1 changed; extractor belligraph-")
    assert "1 confidence" in told.stdout
    assert "--accept" in told.stdout.splitlines()[-1]
    kept = CliRunner().invoke(app, ["reextract", "--accept", "--json"])
    assert json.loads(kept.stdout)["articles"]["changed"] == 1
    with open_store(url) as store:
        assert get_article(store, made.article.id).events[0].confidence != 0.01
    assert CliRunner().invoke(app, ["reextract"]).stdout.startswith("0 articles read again: nothing to do")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [(["--since", "yesterday"], 2, "yesterday"), (["--no-such"], 2, "--no-such")],
)
def test_wrong_usage_is_told_at_once(
    arguments: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    done = CliRunner().invoke(app, ["reextract", *arguments])
    assert (done.exit_code, done.stderr.count("\n")) == (code, 1)
    assert said in done.stderr
    assert CliRunner().invoke(app, ["reextract"]).exit_code == 3
