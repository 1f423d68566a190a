"""What a saved query has to tell as an Atom feed: https://www.rfc-editor.org/rfc/rfc4287"""

import re
import uuid
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree as Xml

from graph.answers import EventAnswer
from graph.saved_queries import SavedQuery
from graph.watching import DELETED, Notice

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, however it is escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Xml.register_namespace("", _ATOM)


class Feed(NamedTuple):
    """A feed as it is sent, and when the last thing in it happened (ISO text in UTC)."""

    content: bytes
    updated: str


def write_feed(query: SavedQuery, notices: Sequence[Notice], *, base: str) -> Feed:
    """The feed of a query. `base` is the address of the server, with a slash at its end.

    Ids are made of those of the query and the events alone, and stay the same wherever the server is.
    """
    created = query.created_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    updated = max((notice.at for notice in notices), default=created)
    own = f"{base}v1/saved-queries/{quote(query.id, safe='')}"
    feed = Xml.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", _urn("query", query.id))
    _add(feed, "title", query.name)
    _add(feed, "updated", updated)
    _add(_add(feed, "author"), "name", "Belligraph")
    _add(feed, "link", rel="self", href=f"{own}/feed.atom", type="application/atom+xml")
    _add(feed, "link", rel="via", href=own, type="application/json")
    for notice in notices:
        _add_entry(feed, notice, base)
    return Feed(Xml.tostring(feed, encoding="utf-8", xml_declaration=True), updated)


def _add_entry(feed: Xml.Element, notice: Notice, base: str) -> None:
    event = notice.event
    entry = _add(feed, "entry")
    _add(entry, "id", _urn("event", notice.event_id))
    _add(entry, "title", notice.headline if event else f"Withdrawn: {notice.headline}")
    _add(entry, "updated", notice.at)
    if event is None:
        word = "This event is no longer in the graph" if notice.action == DELETED else "This event changed"
        _add(entry, "content", f"{word}, or no longer fits the query.", type="text")
        return
    _add_source(entry, event)
    href = f"{base}v1/events/{quote(notice.event_id, safe='')}"
    _add(entry, "link", rel="related", href=href, type="application/json")
    _add(entry, "category", term=event.relation)
    _add(entry, "category", term=event.type)
    _add(entry, "content", event.evidence.sentence, type="text")


def _add_source(entry: Xml.Element, event: EventAnswer) -> None:
    """The article and who published it."""
    article = event.article
    if article.publisher:
        _add(_add(entry, "author"), "name", article.publisher)
    if article.published:
        _add(entry, "published", f"{article.published.isoformat()}T00:00:00Z")
    if article.url:
        _add(entry, "link", rel="alternate", href=article.url, title=article.title or article.url)


def _add(parent: Xml.Element, name: str, text: str | None = None, **attributes: str) -> Xml.Element:
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    child = Xml.SubElement(parent, f"{{{_ATOM}}}{name}", clean)
    if text is not None:
        child.text = _NOT_XML.sub("", text)
    return child


def _urn(kind: str, id: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"belligraph/{kind}/{id}").urn
