from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from graph.actions import make_action
from graph.actor_queries import get_actor
from graph.answers import EventAnswer
from graph.article_queries import get_article, list_changes
from graph.event_queries import get_event, list_events
from graph.filters import make_filter
from graph.judgement_queries import JudgementFilter, get_judgement, list_judgements
from graph.judgements import Judgement
from graph.place_queries import get_place
from graph.relation_queries import list_relations
from graph.store import Store, open_store
from ontology.errors import InputError, NotFoundError
from ontology.records import EventPlace, Evidence, Extraction, Mention, Participant, Place, Trigger

PARIS = Place(id="place-paris", name="Paris", kind="city", country="FRA", lat=48.85, lon=2.35)
TEXT = "The army shelled Fallujah. Maliki spoke."


def judge(store: Store, action: str, **values: Any) -> Judgement:
    return store.judge(make_action({"action": action, **values}), author="A. Nalyst", reason="I read it")


def read(make: SimpleNamespace, *, trigger: int = 9, number: int = 0, text: str = TEXT, **event: Any) -> Extraction:
    """An article about a shelling of Fallujah, all of it resting on mentions; the id of the event tells its number."""
    fields = make.event(
        "shelling", type="ASSAULT", mode="heavy-weapons", quad=4, id=f"shelling-{number}",
        evidence=Evidence(start=0, end=26, sentence=text[:26], extractor="test", trigger=Trigger(start=trigger, end=trigger + 7)),
    )  # fmt: skip
    fields["actors"] = (Participant(id="actor-army", mention="m4"),)
    fields["places"] = (EventPlace(id="place-fallujah", mention="p17", precision="city"),)
    return make.extraction(
        text,
        actors=[make.actor("army", kind="military", country="IRQ"), "Maliki"],
        places=["Fallujah"],
        events=[fields | event],
        relations=[("actor-maliki", "leads", "actor-army")],
        mentions=[
            Mention(id="m4", start=4, end=8, text="army", kind="military", entity="actor-army"),
            Mention(id="p17", start=17, end=25, text="Fallujah", kind="place", entity="place-fallujah"),
            Mention(id="m27", start=27, end=33, text="Maliki", kind="person", entity="actor-maliki"),
        ],
    )


@pytest.fixture
def shelling(store: Store, make: SimpleNamespace) -> Extraction:
    """The article of a shelling, in the store."""
    made = read(make)
    store.add(made)
    return made


def one_event(store: Store) -> EventAnswer:
    (event,) = list_events(store, make_filter()).items
    return event


def test_a_merge_brings_two_actors_together_and_undo_takes_them_apart(store: Store, make: SimpleNamespace) -> None:
    for number, name in enumerate(("Nuri Maliki", "N. Maliki", "N. Maliki")):
        event = make.event(actors=[name], day=date(2013, 1 + number, 1))
        store.add(make.extraction(f"{number}", actors=[name], events=[event]))
    before = get_actor(store, "actor-nuri-maliki")
    made = judge(store, "merge-actors", into="actor-nuri-maliki", others=["actor-n-maliki"])
    merged = get_actor(store, "N. Maliki")
    assert (merged.id, merged.name, merged.aliases, merged.events) == (before.id, "Nuri Maliki", ("N. Maliki",), 3)
    assert (made.articles, made.active, made.unmatched) == (2, True, False)
    store.undo(made.id, author="B. Oss", reason="two people")
    assert get_actor(store, "actor-nuri-maliki") == before
    assert get_actor(store, "actor-n-maliki").events == 2
    store.redo(made.id, author="A. Nalyst", reason="one after all")
    assert get_actor(store, "N. Maliki") == merged
    assert [(turn.action, turn.author) for turn in get_judgement(store, made.id).reversals] == [
        ("undone", "B. Oss"),
        ("redone", "A. Nalyst"),
    ]


def test_merges_chain_and_meet_articles_that_come_later(store: Store, make: SimpleNamespace) -> None:
    for month, name in enumerate(("A", "B", "C"), start=1):
        store.add(make.extraction(name, actors=[name], events=[make.event(actors=[name], day=date(2013, month, 1))]))
    first = judge(store, "merge-actors", into="actor-b", others=["actor-a"])
    judge(store, "merge-actors", into="actor-c", others=["actor-b"])
    store.add(make.extraction("later", actors=["A"], events=[make.event(actors=["A"])]))
    assert get_actor(store, "actor-c").events == 4
    store.undo(first.id, author="A. Nalyst", reason="A is another")
    assert (get_actor(store, "actor-c").events, get_actor(store, "actor-a").events) == (2, 2)


