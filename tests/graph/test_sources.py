"""Sources, pages, hosts and files in the tables, on every database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from graph.hosts import keep_robots, load_host, note_visit
from graph.source_pages import (
    DuePage,
    Listed,
    count_waiting,
    fail_page,
    list_due_pages,
    list_refused,
    postpone_page,
    settle_page,
)
from graph.source_tables import SourceKind
from graph.sources import (
    Source,
    SourceFilter,
    add_source,
    fail_source,
    get_source,
    hurry,
    list_due_sources,
    list_sources,
    next_due,
    page_sources,
    pause_source,
    postpone_source,
    remove_source,
    resume_source,
    settle_source,
)
from graph.store import Store
from graph.taken_files import is_taken, keep_taken, list_bad_files
from ontology.errors import InputError, NotFoundError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ONE, OTHER = "https://one.example", "https://other.example"


@pytest.fixture
def source(store: Store) -> Source:
    """A feed that named three pages of one host and one of another."""
    made = add_source(
        store, "news", SourceKind.FEED, f"{ONE}/feed", publisher="Desk", minutes=60, since=date(2026, 1, 1), at=NOW
    )
    pages = [Listed(f"{ONE}/{n}", ONE, "1", date(2026, 2, 28)) for n in range(3)] + [Listed(f"{OTHER}/0", OTHER)]
    assert settle_source(store, made, pages, etag='"1"', last_modified=None, at=NOW) == 4
    return made


def due(store: Store, at: datetime = NOW) -> list[DuePage]:
    return list(list_due_pages(store, at=at, limit=9))


def test_one_page_of_each_host_is_due_at_a_time(store: Store, source: Source) -> None:
    assert sorted(page.address.rpartition("/")[0] for page in due(store)) == [ONE, OTHER]
    page = next(page for page in due(store) if page.address.startswith(ONE))
    assert (page.publisher, page.published, page.since) == ("Desk", date(2026, 2, 28), date(2026, 1, 1))
    note_visit(store, ONE, due_at=NOW + HOUR)
    assert [page.address for page in due(store)] == [f"{OTHER}/0"]
    settle_page(store, due(store)[0], etag='"2"', last_modified=None, at=NOW)
    assert due(store) == []
    assert next_due(store) == NOW + HOUR
    assert len(due(store, NOW + HOUR)) == 1


def test_pages_are_counted_by_what_became_of_them(store: Store, source: Source) -> None:
    first, second = due(store)
    settle_page(store, first, etag=None, last_modified=None, at=NOW)
    fail_page(store, second, "answered 404", at=NOW, final=True)
    third = due(store)[0]
    fail_page(store, third, "answered 500", at=NOW, wait=7200)
    (found,) = list_sources(store)
    assert (found.taken, found.refused, found.waiting, count_waiting(store)) == (1, 1, 2, 2)
    assert [page.reason for page in list_refused(store, "news", limit=9)] == ["answered 404"]
    assert third.id not in {page.id for page in due(store, NOW + HOUR)}
    assert due(store, NOW + 3 * HOUR)
    with pytest.raises(NotFoundError):
        list_refused(store, "none", limit=9)


def test_a_page_comes_back_when_its_version_changes(store: Store, source: Source) -> None:
    while found := due(store):
        settle_page(store, found[0], etag=None, last_modified=None, at=NOW)
    same, changed = Listed(f"{OTHER}/0", OTHER), Listed(f"{ONE}/0", ONE, "2")
    assert settle_source(store, source, [same, changed], etag=None, last_modified=None, at=NOW) == 1
    assert [page.address for page in due(store)] == [f"{ONE}/0"]


def test_sources_are_due_and_go_with_their_pages(store: Store, source: Source) -> None:
    assert list_due_sources(store, at=NOW, limit=9) == ()
    assert [one.id for one in list_due_sources(store, at=NOW + HOUR, limit=9)] == ["news"]
    hurry(store, [], at=NOW)
    (found,) = list_due_sources(store, at=NOW, limit=9)
    assert (found.etag, found.fetched_at, found.since) == ('"1"', NOW, date(2026, 1, 1))
    postpone_source(store, found, due_at=NOW + HOUR)
    postpone_page(store, due(store)[0], due_at=NOW + HOUR)
    assert list_due_sources(store, at=NOW, limit=9) == ()
    with pytest.raises(NotFoundError):
        hurry(store, ["none"], at=NOW)
    assert remove_source(store, "news").waiting == 4
    assert (due(store), count_waiting(store), next_due(store)) == ([], 0, None)


def test_hosts_and_files_are_remembered(store: Store) -> None:
    assert load_host(store, ONE) is None
    keep_robots(store, ONE, "User-agent: *\x00", at=NOW)
    note_visit(store, ONE, due_at=NOW + HOUR)
    assert load_host(store, ONE) == (NOW + HOUR, "User-agent: *", NOW)
    assert not is_taken(store, "d1")
    keep_taken(store, "d1", "a.txt", reason=None, at=NOW)
    keep_taken(store, "d2", "b.jsonl", reason="b.jsonl:2: not JSON", at=NOW)
    keep_taken(store, "d2", "b.jsonl", reason="b.jsonl:2: not JSON", at=NOW + HOUR)
    assert is_taken(store, "d1")
    assert [(bad.path, bad.taken_at) for bad in list_bad_files(store, limit=9)] == [("b.jsonl", NOW + HOUR)]


def test_a_paused_source_is_left_alone_with_its_pages(store: Store, source: Source) -> None:
    add_source(store, "other", SourceKind.FEED, f"{OTHER}/feed", publisher=None, minutes=60, since=None, at=NOW)
    assert pause_source(store, "news").due_at is None
    assert [found.id for found in list_due_sources(store, at=NOW + 99 * HOUR, limit=9)] == ["other"]
    assert (due(store), count_waiting(store), next_due(store)) == ([], 0, NOW)
    hurry(store, [], at=NOW)
    with pytest.raises(InputError, match="'news' is paused"):
        hurry(store, ["news"], at=NOW)
    assert get_source(store, "news").due_at is None
    assert resume_source(store, "news", at=NOW + HOUR).due_at == NOW + HOUR
    assert resume_source(store, "news", at=NOW + 2 * HOUR).due_at == NOW + HOUR
    assert len(due(store)) == 2
    for change in (pause_source, get_source):
        with pytest.raises(NotFoundError):
            change(store, "none")


def test_pages_of_a_paused_source_hold_up_no_other_source_of_the_host(store: Store, source: Source) -> None:
    other = add_source(store, "other", SourceKind.FEED, f"{ONE}/b", publisher=None, minutes=60, since=None, at=NOW)
    settle_source(store, other, [Listed(f"{ONE}/later", ONE)], etag=None, last_modified=None, at=NOW + HOUR)
    pause_source(store, "news")
    assert [page.address for page in due(store, NOW + HOUR)] == [f"{ONE}/later"]


def test_a_source_that_is_paused_while_it_is_looked_at_stays_so(store: Store, source: Source) -> None:
    pause_source(store, "news")
    settle_source(store, source, [], etag=None, last_modified=None, at=NOW)
    assert get_source(store, "news").due_at is None
    fail_source(store, source, "answered 500", at=NOW)
    postpone_source(store, source, due_at=NOW)
    found = get_source(store, "news")
    assert (found.due_at, found.problem) == (None, "answered 500")


def test_sources_are_listed_a_page_at_a_time(store: Store) -> None:
    for name in "cab":
        add_source(store, name, SourceKind.FEED, f"{ONE}/{name}", publisher=None, minutes=60, since=None, at=NOW)
    first = page_sources(store, SourceFilter(limit=2))
    second = page_sources(store, SourceFilter(limit=2, cursor=first.next))
    assert [[one.id for one in page.items] for page in (first, second)] == [["a", "b"], ["c"]]
    assert second.next is None
