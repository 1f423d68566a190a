"""Articles come from feeds, sitemaps and pages into the queue, each once, whatever is cut off in between."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app import pulling
from app.fetching import Answer
from app.intake import ArticleInput
from app.pulling import Puller
from app.settings import Settings
from app.subscribing import subscribe, take_page
from graph.inbox import Enqueued
from graph.jobs import JobFilter, list_jobs
from graph.queue import claim
from graph.source_pages import list_refused
from graph.source_tables import SourceKind
from graph.sources import Source, list_sources, remove_source
from graph.store import Store
from ontology.errors import InputError, NotFoundError, SettingsError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARTICLE = "<html><head><title>Truce</title></head><body><p>The army and the rebels agreed a truce {}.</p></body></html>"


class Desk:
    """A store with a clock of its own, and a puller that never really waits."""

    def __init__(self, store: Store, **settings: Any) -> None:
        self.store, self.now = store, NOW
        given = {"fetch": True, "fetch_hosts": ("127.0.0.1",), "fetch_pace": 0} | settings
        self.settings = Settings(**given)
        self.puller = self.new_puller()

    def new_puller(self) -> Puller:
        return Puller(self.store, self.settings, sleep=lambda seconds: None, clock=lambda: self.now)

    def add(self, address: str, kind: str | None = None, **changed: Any) -> Source:
        given = {"name": None, "publisher": None, "minutes": 60, "since": None} | changed
        return subscribe(
            self.store, self.settings, address, kind=kind, sleep=lambda seconds: None, clock=lambda: self.now, **given
        )

    def pull(self, hours: float = 0) -> None:
        """Go on in time, and do rounds until nothing is left to be done now."""
        self.now += timedelta(hours=hours)
        while self.puller.work():
            self.now += timedelta(milliseconds=1)

    def queued(self) -> list[dict[str, Any]]:
        claimed = claim(self.store, 1000, "test", at=self.now, until=self.now + timedelta(days=100))
        return [json.loads(one.payload) for one in claimed.inputs] if claimed else []


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    desk = Desk(store)
    yield desk
    desk.puller.stop()


def feed(*items: tuple[str, str]) -> tuple[int, dict[str, str], bytes]:
    named = "".join(f"<item><link>{link}</link><pubDate>{day}</pubDate></item>" for link, day in items)
    return 200, {"ETag": f'"{len(items)}"'}, f'<rss version="2.0"><channel>{named}</channel></rss>'.encode()


def page(words: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {}, ARTICLE.format(words).encode()


DAY = "Sat, 28 Feb 2026 08:00:00 +0000"


def test_a_feed_is_followed(site: Any, desk: Desk) -> None:
    site.replies |= {"/feed": feed(("/a", DAY), ("/b", "")), "/a": page("today"), "/b": page("at last")}
    source = desk.add(f"{site.url}/feed", publisher="The Desk")
    assert source.kind == SourceKind.FEED
    desk.pull()
    queued = {one["url"]: one for one in desk.queued()}
    assert queued[f"{site.url}/a"]["published"] == "2026-02-28"
    assert queued[f"{site.url}/a"]["publisher"] == "The Desk"
    assert "truce today" in queued[f"{site.url}/a"]["html"]
    assert "published" not in queued[f"{site.url}/b"]
    assert [job.id for job in list_jobs(desk.store, JobFilter()).items] == [f"source:{source.id}"]
    site.replies |= {"/feed": feed(("/c", DAY), ("/a", DAY), ("/b", "")), "/c": page("tomorrow")}
    desk.pull(hours=0.5)
    assert desk.queued() == []
    desk.pull(hours=1)
    assert [one["url"] for one in desk.queued()] == [f"{site.url}/c"]
    (known,) = list_sources(desk.store)
    assert (known.taken, known.waiting, known.refused, known.failures) == (3, 0, 0, 0)


def test_what_has_not_changed_is_not_fetched_again(site: Any, desk: Desk) -> None:
    listed = feed(("/a", DAY))
    site.replies |= {
        "/feed": lambda sent: (304, {}, b"") if sent.get("If-None-Match") == '"1"' else listed,
        "/a": page("now"),
    }
    desk.add(f"{site.url}/feed", "feed")
    desk.pull()
    desk.pull(hours=2)
    desk.pull(hours=2)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/feed", "/a", "/feed", "/feed"]


def test_a_page_that_the_feed_says_changed_is_fetched_again(site: Any, desk: Desk) -> None:
    site.replies |= {"/feed": feed(("/a", DAY)), "/a": page("today")}
    desk.add(f"{site.url}/feed", "feed")
    desk.pull()
    site.replies |= {"/feed": feed(("/a", "Sun, 01 Mar 2026 08:00:00 +0000")), "/a": page("no more")}
    desk.pull(hours=2)
    assert ["truce no more" in one["html"] for one in desk.queued()] == [False, True]


def test_a_sitemap_is_read_with_those_it_names(site: Any, desk: Desk) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url}/1.xml</loc></sitemap></sitemapindex>"
    urls = "".join(
        f"<url><loc>{site.url}/{name}</loc><lastmod>{day}</lastmod></url>"
        for name, day in (("a", "2026-02-28"), ("b", "2014-01-01"))
    )
    site.replies |= {
        "/sitemap.xml": (200, {"Content-Type": "application/xml"}, index.encode()),
        "/1.xml": (200, {"Content-Type": "application/xml"}, f"<urlset>{urls}</urlset>".encode()),
        "/a": page("today"),
    }
    assert desk.add(f"{site.url}/sitemap.xml", since=date(2026, 1, 1)).kind == SourceKind.SITEMAP
    desk.pull()
    assert [one["url"] for one in desk.queued()] == [f"{site.url}/a"]
    assert "/b" not in [path for path, _ in site.asked]


def test_a_page_is_looked_at_again_and_again(site: Any, desk: Desk) -> None:
    site.replies["/live"] = page("today")
    assert desk.add(f"{site.url}/live", minutes=10).kind == SourceKind.PAGE
    desk.pull()
    desk.pull(hours=1)
    assert len(desk.queued()) == 1
    site.replies["/live"] = page("no more")
    desk.pull(hours=1)
    assert len(desk.queued()) == 1


def test_a_page_is_looked_at_although_a_feed_names_it_too(site: Any, desk: Desk) -> None:
    site.replies |= {"/feed": feed(("/live", DAY)), "/live": page("today")}
    desk.add(f"{site.url}/feed", "feed")
    desk.pull()
    desk.add(f"{site.url}/live", "page", minutes=10)
    site.replies["/live"] = page("no more")
    desk.pull()
    assert ["truce no more" in one["html"] for one in desk.queued()] == [False, True]


def test_what_cannot_be_had_is_given_up_with_its_reason(site: Any, desk: Desk) -> None:
    names = ("gone", "private", "paper.pdf", "inside", "broken")
    site.replies |= {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private"),
        "/feed": feed(*((f"/{name}", DAY) for name in names)),
        "/paper.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
        "/inside": (302, {"Location": "http://169.254.169.254/"}, b""),
        "/broken": (500, {}, b""),
    }
    source = desk.add(f"{site.url}/feed", "feed")
    desk.pull()
    reasons = {one.address.rpartition("/")[2]: one.reason for one in list_refused(desk.store, source.id, limit=9)}
    assert reasons.pop("gone") == "answered 404"
    assert "robots.txt" in reasons.pop("private")
    assert reasons.pop("paper.pdf") == "is application/pdf, not a web page"
    assert "not a public address" in reasons.pop("inside")
    assert not reasons
    for _ in range(10):
        desk.pull(hours=24)
    assert [one.reason for one in list_refused(desk.store, source.id, limit=1)] == ["answered 500"]
    assert [path for path, _ in site.asked].count("/broken") == 8
    site.replies |= {"/feed": feed(("/broken", "Sun, 01 Mar 2026 08:00:00 +0000")), "/broken": page("today")}
    desk.pull(hours=24)
    assert len(desk.queued()) == 1


def test_a_source_that_fails_is_tried_later_and_says_so(site: Any, desk: Desk) -> None:
    desk.add(f"{site.url}/feed", "feed")
    site.replies["/feed"] = (200, {}, b"<html>we moved</html>")
    desk.pull()
    desk.pull(hours=1)
    (source,) = list_sources(desk.store)
    assert (source.failures, source.problem) == (2, "is no RSS or Atom feed")
    site.replies |= {"/feed": feed(("/a", DAY)), "/a": page("today")}
    desk.pull(hours=1)
    assert (list_sources(desk.store)[0].problem, len(desk.queued())) == (None, 1)


def test_an_article_that_was_cut_off_while_it_was_put_in_line_is_taken_once(
    site: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replies |= {"/feed": feed(("/a", DAY)), "/a": page("today")}
    desk.add(f"{site.url}/feed", "feed")

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("app.pulling.settle_page", die)
        with pytest.raises(KeyboardInterrupt):
            desk.pull()
    desk.puller.stop()
    desk.puller = desk.new_puller()
    desk.pull()
    assert len(desk.queued()) == 1
    assert [path for path, _ in site.asked].count("/a") == 2


def test_a_fault_of_ours_holds_up_no_other_page(site: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    site.replies |= {"/feed": feed(("/a", DAY), ("/b", DAY)), "/a": page("today"), "/b": page("at last")}
    desk.add(f"{site.url}/feed", "feed")
    make = pulling.make_article

    def fail(answer: Answer, *args: Any, **known: Any) -> ArticleInput:
        if answer.address.endswith("/a"):
            raise RuntimeError("a bug")
        return make(answer, *args, **known)

    monkeypatch.setattr(pulling, "make_article", fail)
    desk.pull()
    assert [one["url"] for one in desk.queued()] == [f"{site.url}/b"]
    (source,) = list_sources(desk.store)
    assert (source.taken, source.waiting) == (1, 1)


def test_one_process_fetches_at_a_time(site: Any, desk: Desk) -> None:
    site.replies |= {"/feed": feed(("/a", DAY)), "/a": page("today")}
    desk.add(f"{site.url}/feed", "feed")
    first, second = desk.puller, desk.new_puller()
    assert first.work() == 1
    assert (second.work(), second.has_turn) == (0, False)
    first.stop()
    assert second.work() == 1


def test_a_page_of_every_host_is_fetched_in_a_round(site: Any, store: Store) -> None:
    desk = Desk(store, fetch_pace=5, fetch_hosts=("127.0.0.1", "localhost"))
    other = site.url.replace("127.0.0.1", "localhost")
    links = ((f"{host}/{name}", DAY) for name in "abc" for host in (site.url, other))
    site.replies |= {"/feed": feed(*links)} | {f"/{name}": page(name) for name in "abc"}
    desk.add(f"{site.url}/feed", "feed")
    desk.pull()
    assert len(desk.queued()) == 1
    for number in (2, 2, 1):
        desk.pull(hours=10 / 3600)
        assert len(desk.queued()) == number


def test_sources_are_named_once_and_removed(site: Any, desk: Desk) -> None:
    source = desk.add(f"{site.url}/feed", "feed", name="World news")
    assert source.id == "world-news"
    with pytest.raises(InputError, match="already"):
        desk.add(f"{site.url}/other", "feed", name="World News")
    with pytest.raises(InputError, match="already"):
        desk.add(f"{site.url}/feed#again", "feed", name="Other")
    with pytest.raises(InputError, match="feed, sitemap, page"):
        desk.add(f"{site.url}/feed", "podcast")
    remove_source(desk.store, "world-news")
    assert list_sources(desk.store) == ()
    with pytest.raises(NotFoundError):
        remove_source(desk.store, "world-news")


def test_a_single_page_is_taken_once(site: Any, desk: Desk) -> None:
    site.replies["/a"] = page("today")
    assert take_page(desk.store, desk.settings, f"{site.url}/a", sleep=lambda seconds: None) == Enqueued("pages", 1, 0)
    assert take_page(desk.store, desk.settings, f"{site.url}/a", sleep=lambda seconds: None) == Enqueued("pages", 0, 1)
    with pytest.raises(InputError, match="answered 404"):
        take_page(desk.store, desk.settings, f"{site.url}/b", sleep=lambda seconds: None)


def test_nothing_is_fetched_unless_the_settings_allow_it(site: Any, store: Store) -> None:
    settings = Settings(fetch_hosts=("127.0.0.1",))
    with pytest.raises(SettingsError, match="BELLIGRAPH_FETCH"):
        Puller(store, settings, sleep=lambda seconds: None)
    with pytest.raises(SettingsError, match="BELLIGRAPH_FETCH"):
        take_page(store, settings, f"{site.url}/a", sleep=lambda seconds: None)
    given: dict[str, Any] = {
        "name": None,
        "publisher": None,
        "minutes": 60,
        "since": None,
        "sleep": lambda seconds: None,
    }
    with pytest.raises(InputError, match="--kind"):
        subscribe(store, settings, f"{site.url}/feed", kind=None, **given)
    assert subscribe(store, settings, f"{site.url}/feed", kind="feed", **given).kind == SourceKind.FEED
    assert site.asked == []
