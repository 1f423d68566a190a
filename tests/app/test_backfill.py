"""Archives become files of extractions and these the store, and a run that was cut off goes on where it was."""

import io
import json
import random
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from app import backfill_loading
from app.backfill_files import Done
from app.backfill_loading import load_folder
from app.backfilling import Share, choose
from app.cli import app
from app.files import ReadOptions, find_files, read_items
from app.parquet_files import Row, read_rows
from graph.export import export_graph
from graph.filters import Filter
from graph.store import Store, open_store

pa = pytest.importorskip("pyarrow")
import pyarrow.parquet as pq  # noqa: E402

SCRIPT = Path(__file__).with_name("backfill_stand_in.py")
NAMES = ("Ali", "Baker", "Carla", "Dara")


def write_articles(folder: Path, files: int, articles: int) -> None:
    folder.mkdir()
    for number in range(files):
        lines = [
            json.dumps(
                {
                    "text": f"{NAMES[n % 4]} met {NAMES[(n + number + 1) % 4]} in Kabul. {number} {n}.",
                    "publisher": "Desk",
                }
            )
            for n in range(articles)
        ]
        (folder / f"{number}.jsonl").write_text("\n".join([*lines, "no JSON"]))


def run(folder: Path, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(SCRIPT), str(folder), str(out)], stdout=subprocess.PIPE, text=True)


def rows_of(out: Path) -> dict[str, list[Row]]:
    """All rows by the name of their file; nothing but whole files and their marks may be there."""
    names = {
        path.name.removesuffix(".parquet").removesuffix(".done.json") for path in out.iterdir() if path.name[0] != "."
    }
    assert len(names) * 2 == len([path for path in out.iterdir() if path.name[0] != "."])
    return {name: [row for rows in read_rows(out / f"{name}.parquet") for row in rows] for name in sorted(names)}


def graphml(store: Store) -> bytes:
    out = io.BytesIO()
    export_graph(store, out, Filter())
    return out.getvalue()


def test_a_run_that_is_killed_goes_on_and_gives_what_one_run_gives(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", files=4, articles=150)
    for name in ("whole", "cut"):
        (tmp_path / name).mkdir()
    with run(tmp_path / "in", tmp_path / "whole") as whole:
        said = whole.communicate(timeout=100)[0]
    assert Counter(line.split()[1] for line in said.splitlines()) == {"151": 4}
    with run(tmp_path / "in", tmp_path / "cut") as cut:
        assert cut.stdout is not None
        assert cut.stdout.readline()
        cut.kill()
    with run(tmp_path / "in", tmp_path / "cut") as again:
        said = again.communicate(timeout=100)[0]
    counted = Counter(line.split()[1] for line in said.splitlines())
    assert counted["again"] >= 1
    assert counted.total() == 4
    made = rows_of(tmp_path / "whole")
    assert rows_of(tmp_path / "cut") == made
    assert [len(rows) for rows in made.values()] == [151] * 4
    first = next(iter(made.values()))
    assert [row.where.rpartition(":")[2] for row in first] == [str(number) for number in range(1, 152)]
    assert (first[-1].extraction, (first[-1].error or "")[:8]) == (None, "not JSON")


@pytest.fixture
def extractions(tmp_path: Path) -> Path:
    """A folder of what was read from three files."""
    write_articles(tmp_path / "in", files=3, articles=40)
    (tmp_path / "out").mkdir()
    with run(tmp_path / "in", tmp_path / "out") as process:
        process.communicate(timeout=100)
    return tmp_path / "out"


def load(store: Store, folder: Path) -> dict[str, Counter[str] | None]:
    told: dict[str, Counter[str] | None] = {}

    def tell(done: Done, counts: Counter[str] | None) -> None:
        told[Path(done.mark.path).name] = counts

    load_folder(store, folder, tell=tell, complain=lambda line: None)
    return told


def test_loading_that_is_cut_off_goes_on_and_gives_what_one_run_gives(
    extractions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(tmp_path / "whole.db")) as whole, open_store(str(tmp_path / "cut.db")) as cut:
        assert load(whole, extractions) == {f"{n}.jsonl": Counter(added=40, failed=1) for n in range(3)}
        times = random.Random(7)

        def add(store: Store, rows: list[Row]) -> Counter[str]:
            if times.random() < 0.3:
                raise KeyboardInterrupt
            return add_rows(store, rows)

        add_rows = backfill_loading._add
        monkeypatch.setattr(backfill_loading, "_add", add)
        monkeypatch.setattr("app.parquet_files._ROWS", 8)
        for _ in range(100):
            try:
                told = load(cut, extractions)
                break
            except KeyboardInterrupt:
                continue
        assert None in told.values()
        assert graphml(cut) == graphml(whole)
        assert cut.sequence() == whole.sequence() == 120
        assert set(load(cut, extractions).values()) == {None}


def test_an_extraction_that_cannot_be_stored_holds_up_no_other(extractions: Path, tmp_path: Path) -> None:
    (file, *_) = sorted(extractions.glob("*.parquet"))
    table = pq.read_table(file).to_pylist()
    table[3]["extraction"] = table[3]["extraction"].replace('"id":"ali"', '"id":"nobody"', 1)
    table[4]["extraction"] = "{}"
    pq.write_table(pa.Table.from_pylist(table), file)
    with open_store(str(tmp_path / "graph.db")) as store:
        assert load(store, extractions)["0.jsonl"] == Counter(added=38, failed=3)


def test_files_are_read_as_parquet(tmp_path: Path) -> None:
    rows = [
        {"text": "The truce holds.", "published": date(2026, 3, 1), "publisher": "Desk", "url": None, "rank": 1},
        {"text": "", "published": None, "publisher": None, "url": None, "rank": 2},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    pq.write_table(pa.table({"html": ["<p>x</p>"], "date": [datetime(2026, 3, 1, 23, 5)]}), tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_text("no Parquet")
    first, empty, second, bad = read_items(find_files([tmp_path]), ReadOptions({}, 1000))
    assert first.given is not None
    assert second.given is not None
    assert (first.given.text, first.given.published, first.given.publisher) == (
        "The truce holds.",
        date(2026, 3, 1),
        "Desk",
    )
    assert (second.given.html, second.given.published) == ("<p>x</p>", date(2026, 3, 1))
    assert "empty" in (empty.error or "")
    assert "not a Parquet file" in (bad.error or "")


def test_files_are_shared_among_runs() -> None:
    files = [Path(str(number)) for number in range(10)]
    shares = [choose(files, Share(number, 3)) for number in (1, 2, 3)]
    assert sorted(path for share in shares for path in share) == files
    assert choose(files, None) == files


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["a.jsonl"], "say what to read"),
        (["--out", "x"], "say what to read"),
        (["--load", "x", "a.jsonl"], "nothing else"),
        (["a.jsonl", "--out", "x", "--share", "4/3"], "3/16"),
        (["none.jsonl", "--out", "x"], "no such file"),
        (["--load", "none"], "no extractions in this folder"),
    ],
)
def test_wrong_usage_is_told(
    arguments: list[str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        app(["backfill", *arguments])
    assert ended.value.code == 2
    assert why in capsys.readouterr().err
