"""Whether two accounts can be of one time, from the days they give and the days their articles came out. Pure."""

from datetime import date as Date
from datetime import timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from graph.accounts import Account, Party
from graph.in_common import TELLING_TOLL
from graph.same_parties import alike
from ontology.event_families import load_families

# Why accounts of other days are never of one event, and why those of other weeks are not where one of them gives no day.
DIFFERENT_DATES = "different dates"
_DIFFERENT_WEEKS = "told at different times"

_HAPPENED = frozenset({"asserted", "claimed", "negated"})
# An undated account is about the days before its article came out, one of an act that is done once perhaps about weeks before.
_NEWS = timedelta(days=3)
_LATER = timedelta(days=30)
# What is told without a date may have been news a week before, if it is an act on the ground.
_WEEK = timedelta(days=7)
# Reports of an act that is done once may differ by so much.
_MISTAKEN = timedelta(days=7)
_DAY = timedelta(days=1)
# So many days at most are looked at; what is told to have taken longer is compared by its beginning.
LONGEST = 62
_LONG = timedelta(days=LONGEST) - _MISTAKEN
_EXACT = 3
# Types of acts that are not done again within days; a ceasefire is.
_NOT_RENEWED = frozenset({"COERCE", "ASSAULT"})
# Reasons for which days may differ (`reasons_to_differ`).
_ONCE, _ONCE_A_PERSON, _MANY_HARMED, DATED, UNDATED = 1, 2, 4, 8, 16
# Days kept, for the same ones are compared again and again.
_KEPT = 1024
# Numbers of people harmed so near to each other tell that two reports which differ in days are of one event.
_TELLING_SHARE = 0.9


class _Days(NamedTuple):
    """First and last day it can have been; `given` says that the account itself gives them, `history` that it tells of no news."""

    first: Date
    last: Date
    given: bool
    history: bool = False


def happened(account: Account) -> bool:
    """Whether the account is of something that took place, or did not; not of what is planned or thought of."""
    return account.status in _HAPPENED and account.relation not in load_families().plans


def judge_dates(left: Account, right: Account) -> tuple[float | None, str]:
    """Points and the reason, None for what rules out."""
    one, other = _days(left), _days(right)
    if one is None or other is None:
        return (0.0, "")
    first, second = (one, other) if (one.last, one.first) <= (other.last, other.first) else (other, one)
    if first.last < second.first:
        return _apart(left, right, first, second)
    if one.history or other.history:
        return (-1.0, "one is told as history")
    if not (one.given and other.given):
        return (0.5, "reported in the same days")
    if (one.first, one.last) == (other.first, other.last) and (one.last - one.first).days < _EXACT:
        return (1.75, f"both on {one.first.isoformat()}")
    return (1.0, "the dates overlap")


def _apart(left: Account, right: Account, first: _Days, second: _Days) -> tuple[float | None, str]:
    """Dates that do not meet rule out, unless the later is only that of a report or a mistake is likelier than two events."""
    gap = second.first - first.last
    if not second.given:
        return _told_later(left, right, gap)
    if not (happened(left) and happened(right)):
        return (None, DIFFERENT_DATES)
    if first.given and gap <= _DAY and _telling(left, right):
        return (-0.5, "the dates differ by a day")
    if first.given and gap <= _MISTAKEN and {left.type, right.type} <= _NOT_RENEWED and _done_once(left, right):
        return (-1.0, "the dates differ by days, of an act that is done once")
    return (None, DIFFERENT_DATES)


def _told_later(left: Account, right: Account, gap: timedelta) -> tuple[float | None, str]:
    """An account without a date came out more than days after the other event."""
    if left.historical or right.historical or gap > _LATER or not (happened(left) and happened(right)):
        return (None, _DIFFERENT_WEEKS)
    if _done_once(left, right):
        return (0.25, "one may have been told weeks later")
    if _telling(left, right):
        return (-0.5, "one may have been told weeks later")
    if gap <= _WEEK and {left.type, right.type} <= _NOT_RENEWED:
        return (-0.5, "one may have been told days later")
    return (None, _DIFFERENT_WEEKS)


def _done_once(left: Account, right: Account) -> bool:
    """A town is taken once in weeks and somebody with a name arrested once; people are arrested every day."""
    relations, acts = {left.relation, right.relation}, load_families()
    if relations & acts.once_a_person:
        return any(_one_person(a, b) for a in left.recipients for b in right.recipients) or relations <= acts.once
    return relations <= acts.once


def _one_person(left: Party, right: Party) -> bool:
    return left.kind == right.kind == "person" and left.named and right.named and alike(left, right) > 0


def _telling(left: Account, right: Account) -> bool:
    """Whether so many were harmed, and so nearly the same number, that it was hardly twice."""
    shared = [(left.toll[harm], right.toll[harm]) for harm in left.toll.keys() & right.toll.keys()]
    return any(min(pair) >= TELLING_TOLL and min(pair) / max(pair) >= _TELLING_SHARE for pair in shared)


def days_to_look(account: Account) -> tuple[int, int]:
    """First and last day, as numbers, on which accounts of the same event may lie; 0 where nothing tells the time.

    They are the days that `judge_dates` compares, and as many more before them as it lets reports differ by.
    """
    days = _days(account)
    if days is None:
        return 0, 0
    return (days.first - _earlier(account, days)).toordinal(), days.last.toordinal()


def first_day(account: Account) -> int:
    """The first day, as a number, that it can have been on, unless it is told wrongly; 0 where nothing tells the time."""
    days = _days(account)
    return days.first.toordinal() if days else 0


def reasons_to_differ(account: Account) -> int:
    """Bits for what may make an account of one event with another although their days do not meet. Two such accounts share one
    of them, but not `DATED` alone, or one is `UNDATED` and the other `DATED`."""
    bits = _ONCE if account.relation in load_families().once else 0
    if any(party.kind == "person" and party.named for party in account.recipients):
        bits |= _ONCE_A_PERSON
    if max(account.toll.values(), default=0) >= TELLING_TOLL:
        bits |= _MANY_HARMED
    if account.type in _NOT_RENEWED:
        bits |= DATED if account.start or account.end else UNDATED
    return bits


def _earlier(account: Account, days: _Days) -> timedelta:
    if days.history or not happened(account):
        return timedelta()
    if _often_once(account.relation) or max(account.toll.values(), default=0) >= TELLING_TOLL:
        return _MISTAKEN if days.given else _LATER
    return _WEEK if account.type in _NOT_RENEWED and not days.given else timedelta()


@cache
def _often_once(relation: str) -> bool:
    """Whether some act that reports may mean by this relation is not done again soon."""
    acts = load_families()
    own = acts.families.get(relation, frozenset())
    return any(relation == name or own & acts.families[name] for name in acts.once | acts.once_a_person)


def _days(account: Account) -> _Days | None:
    start, end = account.start or account.end, account.end or account.start
    if start and end:
        return _given_days(start, end)
    if account.published is None:
        return None
    return _days_of_news(account.published, account.historical, happened(account))


@lru_cache(maxsize=_KEPT)
def _given_days(start: Date, end: Date) -> _Days:
    return _Days(start, min(end, start + _LONG), True)


@lru_cache(maxsize=_KEPT)
def _days_of_news(published: Date, historical: bool, past: bool) -> _Days:
    if historical:
        return _Days(published - _LONG, published - _NEWS, False, history=True)
    return _Days(published - _NEWS, published if past else published + _NEWS, False)
