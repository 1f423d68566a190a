"""Which accounts are worth comparing: of one family of acts, of days that meet, with somebody or some place in common.

Every account is kept under what it has: its participants, their countries, its places and what they lie in, with the days
that it can be of. Two accounts are candidates for each other whichever comes first. Where very many of one act have the same
in common from one day on, most are closed (`graph.account_features`): two of those are no candidates by it. So how many are
looked at depends on what happened in those days, not on how much is stored, and has a limit.
"""

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select, union_all

from graph.accounts import Account
from graph.chunks import chunks
from graph.grouping_tables import account_features
from graph.in_common import features
from graph.same_dates import LONGEST, days_to_look, happened
from graph.upsert import Row
from ontology.event_families import load_families

# Tiers: accounts of few days are kept apart from longer ones, so that few rows are passed over; those that have the feature
# as their own have even tiers.
_LENGTHS = (3, 10, LONGEST)
_TIERS = tuple((2 * number + outer, days) for number, days in enumerate(_LENGTHS) for outer in (0, 1))
# Added to the tier of a closed account.
CLOSED = 2 * len(_LENGTHS)
_OWN_TIERS = tuple(range(0, 2 * CLOSED, 2))


def feature_rows(account: Account) -> list[Row]:
    """The rows of `account_features` of an account, all open."""
    first, last = days_to_look(account)
    tier = 2 * next(number for number, days in enumerate(_LENGTHS) if last - first <= days)
    return [
        {
            "feature": key,
            "tier": tier if is_own else tier + 1,
            "first": first,
            "mention_id": account.id,
            "last": last,
            "relation": account.relation,
            "happened": happened(account),
        }
        for key, is_own in features(account).items()
    ]


def find_candidates(connection: Connection, mention_ids: Collection[str]) -> set[tuple[str, str]]:
    """Pairs of accounts to compare, of which at least one is among these, each pair in order."""
    own, found = account_features.c, set[tuple[str, str]]()
    telling: defaultdict[str, list[str]] = defaultdict(list)
    for ids in chunks(sorted(mention_ids)):
        rows = connection.execute(select(own.relation, own.mention_id).where(own.mention_id.in_(ids)).distinct())
        for relation, id in rows:
            telling[relation].append(id)
    for relation in sorted(telling):
        for ids in chunks(sorted(telling[relation])):
            values = {"ids": ids, "relation": relation, "related": _related(relation)}
            for one, other in connection.execute(_pairs(), values):
                found.add((min(one, other), max(one, other)))
    return found


@cache
def _pairs() -> Select[Any]:
    """Pairs of an account, one of `ids` and with this `relation`, and another one that may be of the same event."""
    own, other = account_features.alias("own"), account_features.alias("other")
    parts = []
    for tier, reach in (*_TIERS, *((tier + CLOSED, reach) for tier, reach in _TIERS)):
        near: list[ColumnElement[bool]] = [] if tier in _OWN_TIERS else [own.c.tier.in_(_OWN_TIERS)]
        if tier >= CLOSED:
            near.append(own.c.tier < CLOSED)
        parts.append(
            select(own.c.mention_id, other.c.mention_id.label("other_id")).where(
                own.c.mention_id.in_(bindparam("ids", expanding=True)),
                own.c.relation == bindparam("relation"),
                other.c.feature == own.c.feature,
                other.c.tier == tier,
                other.c.first.between(own.c.first - reach, own.c.last),
                other.c.last >= own.c.first,
                other.c.relation.in_(bindparam("related", expanding=True)),
                other.c.happened == own.c.happened,
                other.c.mention_id != own.c.mention_id,
                *near,
            )
        )
    pairs = union_all(*parts).subquery()
    return select(pairs.c[0], pairs.c[1]).distinct()


@cache
def _related(relation: str) -> tuple[str, ...]:
    """The relation names that share a family with this one."""
    families = load_families().families
    own = families.get(relation, frozenset())
    return tuple(sorted({relation} | {name for name, others in families.items() if own & others}))

