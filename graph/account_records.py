"""Accounts as they are stored: a JSON array of their values in order, read by the thousand for each article."""

import json
from datetime import date as Date
from functools import lru_cache
from typing import Any

from graph.accounts import Account, Party, Spot

# Accounts read last, so that those which many are compared with are not read for each of them: some 4 kB each.
_KEPT = 4096
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump_account(account: Account) -> str:
    """An account as JSON, the same text for equal accounts."""
    values = [
        account.id,
        account.article,
        account.type,
        account.relation,
        account.status,
        _iso(account.published),
        _iso(account.start),
        _iso(account.end),
        account.historical,
        [_party_values(party) for party in account.actors],
        [_party_values(party) for party in account.recipients],
        [_spot_values(spot) for spot in account.spots],
        dict(sorted(account.toll.items())),
        " ".join(sorted(account.words)),
        account.sentence,
        account.headline,
    ]
    return _encode(values)


@lru_cache(maxsize=_KEPT)
def read_account(record: str) -> Account:
    """An account from its JSON. Nothing is checked."""
    id, article, type, relation, status, published, start, end, historical, *rest = json.loads(record)
    actors, recipients, spots, toll, words, sentence, headline = rest
    return Account(
        id,
        article,
        type,
        relation,
        status,
        _day(published),
        _day(start),
        _day(end),
        historical,
        tuple(_party(*values) for values in actors),
        tuple(_party(*values) for values in recipients),
        tuple(_spot(*values) for values in spots),
        toll,
        frozenset(words.split()),
        sentence,
        headline,
    )


def _party_values(party: Party) -> list[Any]:
    return [party.id, party.kind, party.country, party.sector, party.name, party.named, party.told]


def _spot_values(spot: Spot) -> list[Any]:
    return [spot.id, spot.precision, spot.name, spot.province, spot.told, *sorted(spot.parents)]


# Nothing in them can change, so accounts may share them.
_party = lru_cache(maxsize=_KEPT)(Party)


@lru_cache(maxsize=_KEPT)
def _spot(id: str, precision: str | None, name: str, province: str, told: bool, *parents: str) -> Spot:
    return Spot(id, precision, frozenset(parents), name, province, told)


def _iso(day: Date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> Date | None:
    return Date.fromisoformat(written) if written else None
