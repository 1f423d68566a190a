"""What judgements on events are about: the accounts that these have at the time."""

from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select

from graph.actions import AboutEvent, AboutEvents, Anchor, ConfirmEvent, JoinEvents
from graph.grouping_tables import judged_accounts
from graph.known import event_anchor
from graph.tables import event_mentions
from graph.told import load_told
from graph.united import unite
from ontology.errors import InputError
from ontology.records import EventMention


def anchor_event(connection: Connection, action: AboutEvent) -> dict[str, Any]:
    """The fields of an action on an event that say which accounts it is about. NotFoundError if there is no such event."""
    anchor = event_anchor(connection, action.event)
    if action.only_account or _event_of(connection, action.event) != action.event:
        return {"anchor": anchor}
    if isinstance(action, ConfirmEvent):
        return {"anchor": event_anchor(connection, load_lead(connection, action.event).id)}
    rest = [id for id in _accounts_of(connection, action.event) if id != action.event]
    return {"anchor": anchor, "others": tuple(event_anchor(connection, id) for id in rest)}


def load_lead(connection: Connection, id: str) -> EventMention:
    """Of an event the account whose sentence it shows; another account by itself."""
    told = load_told(connection, [id]).get(id)
    if told:
        return unite(id, told).lead.event
    record = connection.scalar(select(event_mentions.c.record).where(event_mentions.c.id == id))
    return EventMention.model_validate_json(record or "")


def anchor_events(connection: Connection, action: AboutEvents) -> tuple[tuple[Anchor, ...], ...]:
    """The accounts of each event that an action names. NotFoundError for one that there is not; InputError where nothing is to
    be joined, or against a judgement that separates them."""
    anchors = [event_anchor(connection, id) for id in action.events]
    events = [_event_of(connection, anchor.id) for anchor in anchors]
    if len(set(action.events)) < len(action.events):
        raise InputError(f"{action.action}: an event is named twice in {', '.join(action.events)}")
    if isinstance(action, JoinEvents):
        if len(set(events)) < len(events):
            raise InputError(f"{action.action}: {', '.join(action.events)} are accounts of one event already")
    elif len(set(events)) < len(events):
        return tuple((anchor,) for anchor in anchors)
    sides = [_accounts_of(connection, event) for event in events]
    if isinstance(action, JoinEvents):
        _check_not_separated(connection, sides)
    return tuple(tuple(event_anchor(connection, id) for id in side) for side in sides)


def _event_of(connection: Connection, mention_id: str) -> str:
    return str(connection.scalar(select(event_mentions.c.event_id).where(event_mentions.c.id == mention_id)))


def _accounts_of(connection: Connection, event_id: str) -> list[str]:
    own = select(event_mentions.c.id).where(event_mentions.c.event_id == event_id)
    return sorted(connection.scalars(own))


def _check_not_separated(connection: Connection, sides: list[list[str]]) -> None:
    for left, right in combinations(sides, 2):
        own, other = judged_accounts.alias(), judged_accounts.alias()
        apart = select(own.c.judgement_id, own.c.mention_id, other.c.mention_id).where(
            own.c.mention_id.in_(left),
            ~own.c.joins,
            other.c.judgement_id == own.c.judgement_id,
            other.c.mention_id.in_(right),
            other.c.side != own.c.side,
        )
        for id, one, another in connection.execute(apart.limit(1)):
            raise InputError(f"{one!r} and {another!r} are different events, says judgement {id}")
