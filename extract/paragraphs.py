"""Cuts plain text into paragraphs: one line each, unless its lines are the hard wraps of one paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\u2028\u2029]")
_FINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
_BULLET = re.compile(r"^(?:\(?\d{1,2}[.)]|[•*▪►▶»·–—-])\s+")
_NARROW, _WIDE = 40, 130


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as `text[start:end]`, without white space around it. Those of one block have no empty line between."""

    start: int
    end: int
    block: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def bare(self) -> str:
        """Its text without a list number or bullet, white space folded."""
        return _BULLET.sub("", " ".join(self.text.split()), count=1) if self.words > 1 else self.text

    @property
    def is_listed(self) -> bool:
        """Whether it begins with a list number or bullet."""
        return bool(_BULLET.match(self.text))

    @property
    def is_heading(self) -> bool:
        """Whether it looks like a headline, subhead or link: short, without final punctuation."""
        text = self.text.rstrip("\"'”’»")
        if self.words > 22 or not (text[:1].isupper() or text[:1].isdigit() or not text[:1].isalnum()):
            return False
        return not text.endswith((".", "!", ":", ";", ",", "…")) or text.endswith(("U.S.", "U.N.", "U.K."))


def find_paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in order; every character that is not white space lies in one."""
    lines = list(_lines(text))
    if not lines:
        return []
    width = _wrap_width(lines)
    breaks = [i for i, (a, b) in enumerate(pairwise(lines), start=1) if not _is_wrapped(a, b, width)]
    return [_join(text, lines[first], lines[last - 1]) for first, last in pairwise([0, *breaks, len(lines)])]


def _join(text: str, first: Paragraph, last: Paragraph) -> Paragraph:
    return first if first is last else Paragraph(first.start, last.end, first.block, text[first.start : last.end])


def _lines(text: str) -> Iterator[Paragraph]:
    block, end = 0, 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip()
        if not stripped:
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        if len(_BREAK.findall(text, end, start)) > 1:
            block += 1
        end = start + len(stripped)
        yield Paragraph(start, end, block, stripped)


def _wrap_width(lines: Sequence[Paragraph]) -> int | None:
    """The width a text was wrapped at; None if its line breaks end paragraphs.

    A wrapped text has no longer lines, and most of its lines could not have taken the first word of the next one.
    """
    width = max((len(line.text) for line in lines), default=0)
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if a.block == b.block]
    if not _NARROW <= width <= _WIDE or not pairs:
        return None
    full = [pair for pair in pairs if _is_full(*pair, width)]
    broken = [a for a, b in full if not _FINAL.search(a)]
    return width if len(full) * 2 > len(pairs) and broken else None


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted; a ragged wrap may stop a little short."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - 6


def _is_wrapped(line: Paragraph, following: Paragraph, width: int | None) -> bool:
    """Whether a line break is a hard wrap: the sentence goes on, or the line was full."""
    if line.block != following.block or _BULLET.match(following.text):
        return False
    if following.text[0].islower() and not _FINAL.search(line.text):
        # A lone odd token is debris of the page, not the rest of a sentence.
        return " " in following.text or bool(_FINAL.search(following.text))
    return width is not None and _is_full(line.text, following.text, width)
