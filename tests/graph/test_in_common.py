"""Every two accounts that the rules join are found by the query for candidates, whatever they are joined by."""

from datetime import date, timedelta
from itertools import combinations
from types import SimpleNamespace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from graph.accounts import accounts
from graph.grouping_tables import account_links
from graph.in_common import have_in_common
from graph.same_event import compare
from graph.store import open_store
from ontology.records import Casualties, Count, EventPlace, Extraction, Status

RELATIONS = {"attack": "ASSAULT", "bombing": "ASSAULT", "seizure": "COERCE", "arrest": "COERCE"}
PEOPLE = {
    "Volodymyr Zelenskyy": {"country": "UKR"},
    "Zelensky": {},
    "foreign minister": {"country": "UKR", "why": "role: foreign minister"},
    "Ukrainian army": {"country": "UKR", "kind": "military"},
    "gunmen": {"country": "UKR", "kind": "armed group", "why": "noun: gunmen"},
    "raiders": {"kind": "armed group", "why": "noun: raiders"},
}
MONDAY = date(2014, 1, 6)
day = st.none() | st.sampled_from([-70, -9, -8, -1, 0, 1, 5]).map(lambda days: MONDAY + timedelta(days=days))

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "relation": st.sampled_from(sorted(RELATIONS)),
    "actors": st.sampled_from([(), *((name,) for name in PEOPLE)]),
    "recipients": st.sampled_from([(), *((name,) for name in PEOPLE)]),
    "village": st.booleans(),
    "places": st.sampled_from([(), ("Fallujah",), ("Fallujah",), ("Anbar",), ("Ramadi",)]),
    "day": day,
    "status": st.sampled_from([Status.ASSERTED, Status.CLAIMED, Status.NEGATED, Status.FUTURE]),
    "historical": st.sampled_from([False, False, True]),
    "killed": st.sampled_from([None, 3, 7, 30]),
    "elsewhere": st.booleans(),
    "published": st.none() | st.sampled_from([0, 1, 2, 5, 9, 40]).map(lambda days: MONDAY + timedelta(days=days)),
}
# Articles that tell nearly the same.
articles = st.tuples(
    st.fixed_dictionaries(FIELDS), st.lists(st.fixed_dictionaries({}, optional=FIELDS), min_size=4, max_size=8)
).map(lambda given: [given[0], *(given[0] | changed for changed in given[1])])


def article_of(make: SimpleNamespace, number: int, one: dict[str, Any]) -> Extraction:
    # A mention that is not in the sentence.
    where = "p900-910" if one["elsewhere"] else None
    places = [EventPlace(id=f"place-{name.lower()}", mention=where, precision="city") for name in one["places"]]
    villages = [EventPlace(id=f"local:karma-{number}", mention=where) for _ in range(one["village"])]
    extraction: Extraction = make.extraction(
        f"Article {number}.",
        actors=[make.actor(name, **about) for name, about in PEOPLE.items()],
        places=["Fallujah", "Ramadi", "Anbar", *(make.place("Karma", id=f"local:karma-{number}") for _ in villages)],
        published=one["published"],
        events=[
            make.event(
                one["relation"],
                type=RELATIONS[one["relation"]],
                actors=one["actors"],
                recipients=[name for name in one["recipients"] if name not in one["actors"]],
                day=one["day"],
                status=one["status"],
                historical=one["historical"],
                casualties=Casualties(killed=Count(best=one["killed"])) if one["killed"] else Casualties(),
            )
            | {"places": (*places, *villages)}
        ],
    )
    return extraction


@settings(max_examples=30, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(articles=articles)
def test_what_the_rules_join_is_found(make: SimpleNamespace, articles: list[dict[str, Any]]) -> None:
    extractions = [article_of(make, number, one) for number, one in enumerate(articles)]
    found = [account for extraction in extractions for account in accounts(extraction)]
    joined = {(min(a.id, b.id), max(a.id, b.id)) for a, b in combinations(found, 2) if compare(a, b).same}
    with open_store("sqlite://") as store:
        for extraction in extractions:
            store.add(extraction)
        with store.reading() as connection:
            assert {(one.left_id, one.right_id) for one in connection.execute(select(account_links))} == joined


def test_two_people_of_a_country_have_nothing_in_common(make: SimpleNamespace) -> None:
    def of(name: str) -> Any:
        event = make.event(actors=[name])
        actors = [make.actor(name, country="UKR", why="role: foreign minister" if name.islower() else None)]
        return accounts(make.extraction(name, actors=actors, events=[event]))[0]

    assert not have_in_common(of("Leonid Kuchma"), of("Viktor Yushchenko"))
    assert have_in_common(of("Leonid Kuchma"), of("foreign minister"))
