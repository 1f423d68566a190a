"""Whatever is added, judged, undone and deleted in whatever order: the tables equal what the truth alone makes of them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from graph.actions import make_action
from graph.judgements import is_active
from graph.projection import Projection, project
from graph.rebuilding import rebuild
from graph.store import Store, open_store
from graph.tables import changes, extractions, judgement_targets, judgements, meta, metadata, reversals
from graph.views import VIEWS
from ontology.errors import InputError, NotFoundError
from ontology.ids import article_id
from ontology.records import EventPlace, Evidence, Extraction, Mention, Participant, Place, Trigger

ACTORS, PLACES = ("army", "rebels", "biden", "maliki"), ("fallujah", "basra")
# What an article calls them, by its wording, and where they are from, by its number: of these some are one person in some
# states of the store, perhaps one in others, and one that could be either of two.
NAMES = {
    ("biden", "a"): "Nouri Kamal Hadadi", ("maliki", "a"): "Nuri Kamal al-Hadadi",
    ("biden", "b"): "Joe Robinette Biden", ("maliki", "b"): "Nouri Salim Hadadi", ("army", "b"): "Noori Hadadi",
}  # fmt: skip
COUNTRIES = ("IRQ", None, "LBN")
KEPT = {changes.name, meta.name, extractions.name, judgements.name, reversals.name, judgement_targets.name}
ELSEWHERE = Place(id="place-paris", name="Paris", kind="city", country="FRA")

actor = st.sampled_from(ACTORS)
place = st.sampled_from(PLACES)
number = st.integers(0, 2)
event = st.tuples(
    st.lists(actor, max_size=2, unique=True), st.lists(actor, max_size=2), st.lists(place, max_size=1), st.booleans()
)
article = st.tuples(
    st.just("add"),
    number,
    st.lists(event, max_size=2),
    st.lists(st.tuples(actor, actor), max_size=1),
    st.sampled_from(["a", "b"]),
)
removal = st.tuples(st.just("delete"), number)
turn = st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 5))


def own_id(number: int) -> str:
    return article_id(f"Article {number}.", "DW")


def span(number: int, name: str) -> dict[str, Any]:
    start = (*ACTORS, *PLACES).index(name) * 10
    return {"article": own_id(number), "start": start, "end": start + 4}


def judged(action: str, **fields: Any) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    given = {name: value if isinstance(value, st.SearchStrategy) else st.just(value) for name, value in fields.items()}
    return st.tuples(st.just("judge"), st.fixed_dictionaries({"action": st.just(action), **given}))


actor_id = actor.map("actor-{}".format)
span_of_actor = st.builds(span, number, actor)
event_id = st.builds(lambda article, n: f"{own_id(article)}-e{n}", number, st.integers(0, 1))
any_place = st.sampled_from([None, "place-fallujah", "place-basra", ELSEWHERE])
edits = st.one_of(
    st.fixed_dictionaries({"actors": st.lists(actor_id, max_size=2), "date": st.just({"start": date(2015, 1, 1)})}),
    st.fixed_dictionaries({"places": st.lists(st.sampled_from(["place-basra", ELSEWHERE]), max_size=2)}),
    st.fixed_dictionaries({"relation": st.just("air strike"), "claimant": st.one_of(st.none(), actor_id)}),
)
judgement = st.one_of(
    judged("merge-actors", into=actor_id, others=st.lists(actor_id, min_size=1, max_size=2)),
    judged("split-actor", actor=actor_id, articles=st.lists(number.map(own_id), min_size=1, max_size=2), name="Other"),
    judged("split-actor", actor=actor_id, mentions=st.lists(span_of_actor, min_size=1, max_size=2)),
    judged("rename-actor", actor=st.one_of(actor_id, st.just("other")), name=st.sampled_from(["Foo", "Bar"])),
    judged("recode-actor", actor=actor_id, country=st.sampled_from([None, "IRN"]), until=date(2014, 1, 1)),
    judged("never-merge", actors=st.lists(actor_id, min_size=2, max_size=2)),
    st.builds(lambda s, p: ("judge", {"action": "correct-place", **s, "place": p}), st.builds(span, number, place), any_place),
    judged("correct-place", article=number.map(own_id), name=place, place=any_place),
    judged("correct-place", name=place, country=st.sampled_from([None, "IRQ"]), place=any_place),
    judged("edit-event", event=event_id, changes=edits),
    judged("join-events", events=st.lists(event_id, min_size=2, max_size=3)),
    judged("separate-events", events=st.lists(event_id, min_size=2, max_size=3)),
    judged("confirm-event", event=event_id),
    judged("reject-event", event=event_id),
    judged("reject-relation", relation=number.map(lambda n: f"{own_id(n)}-r0")),
    judged("confirm-relation", relation=number.map(lambda n: f"{own_id(n)}-r0")),
    judged("link-mention", mention=span_of_actor, actor=actor_id),
    judged("reject-mention", mention=span_of_actor),
)
step = st.one_of(article, article, judgement, judgement, judgement, turn, removal)
# Articles without events, in which the names alone decide who is joined with whom.
naming = st.tuples(st.just("add"), number, st.just([]), st.just([]), st.sampled_from(["a", "b", "b"]))
joinable = st.sampled_from(["actor-army", "actor-biden", "actor-maliki"])
apart = judged("never-merge", actors=st.permutations(["actor-army", "actor-biden", "actor-maliki"]).map(lambda a: a[:2]))
identity = st.one_of(
    apart,
    judged("merge-actors", into=joinable, others=st.lists(joinable, min_size=1, max_size=1)),
    judged("rename-actor", actor=joinable, name=st.just("Foo")),
    judged("split-actor", actor=joinable, articles=st.lists(number.map(own_id), min_size=1, max_size=2), name="Other"),
    judged("link-mention", mention=span_of_actor, actor=joinable),
)


def extraction_of(make: SimpleNamespace, number: int, events: Any, relations: Any, wording: str) -> Extraction:
    """An article in which every name has a mention, and some participants rest on theirs. Some actors go by like names."""
    used = {name for actors, recipients, *_ in events for name in (*actors, *recipients)}.union(*relations)
    present = [name for name in ACTORS if wording == "a" or name in used or name in ("maliki", "biden")]
    mentions = [
        Mention(id=f"m{i}", start=i * 10, end=i * 10 + 4, text=name, kind="place" if name in PLACES else "person",
                entity=f"{'place' if name in PLACES else 'actor'}-{name}")
        for i, name in enumerate((*ACTORS, *PLACES))
        if name in present or name in PLACES
    ]  # fmt: skip
    made = []
    for n, (actors, recipients, places, resting) in enumerate(events):
        fields = make.event(actors=actors, recipients=recipients, places=places, id=f"{own_id(number)}-e{n}")
        for field, kind in (("actors", Participant), ("recipients", Participant), ("places", EventPlace)):
            rested = [one.model_copy(update={"mention": mention_of(one.id) if resting else None}) for one in fields[field]]
            fields[field] = tuple(kind.model_validate(one.model_dump()) for one in rested)
        trigger = Trigger(start=n * 10, end=n * 10 + 4)
        fields["evidence"] = Evidence(start=0, end=90, sentence="A sentence.", trigger=trigger, extractor=f"test-{wording}")
        made.append(fields)
    return make.extraction(
        f"Article {number}.",
        actors=[
            make.actor(name, country=COUNTRIES[number] if name == "maliki" else "IRQ").model_copy(
                update={"name": NAMES.get((name, wording), f"{name} {wording}")}
            )
            for name in present
        ],
        places=[make.place(name) for name in PLACES],
        events=made,
        relations=[(f"actor-{a}", "member of", f"actor-{b}") for a, b in relations],
        mentions=mentions,
        published=date(2013 + number, 1, 1),
    )


def mention_of(id: str) -> str:
    return f"m{(*ACTORS, *PLACES).index(id.split('-')[1])}"


def perform(store: Store, make: SimpleNamespace, change: Any) -> None:
    """Do a step; one that cannot be done is refused and changes nothing."""
    kind, *rest = change
    if kind == "add":
        store.add(extraction_of(make, *rest))
        return
    with suppress(NotFoundError, InputError):
        if kind == "delete":
            store.delete_article(own_id(rest[0]))
        elif kind == "judge":
            store.judge(make_action(rest[0]), author="A. Nalyst", reason="I read it")
        else:
            ids = judgement_ids(store)
            if rest[0] < len(ids):
                getattr(store, kind)(ids[rest[0]], author="A. Nalyst", reason="on second thoughts")


def judgement_ids(store: Store, *, active: bool = False) -> list[str]:
    with store.reading() as connection:
        wanted = select(judgements.c.id).order_by(judgements.c.seq)
        return list(connection.scalars(wanted.where(is_active()) if active else wanted))


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that follow from the truth."""
    with store.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in metadata.tables.items()
            if name not in KEPT
        }


