from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from graph.article_queries import count_records, get_article, list_changes
from graph.store import AddStatus, Store, open_store
from ontology.errors import InputError, NotFoundError
from ontology.records import Mention, Role, Section, SectionKind


def test_store_gives_back_what_was_added(store: Store, make: SimpleNamespace) -> None:
    extraction = make.extraction(
        "Maliki — called “Biden”.",
        title="A call",
        sections=(Section(kind=SectionKind.BODY, start=0, end=20),),
        actors=[make.actor("Maliki", roles=(Role(title="prime minister", of="IRQ", as_of=date(2014, 1, 7)),)), "Biden"],
        places=[make.place("Fallujah", lat=33.35, lon=43.78, precision="city", score=0.9)],
        events=[make.event(actors=["Maliki", "Biden"], places=["Fallujah"], contexts=("military",), claimant="Biden")],
        relations=[("actor-maliki", "located in", "place-fallujah")],
        mentions=[Mention(id="m1", start=0, end=6, text="Maliki", kind="actor", entity="actor-maliki")],
    ).model_copy(update={"warnings": ("first warning", "second")})
    store.add(extraction)
    assert get_article(store, extraction.article.id) == extraction


def test_the_same_article_again_changes_nothing(store: Store, make: SimpleNamespace) -> None:
    extraction = make.extraction(actors=["Maliki"], events=[make.event(actors=["Maliki"])])
    first = store.add(extraction)
    again = store.add(extraction)
    assert (first.status, again.status) == (AddStatus.ADDED, AddStatus.UNCHANGED)
    assert again.seq == first.seq == 1
    assert count_records(store).events == 1


def test_another_extraction_of_an_article_replaces_its_own_records_only(store: Store, make: SimpleNamespace) -> None:
    other = make.extraction("Another article.", actors=["Maliki"], events=[make.event("aid", actors=["Maliki"])])
    store.add(other)
    store.add(make.extraction(actors=["Maliki", "Biden"], events=[make.event(actors=["Maliki", "Biden"])] * 1))
    better = make.extraction(actors=["Maliki", "Kerry"], events=[make.event(actors=["Maliki", "Kerry"])])
    result = store.add(better)
    assert (result.status, result.replaced) == (AddStatus.REPLACED, (better.article.id,))
    assert get_article(store, other.article.id) == other
    assert get_article(store, better.article.id) == better
    assert (count_records(store).articles, count_records(store).actors, count_records(store).events) == (2, 2, 2)


def test_a_changed_text_at_the_same_address_replaces_the_article(store: Store, make: SimpleNamespace) -> None:
    old = make.extraction("Ten died.", url="https://example.org/1", actors=["Maliki"])
    new = make.extraction("Twelve died.", url="https://example.org/1", actors=["Biden"])
    store.add(old)
    assert store.add(new).replaced == (old.article.id,)
    with pytest.raises(NotFoundError, match=old.article.id):
        get_article(store, old.article.id)


def test_the_same_address_from_another_publisher_is_another_article(store: Store, make: SimpleNamespace) -> None:
    store.add(make.extraction("Ten died.", url="https://example.org/1", publisher="DW"))
    result = store.add(make.extraction("Ten died.", url="https://example.org/1", publisher="Reuters"))
    assert result.status is AddStatus.ADDED
    assert count_records(store).articles == 2


def test_deleting_an_article_leaves_no_orphans(store: Store, make: SimpleNamespace) -> None:
    kept = make.extraction("Kept.", actors=["Maliki"], places=["Basra"], events=[make.event(actors=["Maliki"])])
    gone = make.extraction(
        "Gone.",
        actors=["Maliki", "Biden"],
        places=["Fallujah"],
        events=[make.event(actors=["Maliki"], recipients=["Biden"], places=["Fallujah"])],
        relations=[("actor-biden", "located in", "place-fallujah")],
    )
    store.add(kept)
    store.add(gone)
    assert store.delete_article(gone.article.id) == 3
    counts = count_records(store)
    assert (counts.articles, counts.actors, counts.places, counts.events, counts.relations) == (1, 1, 1, 1, 0)


