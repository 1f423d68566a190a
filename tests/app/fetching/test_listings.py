"""What feeds and sitemaps name."""

import gzip
from datetime import date

import pytest

from app.listings import is_sitemap, read_feed, read_sitemap
from ontology.errors import InputError

HOME = "https://news.example/feed.xml"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><link>/world/truce?a=1&amp;b=2#top</link><pubDate>Sat, 28 Feb 2026 23:30:00 +0000</pubDate></item>
<item><link>https://other.example/shelling</link></item>
<item><link>mailto:desk@news.example</link></item>
<item><title>No link</title></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>Truce</title>
<link rel="alternate" href="https://news.example/truce"/><published>2026-02-27T10:00:00Z</published>
<updated>2026-02-28T08:00:00Z</updated></entry></feed>"""
SITEMAP = b"""<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://www.news.example/new </loc><lastmod>2026-02-28</lastmod>
<news:news><news:publication_date>2026-02-27T22:00:00+01:00</news:publication_date></news:news></url>
<url><loc>https://news.example/old</loc><lastmod>2020-01-01T00:00:00Z</lastmod></url>
<url><loc>https://elsewhere.example/new</loc></url>
<url><loc>https://news.example/undated</loc></url>
</urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/1.xml.gz</loc><lastmod>2026-02-28</lastmod></sitemap>
<sitemap><loc>https://news.example/2.xml</loc></sitemap></sitemapindex>"""
TODAY = date(2026, 3, 1)


def read(content: bytes, since: date | None = None, limit: int = 10_000) -> list[tuple[str, str, date | None]]:
    found = read_sitemap(content, "https://news.example/sitemap.xml", since=since, today=TODAY, limit=limit)
    return [(page.address, page.version, page.published) for page in found]


def test_a_feed_names_pages_with_their_days() -> None:
    found = read_feed(RSS, "application/rss+xml", HOME)
    assert [(page.address, page.host, page.published) for page in found] == [
        ("https://news.example/world/truce?a=1&b=2", "https://news.example", date(2026, 2, 28)),
        ("https://other.example/shelling", "https://other.example", None),
    ]
    (entry,) = read_feed(ATOM, "", HOME)
    assert (entry.published, entry.version) == (date(2026, 2, 27), "2026-02-28T08:00:00Z")


@pytest.mark.parametrize("content", [b"", b"<html><p>No feed</p></html>", b"/etc/hostname", b"\x00\xff", b"{}"])
def test_what_is_no_feed_is_told(content: bytes) -> None:
    with pytest.raises(InputError, match="no RSS or Atom feed"):
        read_feed(content, "text/html", HOME)


def test_a_sitemap_names_pages_of_its_own_host() -> None:
    assert read(SITEMAP) == [
        ("https://www.news.example/new", "2026-02-28", date(2026, 2, 27)),
        ("https://news.example/old", "2020-01-01T00:00:00Z", None),
        ("https://news.example/undated", "", None),
    ]
    assert [address for address, _, _ in read(SITEMAP, since=date(2026, 1, 1))] == [
        "https://www.news.example/new",
        "https://news.example/undated",
    ]


def test_an_index_names_sitemaps_which_are_looked_at_daily_where_they_do_not_say() -> None:
    assert [page[:2] for page in read(INDEX)] == [
        ("https://news.example/1.xml.gz", "2026-02-28"),
        ("https://news.example/2.xml", "2026-03-01"),
    ]


def test_sitemaps_may_be_compressed_or_plain_lists() -> None:
    assert read(gzip.compress(SITEMAP)) == read(SITEMAP)
    assert read(b"https://news.example/a\nhttps://news.example/b\n") == [
        ("https://news.example/a", "", None),
        ("https://news.example/b", "", None),
    ]
    with pytest.raises(InputError, match="larger than 10000 bytes"):
        read(gzip.compress(b" " * 1_000_000))
    with pytest.raises(InputError, match="cut off"):
        read(gzip.compress(SITEMAP)[:-20])


@pytest.mark.parametrize(
    "content",
    [
        b"<html><p>No sitemap</p></html>",
        b"<urlset><url>",
        b"some words",
        b"",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>',
    ],
)
def test_what_is_no_sitemap_is_told(content: bytes) -> None:
    with pytest.raises(InputError, match="sitemap"):
        read(content)


def test_sitemaps_are_told_from_pages() -> None:
    assert all(map(is_sitemap, (SITEMAP, INDEX, gzip.compress(INDEX))))
    assert not any(map(is_sitemap, (RSS, b"<html><pre>&lt;urlset> or <urlset></pre></html>", b"", gzip.compress(RSS))))
