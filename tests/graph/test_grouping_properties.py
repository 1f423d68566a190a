"""Articles of one week that may tell of the same, in any order, judged and taken away: events equal what a rebuild makes of them,
also where so many have much in common that few are compared, and where people join and separate them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from graph.actions import make_action
from graph.article_queries import list_changes
from graph.candidate_accounts import CLOSED
from graph.event_queries import list_events
from graph.filters import make_filter
from graph.grouping_tables import account_features, account_links
from graph.judgements import is_active
from graph.projection import Projection, project
from graph.rebuilding import rebuild
from graph.store import Store, open_store
from graph.tables import changes, extractions, judgement_targets, judgements, meta, metadata, reversals
from ontology.errors import InputError, NotFoundError
from ontology.records import Casualties, Count, Extraction, Status

ARTICLES = 5
KEPT = {table.name for table in (changes, extractions, judgement_targets, judgements, reversals, meta)}
WORDS = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango"

account = st.fixed_dictionaries(
    {
        "relation": st.sampled_from(["attack", "bombing", "seizure"]),
        "actors": st.sampled_from([(), ("ISIL",), ("Iraqi army",), ("gunmen",)]),
        "recipients": st.sampled_from([(), ("Iraqi army",)]),
        "places": st.sampled_from([(), ("Fallujah",), ("Anbar",), ("Ramadi",)]),
        "day": st.sampled_from([None, 5, 6]),
        "status": st.sampled_from([Status.ASSERTED, Status.NEGATED, Status.FUTURE]),
        "killed": st.sampled_from([None, 7, 30]),
    }
)
number = st.integers(0, ARTICLES - 1)
added = st.tuples(st.just("add"), number, st.lists(account, min_size=1, max_size=2), st.booleans())
event = st.builds("e-{}-{}".format, number, st.integers(0, 1))
events = st.lists(event, min_size=2, max_size=3, unique=True)
change = st.sampled_from([{"places": ["place-ramadi"]}, {"status": "claimed"}, {"relation": "bombing"}, {"actors": ["actor-isil"]}])
judged = st.one_of(
    st.fixed_dictionaries({"action": st.sampled_from(["join-events", "separate-events"]), "events": events}),
    st.fixed_dictionaries({"action": st.just("edit-event"), "event": event, "changes": change, "only_account": st.booleans()}),
    st.fixed_dictionaries({"action": st.sampled_from(["reject-event", "confirm-event"]), "event": event}),
).map(lambda values: ("judge", values))
turned = st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 3))
step = st.one_of(added, added, added, judged, judged, turned, st.tuples(st.just("delete"), number))


def extraction_of(make: SimpleNamespace, number: int, told: list[dict[str, Any]], copied: bool) -> Extraction:
    """An article that came out on one of three days; some carry one report."""
    made = [
        make.event(
            one["relation"],
            type="COERCE" if one["relation"] == "seizure" else "ASSAULT",
            actors=one["actors"],
            recipients=[name for name in one["recipients"] if name not in one["actors"]],
            places=one["places"],
            day=date(2014, 1, one["day"]) if one["day"] else None,
            status=one["status"],
            casualties=Casualties(killed=Count(best=one["killed"])) if one["killed"] else Casualties(),
            id=f"e-{number}-{n}",
        )
        for n, one in enumerate(told)
    ]
    extraction: Extraction = make.extraction(
        f"{WORDS} number {number}" if copied else f"Article {number}.",
        id=f"a-{number}",
        publisher=("DW", "Post", None)[number % 3],
        actors=[
            make.actor("ISIL", kind="armed group", sector="REB"),
            make.actor("Iraqi army", kind="military", country="IRQ"),
            make.actor("gunmen", kind="armed group", why="noun: gunmen"),
        ],
        places=["Fallujah", "Ramadi", "Anbar"],
        events=made,
        published=date(2014, 1, 6 + number % 3),
    )
    return extraction


def perform(store: Store, make: SimpleNamespace, step: Any) -> None:
    """Do a step; one that cannot be done is refused."""
    kind, *rest = step
    signed = {"author": "A. Nalyst", "reason": "I read both"}
    with suppress(NotFoundError, InputError):
        if kind == "add":
            store.add(extraction_of(make, *rest))
        elif kind == "delete":
            store.delete_article(f"a-{rest[0]}")
        elif kind == "judge":
            store.judge(make_action(rest[0]), **signed)
        elif rest[0] < len(ids := judgement_ids(store)):
            getattr(store, kind)(ids[rest[0]], **signed)


def judgement_ids(store: Store, *, active: bool = False) -> list[str]:
    with store.reading() as connection:
        wanted = select(judgements.c.id).order_by(judgements.c.seq)
        return list(connection.scalars(wanted.where(is_active()) if active else wanted))


def dump(store: Store) -> dict[str, list[str]]:
    """All rows of all tables that follow from the truth."""
    with store.reading() as connection:
        return {
            name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for name, table in metadata.tables.items()
            if name not in KEPT
        }


def answers(store: Store) -> dict[str, str]:
    """Every event as it is shown, by its id."""
    return {one.id: one.model_dump_json() for one in list_events(store, make_filter(limit=200)).items}


@contextmanager
def crowded(most: int) -> Iterator[None]:
    """So few accounts are open for comparison, and speak for an event."""
    with (
        patch("graph.account_features.OPEN", most),
        patch("graph.clustering.SPOKESMEN", most),
        patch("graph.placing.SPOKESMEN", most),
    ):
        yield


def check_steps(store: Store, make: SimpleNamespace, steps: list[Any]) -> None:
    projection = Projection(store, view="events")
    for one in steps:
        before, seq = answers(store), store.sequence()
        perform(store, make, one)
        logged = {change.id for change in list_changes(store, since=seq) if change.kind == "event"}
        after = answers(store)
        assert {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)} <= logged
    projection.refresh()
    graph = project(store, view="events")
    assert dict(projection.graph.nodes(data=True)) == dict(graph.nodes(data=True))
    kept_up = dump(store)
    with store.writing() as connection:
        rebuild(connection)
    assert dump(store) == kept_up


@settings(max_examples=100, deadline=None, derandomize=True)
@given(steps=st.lists(step, min_size=2, max_size=12), most=st.sampled_from([1, 2, 16]))
def test_any_steps_give_the_events_of_a_rebuild_and_log_each_that_changes(
    make: SimpleNamespace, steps: list[Any], most: int
) -> None:
    with crowded(most), open_store("sqlite://") as store:
        check_steps(store, make, steps)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    data=st.data(),
    told=st.lists(st.lists(account, min_size=1, max_size=2), min_size=3, max_size=ARTICLES),
    most=st.sampled_from([1, 2, 16]),
)
def test_the_order_of_articles_does_not_matter(
    make: SimpleNamespace, data: st.DataObject, told: list[list[dict[str, Any]]], most: int
) -> None:
    articles: list[Any] = [("add", number, own, False) for number, own in enumerate(told)]
    with crowded(most), open_store("sqlite://") as one, open_store("sqlite://") as other:
        for step in articles:
            perform(one, make, step)
        for step in data.draw(st.permutations(articles)):
            perform(other, make, step)
        assert dump(one) == dump(other)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    data=st.data(),
    articles=st.lists(added, min_size=2, max_size=4),
    steps=st.lists(st.one_of(judged, turned), min_size=1, max_size=6),
)
def test_undoing_all_judgements_gives_the_events_without_them(
    make: SimpleNamespace, data: st.DataObject, articles: list[Any], steps: list[Any]
) -> None:
    with open_store("sqlite://") as store:
        for step in articles:
            perform(store, make, step)
        before = dump(store)
        for step in steps:
            perform(store, make, step)
        for id in data.draw(st.permutations(judgement_ids(store, active=True))):
            store.undo(id, author="A. Nalyst", reason="all of it was wrong")
        assert dump(store) == before


def test_steps_give_the_events_of_a_rebuild_on_every_database(new_url: Callable[[], str], make: SimpleNamespace) -> None:
    told = {"relation": "seizure", "actors": ("ISIL",), "recipients": (), "places": ("Fallujah",), "day": 5,
            "status": Status.ASSERTED, "killed": None}  # fmt: skip
    steps: list[Any] = [
        *(("add", number, [told, told | {"relation": "bombing", "killed": 7}], number > 2) for number in (3, 1, 4, 0)),
        ("judge", {"action": "separate-events", "events": ["e-3-0", "e-1-0"]}),
        ("judge", {"action": "edit-event", "event": "e-0-1", "changes": {"places": ["place-ramadi"]}}),
        ("add", 2, [told], False),
        ("judge", {"action": "join-events", "events": ["e-2-0", "e-3-1"]}),
        ("undo", 0),
        ("delete", 0),
        ("judge", {"action": "reject-event", "event": "e-3-0"}),
        ("undo", 1),
        ("redo", 0),
    ]
    with crowded(2), open_store(new_url()) as store:
        check_steps(store, make, steps)
        assert len(judgement_ids(store)) == 4


def test_of_a_crowd_few_are_compared_and_all_are_one_event(make: SimpleNamespace) -> None:
    told = {"relation": "bombing", "actors": (), "recipients": (), "places": ("Fallujah",), "day": 5,
            "status": Status.ASSERTED, "killed": 30}  # fmt: skip
    with crowded(3), open_store("sqlite://") as store:
        for n in range(40):
            one = extraction_of(make, n, [told], copied=False)
            store.add(one.model_copy(update={"article": one.article.model_copy(update={"text": f"Text {n}."})}))
        (listed,) = list_events(store, make_filter()).items
        assert listed.accounts == 40
        with store.reading() as connection:
            links = connection.execute(select(account_links)).all()
            tiers = connection.execute(select(account_features.c.feature, account_features.c.tier)).all()
        assert len(links) < 40 * 9
        assert max(len([1 for feature, tier in tiers if feature == own and tier < CLOSED]) for own, _ in tiers) <= 9

