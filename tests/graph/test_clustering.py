"""Grouping holds whatever order accounts come in, and people's judgements hold before everything else."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.accounts import Account, Party, Spot
from graph.clustering import Link, components, find_links, group, pairs_of
from graph.same_dates import DIFFERENT_DATES
from graph.same_event import compare

_MONDAY = date(2014, 6, 9)
_SPOTS = [Spot("mosul", "city", frozenset({"nineveh"}), "mosul"), Spot("nineveh", "admin1"), Spot("kirkuk", "city")]
_PARTIES = [
    Party("isis", "armed group", None, "REB", "Islamic State"),
    Party("gunmen-irq", "armed group", "IRQ", "UAF", "gunmen", named=False),
    Party("army", "military", "IRQ", "MIL", "Iraqi Army"),
    Party("irq", "state", "IRQ", None, "Iraq"),
]
_DAYS = st.none() | st.integers(0, 2).map(lambda number: _MONDAY + timedelta(number))

accounts_of_a_week = st.lists(
    st.builds(
        Account,
        id=st.just(""),
        article=st.sampled_from("abcde"),
        type=st.just("ASSAULT"),
        relation=st.sampled_from(["attack", "bombing", "air strike"]),
        status=st.sampled_from(["asserted", "negated", "future"]),
        published=st.integers(0, 4).map(lambda number: _MONDAY + timedelta(number)),
        start=_DAYS,
        actors=st.lists(st.sampled_from(_PARTIES), max_size=2).map(tuple),
        recipients=st.lists(st.sampled_from(_PARTIES), max_size=1).map(tuple),
        spots=st.lists(st.sampled_from(_SPOTS), max_size=1).map(tuple),
        toll=st.sampled_from([{}, {"killed": 7}, {"killed": 9}, {"killed": 90}]),
        words=st.frozensets(st.sampled_from(["market", "bridge", "mosque"])),
    ),
    min_size=2,
    max_size=9,
).map(lambda drawn: [_numbered(account, number) for number, account in enumerate(drawn)])


class Case(NamedTuple):
    """Accounts, the same in another order, and pairs that people joined and separated."""

    accounts: list[Account]
    shuffled: list[Account]
    joined: set[tuple[str, str]]
    separated: set[tuple[str, str]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    drawn = draw(accounts_of_a_week)
    pairs = st.sampled_from(pairs_of(account.id for account in drawn))
    return Case(drawn, draw(st.permutations(drawn)), draw(st.sets(pairs, max_size=4)), draw(st.sets(pairs, max_size=4)))


def _numbered(account: Account, number: int) -> Account:
    values = {name: getattr(account, name) for name in Account.__slots__}
    return Account(**values | {"id": f"e{number}", "end": account.start})


def links_of(accounts: Sequence[Account]) -> list[Link]:
    """The links found when accounts come one after the other."""
    return [link for number, account in enumerate(accounts) for link in find_links(account, accounts[:number])]


def groups_of(case: Case) -> list[frozenset[str]]:
    return group(case.accounts, links_of(case.accounts), joined=case.joined, separated=case.separated)


@given(cases())
@settings(deadline=None, max_examples=200)
def test_any_order_of_accounts_gives_the_same_links_and_groups(case: Case) -> None:
    assert set(links_of(case.shuffled)) == set(links_of(case.accounts))
    again = group(case.shuffled, links_of(case.shuffled), joined=case.joined, separated=case.separated)
    assert again == groups_of(case)


@given(cases())
@settings(deadline=None)
def test_every_account_is_in_one_group(case: Case) -> None:
    assert sorted(id for members in groups_of(case) for id in members) == [account.id for account in case.accounts]


@given(cases())
@settings(deadline=None)
def test_separated_accounts_are_never_in_one_group(case: Case) -> None:
    for members in groups_of(case):
        assert not case.separated & set(pairs_of(members))


@given(cases())
@settings(deadline=None)
def test_joined_accounts_are_in_one_group_unless_that_would_join_separated_ones(case: Case) -> None:
    group_of = {id: members for members in groups_of(case) for id in members}
    for left, right in case.joined:
        union = group_of[left] | group_of[right]
        assert group_of[left] is group_of[right] or case.separated & set(pairs_of(union))


@given(accounts_of_a_week)
@settings(deadline=None)
def test_no_group_holds_accounts_of_different_days(accounts: list[Account]) -> None:
    by_id = {account.id: account for account in accounts}
    for members in group(accounts, links_of(accounts)):
        assert all(compare(by_id[a], by_id[b]).ruled_out != DIFFERENT_DATES for a, b in combinations(sorted(members), 2))


def test_one_wrong_account_keeps_nobody_out_and_two_do() -> None:
    told: dict[str, Any] = {"type": "ASSAULT", "relation": "bombing", "status": "asserted", "published": _MONDAY}
    right = [
        Account(id="e1", article="a1", actors=(_PARTIES[0],), **told),
        Account(id="e4", article="a4", spots=(_SPOTS[0],), **told),
    ]
    elsewhere = [Account(id=f"e{n}", article=f"a{n}", spots=(_SPOTS[2],), **told) for n in (2, 3)]

    def joined(*accounts: Account) -> list[frozenset[str]]:
        links = [Link("e1", "e4", 3.0, ()), *(Link("e1", one.id, 9.0, ()) for one in elsewhere)]
        ids = {account.id for account in accounts}
        return group(accounts, [link for link in links if {link.left, link.right} <= ids])

    assert joined(right[0], elsewhere[0], right[1]) == [frozenset({"e1", "e2", "e4"})]
    assert joined(right[0], *elsewhere, right[1]) == [frozenset({"e1", "e2", "e3"}), frozenset({"e4"})]


@given(accounts_of_a_week)
@settings(deadline=None)
def test_groups_lie_within_what_links_connect(accounts: list[Account]) -> None:
    links: dict[str, set[str]] = {}
    for link in links_of(accounts):
        links.setdefault(link.left, set()).add(link.right)
        links.setdefault(link.right, set()).add(link.left)
    connected = components((account.id for account in accounts), links)
    for members in group(accounts, links_of(accounts)):
        assert any(members <= component for component in connected)


def test_links_say_why() -> None:
    told: dict[str, Any] = {
        "type": "ASSAULT",
        "relation": "bombing",
        "status": "asserted",
        "published": _MONDAY,
        "spots": (_SPOTS[0],),
    }
    left, right = Account(id="e1", article="a", **told), Account(id="e2", article="b", **told)
    assert find_links(right, [left]) == [
        Link("e1", "e2", 2.5, ("both report a bombing", "reported in the same days", "the same city"))
    ]
