"""Tells one state of the data files from another, so that what was extracted with other lists or another lexicon can be told apart."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

# Weights have a version of their own, and need not count where the rules read alone.
_APART = "encoder"


@cache
def data_digest() -> str:
    """A hash of every data file that an extraction reads, by name and content; the encoder's are left out."""
    content = sha256()
    for package in ("extract", "ontology"):
        for name, file in sorted(_files(resources.files(package) / "data", package)):
            content.update(f"{name}\n".encode() + sha256(file.read_bytes()).digest())
    return content.hexdigest()


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_file():
            yield f"{name}/{entry.name}", entry
        elif entry.name != _APART:
            yield from _files(entry, f"{name}/{entry.name}")
