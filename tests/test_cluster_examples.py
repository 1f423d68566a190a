"""The examples of a cluster can be read, and every command in them exists."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.settings import Settings

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "compose.yaml"
KUBERNETES = ROOT / "examples" / "kubernetes" / "belligraph.yaml"
SLURM = ROOT / "examples" / "slurm" / "belligraph.sbatch"


def kubernetes_documents() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(KUBERNETES.read_text()))


def containers() -> Iterator[dict[str, Any]]:
    for document in kubernetes_documents():
        if document["kind"] == "Deployment":
            assert document["spec"]["selector"]["matchLabels"] == document["spec"]["template"]["metadata"]["labels"]
            yield from document["spec"]["template"]["spec"]["containers"]


def commands() -> list[list[str]]:
    """Every command of ours or Dask's in the examples."""
    services = yaml.safe_load(COMPOSE.read_text())["services"].values()
    found = [service["command"] for service in services if "command" in service]
    found += [container["command"] for container in containers()]
    for line in SLURM.read_text().splitlines():
        words = re.search(r"^(?:srun \S+ )?((?:dask|belligraph) [^#&]*)", line)
        if words:
            found.append(shlex.split(words[1]))
    return found


def test_every_command_and_option_exists() -> None:
    pytest.importorskip("distributed")
    helps: dict[tuple[str, ...], str] = {}
    used = commands()
    assert len(used) == 10
    for words in used:
        program = tuple(words[:2])
        if program not in helps:
            run = (
                [sys.executable, "-c", "from app.cli import main; main()"]
                if words[0] == "belligraph"
                else [sys.executable, "-m", "dask"]
            )
            done = subprocess.run(
                [*run, words[1], "--help"], capture_output=True, text=True, timeout=120, env={"COLUMNS": "200"}
            )
            assert done.returncode == 0, done.stderr
            helps[program] = done.stdout
        for option in (word for word in words if word.startswith("--")):
            assert option in helps[program], words


def test_every_setting_exists() -> None:
    names = {f"BELLIGRAPH_{name.upper()}" for name in Settings.model_fields}
    for path in (COMPOSE, KUBERNETES, SLURM):
        used = set(re.findall(r"BELLIGRAPH_[A-Z_]+", path.read_text()))
        assert "BELLIGRAPH_DATABASE_URL" in used
        assert used <= names


def test_parts_find_each_other() -> None:
    services = {d["metadata"]["name"]: d["spec"] for d in kubernetes_documents() if d["kind"] == "Service"}
    parts = {d["metadata"]["name"] for d in kubernetes_documents() if d["kind"] == "Deployment"}
    assert set(services) <= parts
    named = set(re.findall(r"tcp://(\w+):(\d+)", KUBERNETES.read_text()))
    assert named == {("scheduler", str(services["scheduler"]["ports"][0]["port"]))}
    compose = yaml.safe_load(COMPOSE.read_text())["services"]
    assert {host for host, _ in re.findall(r"tcp://([a-z]+):(\d+)", str(compose))} <= set(compose)


def test_the_slurm_script_is_shell() -> None:
    done = subprocess.run(["bash", "-n", str(SLURM)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
