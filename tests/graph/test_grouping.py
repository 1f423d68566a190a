"""One event however many articles tell it: grouping in the store, what people say for and against it, and how it is shown."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from graph.actions import make_action
from graph.actor_queries import actor_relations, actor_timeline, get_actor
from graph.article_queries import count_records, list_articles, list_changes
from graph.event_queries import get_event, list_events
from graph.filters import make_filter
from graph.judgement_queries import get_judgement
from graph.judgements import Judgement
from graph.place_queries import get_place
from graph.projection import project
from graph.store import Store
from ontology.errors import InputError, NotFoundError
from ontology.records import Casualties, Count, Extraction, Status

ISIL = {"kind": "armed group", "country": "IRQ"}


def report(make: SimpleNamespace, text: str, publisher: str, **event: Any) -> Extraction:
    """An article on the seizure of Fallujah; its only account has the publisher's name for an id."""
    fields = make.event(
        "seizure",
        **{"type": "COERCE", "mode": "seize", "actors": ["ISIL"], "places": ["Fallujah"], "day": date(2014, 1, 4), "id": publisher}
        | event,
    )
    made: Extraction = make.extraction(
        text,
        publisher=publisher,
        actors=[make.actor("ISIL", **ISIL), make.actor("Iraqi army", kind="military", country="IRQ"), "Maliki"],
        places=["Fallujah", "Ramadi"],
        events=[fields],
        published=date(2014, 1, 5 if publisher == "DW" else 6),
    )
    return made


def judge(store: Store, action: str, *events: str) -> Judgement:
    return store.judge(make_action({"action": action, "events": events}), author="A. Nalyst", reason="I read both")


def correct(store: Store, action: str, event: str, **fields: Any) -> Judgement:
    return store.judge(make_action({"action": action, "event": event, **fields}), author="A. Nalyst", reason="I read it")


def groups(store: Store) -> list[list[str]]:
    return sorted(sorted(told.id for told in get_event(store, e.id).told) for e in list_events(store, make_filter()).items)


@pytest.fixture
def fallujah(store: Store, make: SimpleNamespace) -> Store:
    """DW asserts the seizure, Reuters reports it with other numbers, Xinhua has Maliki deny it; AP tells of Ramadi."""
    store.add(report(make, "ISIL took Fallujah.", "DW", casualties=Casualties(killed=Count(best=22))))
    store.add(
        report(make, "Fallujah fell.", "Reuters", recipients=["Iraqi army"], casualties=Casualties(killed=Count(low=30)))
    )
    store.add(report(make, "Maliki denies it.", "Xinhua", status=Status.NEGATED, claimant="Maliki"))
    store.add(report(make, "ISIL took Ramadi.", "AP", places=["Ramadi"]))
    return store


def test_an_event_is_listed_once_with_what_its_accounts_tell(fallujah: Store) -> None:
    assert groups(fallujah) == [["AP"], ["DW", "Reuters", "Xinhua"]]
    event = next(e for e in list_events(fallujah, make_filter()).items if e.id == "DW")
    assert (event.accounts, event.reports, event.publishers) == (3, 3, ("DW", "Reuters", "Xinhua"))
    assert (event.first_reported, event.last_reported) == (date(2014, 1, 5), date(2014, 1, 6))
    assert (event.status, event.casualties.killed) == ("asserted", Count(low=22, best=22, high=30))
    assert [one.id for one in event.recipients] == ["actor-iraqi-army"]
    assert {one.account: one.to for one in event.grouped}.keys() == {"Reuters", "Xinhua"}
    assert all(one.score and "the same city" in one.why for one in event.grouped)


def test_an_event_shows_every_account_and_what_they_disagree_on(fallujah: Store) -> None:
    event = get_event(fallujah, "Xinhua")
    assert (event.id, [told.article.publisher for told in event.told]) == ("DW", ["DW", "Reuters", "Xinhua"])
    differ = event.disagreement
    assert (differ.asserted_by.publishers, differ.denied_by.publishers) == (("DW", "Reuters"), ("Xinhua",))
    assert [one.id for one in differ.denied_by.claimants] == ["actor-maliki"]
    (killed,) = differ.casualties
    assert (killed.low, killed.high, [one.publisher for one in killed.told]) == (22, 30, ["DW", "Reuters"])
    assert differ.actors == differ.dates == differ.places == ()


