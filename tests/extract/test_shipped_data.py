"""An extraction says which data it was made with: the extractor's id changes with any file that it reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.pipeline import ExtractConfig, Extractor
from extract.shipped_data import data_digest


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Small packages in the place of ours."""
    for package in ("extract", "ontology"):
        (tmp_path / package / "data" / "events").mkdir(parents=True)
        (tmp_path / package / "data" / "words.tsv").write_text("bomb\tattack\n")
    monkeypatch.setattr("extract.shipped_data.resources.files", lambda package: tmp_path / package)
    data_digest.cache_clear()
    yield tmp_path
    data_digest.cache_clear()


def _digest() -> str:
    data_digest.cache_clear()
    return data_digest()


def test_any_change_of_a_file_or_its_name_shows(packages: Path) -> None:
    words = packages / "extract" / "data" / "words.tsv"
    seen = [_digest()]
    words.write_text("bomb\tbombing\n")
    seen.append(_digest())
    words.rename(words.with_name("other.tsv"))
    seen.append(_digest())
    (packages / "ontology" / "data" / "events" / "new.yaml").write_text("")
    seen.append(_digest())
    assert len(set(seen)) == len(seen)


def test_the_weights_of_the_encoder_do_not_count(packages: Path) -> None:
    before = _digest()
    (packages / "extract" / "data" / "encoder").mkdir()
    (packages / "extract" / "data" / "encoder" / "model.onnx").write_bytes(b"weights")
    assert _digest() == before


def test_the_id_of_the_extractor_follows_the_data(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Extractor.load(ExtractConfig()).extractor_id == extractor.extractor_id
    monkeypatch.setattr("extract.pipeline.data_digest", lambda: "other data")
    assert Extractor.load(ExtractConfig()).extractor_id != extractor.extractor_id
