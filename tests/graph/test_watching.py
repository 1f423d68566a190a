from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from graph.actions import make_action
from graph.deliveries import (
    MOST_ATTEMPTS,
    list_deliveries,
    list_due,
    pause_after,
    queue_news,
    record_attempt,
    resend,
)
from graph.filters import Filter, make_filter
from graph.leases import end_lease, take_lease
from graph.saved_queries import Webhook, delete_query, get_query, list_queries, save_query
from graph.store import Store, open_store
from graph.watching import Notice, list_news
from ontology.errors import AmbiguousNameError, InputError, NotFoundError

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOOK = Webhook("https://desk.example/hook", "a secret of some length")


def told(notices: tuple[Notice, ...]) -> set[tuple[str, str]]:
    return {(notice.headline, notice.action) for notice in notices}


def save(store: Store, name: str, filter: Filter | None = None, **given: object) -> None:
    save_query(store, name, filter or Filter(), at=NOW, **given)  # type: ignore[arg-type]


def test_a_query_tells_of_what_comes_to_fit_it_changes_and_goes(store: Store, make: SimpleNamespace) -> None:
    save(store, "New events in Anbar", make_filter(place="Anbar"))
    assert get_query(store, "new-events-in-anbar").problem == "no place 'Anbar'"
    assert list_news(store, "new-events-in-anbar", limit=10) == ()
    call = make.event("call", actors=["Biden"], recipients=["Maliki"])
    seizure = make.event("seizure", type="COERCE", actors=["ISIL"], places=["Fallujah"])
    strike = make.event("air strike", type="ASSAULT", actors=["ISIL"], places=["Ramadi"])
    people, places = ["Biden", "Maliki", "ISIL"], ["Fallujah", "Ramadi", make.place("Anbar", kind="admin1")]
    made = make.extraction(actors=people, places=places, events=[call, seizure, strike])
    store.add(made)
    assert get_query(store, "new-events-in-anbar").problem is None
    assert told(list_news(store, "new-events-in-anbar", limit=10)) == {
        ("ISIL – seizure in Fallujah", "added"),
        ("ISIL – air strike in Ramadi", "added"),
    }
    values = {"action": "edit-event", "event": made.events[1].id, "changes": {"places": []}}
    store.judge(make_action(values), author="A", reason="elsewhere")
    edit = {"action": "edit-event", "event": made.events[2].id, "changes": {"score": -9.0}}
    store.judge(make_action(edit), author="A", reason="worse")
    news = {notice.event_id: notice for notice in list_news(store, "new-events-in-anbar", limit=10)}
    assert {id: notice.action for id, notice in news.items()} == {
        made.events[1].id: "deleted",
        made.events[2].id: "changed",
    }
    assert news[made.events[1].id].event is None
    assert news[made.events[1].id].headline == "ISIL – seizure in Fallujah"
    store.delete_article(made.article.id)
    assert {n.action for n in list_news(store, "new-events-in-anbar", limit=10)} == {"deleted"}
    store.add(made)
    # The judgement that took one of them out of the province still holds.
    assert [n.action for n in list_news(store, "new-events-in-anbar", limit=10)] == ["added", "deleted"]


def test_only_changes_after_the_number_asked_for_are_told(calls_and_seizures: Store) -> None:
    store = calls_and_seizures
    for name, after, number in (("from now", None, 0), ("second", 1, 2), ("all", 0, 4)):
        save(store, name, after=after)
        assert len(list_news(store, name.replace(" ", "-"), limit=10)) == number
    assert len(list_news(store, "all", limit=3)) == 3
    with pytest.raises(InputError, match="the last is 2"):
        save(store, "later", after=3)


def test_somebody_meets_anyone(calls_and_seizures: Store) -> None:
    save(calls_and_seizures, "Maliki", make_filter(actor="Maliki", type=["CONSULT"]), after=0)
    (notice,) = list_news(calls_and_seizures, "maliki", limit=10)
    assert notice.headline == "Joe Biden, Nouri al-Maliki – call"
    assert notice.event is not None
    assert notice.event.article.publisher == "DW"


def test_queries_are_listed_and_deleted_with_what_they_keep(calls_and_seizures: Store) -> None:
    store = calls_and_seizures
    save(store, "B", make_filter(relation=["call"], min_confidence=0.5))
    save(store, "A", webhook=HOOK, after=0)
    queue_news(store, at=NOW)
    assert [query.id for query in list_queries(store)] == ["a", "b"]
    assert get_query(store, "b").filter == {"relation": ["call"], "min_confidence": 0.5}
    with pytest.raises(InputError, match="'a' already"):
        save(store, "a")
    delete_query(store, "a")
    assert list_due(store, at=NOW, limit=10) == ()
    for ask in (delete_query, get_query):
        with pytest.raises(NotFoundError, match="no saved query 'a'"):
            ask(store, "a")