def test_counts_pages_and_graph_have_the_event_once(fallujah: Store) -> None:
    assert count_records(fallujah).events == 2
    assert (get_actor(fallujah, "ISIL").events, get_place(fallujah, "Fallujah").events) == (2, 1)
    assert len(actor_timeline(fallujah, "ISIL", make_filter()).items) == 2
    first = actor_relations(fallujah, "ISIL", make_filter(limit=1))
    second = actor_relations(fallujah, "ISIL", make_filter(limit=1, cursor=first.next))
    assert {first.items[0].id, second.items[0].id} == {"DW", "AP"}
    assert second.next is None
    graph = project(fallujah, view="events")
    assert graph.nodes["DW"]["accounts"] == 3
    assert graph.edges["actor-isil", "DW", "DW:actor:actor-isil"]["support"] == 3
    assert graph.edges["DW", "actor-iraqi-army", "DW:recipient:actor-iraqi-army"]["support"] == 1
    edges = {
        (source, target): known["support"]
        for source, target, known in project(fallujah, view="relations").edges(data=True)
        if known["event"] == "DW"
    }
    assert edges == {("actor-isil", "actor-iraqi-army"): 1, ("actor-isil", "place-fallujah"): 3}


def test_a_filter_keeps_an_event_if_an_account_fits(fallujah: Store) -> None:
    for values in ({"publisher": "Xinhua"}, {"status": "negated"}, {"actor": "ISIL", "publisher": "Reuters"}):
        assert [event.id for event in list_events(fallujah, make_filter(**values)).items] == ["DW"]
    assert list_events(fallujah, make_filter(actor="ISIL", **{"with": "Iraqi army"})).items[0].accounts == 3


def test_a_deleted_account_leaves_the_event(fallujah: Store, make: SimpleNamespace) -> None:
    fallujah.delete_article(report(make, "ISIL took Fallujah.", "DW").article.id)
    assert groups(fallujah) == [["AP"], ["Reuters", "Xinhua"]]
    last = [(change.id, change.action) for change in list_changes(fallujah, since=4) if change.kind == "event"]
    assert last == [("DW", "deleted"), ("Reuters", "added")]


def test_people_join_and_separate_events(fallujah: Store, make: SimpleNamespace) -> None:
    joined = judge(fallujah, "join-events", "Reuters", "AP")
    assert groups(fallujah) == [["AP", "DW", "Reuters", "Xinhua"]]
    assert get_judgement(fallujah, joined.id).articles == 4
    assert {one.score for one in get_event(fallujah, "DW").grouped if one.account == "AP"} == {None}
    with pytest.raises(InputError, match="are accounts of one event already"):
        judge(fallujah, "join-events", "DW", "AP")
    fallujah.undo(joined.id, author="B. Oss", reason="two towns")
    assert groups(fallujah) == [["AP"], ["DW", "Reuters", "Xinhua"]]
    apart = judge(fallujah, "separate-events", "DW", "Xinhua")
    assert ["DW", "Xinhua"] not in [sorted({"DW", "Xinhua"} & set(group)) for group in groups(fallujah)]
    with pytest.raises(InputError, match=rf"are different events, says judgement {apart.id}"):
        judge(fallujah, "join-events", "DW", "Xinhua")
    fallujah.delete_article(report(make, "Maliki denies it.", "Xinhua").article.id)
    fallujah.add(report(make, "Maliki denies it.", "Xinhua", id="Xinhua-2", status=Status.NEGATED))
    assert not any({"DW", "Xinhua-2"} <= set(group) for group in groups(fallujah))


def test_copies_of_one_report_count_once(store: Store, make: SimpleNamespace) -> None:
    text = "Fighters of the group took the town of Fallujah on Saturday after days of clashes with the army, residents and the police said."
    store.add(report(make, text, "DW"))
    store.add(report(make, f"{text} More follows.", "Reuters"))
    (event,) = list_events(store, make_filter()).items
    assert (event.accounts, event.reports) == (2, 1)
    newer, older = list_articles(store, make_filter()).items
    assert newer.report == older.report == older.id
    assert [(other.id, other.related) for other in newer.others] == [(older.id, "copy")]
    store.delete_article(older.id)
    (left,) = list_articles(store, make_filter()).items
    assert (left.report, left.others) == (left.id, ())