def assert_equal_graphs(one: Any, other: Any) -> None:
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    left, right = ({(a, b, k): d for a, b, k, d in g.edges(keys=True, data=True)} for g in (one, other))
    assert left == right


def check_sequence(store: Store, make: SimpleNamespace, steps: list[Any], pauses: set[int]) -> None:
    projections = {view: Projection(store, view=view) for view in VIEWS}
    for count, change in enumerate(steps):
        perform(store, make, change)
        if count in pauses:
            projections["events"].refresh()
    kept_up = dump(store)
    for view, projection in projections.items():
        assert projection.refresh() == store.sequence()
        assert_equal_graphs(projection.graph, project(store, view=view))
    with store.writing() as connection:
        rebuild(connection)
    assert dump(store) == kept_up


@settings(max_examples=150, deadline=None, derandomize=True)
@given(steps=st.lists(step, max_size=14), pauses=st.sets(st.integers(0, 14)))
def test_any_sequence_of_steps_gives_what_a_rebuild_gives(
    make: SimpleNamespace, steps: list[Any], pauses: set[int]
) -> None:
    with open_store("sqlite://") as store:
        check_sequence(store, make, steps, pauses)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    first=st.lists(naming, min_size=2, max_size=3),
    steps=st.lists(st.one_of(naming, naming, identity, turn, removal), min_size=2, max_size=10),
)
def test_joins_follow_from_the_articles_and_judgements_of_the_moment(
    make: SimpleNamespace, first: list[Any], steps: list[Any]
) -> None:
    with open_store("sqlite://") as store:
        check_sequence(store, make, [*first, *steps], set())


