"""Which accounts are worth comparing: of one family of acts, of days that meet, with somebody or some place in common.

Every account is kept under what it has: its participants, their countries, its places and what they lie in, with the days
that it can be of. Where very many have the same in common from one day on, only the first to come out are open for those after
them (`graph.account_features`). So how many are looked at depends on what happened in those days, not on how much is stored,
and has a limit.
"""

from collections.abc import Iterable, Sequence, Set
from itertools import chain
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection

from graph.accounts import Account
from graph.bulk import ask_for
from graph.in_common import features
from graph.passing_over import ANYWHERE, asked_reasons, asked_spots, family_bits, first_kin, spot_bits
from graph.same_dates import LONGEST, days_to_look, first_day, happened, reasons_to_differ

# Tiers: accounts of few days are kept apart from longer ones, so that few rows are passed over; those that have the feature
# as their own have even tiers.
_LENGTHS = (10, 33, LONGEST)
# Added to the tier of a closed account.
CLOSED = 2 * len(_LENGTHS)
# Features that are places themselves.
_OF_PLACES = ("place ", "name ")

# Of two accounts the older must be open. Their days meet, or may be given wrongly; one is not elsewhere than the other.
_TIERS = ", ".join(
    f"({2 * number + outer + closed * CLOSED}, {reach}, {outer}, {closed})"
    for number, reach in enumerate(_LENGTHS)
    for outer in (0, 1)
    for closed in (0, 1)
)
_NEAR = f"""
WITH asked(feature, open, crowded, own, first, age, last, families, since, loose, spots) AS ({{asked}}),
tiers(tier, reach, outside, closed) AS (VALUES {_TIERS})
SELECT asked.age, kept.age FROM asked CROSS JOIN tiers CROSS JOIN account_features AS kept
WHERE tiers.outside <= asked.own AND tiers.closed <= asked.crowded
AND kept.feature = asked.feature AND kept.tier = tiers.tier
AND kept.first BETWEEN asked.first - tiers.reach AND asked.last AND kept.last >= asked.first
AND (kept.families & asked.families) <> 0 AND (kept.spots & asked.spots) <> 0
AND ((kept.since <= asked.last AND kept.last >= asked.since) OR (kept.loose & asked.loose) <> 0)
AND ((kept.age > asked.age AND asked.open = 1) OR (kept.age < asked.age AND tiers.closed = 0))
"""
_CROWDED = f"""
WITH asked(feature) AS ({{asked}})
SELECT asked.feature FROM asked
WHERE EXISTS (SELECT 1 FROM account_features AS kept WHERE kept.feature = asked.feature AND kept.tier >= {CLOSED})
"""
_SHUT = """
WITH asked(feature, tier, first, age) AS ({asked})
SELECT kept.feature, kept.age FROM asked CROSS JOIN account_features AS kept
WHERE kept.feature = asked.feature AND kept.tier = asked.tier AND kept.first = asked.first AND kept.age = asked.age
"""


# What an account has, and its age.
FeatureOf: TypeAlias = tuple[str, str]


class Feature(NamedTuple):
    """A row of `account_features`. Of two accounts that share one at least one must have it as its own: two towns of a country, or
    two people, have only the country in common."""

    feature: str
    tier: int
    first: int
    age: str
    last: int
    families: int
    since: int
    loose: int
    spots: int

    @property
    def is_open(self) -> bool:
        """Whether those that come out later are compared with the account."""
        return self.tier < CLOSED


def features_of(accounts: Iterable[Account]) -> list[Feature]:
    """The rows of accounts, all open."""
    return [row for account in accounts for row in _features_of(account)]


def _features_of(account: Account) -> list[Feature]:
    first, last = days_to_look(account)
    # What is to come is of no event that took place.
    where = f" {first_kin(account.relation)}{'' if happened(account) else ' to come'}"
    tier = 2 * next(number for number, days in enumerate(_LENGTHS) if last - first <= days)
    bits = (family_bits(account.relation), first_day(account), reasons_to_differ(account))
    rest, spots = (first, account.age, last, *bits), spot_bits(account)
    return [
        Feature(key + where, tier + (not own), *rest, ANYWHERE if key.startswith(_OF_PLACES) else spots)
        for key, own in features(account).items()
    ]


def id_of(age: str) -> str:
    """The account of an age, which ends with its id and has no space before it but two."""
    return age.split(" ", 2)[2]


def find_closed(connection: Connection, rows: Iterable[Feature]) -> set[FeatureOf]:
    """Those of these rows that are stored as closed."""
    asked = ((row.feature, row.tier + CLOSED, row.first, row.age) for row in rows)
    return {(feature, age) for feature, age in ask_for(connection, _SHUT, asked)}


def find_candidates(connection: Connection, rows: Sequence[Feature], closed: Set[FeatureOf]) -> set[tuple[str, str]]:
    """Pairs of accounts to compare, of which at least one is among those of these stored rows, each pair in order. `closed` are the
    rows that are."""
    crowded = {feature for (feature,) in ask_for(connection, _CROWDED, sorted({(row.feature,) for row in rows}))}
    asking = []
    for feature, tier, first, age, *rest, loose, spots in rows:
        is_open = (feature, age) not in closed
        seen = (int(is_open), int(is_open and feature in crowded), 1 - tier % 2)
        asking.append((feature, *seen, first, age, *rest, asked_reasons(loose), asked_spots(spots)))
    found = {tuple(pair) for pair in ask_for(connection, _NEAR, asking)}
    ids = {age: id_of(age) for age in chain.from_iterable(found)}
    pairs = ((ids[one], ids[other]) for one, other in found)
    return {(one, other) if one < other else (other, one) for one, other in pairs}
