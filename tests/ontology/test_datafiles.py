from pathlib import Path

import pytest
from pydantic import BaseModel

from ontology.datafiles import index, read_tsv, read_yaml
from ontology.errors import DataFileError


class Word(BaseModel):
    name: str
    weight: int


def write(folder: Path, text: str) -> Path:
    path = folder / "words.data"
    path.write_text(text, encoding="utf-8")
    return path


def test_tsv_rows_know_their_line(tmp_path: Path) -> None:
    rows = read_tsv(write(tmp_path, "# made up\nname\ttags\na\tx|y\n\nb\t\n"), ("name", "tags"), lists=("tags",))
    assert [(row.line, dict(row.fields)) for row in rows] == [
        (3, {"name": "a", "tags": ("x", "y")}),
        (5, {"name": "b", "tags": ()}),
    ]


def test_an_empty_cell_is_none(tmp_path: Path) -> None:
    assert read_tsv(write(tmp_path, "name\tweight\na\t\n"), ("name", "weight"))[0].fields["weight"] is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"words\.data: the first row must be the columns"),
        ("# note\nname\n", r"words\.data:2: the first row must be the columns"),
        ("name\tweight\na\n", r"words\.data:2: 1 cells instead of 2"),
        ("name\tweight\nb\t1\na\t1\n", r"words\.data:3: name 'a' stands after 'b'"),
        ("name\tweight\na\t1\na\t1\n", r"words\.data:3: name 'a' is given twice"),
        ("name\tweight\n\t1\n", r"words\.data:2: name is empty"),
    ],
)
def test_a_wrong_tsv_is_refused_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        read_tsv(write(tmp_path, text), ("name", "weight"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("words: [\n", r"words\.data:\d: not YAML"),
        ("- a\n", r"words\.data:1: must be a mapping"),
        ("other: []\n", r"words\.data:1: the sections must be \['words'\]"),
        ("words: 3\n", r"words\.data:1: words must be a list"),
        ("words:\n  - a\n", r"words\.data:2: an entry of words must be a mapping"),
        ("words:\n  - {name: a, name: b}\n", r"words\.data:2: an entry of words gives a field twice"),
    ],
)
def test_a_wrong_yaml_is_refused_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataFileError, match=message):
        read_yaml(write(tmp_path, text), ("words",))


def test_a_wrong_field_is_refused_with_file_and_line(tmp_path: Path) -> None:
    entries = read_yaml(write(tmp_path, "words:\n  - {name: a, weight: 1}\n  - {name: b, weight: heavy}\n"), ("words",))
    assert entries["words"][0].make(Word) == Word(name="a", weight=1)
    with pytest.raises(DataFileError, match=r"words\.data:3: weight: .*integer"):
        entries["words"][1].make(Word)


def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    entries = read_yaml(write(tmp_path, "words:\n  - {name: a, weight: 1}\n  - {name: a, weight: 2}\n"), ("words",))
    with pytest.raises(DataFileError, match=r"words\.data:3: name 'a' is given twice"):
        index(((entry, entry.make(Word)) for entry in entries["words"]), "name")


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        read_tsv(tmp_path / "none.tsv", ("name",))
    (tmp_path / "binary.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataFileError, match="cannot be read"):
        read_tsv(tmp_path / "binary.tsv", ("name",))
