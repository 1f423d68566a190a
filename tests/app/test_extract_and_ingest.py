"""`extract` and `ingest` with the real extractor, loaded once for all tests."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from extract.pipeline import Extractor
from graph.article_queries import count_records
from graph.store import open_store
from ontology.records import Article, Extraction

REPORT = (
    "Fighters seized the town of Ramadi on Monday, police said. The prime minister of Iraq, Nouri al-Maliki, "
    "called on residents to leave the town."
)
GERMAN = "Die Bundesregierung hat am Montag in Berlin mitgeteilt, dass die Gespräche weitergehen werden. " * 5


@pytest.fixture(autouse=True)
def _one_extractor(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.extraction.load_extractor", lambda settings: extractor)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path}/graph.db"
    monkeypatch.setenv("BELLIGRAPH_DATABASE_URL", url)
    return url


def run(*arguments: object, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)


def test_extract_reads_standard_input_with_what_is_known() -> None:
    done = run("extract", "-", "--date", "2014-01-07", "--publisher", "Desk", given=REPORT)
    assert done.exit_code == 0, done.output
    read = json.loads(done.stdout)
    assert (read["article"]["published"], read["article"]["publisher"]) == ("2014-01-07", "Desk")
    assert "seizure" in [event["relation"] for event in read["events"]]
    assert all(
        read["article"]["text"][event["evidence"]["start"] : event["evidence"]["end"]] == event["evidence"]["sentence"]
        for event in read["events"]
    )


def test_extract_gives_the_same_bytes_each_time() -> None:
    assert run("extract", given=REPORT).stdout_bytes == run("extract", given=REPORT).stdout_bytes


def test_jsonl_output_carries_ids_and_goes_on_after_a_bad_record() -> None:
    records = [
        {"id": "one", "text": REPORT, "date": "2014-01-07"},
        {"id": 2, "text": ""},
        {"id": "three", "text": REPORT},
    ]
    done = run("extract", "--jsonl", "-", given="\n".join(map(json.dumps, records)) + "\nnot json\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert [line["id"] for line in lines] == ["one", 2, "three", None]
    assert [sorted(line) == ["error", "id"] for line in lines] == [False, True, False, True]
    assert lines[0]["events"]
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b" \n", "empty"),
        ("large.txt", b"The army attacked. " * 270_000, "larger than"),
        ("image.txt", b"\x89PNG\r\n\x1a\n", "a PNG image"),
        ("binary.txt", b"\x01\x02\x00", "not text"),
        ("latin.txt", b"caf\xe9 in Paris", "UTF-8"),
        ("wrong.json", b"{", "not JSON"),
        ("empty.html", b"<html><script>alert(1)</script></html>", ""),
    ],
)
def test_bad_files_are_one_line_and_exit_code_2(
    tmp_path: Path, database: str, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    for command in ("extract", "ingest"):
        done = run(command, tmp_path / name)
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.output
        assert message in done.stderr
    with open_store(database) as store:
        assert count_records(store).articles == 0


def test_too_many_words_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELLIGRAPH_MAX_WORDS", "5")
    done = run("extract", given=REPORT)
    assert done.exit_code == 2
    assert "the limit is 5" in done.stderr


def test_text_that_is_not_english_is_refused_or_gives_a_warning_and_no_events() -> None:
    done = run("extract", given=GERMAN)
    if done.exit_code == 0:
        read = json.loads(done.stdout)
        assert (read["events"], bool(read["warnings"])) == ([], True)
    else:
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)


def test_ingest_keeps_the_good_skips_the_bad_and_can_be_run_again(tmp_path: Path, database: str) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT)
    (folder / "bad.txt").write_text("")
    (folder / "more.jsonl").write_text(json.dumps({"text": REPORT, "publisher": "Other"}) + "\n")
    first = run("ingest", folder)
    assert first.exit_code == 1
    assert first.stdout.startswith("3 articles: 2 added, 1 failed; ")
    assert "bad.txt: the article is empty" in first.stderr
    assert run("ingest", folder).stdout.startswith("3 articles: 2 unchanged, 1 failed; ")
    with open_store(database) as store:
        assert count_records(store).articles == 2


def test_one_article_that_nobody_foresaw_does_not_hold_up_the_others(
    tmp_path: Path, database: str, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = extractor.extract

    def fail_on_marked(article: Article) -> Extraction:
        if "marked" in article.text:
            raise RecursionError("too deep")
        return extract(article)

    monkeypatch.setattr(extractor, "extract", fail_on_marked)
    (tmp_path / "a.txt").write_text(f"{REPORT} This one is marked.")
    (tmp_path / "b.txt").write_text(REPORT)
    done = run("ingest", tmp_path / "a.txt", tmp_path / "b.txt")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.output
    assert "a.txt: reading failed: RecursionError" in done.stderr
    assert done.stdout.startswith("2 articles: 1 added, 1 failed; ")
    assert run("extract", tmp_path / "a.txt").exit_code == 2


def test_the_summary_counts_one_in_the_singular(database: str) -> None:
    text = "Police arrested a man in Nairobi."
    summary = run("ingest", "-", given=text).stdout
    assert summary.startswith("1 article: 1 added; ")
    assert "1 events" not in summary


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": ""}) + "\n") * 20_000)
    command = f"{sys.executable} -c 'from app.cli import main; main()' extract --jsonl {path} 2>/dev/null | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout)["id"] is None
    assert "Traceback" not in done.stderr
