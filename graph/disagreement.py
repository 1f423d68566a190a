"""What the accounts of one event tell differently, and who tells what. Pure."""

from collections.abc import Callable, Iterable, Sequence

from graph.answers import (
    AccountAnswer,
    Disagreement,
    NamedActor,
    NamedPlace,
    ToldCount,
    ToldDate,
    ToldHarm,
    ToldPart,
    Voices,
)
from graph.united import HARMS
from ontology.records import Count, Status


def find_disagreement(told: Sequence[AccountAnswer]) -> Disagreement:
    """Who asserts, claims and denies it, always; of all else only what differs."""
    return Disagreement(
        asserted_by=voices(one for one in told if one.status is Status.ASSERTED),
        claimed_by=voices(one for one in told if one.status is Status.CLAIMED),
        denied_by=voices(one for one in told if one.status is Status.NEGATED),
        casualties=tuple(harm for name in HARMS if (harm := _harm(name, told)) is not None),
        actors=_parts("actor", told, lambda one: one.actors),
        recipients=_parts("recipient", told, lambda one: one.recipients),
        places=_parts("place", told, lambda one: one.places),
        dates=_dates(told),
    )


def voices(told: Iterable[AccountAnswer]) -> Voices:
    """The publishers and claimants of some accounts, each once, in their order."""
    told = list(told)
    publishers = dict.fromkeys(one.article.publisher for one in told if one.article.publisher)
    claimants = {one.claimant.id: one.claimant for one in told if one.claimant}
    return Voices(publishers=tuple(publishers), claimants=tuple(claimants.values()))


def _harm(harm: str, told: Sequence[AccountAnswer]) -> ToldHarm | None:
    given = [(one, count) for one in told if (count := getattr(one.casualties, harm)) is not None]
    if len({_numbers(count) for _, count in given}) < 2:
        return None
    numbers = [number for _, count in given for number in _numbers(count) if number is not None]
    return ToldHarm(
        harm=harm,
        low=min(numbers, default=None),
        high=max(numbers, default=None),
        told=tuple(
            ToldCount(count=count, account=one.id, publisher=one.article.publisher, claimant=one.claimant)
            for one, count in given
        ),
    )


def _numbers(count: Count) -> tuple[int | None, int | None, int | None]:
    return count.low, count.best, count.high


def _parts(
    role: str, told: Sequence[AccountAnswer], of: Callable[[AccountAnswer], Sequence[NamedActor | NamedPlace]]
) -> tuple[ToldPart, ...]:
    """Those that not every account names that names anybody at all in this role."""
    naming = [one for one in told if of(one)]
    parts = {part.id: part for one in naming for part in of(one)}
    by = {id: [one for one in naming if any(part.id == id for part in of(one))] for id in parts}
    return tuple(
        ToldPart(role=role, id=id, name=part.name, by=voices(by[id]))
        for id, part in parts.items()
        if len(by[id]) < len(naming)
    )


def _dates(told: Sequence[AccountAnswer]) -> tuple[ToldDate, ...]:
    dated = [one for one in told if one.date.start or one.date.end]
    days = {(one.date.start, one.date.end): one.date for one in dated}
    if len(days) < 2:
        return ()
    return tuple(
        ToldDate(date=date, by=voices(one for one in dated if (one.date.start, one.date.end) == key))
        for key, date in days.items()
    )
