from collections import Counter
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from graph.actions import make_action
from graph.article_queries import get_article
from graph.differences import compare_readings
from graph.event_queries import get_event
from graph.history_queries import article_history
from graph.rereading import StaleArticle, accept_reading, list_stale, list_unmatched, look_ahead
from graph.store import Store
from ontology.errors import NotFoundError
from ontology.records import Evidence, Extraction

NEW = "newer"


def named(extraction: Extraction, extractor: str = NEW) -> Extraction:
    """The same reading by another extractor."""
    events = tuple(
        event.model_copy(update={"evidence": event.evidence.model_copy(update={"extractor": extractor})})
        for event in extraction.events
    )
    return extraction.model_copy(update={"events": events})


def with_events(extraction: Extraction, *changed: dict[str, Any]) -> Extraction:
    """The reading with its first events changed like this, and no others."""
    pairs = zip(extraction.events, changed, strict=False)
    return extraction.model_copy(update={"events": tuple(event.model_copy(update=fields) for event, fields in pairs)})


@pytest.fixture
def made(make: SimpleNamespace, store: Store) -> Extraction:
    """A stored article with a call and a meeting."""
    # Judgements find what they speak of by where it was read, so that it must not be the same sentence.
    apart = Evidence(start=10, end=20, sentence="They met.", extractor="test")
    meeting = make.event("meeting", actors=["Biden"], evidence=apart)
    events = [make.event("call", actors=["Maliki"], recipients=["Biden"]), meeting]
    report: Extraction = make.extraction("Maliki called Biden.", actors=["Maliki", "Biden"], events=events)
    store.add(report)
    return report


def test_differences_are_told_by_statement_and_field_but_not_by_extractor(made: Extraction) -> None:
    assert compare_readings(made, named(made)).is_empty
    difference = compare_readings(made, with_events(named(made), {"confidence": 0.5, "historical": True}))
    told = [(one.action, one.type, one.name, one.fields) for one in difference.events]
    assert told == [
        ("removed", "CONSULT", "meeting", ()),
        ("changed", "CONSULT", "call", ("historical", "confidence")),
    ]
    assert not difference.other
    assert compare_readings(made, made.model_copy(update={"warnings": ("odd",)})).other
    assert [one.action for one in compare_readings(with_events(made, {}), made).events] == ["added"]


def test_looking_ahead_writes_nothing(store: Store, made: Extraction) -> None:
    before = store.sequence()
    outlook = look_ahead(store, with_events(named(made), {"confidence": 0.5}))
    assert outlook is not None
    assert [one.action for one in outlook.difference.events] == ["removed", "changed"]
    assert (store.sequence(), get_article(store, made.article.id)) == (before, made)
    assert list_stale(store, NEW) == [StaleArticle(made.article.id, 1)]
    store.delete_article(made.article.id)
    assert look_ahead(store, made) is None


def test_an_accepted_reading_is_the_next_entry_of_the_history_and_judgements_stay(
    store: Store, made: Extraction
) -> None:
    edit = {"action": "edit-event", "event": made.events[0].id, "changes": {"status": "negated"}}
    store.judge(make_action(edit), author="A", reason="denied")
    better = with_events(named(made), {"confidence": 0.5}, {})
    assert accept_reading(store, better, NEW, read_at=1) is not None
    assert [version.action for version in article_history(store, made.article.id)] == ["added", "replaced"]
    event = get_event(store, made.events[0].id)
    assert (event.status, event.confidence, event.evidence.extractor) == ("negated", 0.5, NEW)
    assert list_stale(store, NEW) == []
    assert list_stale(store, NEW, all_articles=True) == [StaleArticle(made.article.id, 3)]


def test_what_is_read_alike_is_left_alone_and_not_read_again(store: Store, made: Extraction) -> None:
    outlook = accept_reading(store, named(made), NEW, read_at=1)
    assert outlook is not None
    assert outlook.difference.is_empty
    assert (store.sequence(), get_article(store, made.article.id)) == (1, made)
    assert list_stale(store, NEW) == []
    # Read by others since: it is to be read again.
    store.add(with_events(made, {"confidence": 0.1}))
    assert list_stale(store, NEW) == [StaleArticle(made.article.id, 2)]


def test_what_changed_or_went_while_it_was_read_is_not_touched(store: Store, made: Extraction) -> None:
    store.add(with_events(made, {"confidence": 0.1}))
    assert accept_reading(store, named(made), NEW, read_at=1) is None
    store.delete_article(made.article.id)
    assert accept_reading(store, named(made), NEW, read_at=2) is None
    assert (store.sequence(), list_stale(store, NEW)) == (3, [])


def test_judgements_that_lose_all_they_speak_of_are_named(store: Store, made: Extraction) -> None:
    for number in range(2):
        values = {"action": "confirm-event", "event": made.events[number].id}
        store.judge(make_action(values), author="A", reason=f"read {number}")
    shorter = with_events(named(made), {})
    outlook = look_ahead(store, shorter)
    assert outlook is not None
    (waits,) = list_unmatched(store, Counter(outlook.lost), Counter(outlook.gained), accepted=False)
    assert (waits.reason, waits.unmatched) == ("read 1", False)
    accept_reading(store, shorter, NEW, read_at=1)
    (waits,) = list_unmatched(store, Counter(outlook.lost), Counter(outlook.gained), accepted=True)
    assert (waits.reason, waits.unmatched) == ("read 1", True)


def test_which_articles_are_read_again_can_be_said(store: Store, made: Extraction, make: SimpleNamespace) -> None:
    old = make.extraction("Old news.", published=date(2010, 1, 1))
    store.add(old)
    ids = {stale.article_id for stale in list_stale(store, NEW)}
    assert ids == {made.article.id, old.article.id}
    assert {stale.article_id for stale in list_stale(store, NEW, since=date(2014, 1, 7))} == {made.article.id}
    assert {stale.article_id for stale in list_stale(store, NEW, article_ids=[old.article.id])} == {old.article.id}
    assert {stale.article_id for stale in list_stale(store, "test")} == {old.article.id}
    with pytest.raises(NotFoundError, match="no article 'a-0'"):
        list_stale(store, NEW, article_ids=["a-0"])