@settings(max_examples=50, deadline=None, derandomize=True)
@given(data=st.data(), wordings=st.lists(st.sampled_from("ab"), min_size=3, max_size=3))
def test_the_order_of_articles_does_not_matter(make: SimpleNamespace, data: st.DataObject, wordings: list[str]) -> None:
    articles: list[Any] = [("add", number, [], [], wording) for number, wording in enumerate(wordings)]
    with open_store("sqlite://") as one, open_store("sqlite://") as other:
        for change in articles:
            perform(one, make, change)
        for change in data.draw(st.permutations(articles)):
            perform(other, make, change)
        assert dump(one) == dump(other)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    data=st.data(),
    articles=st.lists(article, min_size=1, max_size=4),
    steps=st.lists(st.one_of(judgement, turn), min_size=1, max_size=8),
)
def test_undoing_all_judgements_in_any_order_gives_the_graph_without_them(
    make: SimpleNamespace, data: st.DataObject, articles: list[Any], steps: list[Any]
) -> None:
    with open_store("sqlite://") as store:
        for change in articles:
            perform(store, make, change)
        before = dump(store)
        for change in steps:
            perform(store, make, change)
        for id in data.draw(st.permutations(judgement_ids(store, active=True))):
            store.undo(id, author="A. Nalyst", reason="all of it was wrong")
        assert dump(store) == before


@settings(max_examples=60, deadline=None, derandomize=True)
@given(articles=st.lists(article, min_size=1, max_size=4), steps=st.lists(judgement, min_size=1, max_size=6))
def test_articles_that_come_after_the_judgements_are_judged_alike(
    make: SimpleNamespace, articles: list[Any], steps: list[Any]
) -> None:
    with open_store("sqlite://") as store:
        for change in (*articles, *steps):
            perform(store, make, change)
        before = dump(store)
        for change in {change[1]: ("delete", change[1]) for change in articles}.values():
            perform(store, make, change)
        for change in articles:
            perform(store, make, change)
        assert dump(store) == before


def test_steps_give_what_a_rebuild_gives_on_every_database(new_url: Callable[[], str], make: SimpleNamespace) -> None:
    event = (["army"], ["rebels"], ["fallujah"], True)
    steps = [
        ("add", 0, [event], [("army", "rebels")], "a"),
        ("add", 1, [event, (["biden"], [], [], False)], [], "a"),
        ("judge", {"action": "merge-actors", "into": "actor-army", "others": ["actor-rebels"]}),
        ("judge", {"action": "correct-place", "name": "fallujah", "place": ELSEWHERE}),
        ("judge", {"action": "split-actor", "actor": "actor-army", "articles": [own_id(1)], "name": "Other"}),
        ("judge", {"action": "reject-event", "event": f"{own_id(1)}-e1"}),
        ("undo", 0),
        ("add", 1, [event], [], "b"),
        ("redo", 0),
        ("undo", 1),
        ("delete", 0),
    ]
    with open_store(new_url()) as store:
        check_sequence(store, make, steps, {3, 6})
        assert len(judgement_ids(store)) == 4