def test_a_merge_against_a_never_merge_is_refused_and_the_judgement_named(store: Store, make: SimpleNamespace) -> None:
    store.add(make.extraction(actors=["A", "B", "C"]))
    never = judge(store, "never-merge", actors=["actor-a", "actor-c"])
    merge = judge(store, "merge-actors", into="actor-b", others=["actor-a"])
    with pytest.raises(InputError, match=rf"'actor-a' and 'actor-c' must never be merged, says judgement {never.id}"):
        judge(store, "merge-actors", into="actor-c", others=["actor-b"])
    store.undo(merge.id, author="A. Nalyst", reason="no")
    judge(store, "merge-actors", into="actor-b", others=["actor-c"])
    with pytest.raises(InputError, match="must never be merged"):
        store.redo(merge.id, author="A. Nalyst", reason="yes")
    assert not get_judgement(store, merge.id).active


def test_a_split_makes_another_actor_in_the_named_articles(store: Store, make: SimpleNamespace) -> None:
    events = [make.event(actors=["Maliki"], day=date(2013, 1 + n, 1)) for n in range(3)]
    made = [make.extraction(f"{n}", actors=["Maliki"], events=[event]) for n, event in enumerate(events)]
    list(store.add_many(made))
    split = judge(store, "split-actor", actor="actor-maliki", articles=[made[2].article.id], name="Ahmed Maliki")
    assert get_actor(store, "actor-maliki").events == 2
    assert (get_actor(store, "Ahmed Maliki").id, get_actor(store, "Ahmed Maliki").events) == ("ahmed-maliki", 1)
    with pytest.raises(InputError, match="does not mention actor 'actor-maliki'"):
        judge(store, "split-actor", actor="actor-maliki", articles=[made[2].article.id])
    with pytest.raises(InputError, match="in which articles or mentions"):
        judge(store, "split-actor", actor="actor-maliki")
    store.undo(split.id, author="A. Nalyst", reason="no")
    assert get_actor(store, "actor-maliki").events == 3


def test_a_split_by_mention_takes_what_rests_on_it(store: Store, shelling: Extraction) -> None:
    span = {"article": shelling.article.id, "start": 4, "end": 8}
    judge(store, "split-actor", actor="actor-army", mentions=[span], name="Syrian army")
    assert [actor.id for actor in one_event(store).actors] == ["syrian-army"]
    (relation,) = list_relations(store, make_filter()).items
    assert relation.object.id == "syrian-army"


def test_an_actor_is_renamed_and_recoded(store: Store, shelling: Extraction) -> None:
    judge(store, "rename-actor", actor="actor-army", name="Iraqi Army")
    judge(store, "recode-actor", actor="actor-army", country=None, sector="MIL")
    army = get_actor(store, "actor-army")
    assert (army.name, army.aliases, army.country, army.sector, army.kind) == ("Iraqi Army", ("army",), None, "MIL", "military")


def test_codes_of_a_time_hold_for_articles_of_that_time(store: Store, make: SimpleNamespace) -> None:
    for year in (2013, 2015):
        store.add(make.extraction(f"{year}", actors=["Maliki"], published=date(year, 1, 1)))
    judge(store, "recode-actor", actor="actor-maliki", sector="GOV", until=date(2014, 8, 14))
    found = [get_article(store, make.extraction(f"{year}").article.id).actors[0].sector for year in (2013, 2015)]
    assert found == ["GOV", None]