def test_deleting_an_unknown_article_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError, match="a-none"):
        store.delete_article("a-none")


def test_many_articles_go_in_by_batches(store: Store, make: SimpleNamespace) -> None:
    made = [make.extraction(f"Text {n}.", actors=["Maliki"]) for n in range(7)]
    results = list(store.add_many([*made, made[0]], batch=3))
    assert [r.status for r in results] == [AddStatus.ADDED] * 7 + [AddStatus.UNCHANGED]
    assert [r.seq for r in results] == [1, 2, 3, 4, 5, 6, 7, 7]


def test_what_does_not_hang_together_is_refused_and_nothing_is_stored(store: Store, make: SimpleNamespace) -> None:
    with pytest.raises(InputError, match="actor-biden"):
        store.add(make.extraction(actors=["Maliki"], events=[make.event(actors=["Maliki", "Biden"])]))
    with pytest.raises(InputError, match="surrogate"):
        store.add(make.extraction("broken \ud800 text"))
    with pytest.raises(InputError, match="same id"):
        store.add(make.extraction(events=[make.event(id="e1"), make.event(id="e1")]))
    assert count_records(store).articles == 0


def test_an_event_id_of_another_article_is_refused_and_nothing_is_stored(store: Store, make: SimpleNamespace) -> None:
    store.add(make.extraction("One.", actors=["Maliki"], events=[make.event(id="e1", actors=["Maliki"])]))
    with pytest.raises(InputError, match="already used"):
        store.add(make.extraction("Two.", actors=["Biden"], events=[make.event(id="e1", actors=["Biden"])]))
    assert (count_records(store).articles, count_records(store).actors) == (1, 1)


def test_changes_tell_what_came_and_what_went(store: Store, make: SimpleNamespace) -> None:
    extraction = make.extraction(actors=["Maliki"], events=[make.event(actors=["Maliki"])])
    own = extraction.article.id
    store.add(extraction)
    store.delete_article(own)
    assert [(c.seq, c.kind, c.id, c.action) for c in list_changes(store)] == [
        (1, "article", own, "added"),
        (1, "event", f"{own}-e0", "added"),
        (1, "actor", "actor-maliki", "added"),
        (2, "article", own, "deleted"),
        (2, "event", f"{own}-e0", "deleted"),
        (2, "actor", "actor-maliki", "deleted"),
    ]
    assert {c.seq for c in list_changes(store, since=1)} == {2}
    assert [c.seq for c in list_changes(store, limit=1)] == [1, 1, 1]


def test_writers_at_once_lose_nothing(new_url: Callable[[], str], make: SimpleNamespace) -> None:
    url = new_url()
    with open_store(url) as store, open_store(url) as other:

        def add(target: Store, start: int) -> None:
            for n in range(start, start + 10):
                event = make.event(actors=["Maliki"], day=date(2014, 1, 1) + timedelta(days=30 * n))
                target.add(make.extraction(f"Text {n}.", actors=["Maliki"], events=[event]))

        threads = [Thread(target=add, args=args) for args in ((store, 0), (other, 10), (store, 20))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        counts = count_records(store)
        assert (counts.articles, counts.events, counts.actors, counts.seq) == (30, 30, 1, 30)


def test_a_store_opened_again_still_has_its_articles(new_url: Callable[[], str], make: SimpleNamespace) -> None:
    url = new_url()
    extraction = make.extraction(actors=["Maliki"])
    with open_store(url) as store:
        store.add(extraction)
    with open_store(url, create=False) as store:
        assert get_article(store, extraction.article.id) == extraction


def test_a_path_is_an_sqlite_file(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "graph.db")):
        assert (tmp_path / "graph.db").exists()
