"""Reads what sources name: the pages of RSS and Atom feeds, and of sitemaps (https://www.sitemaps.org/protocol.html)."""

import io
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from time import struct_time
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as Xml

import feedparser

from app.fetching import normal_address, origin_of
from graph.source_pages import Listed
from ontology.errors import InputError

_GZIP = b"\x1f\x8b"
_ROOTS = ("urlset", "sitemapindex")


class _Entry(NamedTuple):
    """A page of a list, or another list; days that the list gives."""

    address: str
    version: str
    published: date | None
    changed: date | None


def read_feed(body: bytes, kind: str, address: str) -> list[Listed]:
    """The pages that a feed names, in its order. InputError if it is none."""
    # A stream: of bytes feedparser would take what looks like the name of a file for one.
    headers = {"content-location": address, "content-type": kind}
    feed: Any = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    if not feed.get("version"):
        raise InputError("is no RSS or Atom feed")
    entries = (_feed_entry(entry) for entry in feed.entries)
    return _listed((entry for entry in entries if entry), address, since=None)


def is_sitemap(body: bytes) -> bool:
    """Whether it looks like a sitemap, or an index of sitemaps, rather than a page."""
    head = _unpack(body[:65_536], 65_536, whole=False).lstrip()[:2_000] if body.startswith(_GZIP) else body[:2_000]
    named = any(f"<{root}".encode() in head or f":{root}".encode() in head for root in _ROOTS)
    return named and b"<html" not in head.lower()


def read_sitemap(body: bytes, address: str, *, since: date | None, today: date, limit: int) -> list[Listed]:
    """The pages, and other sitemaps, that a sitemap names on its own host, without those that changed last before `since`.

    InputError if it is none, or is larger than `limit` bytes when unpacked.
    """
    content = _unpack(body, limit, whole=True) if body.startswith(_GZIP) else body
    entries = _sitemap_entries(content, today) if content.lstrip().startswith(b"<") else _text_entries(content)
    host = _host(address)
    return _listed((entry for entry in entries if _host(entry.address) == host), address, since=since)


def _feed_entry(entry: Any) -> _Entry | None:
    # As a plain dictionary: otherwise feedparser gives one day for another.
    plain = dict(entry)
    if not plain.get("link"):
        return None
    published = _day(plain.get("published_parsed"))
    version = str(plain.get("updated") or plain.get("published") or "")
    return _Entry(plain["link"], version, published, published or _day(plain.get("updated_parsed")))


def _listed(entries: Iterator[_Entry], base: str, *, since: date | None) -> list[Listed]:
    """The pages with normal addresses; what is no address of the web is left out."""
    found: dict[str, Listed] = {}
    for entry in entries:
        if since and entry.changed and entry.changed < since:
            continue
        try:
            address = normal_address(urljoin(base, entry.address.strip()))
        except (InputError, ValueError):
            continue
        found.setdefault(address, Listed(address, origin_of(address), entry.version[:200], entry.published))
    return list(found.values())


def _sitemap_entries(content: bytes, today: date) -> Iterator[_Entry]:
    # No sitemap needs one, and only who means ill defines entities.
    if b"<!DOCTYPE" in content[:4_096]:
        raise InputError("is a sitemap with a document type definition, which is not read")
    try:
        for _, element in Xml.iterparse(io.BytesIO(content)):
            name = _local(element)
            if name in ("url", "sitemap"):
                yield from _sitemap_entry(element, is_index=name == "sitemap", today=today)
                element.clear()
            elif name in _ROOTS:
                return
    except Xml.ParseError as error:
        raise InputError(f"is no sitemap: {error}") from None
    raise InputError("is no sitemap: it has neither <urlset> nor <sitemapindex>")


def _sitemap_entry(element: Xml.Element, *, is_index: bool, today: date) -> Iterator[_Entry]:
    texts = {_local(child): (child.text or "").strip() for child in element.iter()}
    if not texts.get("loc"):
        return
    published = _iso_day(texts.get("publication_date", ""))
    changed = texts.get("lastmod", "")
    # Of a list that does not say when it changed, one looks every day.
    version = changed or (today.isoformat() if is_index else texts.get("publication_date", ""))
    yield _Entry(texts["loc"], version, published, _iso_day(changed) or published)


def _text_entries(content: bytes) -> Iterator[_Entry]:
    """A sitemap may be a plain list of addresses."""
    lines = content.decode("utf-8-sig", "replace").split()
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        raise InputError("is no sitemap: it is neither XML nor a list of addresses")
    yield from (_Entry(line, "", None, None) for line in lines)


def _unpack(body: bytes, limit: int, *, whole: bool) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(body, limit + 1)
    except zlib.error as error:
        raise InputError(f"cannot be unpacked: {error}") from None
    if whole and (len(content) > limit or not unpacker.eof):
        raise InputError(f"is cut off, or larger than {limit} bytes when unpacked")
    return content


def _local(element: Xml.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _host(address: str) -> str:
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _day(moment: struct_time | None) -> date | None:
    try:
        return date(*moment[:3]) if moment else None
    except ValueError:
        return None


def _iso_day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
