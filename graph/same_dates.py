"""Whether two accounts can be of one time, from the days they give and the days their articles came out. Pure."""

from datetime import date as Date
from datetime import timedelta
from typing import NamedTuple

from graph.accounts import Account, Party
from graph.same_parties import alike
from ontology.event_families import load_families

# Why accounts of other days are never of one event.
DIFFERENT_DATES = "different dates"

_HAPPENED = frozenset({"asserted", "claimed", "negated"})
# An undated account is about the days before its article came out, one of an act that is done once perhaps about weeks before.
_NEWS = timedelta(days=3)
_LATER = timedelta(days=30)
# Reports of an act that is done once may differ by so much.
_MISTAKEN = timedelta(days=7)
_DAY = timedelta(days=1)
_EXACT = 3
# Types of acts that are not done again within days; a ceasefire is.
_NOT_RENEWED = frozenset({"COERCE", "ASSAULT"})
# So many people harmed, in so near numbers, tell that two reports which differ in days are of one event.
_TELLING_TOLL = 5
_TELLING_SHARE = 0.9


class _Days(NamedTuple):
    """First and last day it can have been; `given` says that the account itself gives them."""

    first: Date
    last: Date
    given: bool


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
    if Date.min in (one.first, other.first):
        return (-1.0, "one is told as history")
    if not (one.given and other.given):
        return (0.5, "reported in the same days")
    if (one.first, one.last) == (other.first, other.last) and (one.last - one.first).days < _EXACT:
        return (1.5, f"both on {one.first.isoformat()}")
    return (0.75, "the dates overlap")


def _apart(left: Account, right: Account, first: _Days, second: _Days) -> tuple[float | None, str]:
    """Dates that do not meet rule out, unless the later is only that of a report or a mistake is likelier than two events."""
    gap = second.first - first.last
    if not (happened(left) and happened(right)):
        return (None, DIFFERENT_DATES)
    if not second.given:
        later = gap <= _LATER and not (left.historical or right.historical)
        if later and _done_once(left, right):
            return (0.25, "one may have been told weeks later")
        return (
            (-0.5, "one may have been told weeks later")
            if later and _telling(left, right)
            else (None, DIFFERENT_DATES)
        )
    if first.given and gap <= _DAY and _telling(left, right):
        return (-0.5, "the dates differ by a day")
    if first.given and gap <= _MISTAKEN and {left.type, right.type} <= _NOT_RENEWED and _done_once(left, right):
        return (-1.0, "the dates differ by days, of an act that is done once")
    return (None, DIFFERENT_DATES)


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
    return any(min(pair) >= _TELLING_TOLL and min(pair) / max(pair) >= _TELLING_SHARE for pair in shared)


def _days(account: Account) -> _Days | None:
    if account.start or account.end:
        return _Days(account.start or account.end or Date.min, account.end or account.start or Date.max, True)
    if account.published is None:
        return None
    if account.historical:
        return _Days(Date.min, account.published - _NEWS, False)
    ahead = timedelta() if happened(account) else _NEWS
    return _Days(account.published - _NEWS, account.published + ahead, False)