@pytest.mark.parametrize(
    ("action", "values", "message"),
    [
        ("merge-actors", {"into": "actor-army", "others": ["actor-army"]}, "cannot be merged with itself"),
        ("merge-actors", {"into": "actor-army", "others": ["actor-x"]}, "no actor 'actor-x'"),
        ("merge-actors", {"into": "actor-army", "others": []}, "others: .*at least 1"),
        ("recode-actor", {"actor": "actor-army"}, "nothing to set"),
        ("recode-actor", {"actor": "actor-army", "kind": "armey"}, "no kind of actor 'armey'"),
        ("recode-actor", {"actor": "actor-army", "sector": "XYZ"}, "no sector 'XYZ'"),
        ("never-merge", {"actors": ["actor-army", "actor-army"]}, "named twice"),
        ("split-actor", {"actor": "actor-army", "articles": ["a-1"], "new_id": "x"}, "'a-1' does not mention"),
        ("edit-event", {"event": "shelling-0", "changes": {}}, "nothing to set"),
        ("edit-event", {"event": "shelling-0", "changes": {"type": "FIGTH"}}, "no PLOVER type"),
        ("edit-event", {"event": "shelling-0", "changes": {"actors": ["actor-x"]}}, "no actor 'actor-x'"),
        ("edit-event", {"event": "e", "changes": {"mode": None}}, "no event 'e'"),
        ("reject-relation", {"relation": "r"}, "no standing relation 'r'"),
        ("correct-place", {"name": "Fallujah", "place": "place-x"}, "no place 'place-x'"),
        ("correct-place", {"place": None}, "give a mention .* or a name"),
        ("link-mention", {"mention": {"article": "a-1", "start": 0, "end": 4}, "actor": "actor-army"}, "no article"),
        ("rename-actor", {"actor": "actor-army", "name": "a\x00b"}, "no character of a name"),
        ("burn-actor", {"actor": "actor-army"}, "burn-actor"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_nothing_changes(
    make: SimpleNamespace, action: str, values: dict[str, Any], message: str
) -> None:
    with open_store("sqlite://") as store:
        store.add(read(make))
        with pytest.raises((InputError, NotFoundError), match=message):
            judge(store, action, **values)
        assert store.sequence() == 1


def test_every_judgement_and_undo_is_signed_and_done_once(store: Store, shelling: Extraction) -> None:
    action = make_action({"action": "reject-event", "event": "shelling-0"})
    with pytest.raises(InputError, match="no author given"):
        store.judge(action, author=" ", reason="wrong")
    made = store.judge(action, author="A. Nalyst", reason="wrong")
    with pytest.raises(NotFoundError, match=f"rejected by judgement {made.id}"):
        judge(store, "confirm-event", event="shelling-0")
    with pytest.raises(InputError, match=f"{made.id} is in force already"):
        store.redo(made.id, author="A. Nalyst", reason="again")
    with pytest.raises(InputError, match="no reason given"):
        store.undo(made.id, author="A. Nalyst", reason="")
    store.undo(made.id, author="A. Nalyst", reason="right after all")
    with pytest.raises(InputError, match=f"{made.id} is undone already, by A. Nalyst: right after all"):
        store.undo(made.id, author="B. Oss", reason="no")
    with pytest.raises(NotFoundError, match="no judgement 'j-99'"):
        store.undo("j-99", author="B. Oss", reason="no")


@pytest.mark.parametrize(
    "which",
    [
        {"article": "own", "start": 17, "end": 25},
        {"article": "own", "start": 15, "end": 20},
        {"article": "own", "name": "FALLUJAH"},
        {"name": "Fallujah"},
        {"name": "Fallujah", "country": "IRQ"},
    ],
)
def test_the_place_of_an_event_follows_the_corrected_mention(make: SimpleNamespace, which: dict[str, Any]) -> None:
    with open_store("sqlite://") as store:
        store.add(read(make))
        own = {"article": read(make).article.id} if "article" in which else {}
        judge(store, "correct-place", **which | own, place=PARIS)
        assert [(place.id, place.precision) for place in one_event(store).places] == [("place-paris", "city")]
        assert get_place(store, "Paris").events == 1
        with pytest.raises(NotFoundError):
            get_place(store, "place-fallujah")


def test_a_name_resolved_to_another_country_is_left_alone_and_no_place_is_none(store: Store, shelling: Extraction) -> None:
    waiting = judge(store, "correct-place", name="Fallujah", country="SYR", place=PARIS)
    assert (waiting.unmatched, one_event(store).places[0].id) == (True, "place-fallujah")
    judge(store, "correct-place", article=shelling.article.id, start=17, end=25, place=None)
    assert one_event(store).places == ()
    assert [mention.id for mention in get_article(store, shelling.article.id).mentions] == ["m4", "m27"]


def test_an_edited_event_takes_its_codes_from_the_vocabulary(store: Store, shelling: Extraction) -> None:
    changes = {
        "relation": "air strike", "actors": ["actor-maliki"], "recipients": [], "places": [PARIS], "status": "claimed",
        "date": {"start": "2014-01-02", "end": "2014-01-03"}, "casualties": {"killed": {"best": 3}}, "claimant": "actor-army",
    }  # fmt: skip
    made = judge(store, "edit-event", event="shelling-0", changes=changes)
    event = one_event(store)
    assert (event.relation, event.type, event.mode, event.quad, event.status.value) == (
        "air strike", "ASSAULT", "aerial", 4, "claimed",
    )  # fmt: skip
    assert ([a.id for a in event.actors], [p.id for p in event.places]) == (["actor-maliki"], ["place-paris"])
    assert event.claimant is not None
    assert event.claimant.id == "actor-army"
    assert list_events(store, make_filter(since="2014-01-03", until="2014-01-03")).items == (event,)
    store.undo(made.id, author="A. Nalyst", reason="no")
    assert get_article(store, shelling.article.id) == shelling


def test_a_confirmed_event_is_reviewed_and_sure(store: Store, shelling: Extraction) -> None:
    assert not one_event(store).reviewed
    judge(store, "confirm-event", event="shelling-0")
    judge(store, "confirm-relation", relation=shelling.relations[0].id)
    assert (one_event(store).reviewed, one_event(store).confidence) == (True, 1.0)
    assert list_relations(store, make_filter()).items[0].reviewed


def test_a_rejected_mention_leaves_the_event_without_it(store: Store, shelling: Extraction) -> None:
    span = {"article": shelling.article.id, "start": 4, "end": 8}
    link = judge(store, "link-mention", mention=span, actor="actor-maliki")
    assert [actor.id for actor in one_event(store).actors] == ["actor-maliki"]
    assert list_relations(store, make_filter()).items == ()
    store.undo(link.id, author="A. Nalyst", reason="no")
    judge(store, "reject-mention", mention=span)
    assert one_event(store).actors == ()


def test_judgements_on_events_survive_a_newer_extractor(store: Store, make: SimpleNamespace, shelling: Extraction) -> None:
    judge(store, "confirm-event", event="shelling-0")
    rejected = judge(store, "reject-relation", relation=shelling.relations[0].id)
    store.add(read(make, number=1, trigger=11))
    assert (one_event(store).id, one_event(store).reviewed) == ("shelling-1", True)
    assert get_judgement(store, rejected.id).articles == 1
    store.add(read(make, number=2, trigger=11, type="COERCE"))
    assert not one_event(store).reviewed
    (waiting,) = list_judgements(store, JudgementFilter(unmatched=True)).items
    assert (waiting.action.action, waiting.active) == ("confirm-event", True)
    store.delete_article(shelling.article.id)
    assert len(list_judgements(store, JudgementFilter(unmatched=True)).items) == 2
    store.add(shelling)
    assert get_event(store, "shelling-0").reviewed


def test_judgements_are_listed_by_what_they_speak_of(store: Store, make: SimpleNamespace, shelling: Extraction) -> None:
    made = [
        judge(store, "rename-actor", actor="actor-army", name="Iraqi Army"),
        judge(store, "correct-place", name="Fallujah", place=PARIS),
        judge(store, "reject-event", event="shelling-0"),
    ]
    store.undo(made[0].id, author="B. Oss", reason="no")

    def ids(**values: Any) -> list[str]:
        return [one.id for one in list_judgements(store, JudgementFilter(**values)).items]

    assert ids() == [made[2].id, made[1].id, made[0].id]
    assert ids(target="actor-army") == [made[0].id]
    assert ids(target="place-paris") == ids(target="Fallujah") == ids(action="correct-place") == [made[1].id]
    assert ids(target=shelling.article.id) == [made[2].id]
    assert (ids(active=False), ids(author="B. Oss"), ids(until=date(2000, 1, 1))) == ([made[0].id], [], [])
    page = list_judgements(store, JudgementFilter(limit=2))
    assert [one.id for one in list_judgements(store, JudgementFilter(limit=2, cursor=page.next)).items] == [made[0].id]


def test_a_judgement_is_one_change_with_its_time(
    new_url: Callable[[], str], make: SimpleNamespace, ticking: Callable[[], datetime]
) -> None:
    with open_store(new_url(), clock=ticking) as store:
        store.add(read(make))
        made = judge(store, "rename-actor", actor="actor-army", name="Iraqi Army")
        assert made.made_at == datetime(2026, 1, 2, tzinfo=UTC)
        assert [(c.seq, c.kind, c.action, c.at) for c in list_changes(store, since=1)] == [
            (2, "judgement", "made", made.made_at),
            (2, "article", "changed", made.made_at),
            (2, "actor", "changed", made.made_at),
        ]
