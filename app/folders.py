"""Takes articles from a folder as files come in: none that is still being written, each once by what is in it."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from app.files import KNOWN, ReadOptions, read_items
from app.handing_in import hand_in
from app.intake import ArticleInput
from graph.store import Clock, Store, read_clock
from graph.taken_files import is_taken, keep_taken
from ontology.errors import InputError
from ontology.ids import digest

# Problems of one file that are kept; the rest are counted.
_MOST_PROBLEMS = 100
_CHUNK = 1 << 20


class TakenFile(NamedTuple):
    """What became of a file: articles put in line, those that were known, and what could not be taken."""

    path: Path
    queued: int
    known: int
    problems: tuple[str, ...]


class _Look(NamedTuple):
    """How a file looked: what changes when somebody writes to it."""

    size: int
    modified: int


@dataclass
class Watcher:
    """Looks into a folder, and the folders in it, again and again.

    A file is whole when nobody has written to it for `settle` seconds, by its own time or by ours."""

    store: Store
    folder: Path
    options: ReadOptions
    settle: float
    clock: Clock = read_clock
    _since: dict[Path, tuple[_Look, float]] = field(default_factory=dict)
    _done: dict[Path, _Look] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.folder.is_dir():
            raise InputError(f"{self.folder}: no such folder")

    @property
    def job(self) -> str:
        """The job of all that comes from this folder."""
        return f"folder:{digest(str(self.folder.resolve()))}"

    def take(self) -> Iterator[TakenFile]:
        """Take the files that are whole and have not been taken, by name."""
        for path, look in self._find_whole():
            taken = self._take(path, look)
            if taken is not None:
                yield taken

    @property
    def waiting(self) -> int:
        """How many files are not known to be whole yet."""
        return len(self._since)

    def _find_whole(self) -> Iterator[tuple[Path, _Look]]:
        now = self.clock().timestamp()
        looks = dict(_look_around(self.folder))
        fresh = {path: look for path, look in looks.items() if self._done.get(path) != look}
        self._done = {path: look for path, look in self._done.items() if path in looks}
        self._since = {path: self._seen(path, look, now) for path, look in fresh.items()}
        for path, look in sorted(fresh.items()):
            unchanged = now - min(self._since[path][1], look.modified / 1e9)
            if unchanged >= self.settle:
                yield path, look

    def _seen(self, path: Path, look: _Look, now: float) -> tuple[_Look, float]:
        """How the file looks, and since when."""
        before = self._since.get(path)
        return before if before is not None and before[0] == look else (look, now)

    def _take(self, path: Path, look: _Look) -> TakenFile | None:
        """Take a file, unless one like it was taken, or it changed meanwhile: then it is taken when it is whole again."""
        try:
            content = _digest(path)
            if not is_taken(self.store, content):
                taken = self._hand_in(path)
                if _look_at(path) != look:
                    return None
                reason = "\n".join(taken.problems) or None
                keep_taken(self.store, content, str(path), reason=reason, at=self.clock())
            else:
                taken = None
        except OSError as error:
            taken = TakenFile(path, 0, 0, (f"{path}: {error.strerror or type(error).__name__}",))
        self._since.pop(path, None)
        self._done[path] = look
        return taken

    def _hand_in(self, path: Path) -> TakenFile:
        problems: list[str] = []
        inputs = _good_ones(path, self.options, problems.append)
        done = hand_in(self.store, inputs, job=self.job, source=str(self.folder), clock=self.clock)
        if len(problems) > _MOST_PROBLEMS:
            problems[_MOST_PROBLEMS:] = [f"{path}: {len(problems) - _MOST_PROBLEMS} more"]
        return TakenFile(path, done.queued, done.known, tuple(problems))


def _good_ones(path: Path, options: ReadOptions, complain: Callable[[str], None]) -> Iterator[ArticleInput]:
    for item in read_items([path], options):
        if item.given is None:
            complain(f"{item.where}: {item.error}")
        else:
            yield item.given


def _look_around(folder: Path) -> Iterator[tuple[Path, _Look]]:
    """The files of known kinds below a folder; what begins with a dot is somebody's unfinished work."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(root, name)
            if not name.startswith(".") and path.suffix.lower() in KNOWN and (look := _look_at(path)):
                yield path, look


def _look_at(path: Path) -> _Look | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return _Look(found.st_size, found.st_mtime_ns)


def _digest(path: Path) -> str:
    made = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            made.update(chunk)
    return made.hexdigest()
