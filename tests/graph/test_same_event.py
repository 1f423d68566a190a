"""What speaks for one event and what rules it out, each on the smallest pair of accounts."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from graph.accounts import Account, Party, Spot
from graph.same_event import compare

BAGHDAD = Spot("baghdad", "city", frozenset({"iraq"}), "baghdad", "baghdad")
IRAQ = Spot("iraq", "country", name="iraq")
MOSUL = Spot("mosul", "city", frozenset({"nineveh", "iraq"}), "musul", "ninive")
NINEVEH = Spot("nineveh", "admin1", frozenset({"iraq"}), "ninive", "ninive")
ARMY = Party("iraqi-army", "military", "IRQ", "MIL", "Iraqi Army")
STATE = Party("irq", "state", "IRQ", None, "Iraq")
ISIS = Party("islamic-state", "armed group", None, "REB", "Islamic State")
PKK = Party("pkk", "armed group", "TUR", "REB", "Kurdistan Workers' Party")
GUNMEN = Party("gunmen-irq", "armed group", "IRQ", "UAF", "Iraqi gunmen", named=False)
PEOPLE = Party("civilians-irq", "civilians", "IRQ", "CVL", "Iraqi civilians", named=False)
KERRY = Party("john-kerry", "person", "USA", "GOV", "John Kerry")
LAVROV = Party("sergei-lavrov", "person", "RUS", "GOV", "Sergei Lavrov")
ZARIF = Party("javad-zarif", "person", "IRN", "GOV", "Javad Zarif")
MARKET = frozenset({"market", "stalls"})
TUESDAY, WEDNESDAY = date(2013, 5, 14), date(2013, 5, 15)

_NUMBERS = count()
_TYPES = {
    "seizure": "COERCE",
    "arrest": "COERCE",
    "meeting": "CONSULT",
    "withdrawal": "RETREAT",
    "planned withdrawal": "CONCEDE",
    "condemnation": "ACCUSE",
    "expulsion": "SANCTION",
    "sanction": "SANCTION",
}


def account(relation: str = "bombing", *, on: date | None = TUESDAY, article: str = "", **changed: Any) -> Account:
    """An account of something on a Tuesday that was published on the day after, in an article of its own."""
    number = next(_NUMBERS)
    given: dict[str, Any] = {
        "id": f"e{number}",
        "article": article or f"a{number}",
        "type": _TYPES.get(relation, "ASSAULT"),
        "relation": relation,
        "status": "asserted",
        "published": WEDNESDAY,
        "start": on,
        "end": on,
    }
    return Account(**given | changed)


def ruled_out(left: Account, right: Account) -> str | None:
    assert compare(left, right) == compare(right, left)
    return compare(left, right).ruled_out


def same(left: Account, right: Account) -> bool:
    assert compare(left, right) == compare(right, left)
    return compare(left, right).same


# Kind and status


def test_a_general_name_may_be_an_exact_one_and_two_exact_ones_are_not() -> None:
    assert ruled_out(account("attack"), account("bombing")) is None
    assert ruled_out(account("air strike"), account("suicide bombing")) == "different acts"


def test_a_plan_is_not_what_came_of_it() -> None:
    done, planned = account("withdrawal"), account("withdrawal", status="future")
    assert ruled_out(done, planned) == "one is planned or only thought of"
    assert ruled_out(done, account("planned withdrawal")) == "one is planned or only thought of"
    assert ruled_out(planned, account("planned withdrawal")) is None


def test_what_one_denies_is_the_event_another_reports() -> None:
    said = account("seizure", spots=(MOSUL,))
    assert same(said, account("seizure", spots=(MOSUL,), status="negated"))


# Dates


def test_two_strikes_on_one_town_a_day_apart_are_two() -> None:
    first = account("air strike", spots=(MOSUL,), actors=(STATE,))
    second = account("air strike", on=WEDNESDAY, spots=(MOSUL,), actors=(STATE,))
    assert ruled_out(first, second) == "different dates"


def test_the_same_toll_makes_a_day_a_mistake() -> None:
    first = account(spots=(MOSUL,), toll={"killed": 31})
    assert same(first, account(on=WEDNESDAY, spots=(MOSUL,), toll={"killed": 31}))
    assert not same(first, account(on=date(2013, 5, 17), spots=(MOSUL,), toll={"killed": 31}))


def test_an_undated_account_is_of_the_days_before_its_article() -> None:
    dated, undated = account(spots=(MOSUL,), words=MARKET), account(on=None, spots=(MOSUL,))
    assert same(dated, undated)
    later = account(on=None, spots=(MOSUL,), published=date(2013, 5, 21))
    assert not same(dated, later)
    assert same(dated, replace(later, words=MARKET))
    assert ruled_out(dated, account(on=None, spots=(MOSUL,), published=date(2013, 5, 25))) == "told at different times"


def test_a_town_is_not_taken_twice_within_weeks() -> None:
    dated = account("seizure", spots=(MOSUL,), actors=(ISIS,))
    later = account("seizure", on=None, spots=(MOSUL,), actors=(ISIS,), published=date(2013, 6, 5))
    assert same(dated, later)


@pytest.mark.parametrize(("who", "expected"), [(KERRY, True), (PEOPLE, False)])
def test_somebody_is_arrested_once_and_people_are_every_day(who: Party, expected: bool) -> None:
    first = account("arrest", spots=(MOSUL,), recipients=(who,))
    assert same(first, account("arrest", on=date(2013, 5, 17), spots=(MOSUL,), recipients=(who,))) is expected


def test_an_anniversary_is_of_the_old_event() -> None:
    old = account(spots=(MOSUL,), toll={"killed": 31})
    told: dict[str, Any] = {"published": date(2014, 5, 14), "spots": (MOSUL,), "toll": {"killed": 31}}
    assert same(old, account(**told, historical=True))
    assert ruled_out(old, account(**told, on=None)) == "told at different times"
    new = account(on=date(2014, 5, 14), spots=(MOSUL,), published=date(2014, 5, 14))
    assert ruled_out(new, account(**told, historical=True)) == "different dates"
    assert ruled_out(new, account(**told, on=None, historical=True))


def test_history_without_a_date_is_of_the_weeks_before() -> None:
    told: dict[str, Any] = {"on": None, "historical": True, "spots": (MOSUL,), "toll": {"killed": 31}}
    old = account(spots=(MOSUL,), toll={"killed": 31})
    assert same(old, account(**told, published=date(2013, 6, 20)))
    assert not same(old, account(**told, published=date(2013, 9, 20)))


# Places


def test_bombings_of_one_day_in_two_towns_are_two() -> None:
    assert ruled_out(account(spots=(MOSUL,)), account(spots=(BAGHDAD,))) == "different places"


def test_a_province_holds_its_towns() -> None:
    assert same(account(spots=(MOSUL,)), account(spots=(NINEVEH,)))
    assert (
        compare(account(spots=(MOSUL,)), account(spots=(IRAQ,))).points
        < compare(account(spots=(MOSUL,)), account(spots=(NINEVEH,))).points
    )


def test_a_town_called_like_the_province_of_the_other_is_not_ruled_out() -> None:
    town = Spot("idlib-town", "city", frozenset({"syria"}), "idlib", "idlib")
    village = Spot("maarat", "city", frozenset({"syria"}), "maarat numan", "idlib")
    assert ruled_out(account(spots=(town,)), account(spots=(village,))) is None


def test_a_place_that_only_another_sentence_names_rules_nothing_out() -> None:
    taken_over = replace(BAGHDAD, told=False)
    assert ruled_out(account(spots=(MOSUL,)), account(spots=(taken_over,))) is None
    assert not same(account(spots=(MOSUL,)), account(spots=(taken_over,)))


def test_a_place_that_no_gazetteer_has_is_known_by_its_name() -> None:
    one, other = (Spot(f"local:karma-{article}", name="karma") for article in ("1", "2"))
    assert same(account("attack", spots=(one,)), account(spots=(other,)))
    assert ruled_out(account(spots=(one,)), account(spots=(Spot("local:kurma-2", name="kurma"),))) == "different places"


def test_words_are_said_of_one_place_in_another() -> None:
    left, right = (
        account("condemnation", actors=(KERRY,), spots=(MOSUL,)),
        account("condemnation", actors=(KERRY,), spots=(BAGHDAD,)),
    )
    assert same(left, right)


# Those who take part


def test_an_army_acts_for_its_country_and_a_surname_for_the_name() -> None:
    surname = Party("kerry-1", "person", "USA", "GOV", "Kerry")
    assert same(account("condemnation", actors=(ARMY,)), account("condemnation", actors=(STATE,)))
    assert same(account("condemnation", actors=(KERRY,)), account("condemnation", actors=(surname,)))


def test_the_same_act_by_two_countries_is_two() -> None:
    denmark = Party("dnk", "state", "DNK", None, "Denmark")
    assert (
        ruled_out(account("sanction", actors=(STATE,)), account("sanction", actors=(denmark,)))
        == "different participants"
    )


def test_an_act_and_its_answer_are_two() -> None:
    russia = Party("rus", "state", "RUS", None, "Russia")
    assert ruled_out(
        account("expulsion", actors=(STATE,), recipients=(russia,)),
        account("expulsion", actors=(russia,), recipients=(STATE,)),
    )


def test_who_did_violence_may_be_contested_and_who_suffered_it_not_as_well() -> None:
    blamed = account(actors=(ISIS,), recipients=(ARMY,), spots=(MOSUL,))
    assert same(blamed, account(actors=(PKK,), recipients=(ARMY,), spots=(MOSUL,)))
    assert ruled_out(blamed, account(actors=(PKK,), recipients=(ISIS,), spots=(MOSUL,))) == "different participants"
    assert (
        ruled_out(account("killing", recipients=(ARMY,)), account("killing", recipients=(KERRY,)))
        == "different participants"
    )


def test_gunmen_may_be_any_group_and_people_anybody() -> None:
    named = account(actors=(ISIS,), recipients=(ARMY,), spots=(MOSUL,))
    assert same(named, account(actors=(GUNMEN,), recipients=(PEOPLE,), spots=(MOSUL,)))


def test_a_vague_word_for_who_took_a_town_is_no_other_taker() -> None:
    taken = account("seizure", actors=(ISIS,), spots=(MOSUL,))
    leaders = Party("leaders-irq", "government", "IRQ", "GOV", "Iraqi leaders", named=False)
    assert same(taken, account("seizure", actors=(leaders,), spots=(MOSUL,)))
    assert ruled_out(taken, account("seizure", actors=(PKK,), spots=(MOSUL,))) == "different participants"


def test_who_takes_part_by_another_sentence_only_rules_nothing_out() -> None:
    told = account("condemnation", actors=(KERRY,), recipients=(STATE,))
    assert ruled_out(told, account("condemnation", actors=(KERRY,), recipients=(PKK,))) == "different participants"
    assert same(told, account("condemnation", actors=(KERRY,), recipients=(replace(PKK, told=False),)))


def test_words_of_two_who_have_nothing_in_common_are_two_events() -> None:
    clerics = Party("clergy-irq", "religious group", "IRQ", "REL", "Iraqi clergy", named=False)
    watch = Party("human-rights-watch", "ngo", None, "NGO", "Human Rights Watch")
    left, right = (account("condemnation", on=None, actors=(who,), recipients=(ISIS,)) for who in (clerics, watch))
    assert ruled_out(left, right) == "different participants"
    # A blast may be told with and without who did it.
    assert ruled_out(account(actors=(GUNMEN,), spots=(MOSUL,)), account(actors=(ISIS,), spots=(MOSUL,))) is None


@pytest.mark.parametrize(
    ("one", "other"), [("Zelensky", "Volodymyr Zelenskyy"), ("Suu Kyi", "Aung San Suu Kyi")]
)
def test_a_surname_is_known_by_any_spelling(one: str, other: str) -> None:
    left, right = (Party(name, "person", None, "GOV", name) for name in (one, other))
    assert same(account("arrest", recipients=(left,)), account("arrest", recipients=(right,)))


def test_meetings_of_one_with_two_others_are_two() -> None:
    left, right = account("meeting", actors=(KERRY, LAVROV)), account("meeting", actors=(ZARIF, KERRY))
    assert ruled_out(left, right) == "different participants"
    assert same(left, account("meeting", actors=(LAVROV, KERRY)))


# Tolls, words and what one article says


def test_tolls_rise_but_far_ones_speak_against() -> None:
    first, risen, far = (account(toll={"killed": number}) for number in (12, 17, 80))
    assert compare(first, risen).points > compare(first, account()).points > compare(first, far).points


def test_kind_and_date_alone_make_no_event() -> None:
    assert not same(account(), account())
    assert not same(account(words=MARKET), account(words=MARKET))
    assert same(account(words=MARKET, recipients=(PEOPLE,)), account(words=MARKET, recipients=(PEOPLE,)))


def test_one_sentence_with_two_tolls_tells_two_events() -> None:
    told: dict[str, Any] = {"article": "a1", "sentence": 0, "spots": (MOSUL,)}
    assert (
        ruled_out(account("killing", toll={"killed": 19}, **told), account(toll={"killed": 4}, **told))
        == "two tolls in one sentence"
    )
    assert same(account("killing", toll={"killed": 19}, **told), account(toll={"killed": 19}, **told))


def test_somebody_with_a_name_is_one_of_how_many_were_killed() -> None:
    told: dict[str, Any] = {"article": "a1", "sentence": 0, "spots": (MOSUL,)}
    named = account("assassination", recipients=(KERRY,), toll={"killed": 1}, **told)
    assert same(named, account("killing", recipients=(PEOPLE,), toll={"killed": 14}, **told))


def test_a_sentence_that_counts_the_dead_tells_of_the_one_before() -> None:
    told: dict[str, Any] = {"article": "a1", "on": None}
    raid, there = account("raid", **told, sentence=0, spots=(MOSUL,)), replace(MOSUL, told=False)
    assert same(raid, account("killing", **told, sentence=80, spots=(there,)))
    assert not same(raid, account("killing", **told, sentence=80, spots=(MOSUL,)))
    assert not same(raid, account("killing", **told, sentence=800, spots=(there,)))


def test_a_headline_and_its_article_tell_one_event() -> None:
    lead = account(article="a1", sentence=20, spots=(MOSUL,))
    told: dict[str, Any] = {"on": None, "article": "a1", "spots": (IRAQ,)}
    assert same(lead, account(**told, sentence=0, headline=True))
    assert not same(lead, account(**told, sentence=90))


def test_reasons_are_given() -> None:
    likeness = compare(
        account(spots=(MOSUL,), toll={"killed": 3}), account("attack", spots=(MOSUL,), toll={"killed": 3})
    )
    assert likeness.why == (
        "attack and bombing may be one act",
        "both on 2013-05-14",
        "the same city",
        "the same number of people harmed",
    )
