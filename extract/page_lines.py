"""The lines that news pages carry besides the article, from data/page_lines.yaml: groups of patterns and their section kinds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import DataFileError
from ontology.records import SectionKind

_PATH = Path(__file__).parent / "data" / "page_lines.yaml"
_PIECE = re.compile(r"<([a-z]+)>")
# Only these groups have paragraphs of several sentences, such as captions and cookie notices.
_LONG_GROUPS = frozenset({"caption", "signoff", "prompt", "legal"})
_SHORT, _LONG = 220, 650


@dataclass(frozen=True)
class PageLines:
    """Patterns by group, in the order they are tried, and the agencies that sign reports."""

    groups: Mapping[str, re.Pattern[str]]
    kinds: Mapping[str, SectionKind]
    agency: str
    no_place: frozenset[str]

    def group(self, text: str) -> str | None:
        """The group whose pattern matches the whole of a paragraph (white space folded), None if it may be body text."""
        if len(text) > _LONG:
            return None
        for name, pattern in self.groups.items():
            if (len(text) <= _SHORT or name in _LONG_GROUPS) and pattern.fullmatch(text):
                return name
        return None


@cache
def page_lines() -> PageLines:
    """The patterns that come with the package."""
    return load_page_lines(_PATH)


def load_page_lines(path: Path) -> PageLines:
    """Read and check a pattern file; raises DataFileError."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DataFileError(path, None, f"not YAML: {error}") from error
    if not isinstance(data, dict) or set(data) != {"pieces", "no_place", "kind", "lines"}:
        raise DataFileError(path, None, "must have exactly the keys pieces, no_place, kind and lines")
    if set(data["kind"]) != set(data["lines"]):
        raise DataFileError(
            path, None, f"kind and lines name different groups: {set(data['kind']) ^ set(data['lines'])}"
        )
    pieces = {name: " ".join(text.split()).replace("| ", "|") for name, text in data["pieces"].items()}
    groups = {name: _compile(path, name, patterns, pieces) for name, patterns in data["lines"].items()}
    return PageLines(groups, _kinds(path, data["kind"]), pieces["agency"], frozenset(data["no_place"]))


def _kinds(path: Path, kinds: Mapping[str, Any]) -> dict[str, SectionKind]:
    try:
        return {name: SectionKind(kind) for name, kind in kinds.items()}
    except ValueError as error:
        raise DataFileError(path, None, str(error)) from error


def _compile(path: Path, group: str, patterns: list[str], pieces: Mapping[str, str]) -> re.Pattern[str]:
    for pattern in patterns:
        try:
            re.compile(_expand(pattern, pieces))
        except (re.error, KeyError) as error:
            raise DataFileError(path, None, f"group {group!r}: bad pattern {pattern!r}: {error}") from error
    return re.compile("|".join(_expand(pattern, pieces) for pattern in patterns), re.IGNORECASE)


def _expand(pattern: str, pieces: Mapping[str, str]) -> str:
    """The pattern with every <piece> put in, pieces within pieces included; raises KeyError for an unknown one."""
    while _PIECE.search(pattern):
        pattern = _PIECE.sub(lambda match: pieces[match[1]], pattern)
    return pattern