def test_a_name_that_several_come_to_bear_passes_nothing_over(store: Store, make: SimpleNamespace) -> None:
    one = make.actor("Ali Hassan", country="IRQ", sector="MED")
    store.add(make.extraction("One.", actors=[one], events=[make.event(actors=["Ali Hassan"])]))
    save(store, "Hassan", make_filter(actor="Ali Hassan"), webhook=HOOK)
    other = make.actor("Ali Hassan", id="actor-other", country="USA", sector="JUD")
    meeting = make.event("meeting", actors=["Other"])
    store.add(make.extraction("Two.", actors=[other], events=[meeting]))
    queue_news(store, at=NOW)
    query = get_query(store, "hassan")
    assert query.position == 1
    assert "actor-other" in (query.problem or "")
    with pytest.raises(AmbiguousNameError):
        list_news(store, "hassan", limit=1)


def test_deliveries_keep_their_order_and_wait_longer_each_time(
    calls_and_seizures: Store, make: SimpleNamespace
) -> None:
    store = calls_and_seizures
    save(store, "All", webhook=HOOK, after=0)
    queue_news(store, at=NOW)
    queue_news(store, at=NOW)
    (first,) = list_due(store, at=NOW, limit=10)
    store.add(make.extraction("More.", actors=["Biden"], events=[make.event(actors=["Biden"])]))
    queue_news(store, at=NOW)
    at = NOW
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert [due.id for due in list_due(store, at=at, limit=10)] == [first.id]
        record_attempt(store, first.id, at=at, reason=f"answered 50{attempt % 4}")
        if attempt < MOST_ATTEMPTS:
            assert list_due(store, at=at, limit=10) == ()
            at += pause_after(attempt, first.id)
    later, dead = list_deliveries(store, "all", limit=10)
    assert (dead.id, dead.state, dead.attempts, dead.reason) == (first.id, "dead", MOST_ATTEMPTS, "answered 503")
    (second,) = list_due(store, at=at, limit=10)
    assert second.id == later.id != first.id
    record_attempt(store, second.id, at=at)
    assert list_due(store, at=at, limit=10) == ()
    assert [one.id for one in list_deliveries(store, "all", state="sent", limit=10)] == [second.id]
    assert resend(store, "all", first.id, at=at).state == "waiting"
    assert [due.body for due in list_due(store, at=at, limit=10)] == [first.body]
    record_attempt(store, first.id, at=at, reason="answered 410", final=True)
    assert [one.id for one in list_deliveries(store, "all", state="dead", limit=10)] == [first.id]
    with pytest.raises(NotFoundError, match="no delivery 'd-0'"):
        resend(store, "all", "d-0", at=at)


def test_pauses_grow_and_differ_by_delivery_but_never_by_chance() -> None:
    pauses = [pause_after(n, "d-1") for n in range(1, MOST_ATTEMPTS)]
    for attempt, pause in enumerate(pauses):
        doubled = min(timedelta(seconds=30) * 2**attempt, timedelta(hours=6))
        assert 0.75 * doubled <= pause <= 1.25 * doubled
    assert pauses == [pause_after(n, "d-1") for n in range(1, MOST_ATTEMPTS)]
    assert pause_after(1, "d-1") != pause_after(1, "d-2")


def test_what_is_queued_outlives_the_process(calls_and_seizures: Store) -> None:
    store = calls_and_seizures
    save(store, "All", webhook=HOOK, after=0)
    queue_news(store, at=NOW)
    with open_store(store._engine.url.render_as_string(hide_password=False)) as other:
        assert list_due(other, at=NOW, limit=10) == list_due(store, at=NOW, limit=10) != ()
        assert get_query(other, "all").position == 2


def test_one_holder_at_a_time_has_a_lease(store: Store) -> None:
    def take(holder: str, minutes: int) -> bool:
        at = NOW + timedelta(minutes=minutes)
        return take_lease(store, "work", holder, at=at, until=at + timedelta(minutes=2))

    assert [take("one", 0), take("two", 1), take("one", 1), take("two", 2)] == [True, False, True, False]
    assert [take("two", 4), take("one", 5)] == [True, False]
    end_lease(store, "work", "one")
    assert not take("one", 5)
    end_lease(store, "work", "two")
    assert take("one", 5)
