import json
from pathlib import Path

import pytest

from app.files import Item, ReadOptions, find_files, read_items
from ontology.errors import InputError

OPTIONS = ReadOptions(known={"publisher": "Desk"}, max_bytes=200)


def read(*paths: Path, options: ReadOptions = OPTIONS) -> list[Item]:
    return list(read_items(paths, options))


def test_folders_are_searched_for_known_kinds_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.pdf", "below/d.JSONL"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.name for path in find_files([tmp_path])] == ["a.html", "b.txt", "d.JSONL"]


def test_missing_files_and_empty_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        find_files([tmp_path / "none.txt"])
    with pytest.raises(InputError, match="no articles in this folder"):
        find_files([tmp_path])


def test_each_kind_of_file_becomes_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("plain")
    (tmp_path / "b.html").write_text("<p>page</p>")
    (tmp_path / "c.json").write_text(json.dumps([{"text": "one"}, {"text": "two", "publisher": "Own"}]))
    (tmp_path / "d.jsonl").write_text('{"id": 7, "text": "three", "date": "2014-01-07"}\n\n')
    items = read(*find_files([tmp_path]))
    assert [item.given.content for item in items if item.given] == ["plain", "<p>page</p>", "one", "two", "three"]
    assert [item.given.publisher for item in items if item.given] == ["Desk", "Desk", "Desk", "Own", "Desk"]
    assert items[1].given is not None
    assert items[1].given.html is not None
    assert items[-1].id == 7


def test_what_a_record_says_goes_before_what_is_assumed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a", "date": "2014-01-07"}\n{"text": "b", "date": null}\n')
    options = ReadOptions(known={"published": "2020-01-01"}, max_bytes=200)
    dates = [str(item.given.published) for item in read(path, options=options) if item.given]
    assert dates == ["2014-01-07", "2020-01-01"]


def test_bad_articles_are_items_with_errors_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    (tmp_path / "b.txt").write_text("x" * 201)
    (tmp_path / "c.json").write_text("{")
    (tmp_path / "d.jsonl").write_text('{"id": "bad", "text": ""}\n[1]\nnot json\n{"id": "good", "text": "fine"}\n')
    items = read(*find_files([tmp_path]))
    assert [item.id for item in items if item.error is None] == ["good"]
    errors = [item.error or "" for item in items if item.error]
    wanted = ["not valid UTF-8", "larger than 200", "not JSON", "empty", "not a JSON object", "not JSON"]
    assert all(want in error for want, error in zip(wanted, errors, strict=True))
    assert items[3].id == "bad"
    assert items[3].where.endswith("d.jsonl:1")
