"""Events as views show them, out of the tables, many at a time: what files and graphs need of them, and no more.

Most events have one account. Such an account is taken from its JSON as it is, without making the records that other answers
are made of: files of millions of edges take half the time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from pydantic_core import from_json
from sqlalchemy import Connection, Table, select

from graph.bulk import uncollected
from graph.chunks import IDS, chunks
from graph.elements import Value
from graph.selection import Selection
from graph.tables import actors, articles, event_mentions, places
from graph.told import REFERENCE_COLUMNS, Told, make_reference, order_told
from graph.united import unite
from ontology.records import EventMention

# Rows read from the database at a time.
ROWS = 500
_ACCOUNTS = (
    select(event_mentions.c.event_id, event_mentions.c.record, event_mentions.c.reviewed, *REFERENCE_COLUMNS)
    .join_from(event_mentions, articles)
    .where(event_mentions.c.event_id.in_(IDS))
)


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
        # Not over the `yield`: whoever asks may stop there.
        with uncollected():
            reports = _read_reports(connection, [event_id for _, event_id in events], detailed=detailed)
        yield from reports


def _read_reports(connection: Connection, event_ids: Sequence[str], *, detailed: bool) -> list[Report]:
    accounts: dict[str, list[_Account]] = {}
    for id, *account in connection.execute(_ACCOUNTS, {"ids": event_ids}).all():
        accounts.setdefault(id, []).append(account)
    read = [_read(id, accounts[id], detailed=detailed) for id in event_ids]
    if detailed:
        _put_names(connection, read)
    return [one.report for one in read]


# An account's record, whether it is reviewed, and the `REFERENCE_COLUMNS` of its article.
_Account: TypeAlias = Sequence[Any]


class _Read(NamedTuple):
    """A report that lacks the names of its claimant and places, of which these are the ids."""

    report: Report
    claimant: str | None
    places: Sequence[str]


def _read(id: str, accounts: Sequence[_Account], *, detailed: bool) -> _Read:
    """What was parsed is let go at once, so that there is little to look through for garbage."""
    if len(accounts) == 1:
        (lead,), by_account = accounts, []
        event = from_json(lead[0], cache_strings="keys")
    else:
        told = order_told([_tell(account) for account in accounts])
        one = unite(id, told)
        event, by_account = one.event.model_dump(mode="json"), [_named_in(account.event) for account in told]
        lead = next(account for account in accounts if account[2] == one.lead.article.id)
    attributes = _attributes(event, len(by_account) or 1)
    if detailed:
        _add_details(attributes, event, lead)
    places = [place["id"] for place in event["places"]]
    named = {"actor": _ids(event["actors"]), "recipient": _ids(event["recipients"]), "place": _once(places)}
    return _Read(Report(id, attributes, named, by_account), attributes["claimant_id"], places)


def _tell(account: _Account) -> Told:
    record, reviewed, *reference = account
    return Told(EventMention.model_validate_json(record), make_reference(reference), reviewed)


def _ids(parts: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    return _once([part["id"] for part in parts])


def _once(ids: list[str]) -> Sequence[str]:
    return ids if len(ids) < 2 else list(dict.fromkeys(ids))


def _named_in(event: EventMention) -> dict[str, Sequence[str]]:
    return {
        "actor": _once([part.id for part in event.actors]),
        "recipient": _once([part.id for part in event.recipients]),
        "place": _once([part.id for part in event.places]),
    }


def _attributes(event: Mapping[str, Any], accounts: int) -> dict[str, Any]:
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


def _add_details(attributes: dict[str, Any], event: Mapping[str, Any], lead: _Account) -> None:
    """What only files carry, in their order; names are put in later."""
    casualties = event["casualties"]
    _, _, article, title, publisher, _, published, url = lead
    attributes["claimant"] = None
    attributes["contexts"] = tuple(event["contexts"])
    attributes["places"] = ()
    attributes["instruments"] = tuple(event["instruments"])
    attributes["killed"] = _best(casualties["killed"])
    attributes["injured"] = _best(casualties["injured"])
    attributes["arrested"] = _best(casualties["arrested"])
    attributes["sentence"] = event["evidence"]["sentence"]
    attributes["article"] = article
    attributes["title"] = title
    attributes["publisher"] = publisher
    attributes["published"] = published or None
    attributes["url"] = url


def _best(count: Mapping[str, int | None] | None) -> int | None:
    """The one number of a count: its best, else its low, else its high."""
    if count is None:
        return None
    return next((n for name in ("best", "low", "high") if (n := count[name]) is not None), None)


def _put_names(connection: Connection, read: Sequence[_Read]) -> None:
    """Put the names of claimants and places into reports."""
    claimants = _names(connection, actors, {one.claimant for one in read if one.claimant})
    named = _names(connection, places, {id for one in read for id in one.places})
    for one in read:
        attributes = one.report.attributes
        attributes["claimant"] = claimants[one.claimant] if one.claimant else None
        attributes["places"] = tuple([named[id] for id in one.places])


def _names(connection: Connection, table: Table, ids: Iterable[str]) -> dict[str, str]:
    query = select(table.c.id, table.c.name).where(table.c.id.in_(IDS))
    names: dict[str, str] = {}
    for chunk in chunks(sorted(ids)):
        names |= dict(connection.execute(query, {"ids": chunk}).all())
    return names
