"""The documents say what there is: routes, filter parameters and dependencies."""

import re
import tomllib
from pathlib import Path

from app.api.filter_query import PageParameters
from app.server import create_app
from app.settings import Settings

ROOT = Path(__file__).parents[2]


def test_every_route_is_documented() -> None:
    described = create_app(Settings(database_url="sqlite://")).openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in described.items() for method in methods}
    assert set(re.findall(r"^\| `((?:GET|POST|PATCH|DELETE) .*?)` \|", _read("api.md"), re.MULTILINE)) == routes


def test_every_filter_parameter_is_documented() -> None:
    table = _read("api.md").partition("## Filter")[2].partition("## Errors")[0]
    named = {
        name for cell in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    assert named == {field.alias or name for name, field in PageParameters.model_fields.items()}


def test_every_dependency_is_documented_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    names = {re.split(r"[<>=\[]", line)[0].lower() for line in wanted}
    assert set(re.findall(r"^\| `([\w.-]+)` \| .+ \| .+ \|$", _read("dependencies.md"), re.MULTILINE)) == names


def test_lock_files_name_no_address_and_hash_everything() -> None:
    for name in ("requirements.txt", "requirements-dask.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert not re.search(r"https?://|file:|--index|--find-links", text)
        assert len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) == len(re.findall(r"[^\\]\n(?=[\w.-]+==)", text))


def _read(name: str) -> str:
    return (ROOT / "docs" / name).read_text()
