"""Whether two accounts report one and the same event: what speaks for it, what rules it out, and why. Pure.

Accounts are compared by the kind of act, those who take part, the place, the date, the people harmed and the words of the
sentence. Each comparison gives points; one that cannot be of the same event rules the pair out however much else agrees.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import timedelta

from graph.same_parties import Party, compare_sides
from ontology.event_families import load_families, load_single_acts

# Points that make two accounts one event; two accounts of one article tell two events unless nearly all agrees.
THRESHOLD = 2.5
THRESHOLD_WITHIN = 3.0
THRESHOLD_HEADLINE = 1.5

# An undated account is about the days before its article came out, one of an act that is done once perhaps about weeks before.
_NEWS_DAYS = 3
_LATER_DAYS = 30
_ONE_DAY = timedelta(days=1)
_HAPPENED = frozenset({"asserted", "claimed", "negated"})
# Types of acts that have a place of their own; words are said of one place and in another.
_LOCATED = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "CONSULT"})
# Types of which one sentence tells means and outcome apart: bombed and killed, met and discussed, agreed to a truce.
_TOLD_TWICE = frozenset({"ASSAULT", "CONSULT", "AGREE", "PROTEST"})
_MUTUAL = frozenset({"CONSULT", "AGREE"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it was: a place's id, its precision, its name, the ids of what it lies in and the name of its province."""

    id: str
    precision: str | None = None
    parents: frozenset[str] = frozenset()
    name: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says of an event, as far as it tells events apart. `toll` counts people by kind of harm.

    `sentence` is where the sentence starts; `headline` says that it is the article's title.
    """

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
    sentence: int | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two accounts are, and the reasons; `ruled_out` names what no two accounts of one event can differ in."""

    points: float
    why: tuple[str, ...]
    ruled_out: str | None = None
    threshold: float = THRESHOLD

    @property
    def same(self) -> bool:
        """Whether the two are one event."""
        return self.ruled_out is None and self.points >= self.threshold


# Points, with the reason for them; None of points rules out.
_Judged = tuple[float | None, str]


def compare(left: Account, right: Account) -> Likeness:
    """How much speaks for one event. Symmetric."""
    points, why = 0.0, []
    for judge in (_kind, _status, _sentence, _date, _place, _parties, _toll, _words):
        gained, reason = judge(left, right)
        if gained is None:
            return Likeness(0.0, (), reason)
        points += gained
        if gained:
            why.append(reason)
    return Likeness(round(points, 3), tuple(why), threshold=_threshold(left, right))


def _threshold(left: Account, right: Account) -> float:
    if left.article != right.article:
        return THRESHOLD
    return THRESHOLD_HEADLINE if left.headline != right.headline else THRESHOLD_WITHIN


def _kind(left: Account, right: Account) -> _Judged:
    if left.relation == right.relation:
        return (1.25 if left.relation in load_single_acts() else 1.0, f"both report a {left.relation}")
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


def _sentence(left: Account, right: Account) -> _Judged:
    """A sentence that tells two acts of one family tells two events, unless one says what came of the other."""
    if left.article != right.article or left.sentence is None or left.sentence != right.sentence:
        return (0.0, "")
    if left.type not in _TOLD_TWICE or right.type not in _TOLD_TWICE:
        return (None, "two acts of one sentence")
    if any(left.toll[harm] != right.toll[harm] for harm in left.toll.keys() & right.toll.keys()):
        return (None, "two tolls in one sentence")
    return (0.0, "")


def _date(left: Account, right: Account) -> _Judged:
    first, second = _interval(left), _interval(right)
    if first is None or second is None:
        # Nobody knows when: what is told as history is not the news of another day.
        return (None, "one is history") if left.historical != right.historical else (0.0, "")
    dated = bool(left.start), bool(right.start)
    if first[0] > second[1] or second[0] > first[1]:
        return (None, "different dates") if all(dated) else _told_later(left, right, first, second)
    if all(dated):
        exact = first == second and first[1] - first[0] < _ONE_DAY * _NEWS_DAYS
        return (1.5, f"both on {first[0].isoformat()}") if exact else (0.75, "the dates overlap")
    return (0.5, "reported in the same days")


def _told_later(left: Account, right: Account, first: tuple[Date, Date], second: tuple[Date, Date]) -> _Judged:
    """An undated account whose article came out some weeks after the other event or report."""
    earlier, later = (first, second) if first[1] < second[0] else (second, first)
    late = right if later is second else left
    if late.start or later[1] - earlier[1] > _ONE_DAY * _LATER_DAYS or late.status not in _HAPPENED:
        return (None, "different dates")
    if left.relation in load_single_acts() and right.relation in load_single_acts():
        return (0.25, "one may have been told weeks later")
    return (-1.0, "one would have been told weeks later")


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
    judged = [_spots_alike(a, b) for a in left.spots for b in right.spots]
    points, reason = max(judged, key=lambda it: -1.0 if it[0] is None else it[0])
    if points is not None:
        return (points, reason)
    located = left.type in _LOCATED and right.type in _LOCATED
    return (None, "different places") if located else (0.0, "")


def _spots_alike(left: Spot, right: Spot) -> _Judged:
    if left.id == right.id:
        wide = left.precision in ("country", "region")
        return (0.4, "the same country") if wide else (0.75 if left.precision == "admin1" else 1.5, "the same place")
    if left.id in right.parents or right.id in left.parents:
        outer = left if left.id in right.parents else right
        return (0.25 if outer.precision in ("country", "region") else 0.75, "one place lies within the other")
    if (left.name and left.name in (right.name, right.province)) or (right.name and right.name == left.province):
        return (0.5, "places of one name")
    return (0.0, "") if "region" in (left.precision, right.precision) else (None, "different places")


def _parties(left: Account, right: Account) -> _Judged:
    """Both sides, in either order where an act is mutual. Who did it may be contested, but not who suffered it as well."""
    if left.type in _MUTUAL and right.type in _MUTUAL:
        everybody = compare_sides((*left.actors, *left.recipients), (*right.actors, *right.recipients))
        if everybody.clash:
            return (None, "different participants")
        return (everybody.points * 1.5, "the same participants")
    actors, recipients = compare_sides(left.actors, right.actors), compare_sides(left.recipients, right.recipients)
    points = actors.points + recipients.points
    strangers = [side.clash and not side.met for side in (actors, recipients)]
    if not any(strangers):
        return (points, "the same participants" if points else "")
    if all(strangers) or not left.type == right.type == "ASSAULT":
        return (None, "different participants")
    return (points - 0.5, "different actors are named for it" if strangers[0] else "other recipients are named for it")


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
    """Words in common; those of one article tell nothing."""
    shared = left.words & right.words
    if left.article == right.article or len(shared) < 2:
        return (0.0, "")
    share = len(shared) / min(len(left.words), len(right.words))
    return (round(2 * share, 2), f"shared words: {', '.join(sorted(shared)[:4])}")
