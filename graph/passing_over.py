"""What tells a database that two accounts are not of one event, without comparing them: numbers whose bits do not meet. Pure.

Bits may meet by chance; who is then looked at in vain is told apart when compared.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from zlib import crc32

from graph.accounts import Account
from graph.same_dates import DATED, UNDATED
from graph.same_places import is_somewhere
from ontology.event_families import load_families

# What meets all.
ANYWHERE = -1
# Bits of a number in the database, and of its halves.
_BITS, _HALF = 62, 31


@cache
def first_kin(relation: str) -> str:
    """The first of all relation names that share families with this one, directly or through others."""
    return _kin(relation)[0]


@cache
def family_bits(relation: str) -> int:
    """A bit for each family of a relation, of those that its kin have."""
    families = load_families().families
    known = sorted({family for one in _kin(relation) for family in families.get(one, frozenset({one}))})
    own = families.get(relation, frozenset({relation}))
    return sum({1 << number % _BITS for number, family in enumerate(known) if family in own})


def spot_bits(account: Account) -> int:
    """Bits for the names of the places of an account that is somewhere and, above them, of their provinces: the first word of each."""
    if not is_somewhere(account):
        return ANYWHERE
    names, provinces = ({getattr(spot, name) for spot in account.spots} for name in ("name", "province"))
    return _word_bits(names) | _word_bits(provinces) << _HALF


@lru_cache(maxsize=4096)
def asked_spots(kept: int) -> int:
    """Given the bits of an account, those of which others have one that may be of the same place: a name of the one is a name or a
    province of the other."""
    names, provinces = kept & (1 << _HALF) - 1, kept >> _HALF
    return kept if kept == ANYWHERE else names | provinces | names << _HALF


@cache
def asked_reasons(kept: int) -> int:
    """Given the reasons for which the days of an account may differ from those of another, those of which others have one."""
    turned = DATED | UNDATED if kept & UNDATED else UNDATED if kept & DATED else 0
    return kept & ~(DATED | UNDATED) | turned


def _word_bits(names: Iterable[str]) -> int:
    return sum({1 << crc32(name.split()[0].encode()) % _HALF for name in names if name})


def _kin(relation: str) -> list[str]:
    families = load_families().families
    reached, waiting = {relation}, [relation]
    while waiting:
        own = families.get(waiting.pop(), frozenset())
        fresh = {name for name, others in families.items() if own & others} - reached
        reached |= fresh
        waiting += fresh
    return sorted(reached)
