"""Whether two accounts report one and the same event: what speaks for it, what rules it out, and why. Pure.

Accounts are compared by the kind of act, those who take part, the place, the date, the people harmed and the words of the
sentence. Each comparison gives points; one that cannot be of the same event rules the pair out however much else agrees.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta

from ontology.event_families import load_families

# Points that make two accounts one event; two accounts of one article tell two events unless nearly all agrees.
THRESHOLD = 3.0
THRESHOLD_WITHIN = 4.0

# An undated account is about the days before its article came out.
_NEWS_DAYS = 3
_ONE_DAY = timedelta(days=1)
_HAPPENED = frozenset({"asserted", "claimed", "negated"})
_STATE_ORGANS = frozenset({"state", "government", "military", "police", "parliament", "court", "person"})
_PEOPLES = frozenset({"civilians", "ethnic group", "religious group"})


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: an actor's id, kind and ISO3 country."""

    id: str
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it was: a place's id, its precision and the ids of what it lies in."""

    id: str
    precision: str | None = None
    parents: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says of an event, as far as it tells events apart. `toll` counts people by kind of harm."""

    id: str
    article: str
    type: str
    relation: str
    status: str
    published: Date | None = None
    start: Date | None = None
    end: Date | None = None
    historical: bool = False
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    spots: tuple[Spot, ...] = ()
    toll: Mapping[str, int] = field(default_factory=dict)
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two accounts are, and the reasons; `ruled_out` names what no two accounts of one event can differ in."""

    points: float
    why: tuple[str, ...]
    ruled_out: str | None = None

    def same(self, *, within: bool) -> bool:
        """Whether the two are one event; `within` says that one article gave both."""
        return self.ruled_out is None and self.points >= (THRESHOLD_WITHIN if within else THRESHOLD)


# Points, with the reason for them; None of points rules out.
_Judged = tuple[float | None, str]


def compare(left: Account, right: Account) -> Likeness:
    """How much speaks for one event. Symmetric."""
    points, why = 0.0, []
    for judge in (_kind, _status, _date, _place, _parties, _toll, _words):
        gained, reason = judge(left, right)
        if gained is None:
            return Likeness(0.0, (), reason)
        points += gained
        if gained:
            why.append(reason)
    return Likeness(round(points, 3), tuple(why))


def _kind(left: Account, right: Account) -> _Judged:
    if left.relation == right.relation:
        return (1.0, f"both report a {left.relation}")
    families = load_families()
    if families.get(left.relation, frozenset()) & families.get(right.relation, frozenset()):
        first, second = sorted((left.relation, right.relation))
        return (0.5, f"{first} and {second} may be one act")
    return (None, "different acts")


def _status(left: Account, right: Account) -> _Judged:
    """A plan and what came of it are two events."""
    if (left.status in _HAPPENED) != (right.status in _HAPPENED):
        return (None, "one is planned or only thought of")
    return (0.0, "")


def _date(left: Account, right: Account) -> _Judged:
    first, second = _interval(left), _interval(right)
    if first is None or second is None:
        # Nobody knows when: what is told as history is not the news of another day.
        return (None, "one is history") if left.historical != right.historical else (0.0, "")
    if first[0] > second[1] or second[0] > first[1]:
        return (None, "different dates")
    if left.start and right.start:
        exact = first[0] == first[1] and first == second
        return (1.5, f"both on {first[0].isoformat()}") if exact else (0.75, "the dates overlap")
    return (0.5, "reported in the same days")


def _interval(account: Account) -> tuple[Date, Date] | None:
    """First and last day it can have been."""
    if account.start or account.end:
        return (account.start or account.end or Date.min, account.end or account.start or Date.max)
    if account.published is None or account.historical:
        return None
    if account.status not in _HAPPENED:
        return (account.published - _ONE_DAY * _NEWS_DAYS, account.published + _ONE_DAY * _NEWS_DAYS)
    return (account.published - _ONE_DAY * _NEWS_DAYS, account.published)


def _place(left: Account, right: Account) -> _Judged:
    """The nearest two places decide."""
    if not left.spots or not right.spots:
        return (0.0, "")
    ranked = sorted((_spots_alike(a, b) for a in left.spots for b in right.spots), key=lambda it: -(it[0] or -1.0))
    best = ranked[0]
    return best if best[0] else (None, "different places")


def _spots_alike(left: Spot, right: Spot) -> _Judged:
    if left.id == right.id:
        wide = left.precision in ("country", "region")
        return (0.4 if wide else 1.5, "the same country" if wide else "the same place")
    if left.id in right.parents or right.id in left.parents:
        outer = left if left.id in right.parents else right
        return (0.25 if outer.precision in ("country", "region") else 0.75, "one place lies within the other")
    return (None, "different places")


def _parties(left: Account, right: Account) -> _Judged:
    """Both sides, in either order where an act is mutual. Who did it may be contested, but not who suffered it as well."""
    straight = (_side(left.actors, right.actors), _side(left.recipients, right.recipients))
    everybody = _side((*left.actors, *left.recipients), (*right.actors, *right.recipients))
    actors, recipients = straight
    if actors is None and recipients is None:
        return (None, "different participants")
    if (actors is None or recipients is None) and not _one_sided(left, right):
        if everybody is None or everybody < 1:
            return (None, "different participants")
        return (everybody - 1.0, "some participants differ")
    points = (actors or 0.0) * 1.25 + (recipients or 0.0) * 1.25
    if actors is None:
        return (points - 1.0, "different actors are named for it")
    if recipients is None:
        return (points - 1.0, "the same actor, other recipients")
    return (points, "the same participants" if points else "")


def _one_sided(left: Account, right: Account) -> bool:
    """Violence whose author is contested or unnamed."""
    return left.type == right.type == "ASSAULT"


def _side(left: Iterable[Party], right: Iterable[Party]) -> float | None:
    """How alike the best two parties of a side are, 0 to 1; 0 where one side names nobody, None where they exclude each other."""
    pairs = [_party(a, b) for a in left for b in right]
    if not pairs:
        return 0.0
    best = max(pairs)
    return best if best > 0 else None


def _party(left: Party, right: Party) -> float:
    if left.id == right.id:
        return 1.0
    if left.country and right.country and left.country != right.country:
        return 0.0
    kinds = {left.kind, right.kind}
    if kinds <= _STATE_ORGANS and kinds != {"person"} and left.country and left.country == right.country:
        return 0.7
    if kinds <= _PEOPLES or (left.kind == right.kind and left.kind != "person"):
        return 0.4 if left.country == right.country else 0.3
    return 0.0


def _toll(left: Account, right: Account) -> _Judged:
    """Tolls rise from one report to the next; equal ones are telling, far ones speak against."""
    shared = [(left.toll[kind], right.toll[kind]) for kind in sorted(left.toll.keys() & right.toll.keys())]
    if not shared:
        return (0.0, "")
    if any(a == b and a > 1 for a, b in shared):
        return (1.0, "the same number of people harmed")
    ratios = [min(a, b) / max(a, b) for a, b in shared if max(a, b)]
    if ratios and min(ratios) >= 0.5:
        return (0.3, "similar numbers of people harmed")
    return (-0.75, "different numbers of people harmed") if ratios else (0.0, "")


def _words(left: Account, right: Account) -> _Judged:
    if not left.words or not right.words:
        return (0.0, "")
    shared = left.words & right.words
    share = len(shared) / min(len(left.words), len(right.words))
    return (round(2 * share, 2), f"shared words: {', '.join(sorted(shared)[:4])}") if len(shared) > 1 else (0.0, "")
