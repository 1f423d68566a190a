"""Marks what each paragraph of a news page is: title, date line, byline, caption, credit, sign-off, boilerplate or body.

Body is what is left: a paragraph is taken out only where a pattern of data/page_lines.yaml or its neighbours say so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.datelines import dateline_end, signoff_start
from extract.dates import find_dates
from extract.page_lines import PageLines, page_lines
from extract.paragraphs import Paragraph, find_paragraphs
from extract.publishers import known_publishers
from ontology.ids import fold_text
from ontology.records import Section, SectionKind

_CAPTION_WORDS = 60
_DATELINED = 3
# With these words taken out, a line that holds only a date is empty.
_DATE_WORDS = re.compile(
    r"(?i)\b(?:first |originally |last )?(?:published|posted|updated|modified|issued|created|date|release[d]?)\b|"
    r"\b(?:on|at|am|pm|a\.m\.|p\.m\.|gmt|utc|bst|cet|cest|est|edt|pst|pdt|msk|ist|eat|wat|local time|time|ago|hours?|hrs|"
    r"minutes?|mins?|h)\b|\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:am|pm)?\b|\b\d{1,2}(?:am|pm)\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|"
    r"[+-]\d\d:?\d\d\b|\b\d{4}(?=\s+[A-Z]{2,4}\b)|\b(?-i:[A-Z]{2,4}T)\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b"
)
_DATE_LINE_LENGTH = 90
_PLACE_AND_DATE = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,2}\s*,\W*")
# "Martin Chulov in Beirut", between title and text.
_CAPITALISED = r"[^\W\d_a-z][\w.'’-]*"
_REPORTER = re.compile(
    rf"(?:(?:{_CAPITALISED},? (?:and )?){{2,8}}in {_CAPITALISED}(?: (?!and\b){_CAPITALISED})?(?:(?: and|,|;) |$))+"
)


@dataclass(frozen=True)
class Line:
    """A paragraph with what it is; `group` says which rule or pattern group decided."""

    paragraph: Paragraph
    kind: SectionKind | None
    group: str | None = None


def find_lines(text: str, title: str | None = None) -> list[Line]:
    """The paragraphs of an article with their kinds; `title` is the article's title if it is known already."""
    paragraphs = find_paragraphs(text)
    if len(paragraphs) == 1:
        return [Line(paragraphs[0], SectionKind.BODY)]
    # A publisher's name alone is the page's own above the text; below, it signs for an agency.
    text_start = next((p.start for p in paragraphs if not p.is_heading), 0)
    lines = [_by_pattern(paragraph, page_lines(), top=paragraph.start < text_start) for paragraph in paragraphs]
    lines = _mark_title(lines, fold_text(title) if title else None)
    for step in (_mark_captions, _mark_reporters, _mark_links, _mark_tail):
        lines = step(lines)
    lines = [line if line.kind else replace(line, kind=SectionKind.BODY) for line in lines]
    if any(line.kind is SectionKind.BODY for line in lines):
        return lines
    return [Line(paragraph, SectionKind.BODY) for paragraph in paragraphs]


def find_sections(text: str, lines: Sequence[Line]) -> tuple[Section, ...]:
    """Sections of the lines, in order; a dateline before body text and an agency after it get their own."""
    sections: list[Section] = []
    body = 0
    for line in lines:
        start, end = line.paragraph.start, line.paragraph.end
        if line.kind is not SectionKind.BODY:
            sections.append(Section(kind=line.kind or SectionKind.BODY, start=start, end=end))
            continue
        body += 1
        sections += _body_sections(text, start, end, nth=body)
    return tuple(sections)


def _body_sections(text: str, start: int, end: int, *, nth: int) -> list[Section]:
    begin = dateline_end(text, start, end, first=nth == 1) if nth <= _DATELINED else start
    stop = signoff_start(text, begin, end)
    parts = [(SectionKind.DATELINE, start, begin), (SectionKind.BODY, begin, stop), (SectionKind.SIGNOFF, stop, end)]
    return [_trimmed(text, kind, a, b) for kind, a, b in parts if text[a:b].strip()]


def _trimmed(text: str, kind: SectionKind, start: int, end: int) -> Section:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Section(kind=kind, start=start, end=start + len(part.strip()))


def _by_pattern(paragraph: Paragraph, patterns: PageLines, *, top: bool) -> Line:
    bare = paragraph.bare
    if _is_date_line(bare):
        return Line(paragraph, SectionKind.DATELINE, "date")
    if top and bare in known_publishers().names:
        return Line(paragraph, SectionKind.BOILERPLATE, "brand")
    group = patterns.group(bare)
    return Line(paragraph, patterns.kinds[group], group) if group else Line(paragraph, None)


