"""Fixtures that cost seconds, made once a run: the compiled gazetteer and the loaded extractor."""

from pathlib import Path

import pytest

from extract.gazetteer import Gazetteer
from extract.gazetteer_build import build_gazetteer, default_gazetteer_path
from extract.pipeline import ExtractConfig, Extractor


@pytest.fixture(scope="session")
def gazetteer_path() -> Path:
    """The gazetteer that set-up compiled; compiled here where set-up did not run."""
    path = default_gazetteer_path()
    if not path.is_file():
        build_gazetteer(path)
    return path


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Gazetteer:
    return Gazetteer(gazetteer_path)


@pytest.fixture(scope="session")
def extractor(gazetteer_path: Path) -> Extractor:
    return Extractor.load(ExtractConfig(gazetteer=gazetteer_path))