def test_a_correction_of_an_event_is_one_of_all_its_accounts(fallujah: Store) -> None:
    changes = {"places": ["place-ramadi"], "casualties": {"killed": {"best": 25}}}
    made = correct(fallujah, "edit-event", "DW", changes=changes)
    event = get_event(fallujah, "DW")
    assert (event.accounts, [place.id for place in event.places]) == (4, ["place-ramadi"])
    assert [one.casualties.killed.best for one in event.told if one.casualties.killed] == [25, 25, 25]
    assert {told.status for told in event.told} == {Status.ASSERTED, Status.NEGATED}
    assert get_judgement(fallujah, made.id).articles == 3
    fallujah.undo(made.id, author="B. Oss", reason="it was Fallujah")
    assert groups(fallujah) == [["AP"], ["DW", "Reuters", "Xinhua"]]


@pytest.mark.parametrize(("event", "scope"), [("Reuters", {}), ("DW", {"only_account": True})])
def test_a_single_account_is_corrected_alone(fallujah: Store, event: str, scope: dict[str, bool]) -> None:
    correct(fallujah, "edit-event", event, changes={"status": "claimed"}, **scope)
    claimed = [told.id for told in get_event(fallujah, "DW").told if told.status is Status.CLAIMED]
    assert claimed == [event]


def test_a_rejected_event_goes_with_all_its_accounts(fallujah: Store) -> None:
    made = correct(fallujah, "reject-event", "DW")
    assert groups(fallujah) == [["AP"]]
    with pytest.raises(NotFoundError, match=f"'Xinhua': it was rejected by judgement {made.id}"):
        correct(fallujah, "confirm-event", "Xinhua")
    fallujah.undo(made.id, author="B. Oss", reason="it is in all three")
    correct(fallujah, "reject-event", "Xinhua")
    assert groups(fallujah) == [["AP"], ["DW", "Reuters"]]


def test_who_confirms_an_event_confirms_the_sentence_that_it_shows(store: Store, make: SimpleNamespace) -> None:
    store.add(report(make, "An official says that ISIL took Fallujah.", "DW", status=Status.CLAIMED))
    store.add(report(make, "ISIL took Fallujah.", "Reuters"))
    shown = get_event(store, "DW")
    correct(store, "confirm-event", "DW")
    assert [told.id for told in get_event(store, "DW").told if told.reviewed] == ["Reuters"]
    assert shown.article.publisher == "Reuters"


def test_a_list_shows_the_account_that_the_filter_asks_for(fallujah: Store) -> None:
    for values in ({"publisher": "Xinhua"}, {"status": "negated"}, {"publisher": "Xinhua", "with": "ISIL"}):
        (listed,) = list_events(fallujah, make_filter(**values)).items
        (seen,) = actor_relations(fallujah, "ISIL", make_filter(**values)).items
        assert {(one.id, one.accounts, one.article.publisher, one.status) for one in (listed, seen)} == {
            ("DW", 3, "Xinhua", Status.NEGATED)
        }


def test_articles_of_one_agency_or_publisher_count_once(store: Store, make: SimpleNamespace) -> None:
    for publisher, agency in (("DW", "Reuters"), ("Reuters", None), ("Post", "AP"), ("Post 2", "AP")):
        made = report(make, f"{publisher} on Fallujah.", publisher)
        store.add(made.model_copy(update={"article": made.article.model_copy(update={"agency": agency})}))
    (event,) = list_events(store, make_filter()).items
    assert (event.accounts, event.reports) == (4, 2)
    assert {told.article.agency for told in get_event(store, "DW").told} == {"Reuters", "AP", None}


def test_an_article_that_makes_two_reports_one_changes_their_events(store: Store, make: SimpleNamespace) -> None:
    texts = [" ".join(f"{word}{number}" for number in range(30)) for word in ("east", "west")]
    for text, publisher in zip(texts, ("DW", "Reuters"), strict=True):
        store.add(report(make, text, publisher))
    assert get_event(store, "DW").reports == 2
    seq = store.add(make.extraction(" ".join(texts), publisher="Post")).seq
    assert get_event(store, "DW").reports == 1
    assert ("event", "DW", "changed") in [(one.kind, one.id, one.action) for one in list_changes(store, since=seq - 1)]
