"""Events as views show them, out of the tables, many at a time: what files and graphs need of them, and no more.

Most events have one account. Such an account is taken from its JSON as it is, without making the records that other answers
are made of: files of millions of edges take half the time.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from graph.chunks import chunks
from graph.elements import Value
from graph.selection import Selection
from graph.tables import actors, event_mentions, places
from graph.told import load_rows, order_told, tell
from graph.united import unite
from ontology.records import EventMention

# Rows read from the database at a time.
ROWS = 500
_ROLES = {"actor": "actors", "recipient": "recipients", "place": "places"}


class Report(NamedTuple):
    """An event as all its accounts tell it. `named` are the ids of actors, recipients and places that it names, by role, each
    once; `by_account` the same of each account where there are several."""

    event_id: str
    attributes: dict[str, Value]
    named: Mapping[str, Sequence[str]]
    by_account: Sequence[Mapping[str, Sequence[str]]]

    @property
    def nodes(self) -> list[str]:
        """The ids of the actors and places of the event: its nodes in every view."""
        return list(dict.fromkeys(chain(*self.named.values())))


def iter_reports(connection: Connection, selection: Selection, *, detailed: bool) -> Iterator[Report]:
    """The events that a selected account tells of, with all their accounts, in the order of their dates; `detailed` ones with
    what only files carry: sentence, article, names."""
    order = (event_mentions.c.event_date, event_mentions.c.event_id)
    query = select(*order).where(selection.events).distinct().order_by(*order)
    for events in connection.execute(query, execution_options={"yield_per": ROWS}).partitions():
        ids = [row.event_id for row in events]
        rows = load_rows(connection, ids)
        told = {id: _read(rows[id]) for id in ids}
        names = _read_names(connection, told.values()) if detailed else None
        yield from (_report(id, told[id], names) for id in ids)


class _Told(NamedTuple):
    """An event as JSON, the row of the account that leads, and what each account names where there are several."""

    event: Mapping[str, Any]
    lead: Row[Any]
    by_account: Sequence[Mapping[str, Sequence[str]]] = ()

    @property
    def accounts(self) -> int:
        return len(self.by_account) or 1


def _read(rows: Sequence[Row[Any]]) -> _Told:
    if len(rows) == 1:
        return _Told(json.loads(rows[0].record), rows[0])
    told = order_told([tell(row) for row in rows])
    one = unite(rows[0].event_id, told)
    lead = next(row for row in rows if row.article_id == one.lead.article.id)
    return _Told(one.event.model_dump(mode="json"), lead, [_named_in(account.event) for account in told])


def _report(id: str, told: _Told, names: Mapping[str, str] | None) -> Report:
    attributes = _attributes(told.event, told.accounts)
    if names is not None:
        attributes |= _details(told.event, names) | _article_details(told.lead)
    return Report(id, attributes, _named(told.event), told.by_account)


def _named(event: Mapping[str, Any]) -> dict[str, list[str]]:
    return {role: list(dict.fromkeys([part["id"] for part in event[field]])) for role, field in _ROLES.items()}


def _named_in(event: EventMention) -> dict[str, list[str]]:
    return {role: list(dict.fromkeys([part.id for part in getattr(event, field)])) for role, field in _ROLES.items()}


def _attributes(event: Mapping[str, Any], accounts: int) -> dict[str, Value]:
    """The attributes of an event, wherever a view puts them."""
    date, claimant = event["date"], event["claimant"]
    return {
        "label": event["relation"],
        "relation": event["relation"],
        "type": event["type"],
        "mode": event["mode"],
        "cameo": event["cameo"],
        "quad": event["quad"],
        "score": event["score"],
        "status": event["status"],
        "historical": event["historical"],
        "date": date["start"],
        "end_date": date["end"],
        "confidence": event["confidence"],
        "claimant_id": claimant["id"] if claimant else None,
        "accounts": accounts,
    }


def _details(event: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Value]:
    casualties, claimant = event["casualties"], event["claimant"]
    return {
        "claimant": names[claimant["id"]] if claimant else None,
        "contexts": tuple(event["contexts"]),
        "places": tuple([names[place["id"]] for place in event["places"]]),
        "instruments": tuple(event["instruments"]),
        "killed": _best(casualties["killed"]),
        "injured": _best(casualties["injured"]),
        "arrested": _best(casualties["arrested"]),
        "sentence": event["evidence"]["sentence"],
    }


def _best(count: Mapping[str, int | None] | None) -> int | None:
    """The one number of a count: its best, else its low, else its high."""
    if count is None:
        return None
    return next((n for name in ("best", "low", "high") if (n := count[name]) is not None), None)


def _article_details(row: Row[Any]) -> dict[str, Value]:
    return {
        "article": row.article_id,
        "title": row.article_title,
        "publisher": row.article_publisher,
        "published": row.article_published or None,
        "url": row.article_url,
    }


def _read_names(connection: Connection, told: Iterable[_Told]) -> dict[str, str]:
    """The names of claimants and places of a batch of events, by id."""
    events = [one.event for one in told]
    claimants = {event["claimant"]["id"] for event in events if event["claimant"]}
    wanted = ((actors, claimants), (places, {place["id"] for event in events for place in event["places"]}))
    names: dict[str, str] = {}
    for table, ids in wanted:
        for chunk in chunks(sorted(ids)):
            names |= dict(connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(chunk))).all())
    return names
