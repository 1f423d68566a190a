"""Reads a news page in HTML with trafilatura: main text as paragraphs, and what the page says about itself. Never fetches."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import trafilatura
from trafilatura.settings import DEFAULT_CONFIG, Document

from extract.metadata import split_title
from extract.publishers import known_publishers, web_host
from ontology.errors import InputError, TooLargeError
from ontology.ids import fold_text

MAX_CHARACTERS = 5_000_000
_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAGS = re.compile(
    r"</(?:p|div|span|a|article|section|h[1-6]|li|ul|td|table|strong|em|figure|blockquote)>|<br ?/?>", re.I
)
_ENOUGH_TAGS = 2
_BLOCKS = frozenset({"p", "head", "item", "quote", "code", "cell"})
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
# htmldate takes dates up to today; a fixed bound keeps the result the same on every day.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1980-01-01", "max_date": "2099-12-31"}
# Below this length the page's main text may have been missed, and the slower search is worth its while.
_SHORT_TEXT = 250


@dataclass(frozen=True)
class WebPage:
    """What a page holds: `text` is the title, an empty line, and the paragraphs with empty lines between them."""

    text: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None


def is_html(text: str) -> bool:
    """Whether text is HTML: it starts as a page does, or has several closing tags of text elements."""
    if _START.match(text):
        return True
    return "</" in text and sum(1 for _ in zip(_TAGS.finditer(text), range(_ENOUGH_TAGS), strict=False)) >= _ENOUGH_TAGS


def read_web_page(html: str, url: str | None = None) -> WebPage:
    """The article on a page. Raises InputError if there is none, TooLargeError over `MAX_CHARACTERS`."""
    if len(html) > MAX_CHARACTERS:
        raise TooLargeError(f"the HTML page has {len(html)} characters; the limit is {MAX_CHARACTERS}")
    document, paragraphs = _extract(_CONTROL.sub(" ", html))
    if not paragraphs:
        raise InputError("no article text was found in the HTML page; give the article's text instead")
    title, suffix = split_title(_CONTROL.sub(" ", document.title)) if document.title else (None, None)
    if title and all(fold_text(paragraph) != fold_text(title) for paragraph in paragraphs[:3]):
        paragraphs = [title, *paragraphs]
    return WebPage(
        text="\n\n".join(paragraphs),
        title=title or None,
        publisher=_publisher(document, url) or suffix,
        published=_date(document.date),
        url=document.url if document.url and web_host(document.url) else url,
    )


def _extract(html: str) -> tuple[Document, list[str]]:
    """trafilatura's main text; its own thresholds are for long articles and flatten short ones, so they come second."""
    document = _run(html, _config(1))
    paragraphs = _paragraphs(document)
    if sum(map(len, paragraphs)) >= _SHORT_TEXT:
        return document, paragraphs
    thorough = _run(html, DEFAULT_CONFIG)
    more = _paragraphs(thorough)
    if sum(map(len, more)) > 2 * sum(map(len, paragraphs)) + _SHORT_TEXT or not paragraphs:
        return thorough, more
    return document, paragraphs


def _run(html: str, config: ConfigParser) -> Document:
    try:
        found = trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dict(_DATES),
            config=config,
        )
    except Exception as error:  # lxml and trafilatura raise all sorts on hostile pages
        raise InputError(f"the HTML page cannot be read: {type(error).__name__}") from error
    return found if isinstance(found, Document) else Document()


def _config(size: int) -> ConfigParser:
    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(size))
    return config


def _paragraphs(document: Document) -> list[str]:
    body = document.body
    return [text for text in map(_plain, _blocks(body)) if text] if body is not None else []


def _blocks(element: Any) -> Iterator[Any]:
    """The innermost blocks of text, in order."""
    for child in element:
        if child.tag in _BLOCKS and not any(inner.tag in _BLOCKS for inner in child.iterdescendants()):
            yield child
        else:
            yield from _blocks(child)


def _plain(block: Any) -> str:
    """A block's text with its line breaks kept."""
    lines = _lines(block).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _lines(element: Any) -> str:
    text = " ".join((element.text or "").split("\n")) if element.tag != "lb" else "\n"
    return text + "".join(_lines(child) + " ".join((child.tail or "").split("\n")) for child in element)


def _publisher(document: Document, url: str | None) -> str | None:
    """The known publisher of the site's name or address, else that name, else the host name."""
    known = known_publishers()
    name = " ".join((document.sitename or "").split())
    if name in known.names:
        return known.names[name]
    # trafilatura gives the host name for the name of a site that does not say one.
    is_host = "." in name and " " not in name
    hosts = [host for host in map(known.of_url, (url or "", document.url or "", f"https://{name}")) if host]
    listed = [host for host in hosts if host in known.names]
    return next(iter([*listed, *([] if is_host else [name]), *hosts]), None) or None


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
