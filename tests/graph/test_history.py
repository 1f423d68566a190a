from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from graph.actions import make_action
from graph.actor_queries import get_actor, list_actors
from graph.article_queries import count_records, get_article, list_changes
from graph.filters import make_filter
from graph.history_queries import article_history, get_reading
from graph.judgement_queries import JudgementFilter, get_judgement, list_judgements
from graph.projection import project
from graph.store import Store, open_store
from ontology.errors import InputError, NotFoundError, StoreError


@pytest.fixture
def seizure(new_url: Callable[[], str], make: SimpleNamespace, ticking: Callable[[], datetime]) -> Store:
    """Ten dead on the 1st of January, twelve on the 2nd, merged on the 3rd, undone on the 4th, deleted on the 5th."""
    store = open_store(new_url(), clock=ticking)
    old = make.extraction("Ten died.", url="https://example.org/1", actors=["Rebels"], events=[make.event(actors=["Rebels"])])
    new = make.extraction(
        "Twelve died.", url="https://example.org/1", actors=["Rebels", "ISIL"], events=[make.event(actors=["ISIL"])]
    )
    store.add(old)
    store.add(new)
    merge = make_action({"action": "merge-actors", "into": "actor-isil", "others": ["actor-rebels"]})
    made = store.judge(merge, author="A. Nalyst", reason="they say so themselves")
    store.undo(made.id, author="B. Oss", reason="only some of them")
    store.delete_article(new.article.id)
    return store


def test_the_history_of_an_article_outlives_it(seizure: Store, make: SimpleNamespace) -> None:
    old, new = (make.extraction(text).article.id for text in ("Ten died.", "Twelve died."))
    assert [(v.seq, v.action, v.successor, v.extractor) for v in article_history(seizure, old)] == [
        (1, "added", None, "test"),
        (2, "deleted", new, None),
    ]
    assert [(v.seq, v.action) for v in article_history(seizure, new)] == [(2, "added"), (5, "deleted")]
    assert article_history(seizure, new)[0].recorded_at == datetime(2026, 1, 2, tzinfo=UTC)
    assert get_reading(seizure, old, seq=1).article.text == "Ten died."
    with pytest.raises(NotFoundError, match="at 2"):
        get_reading(seizure, old, seq=2)
    with pytest.raises(NotFoundError, match="there never was an article 'a-1'"):
        article_history(seizure, "a-1")


def test_the_graph_as_of_each_day_is_what_it_said_then(seizure: Store, make: SimpleNamespace) -> None:
    def actors(moment: date | int) -> list[tuple[str, int]]:
        return sorted((actor.id, actor.events) for actor in list_actors(seizure.as_of(moment), make_filter()).items)

    assert actors(date(2025, 12, 31)) == actors(0) == []
    assert actors(date(2026, 1, 1)) == actors(1) == [("actor-rebels", 1)]
    assert actors(date(2026, 1, 2)) == actors(2) == [("actor-isil", 1), ("actor-rebels", 0)]
    assert actors(date(2026, 1, 3)) == actors(3) == [("actor-isil", 1)]
    assert actors(date(2026, 1, 4)) == actors(4) == actors(2)
    assert actors(datetime(2026, 1, 4, 23, 59)) == actors(4)
    assert actors(date(2026, 1, 5)) == actors(date(2030, 1, 1)) == []
    assert get_actor(seizure.as_of(3), "Rebels").aliases == ("Rebels",)


def test_a_past_state_answers_every_question_and_cannot_be_changed(seizure: Store, make: SimpleNamespace) -> None:
    past = seizure.as_of(3)
    assert past.sequence() == 3
    assert past.as_of(1).sequence() == 1
    assert count_records(past).articles == 1
    assert project(past, view="events").number_of_nodes() == 2
    assert [change.seq for change in list_changes(past, since=2)][:1] == [3]
    (judgement,) = list_judgements(past, JudgementFilter()).items
    assert (judgement.active, judgement.reversals) == (True, ())
    assert not get_judgement(seizure, judgement.id).active
    with pytest.raises(StoreError, match="as of 3, which nothing can change"):
        past.add(make.extraction())
    with pytest.raises(InputError, match="as of 6: no such sequence number; the last is 5"):
        seizure.as_of(6)


def test_states_that_are_no_longer_kept_still_answer(seizure: Store) -> None:
    past = seizure.as_of(2)
    for seq in (0, 1, 3, 4, 5):
        seizure.as_of(seq)
    assert count_records(past).articles == 1


def test_the_same_reading_again_is_no_history(store: Store, make: SimpleNamespace) -> None:
    extraction = make.extraction(actors=["Maliki"])
    store.add(extraction)
    store.add(extraction)
    better = make.extraction(actors=["Maliki", "Biden"])
    store.add(better)
    assert [version.action for version in article_history(store, extraction.article.id)] == ["added", "replaced"]
    assert get_reading(store, extraction.article.id) == better == get_article(store, extraction.article.id)
    assert get_reading(store, extraction.article.id, seq=1) == extraction
