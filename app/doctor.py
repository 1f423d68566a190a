"""Examines an installation: its settings, what it reads with, where it writes, and the database."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from app.actor_lists import actor_lists, check_actor_lists
from app.gazetteer_setup import gazetteer_path
from app.settings import Settings, check_binding, check_model
from extract.place_overlay import open_gazetteer
from graph.findings import Finding, error, fine, warning
from graph.integrity import check_database
from ontology.errors import BelligraphError

# Free bytes below which writing will soon fail, and below which a bad day will.
_NO_SPACE = 100_000_000
_LITTLE_SPACE = 2_000_000_000


def examine(settings: Settings, database: Path | None, *, full: bool) -> Iterator[Finding]:
    """Everything that can be found out without changing anything, in the order in which things need each other.

    `database` is the file of the database, if it is one.
    """
    yield from _attempt("serving", lambda: _check_serving(settings), "set BELLIGRAPH_API_KEYS, or serve on 127.0.0.1")
    yield from _attempt(
        "model", lambda: _check_model(settings), "install the model, or name another in BELLIGRAPH_MODEL"
    )
    yield from _attempt("gazetteer", lambda: _check_gazetteer(settings), "run `belligraph gazetteer build`")
    yield from _attempt(
        "actors", lambda: _check_actors(settings), "mend the line that is named, or `belligraph actors remove`"
    )
    yield from _attempt(
        "encoder", lambda: _check_encoder(settings), "install Belligraph anew, or set BELLIGRAPH_ENCODER=rules"
    )
    yield from _check_folders(database)
    yield from check_database(settings.database_url, full=full)


def _attempt(check: str, look: Callable[[], str], advice: str) -> Iterator[Finding]:
    """What a look says, or what it raises as an error."""
    try:
        yield fine(check, look())
    except BelligraphError as failure:
        yield error(check, str(failure), advice)
    except Exception as failure:
        yield error(check, f"{type(failure).__name__}: {failure}", advice)


def _check_serving(settings: Settings) -> str:
    check_binding(settings)
    keys = "with API keys" if settings.api_keys else "without API keys"
    return f"would serve on {settings.host}:{settings.port} {keys}"


def _check_model(settings: Settings) -> str:
    check_model(settings)
    return settings.model


def _check_gazetteer(settings: Settings) -> str:
    path = gazetteer_path(settings)
    meta = open_gazetteer(path, settings.places).meta
    return f"{path}, format {meta['format']}" + (f", with {settings.places}" if settings.places else "")


def _check_actors(settings: Settings) -> str:
    check_actor_lists(settings)
    lists = actor_lists(settings)
    return f"with {', '.join(path.name for path in lists)}" if lists else "no lists of your own"


def _check_encoder(settings: Settings) -> str:
    if settings.encoder == "rules":
        return "not used"
    from extract.events.encoder import load_encoder

    load_encoder()
    return "loads"


def _check_folders(database: Path | None) -> Iterator[Finding]:
    """Whether what is written can be written, for the database and for temporary files."""
    folders = {"temporary folder": Path(tempfile.gettempdir())}
    if database is not None:
        folders["database folder"] = database.absolute().parent
    for check, folder in sorted(folders.items()):
        try:
            with tempfile.TemporaryFile(dir=folder):
                free = shutil.disk_usage(folder).free
        except OSError as failure:
            yield error(check, f"cannot write to {folder}: {failure.strerror}", "let this user write there")
            continue
        yield _judge_space(check, f"{folder} can be written and has {free / 1e9:.1f} GB free", free, database)


def _judge_space(check: str, says: str, free: int, database: Path | None) -> Finding:
    size = database.stat().st_size if database is not None and database.exists() else 0
    if free < _NO_SPACE:
        return error(check, says, "make room: the next articles will not fit")
    if free < max(_LITTLE_SPACE, size):
        return warning(check, says, "make room: a backup or a migration may need as much as the database has")
    return fine(check, says)
