"""Accounts that come to the store, as they are written: nothing of them has to be read back to group them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.accounts import Account
from graph.applying import Applied
from graph.edges import Ends, make_ends
from graph.members import Member
from graph.tables import event_actors, event_mentions, event_places, event_recipients
from graph.upsert import Row


class Newcomer(NamedTuple):
    """An account that no table has yet: what it is compared by, the event of its own that it is in before it is placed, and
    who takes part."""

    account: Account
    member: Member
    ends: Ends


def make_newcomers(new: Iterable[Applied], rows: Mapping[str, Sequence[Row]]) -> dict[str, Newcomer]:
    """The accounts of new articles by id, given the rows of these articles by name of the table."""
    accounts = {account.id: account for applied in new for account in applied.accounts}
    actors, recipients, places = (_named(rows[t.name]) for t in (event_actors, event_recipients, event_places))
    found = {}
    for row in rows[event_mentions.name]:
        id = row["id"]
        own, known = accounts[id], (frozenset((*actors[id], *recipients[id])), frozenset(places[id]))
        member = Member(id, row["event_id"], row["event_date"], row["date"], own.age, *known)
        found[id] = Newcomer(own, member, make_ends(row, actors[id], recipients[id]))
    return found


def _named(rows: Sequence[Row]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        mention, node = row.values()
        found[mention].append(node)
    return found
