import asyncio
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from app.intake import make_input
from app.reading import Reader
from app.settings import Settings
from app.workers import ATTEMPTS, Workers
from ontology.errors import SettingsError, WorkerError

# No such model: these workers start quickly, and only what they are handed here runs in them.
SETTINGS = Settings(model="no-such-model", workers=1, timeout=120)


def test_the_server_process_never_loads_spacy() -> None:
    code = (
        "import sys; from app.server import create_app; from app.settings import Settings;"
        "create_app(Settings(database_url='sqlite://')).openapi(); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "False", done.stderr


def test_workers_that_cannot_load_say_why() -> None:
    workers = Workers(SETTINGS)
    with pytest.raises(SettingsError, match="no-such-model"):
        asyncio.run(workers.start())
    assert not workers.ready
    assert "no-such-model" in (workers.problem or "")
    with pytest.raises(SettingsError, match="no-such-model"):
        asyncio.run(workers.extract(make_input(text="Something happened.")))
    workers.stop()


def test_a_killed_worker_is_replaced() -> None:
    async def kill_and_go_on(workers: Workers) -> int:
        with pytest.raises(WorkerError, match="died 2 times"):
            await workers._run(os._exit, 1)
        return await workers._run(abs, -1)

    workers = Workers(SETTINGS)
    assert asyncio.run(kill_and_go_on(workers)) == 1
    workers.stop()


def die_while_told(settings: Settings, folder: Path) -> Reader:
    """Stands for what loads a reader: ends the process once for every file in a folder."""
    for file in folder.iterdir():
        file.unlink()
        os._exit(1)
    raise FileNotFoundError(folder)


def test_what_is_to_be_read_is_not_to_blame_for_workers_that_die_as_they_start(tmp_path: Path) -> None:
    for number in range(ATTEMPTS + 1):
        (tmp_path / str(number)).touch()
    workers = Workers(SETTINGS, load=partial(die_while_told, folder=tmp_path))
    assert asyncio.run(workers._run(abs, -1)) == 1
    assert not list(tmp_path.iterdir())
    workers.stop()


def test_what_is_to_be_read_is_not_to_blame_for_a_worker_that_died_before() -> None:
    async def kill_while_idle(workers: Workers) -> int:
        (process,) = workers._processes
        for _ in range(ATTEMPTS):
            os.kill(await process.run(os.getpid, timeout=60), signal.SIGKILL)
        return await process.run(abs, -1, timeout=60)

    workers = Workers(SETTINGS)
    assert asyncio.run(kill_while_idle(workers)) == 1
    workers.stop()


def test_a_worker_that_takes_too_long_is_stopped_and_replaced() -> None:
    async def wait_and_go_on(workers: Workers) -> int:
        with pytest.raises(WorkerError, match="longer than 1 seconds"):
            await workers._run(time.sleep, 600)
        workers._settings = SETTINGS
        return await workers._run(abs, -1)

    workers = Workers(SETTINGS.model_copy(update={"timeout": 1}))
    assert asyncio.run(wait_and_go_on(workers)) == 1
    workers.stop()


def test_a_worker_that_has_grown_too_large_is_replaced() -> None:
    async def ask_twice(workers: Workers) -> tuple[int, int]:
        return await workers._run(os.getpid), await workers._run(os.getpid)

    large = Workers(SETTINGS.model_copy(update={"worker_memory": 1}))
    first, second = asyncio.run(ask_twice(large))
    assert first != second
    large.stop()
    small = Workers(SETTINGS)
    first, second = asyncio.run(ask_twice(small))
    assert first == second
    small.stop()


def test_too_many_articles_are_turned_away() -> None:
    async def crowd(workers: Workers) -> list[object]:
        given = make_input(text="Something happened.")
        return await asyncio.gather(*(workers.extract(given) for _ in range(4)), return_exceptions=True)

    workers = Workers(SETTINGS.model_copy(update={"queue": 1}))
    answers = asyncio.run(crowd(workers))
    workers.stop()
    assert [isinstance(answer, WorkerError) for answer in answers] == [False, False, True, True]
    assert workers.waiting == 0
