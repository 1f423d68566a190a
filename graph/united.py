"""One event out of what several articles tell of it. Pure, and the same whichever article came first."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, TypeVar

from graph.told import Told
from ontology.records import Casualties, Count, DateInterval, EventMention, EventPlace, Participant, Status

HARMS = ("killed", "injured", "arrested")
# What is told more surely comes first.
_RANK = {status: rank for rank, status in enumerate(Status)}
_Part = TypeVar("_Part", Participant, EventPlace)


class United(NamedTuple):
    """An event with everybody and every place that any account names, those that most accounts name first.

    All that an event has one of is that of the `lead`: of those that a filter asks for what a person confirmed, else what is
    asserted, else the usual name for it, else what came out first.
    """

    event: EventMention
    lead: Told
    accounts: Sequence[Told]


def unite(event_id: str, accounts: Sequence[Told], asked: Collection[str] = ()) -> United:
    """The event of these accounts, given the first to come out first. One of those `asked` for leads, if there is any."""
    if len(accounts) == 1:
        (only,) = accounts
        return United(only.event, only, accounts)
    names = Counter(told.event.relation for told in accounts)
    lead = min(
        [told for told in accounts if told.event.id in asked] or accounts,
        key=lambda t: (not t.reviewed, _RANK[t.event.status], -names[t.event.relation], t.event.relation, t.age),
    )
    events = [lead.event, *[told.event for told in accounts if told is not lead]]
    values = {
        **vars(lead.event),
        "id": event_id,
        "date": _date(events),
        "actors": _most_named([event.actors for event in events]),
        "recipients": _most_named([event.recipients for event in events]),
        "places": _most_named([event.places for event in events]),
        "contexts": tuple(dict.fromkeys([one for event in events for one in event.contexts])),
        "instruments": tuple(dict.fromkeys([one for event in events for one in event.instruments])),
        "casualties": unite_casualties([event.casualties for event in events]),
        "confidence": max([event.confidence for event in events]),
    }
    return United(EventMention.trust(values), lead, accounts)


def unite_casualties(told: Sequence[Casualties]) -> Casualties:
    """Counts that hold all that is told; the best is the first that is given."""
    if not any(getattr(one, harm) for one in told for harm in HARMS):
        return told[0]
    counts = {harm: [count for one in told if (count := getattr(one, harm)) is not None] for harm in HARMS}
    return Casualties(**{harm: _unite_counts(own) for harm, own in counts.items()})


def _unite_counts(counts: Sequence[Count]) -> Count | None:
    if all(count == counts[0] for count in counts[1:]):
        return counts[0] if counts else None
    numbers = [n for count in counts for n in (count.low, count.best, count.high) if n is not None]
    best = next((count.best for count in counts if count.best is not None), None)
    return Count(low=min(numbers, default=None), best=best, high=max(numbers, default=None))


def _date(events: Sequence[EventMention]) -> DateInterval:
    return next((event.date for event in events if event.date.start or event.date.end), events[0].date)


def _most_named(told: Iterable[Sequence[_Part]]) -> tuple[_Part, ...]:
    """Those that any account names, each once, what most accounts name first."""
    first: dict[str, _Part] = {}
    support: dict[str, int] = {}
    for parts in told:
        for part in parts:
            first.setdefault(part.id, part)
        for id in {part.id for part in parts}:
            support[id] = support.get(id, 0) + 1
    return tuple(sorted(first.values(), key=lambda part: -support[part.id]))
