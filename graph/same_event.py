"""Whether two accounts report one and the same event: what speaks for it, what rules it out, and why. Pure.

Accounts are compared by the kind of act, those who take part, the place, the date, the people harmed and the words of the
sentence. Each comparison gives points; one that cannot be of the same event rules the pair out however much else agrees.
"""

from dataclasses import dataclass

from graph.accounts import Account
from graph.in_common import have_in_common
from graph.same_dates import happened, judge_dates
from graph.same_parties import judge_parties
from graph.same_places import judge_places
from ontology.event_families import load_families

# Points that make two accounts one event; two accounts of one article tell two events unless nearly all agrees, but a
# headline and its article tell one.
THRESHOLD = 1.6
THRESHOLD_WITHIN = 2.0
THRESHOLD_HEADLINE = 1.25

# So many people are seldom harmed twice.
_MANY = 10
# A sentence that starts so many characters after another one is the next.
_NEXT = 200
# What a word and a number in common are worth.
_WORD, _NUMBER = 0.6, 1.0

# Types of which one sentence tells means and outcome apart: bombed and killed, met and discussed, agreed to a truce.
_TOLD_TWICE = frozenset({"ASSAULT", "CONSULT", "AGREE", "PROTEST"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two accounts are, and the reasons; `ruled_out` names what no two accounts of one event can differ in."""

    points: float
    why: tuple[str, ...]
    ruled_out: str | None = None
    same: bool = False


# Points, with the reason for them; None of points rules out.
_Judged = tuple[float | None, str]


def compare(left: Account, right: Account) -> Likeness:
    """How much speaks for one event. Symmetric."""
    points, why = 0.0, []
    for judge in (_kind, _status, _sentence, judge_dates, judge_places, judge_parties, _toll, _words):
        gained, reason = judge(left, right)
        if gained is None:
            return Likeness(0.0, (), reason)
        points += gained
        if gained:
            why.append(reason)
    points = round(points, 3)
    # Act and date alone make no event of two reports.
    same = points >= threshold(left, right) and have_in_common(left, right)
    return Likeness(points, tuple(why), same=same)


def threshold(left: Account, right: Account) -> float:
    """The points that make the two one event."""
    if left.article != right.article:
        return THRESHOLD
    return THRESHOLD_HEADLINE if left.headline != right.headline else THRESHOLD_WITHIN


def _kind(left: Account, right: Account) -> _Judged:
    acts = load_families()
    if left.relation == right.relation:
        return (1.25 if left.relation in acts.once else 1.0, f"both report a {left.relation}")
    if acts.families.get(left.relation, frozenset()) & acts.families.get(right.relation, frozenset()):
        first, second = sorted((left.relation, right.relation))
        return (0.25, f"{first} and {second} may be one act")
    return (None, "different acts")


def _status(left: Account, right: Account) -> _Judged:
    """A plan and what came of it are two events"""
    return (0.0, "") if happened(left) == happened(right) else (None, "one is planned or only thought of")


def _sentence(left: Account, right: Account) -> _Judged:
    """A sentence that tells two acts of one family tells two events, unless one says what came of the other."""
    if left.article != right.article or left.sentence is None or right.sentence is None:
        return (0.0, "")
    if distance := right.sentence - left.sentence:
        after = right if distance > 0 else left
        counted = abs(distance) <= _NEXT and after.relation == "killing" and not any(spot.told for spot in after.spots)
        return (0.5, "the next sentence counts the dead") if counted else (0.0, "")
    if not {left.type, right.type} <= _TOLD_TWICE:
        return (None, "two acts of one sentence")
    if any(a != b for a, b in _tolls(left, right)):
        return (None, "two tolls in one sentence")
    return (0.75, "one sentence tells both")


def _tolls(left: Account, right: Account) -> list[tuple[int, int]]:
    """The numbers of people harmed that both give; somebody with a name is one of how many there were."""
    shared = [(left.toll[harm], right.toll[harm]) for harm in sorted(left.toll.keys() & right.toll.keys())]
    return [pair for pair in shared if pair[0] == pair[1] or not (_is_of_one(left, pair[0]) or _is_of_one(right, pair[1]))]


def _is_of_one(account: Account, number: int) -> bool:
    return number == 1 and any(party.kind == "person" and party.named for party in account.recipients)


def _toll(left: Account, right: Account) -> _Judged:
    """Tolls rise from one report to the next; equal ones are telling, far ones speak against."""
    shared = _tolls(left, right)
    equal = max((a for a, b in shared if a == b), default=0)
    if equal > 1:
        return (2.0 if equal >= _MANY else 1.5, "the same number of people harmed")
    ratios = [min(a, b) / max(a, b) for a, b in shared if max(a, b)]
    if not ratios:
        return (0.0, "")
    return (
        (0.3, "similar numbers of people harmed")
        if min(ratios) >= 0.5
        else (-1.25, "different numbers of people harmed")
    )


def _words(left: Account, right: Account) -> _Judged:
    """Words in common; those of one article tell nothing, but for its headline."""
    shared = left.words & right.words
    if not shared or left.article == right.article:
        return (0.0, "")
    numbers = sum(word.isdigit() for word in shared)
    share = len(shared) / min(len(left.words), len(right.words))
    points = min(3 * share, _WORD * (len(shared) - numbers) + _NUMBER * numbers)
    return (round(points, 2), f"shared words: {', '.join(sorted(shared)[:4])}")
