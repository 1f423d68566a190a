"""The lists of actors that users bring: which are in force, and the folder that imported ones are kept in."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from app.settings import Settings
from extract.actor_knowledge import ActorKnowledge
from extract.gazetteer_build import default_gazetteer_path
from ontology.errors import InputError, NotFoundError, SettingsError


def lists_folder() -> Path:
    """Where imported lists lie: next to the gazetteer, in the environment Belligraph is installed in."""
    return default_gazetteer_path().parent / "actors"


def imported_lists() -> tuple[Path, ...]:
    """The imported files in the order of their names, which is the order they are read in."""
    folder = lists_folder()
    return tuple(sorted(path for path in folder.iterdir() if path.is_file())) if folder.is_dir() else ()


def actor_lists(settings: Settings) -> tuple[Path, ...]:
    """The files of the settings, or those that were imported."""
    return settings.actors or imported_lists()


def check_actor_lists(settings: Settings) -> None:
    """Refuse to start with a list that is wrong; DataFileError names file and line."""
    paths = actor_lists(settings)
    if paths:
        ActorKnowledge.load(paths)


def import_lists(files: Sequence[Path]) -> list[Path]:
    """Check files together with those imported before, then copy them into the folder; one of the same name is replaced.

    Nothing is copied where one is wrong. Raises DataFileError with file and line.
    """
    names = [file.name for file in files]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(f"two of the files are called {twice!r}: rename one, lists are kept by name")
    kept = [path for path in imported_lists() if path.name not in names]
    ActorKnowledge.load(sorted((*kept, *files), key=lambda path: path.name))
    folder = lists_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_copy(file, folder / file.name) for file in files]
    except OSError as error:
        raise SettingsError(
            f"cannot write to {folder} ({error.strerror}): name the files in BELLIGRAPH_ACTORS instead"
        ) from None


def _copy(file: Path, target: Path) -> Path:
    # Written beside and renamed, so that no reader ever sees half a file.
    part = target.parent.parent / f"{target.name}.part"
    shutil.copyfile(file, part)
    return part.replace(target)


def remove_list(name: str) -> Path:
    """Take an imported list away; NotFoundError where none has this name."""
    found = next((path for path in imported_lists() if path.name == name), None)
    if found is None:
        raise NotFoundError(f"no imported list is called {name!r}: `belligraph actors list` shows them")
    found.unlink()
    return found