def _is_date_line(text: str) -> bool:
    """Whether a line is nothing but a date, with or without time, zone, a place before it and words such as "Published"."""
    if len(text) > _DATE_LINE_LENGTH or not re.search(r"\d|day", text):
        return False
    rest, found = text, find_dates(text, 0, len(text), date(2000, 1, 1))
    for mention in reversed(found):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    if not found and not re.search(r"\d[/.-]\d", text):
        return False
    rest = _DATE_WORDS.sub(" ", rest)
    return not re.search(r"\w", rest) or bool(found and _PLACE_AND_DATE.fullmatch(rest))


def _mark_title(lines: list[Line], title: str | None) -> list[Line]:
    """The given title where it stands, else the first heading before the text; one or two words before it are a kicker."""
    open_lines = [i for i, line in enumerate(lines) if line.kind is None]
    text = next((i for i in open_lines if not lines[i].paragraph.is_heading), None)
    named = [i for i, line in enumerate(lines) if title and fold_text(line.paragraph.bare) == title]
    if named:
        marked = named[0]
    else:
        headings = [i for i in open_lines if text is not None and i < text and not lines[i].paragraph.is_listed]
        if not headings:
            return lines
        marked = next((i for i in headings if lines[i].paragraph.words > 2), headings[0])
    return [
        replace(line, kind=SectionKind.TITLE, group="title")
        if i == marked
        else replace(line, kind=SectionKind.BOILERPLATE, group="kicker")
        if i < marked and line.kind is None and line.paragraph.is_heading and line.paragraph.words <= 2
        else line
        for i, line in enumerate(lines)
    ]


def _mark_captions(lines: list[Line]) -> list[Line]:
    """A short paragraph right above a credit, in the same small block, is a caption; so is what follows "Image caption,"."""
    sizes: dict[int, int] = {}
    for line in lines:
        sizes[line.paragraph.block] = sizes.get(line.paragraph.block, 0) + 1
    marked = list(lines)
    for i, line in enumerate(lines):
        if line.kind is not None or line.paragraph.words > _CAPTION_WORDS:
            continue
        above, below = _neighbour(lines, i, -1), _neighbour(lines, i, 1)
        credited = below and below.group == "credit" and sizes[line.paragraph.block] <= 3
        if credited or (above and above.group == "caption" and above.paragraph.words <= 2):
            marked[i] = replace(line, kind=SectionKind.CAPTION, group="caption")
    return marked


def _neighbour(lines: Sequence[Line], index: int, step: int) -> Line | None:
    """The line above or below in the same block."""
    at = index + step
    if not 0 <= at < len(lines) or lines[at].paragraph.block != lines[index].paragraph.block:
        return None
    return lines[at]


def _mark_reporters(lines: list[Line]) -> list[Line]:
    """Lines such as "Martin Chulov in Beirut" between title and text are bylines, and so is an agency's name there."""
    marked, after_title = list(lines), False
    for i, line in enumerate(lines):
        after_title = after_title or line.group == "title"
        if line.kind is None and not line.paragraph.is_heading:
            break
        reporter = line.kind is None and _REPORTER.fullmatch(line.paragraph.bare)
        if after_title and (reporter or line.group == "signoff"):
            marked[i] = replace(line, kind=SectionKind.BYLINE, group="reporter")
    return marked


def _mark_links(lines: list[Line]) -> list[Line]:
    """Headings under "Related articles", and one right after a picture, are links to other articles."""
    marked, listing, titled = list(lines), False, False
    for i, line in enumerate(lines):
        titled = titled or line.group == "title"
        if line.group == "related_heading":
            listing = titled
            continue
        if line.kind is not None:
            continue
        after_picture = titled and i > 0 and lines[i - 1].kind in (SectionKind.CREDIT, SectionKind.CAPTION)
        listing = listing and line.paragraph.is_heading
        if listing or (after_picture and line.paragraph.is_heading and line.paragraph.words > 2):
            marked[i] = replace(line, kind=SectionKind.BOILERPLATE, group="link")
    return marked


def _mark_tail(lines: list[Line]) -> list[Line]:
    """After a sign-off or copyright line that follows the text, headings are no longer part of the article."""
    marked, seen_text, ended = list(lines), False, False
    for i, line in enumerate(lines):
        if line.kind is None:
            if ended and line.paragraph.is_heading:
                marked[i] = replace(line, kind=SectionKind.BOILERPLATE, group="tail")
            seen_text = seen_text or not line.paragraph.is_heading
            ended = ended and line.paragraph.is_heading
        elif seen_text and line.group in ("signoff", "legal"):
            ended = True
    return marked
