"""How alike those who take part in two accounts are: the same actor, a country and its army, gunmen and a named group. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.accounts import Account, Party
from ontology.ids import fold_text
from ontology.names import name_key
from ontology.same_name import same_name

_STATE_ORGANS = frozenset({"state", "government", "military", "police", "parliament", "court", "person"})
_PEOPLES = frozenset({"civilians", "ethnic group", "religious group"})
_ARMED = frozenset({"armed group", "criminal group"})
_REBELS = frozenset({"REB", "UAF", "CRM"})
_MUTUAL = frozenset({"CONSULT", "AGREE"})
_CLASH = "clash"
# Acts of which reports may know the place and day, and not who did it.
_ON_THE_GROUND = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST"})
# What one actor in common is worth: a person is seldom in two events of a kind at once, a state often, "people" always.
_WORTH_PERSON = 1.6
_WORTH_GROUP = 1.25
_WORTH_STATE = 1.0
_WORTH_UNNAMED = 0.5
# Those who meet are on no side, so that the best of them counts for both.
_WORTH_MUTUAL = 1.5
_DIFFER = -0.5


@dataclass(frozen=True, slots=True)
class Common:
    """What two sides have in common: points for the most alike two, whether any are, and who is left over on each."""

    points: float
    met: bool
    left: tuple[Party, ...]
    right: tuple[Party, ...]

    @property
    def strangers(self) -> bool:
        """Whether each side has somebody, and nobody in common. "People" may be anybody, and who is taken over from another
        sentence may be wrong."""
        return not (self.met or all(map(_is_open, self.left)) or all(map(_is_open, self.right)))

    @property
    def vague(self) -> bool:
        """Whether one side is told by nouns only."""
        return any(not any(party.named for party in side) for side in (self.left, self.right))


def judge_parties(left: Account, right: Account) -> tuple[float | None, str]:
    """Points and the reason, None for what rules out. Who did it may be contested, but not whom it was done to as well."""
    if {left.type, right.type} <= _MUTUAL or _CLASH in (left.relation, right.relation):
        return _judge_mutual(left, right)
    actors, recipients = compare_sides(left.actors, right.actors), compare_sides(left.recipients, right.recipients)
    points = actors.points + recipients.points
    if _speak_apart(left, right, actors):
        return (None, "different participants")
    if not (actors.strangers or recipients.strangers):
        return (points, "the same participants" if points else "")
    if actors.strangers and recipients.strangers:
        return (None, "different participants")
    violent = left.type == right.type == "ASSAULT"
    if actors.strangers and not violent and not (actors.vague and {left.type, right.type} <= _ON_THE_GROUND):
        return (None, "different participants")
    if recipients.strangers and (not violent or any(map(_somebody, (*recipients.left, *recipients.right)))):
        return (None, "different participants")
    return (points + _DIFFER, f"different {'actors' if actors.strangers else 'recipients'} are named for it")


def _speak_apart(left: Account, right: Account, actors: Common) -> bool:
    """Whether words are of two who have nothing in common: clerics condemn, and a human rights group does."""
    words = not {left.type, right.type} & _ON_THE_GROUND
    told = [[party for party in side if party.told] for side in (left.actors, right.actors)]
    return words and all(told) and not actors.met


def _judge_mutual(left: Account, right: Account) -> tuple[float | None, str]:
    """A person may stand for a state, but two people or two states left over make two meetings."""
    everybody = compare_sides((*left.actors, *left.recipients), (*right.actors, *right.recipients))
    points = everybody.points * _WORTH_MUTUAL
    if all(map(_anybody, everybody.left)) or all(map(_anybody, everybody.right)):
        return (points, "the same participants" if points else "")
    people = [{party.kind == "person" for party in side} for side in (everybody.left, everybody.right)]
    if not everybody.met or people[0] & people[1]:
        return (None, "different participants")
    return (points + _DIFFER, "some of the participants differ")


def _anybody(party: Party) -> bool:
    return party.kind in _PEOPLES and not party.named


def _is_open(party: Party) -> bool:
    return _anybody(party) or not party.told


def _somebody(party: Party) -> bool:
    return party.kind == "person" and party.named


def compare_sides(left: Sequence[Party], right: Sequence[Party]) -> Common:
    """The parties of two sides matched one to one, the most alike first."""
    ranked = [(points, a, b) for a in left for b in right if (points := _points(a, b)) > 0]
    if not ranked:
        return Common(0.0, False, tuple(left), tuple(right))
    # The same for either order of the sides.
    ranked.sort(key=lambda it: (-it[0], sorted((it[1].id, it[2].id))))
    first: set[Party] = set()
    second: set[Party] = set()
    for _, a, b in ranked:
        if a not in first and b not in second:
            first.add(a)
            second.add(b)
    return Common(
        points=ranked[0][0],
        met=True,
        left=tuple(party for party in left if party not in first),
        right=tuple(party for party in right if party not in second),
    )


def _points(left: Party, right: Party) -> float:
    """What it is worth that two parties are or may be the same."""
    likeness = alike(left, right)
    return likeness * _worth(left, right) if likeness else 0.0


def alike(left: Party, right: Party) -> float:
    """0 for parties that cannot be the same, 1 for the same, between for those that may stand for each other."""
    if left.id == right.id:
        return 1.0
    kinds = {left.kind, right.kind}
    if kinds == {"person"}:
        return _persons(left, right)
    unnamed = not (left.named and right.named)
    if kinds <= _ARMED or kinds <= _PEOPLES:
        return 0.4 if unnamed or (kinds <= _PEOPLES and _share_words(left, right)) else 0.0
    if left.country and right.country and left.country != right.country:
        return 0.0
    same_country = left.country is not None and left.country == right.country
    if "armed group" in kinds and kinds <= {"armed group", "person", "government"}:
        return 0.4 if same_country and {left.sector, right.sector} <= _REBELS else 0.0
    if kinds <= _STATE_ORGANS and not {left.sector, right.sector} & _REBELS:
        return (0.9 if kinds == {"state", "government"} else 0.7) if same_country else 0.0
    if same_country and ("state" in kinds or kinds & _PEOPLES or (unnamed and "organisation" in kinds)):
        # Russia may be a Russian company, Russians its diplomats, "the warring sides" anybody at war.
        return 0.3
    if _within(left, right):
        return 0.7
    return 0.4 if unnamed and left.kind == right.kind else 0.0


def _share_words(left: Party, right: Party) -> bool:
    """Albanians and ethnic Albanians."""
    return bool(set(name_key(left.name).split()) & set(name_key(right.name).split()))


def _within(left: Party, right: Party) -> bool:
    """The United Nations and their Security Council."""
    shorter, longer = sorted((fold_text(left.name).split(), fold_text(right.name).split()), key=len)
    return left.kind == right.kind and bool(shorter) and longer[: len(shorter)] == shorter


def _persons(left: Party, right: Party) -> float:
    """Clinton is Bill Clinton, the prime minister may be; two full names must be spellings of one."""
    if left.country and right.country and left.country != right.country:
        return 0.0
    if not (left.named and right.named):
        return 0.4
    if same_name(left.name, right.name):
        return 1.0
    shorter, longer = sorted((name_key(left.name).split(), name_key(right.name).split()), key=len)
    return 0.8 if longer[-len(shorter) :] == shorter else 0.0


def _worth(left: Party, right: Party) -> float:
    kinds = {left.kind, right.kind}
    if kinds == {"person"} and left.named and right.named:
        return _WORTH_PERSON
    if kinds <= _STATE_ORGANS and kinds != {"person"}:
        return _WORTH_STATE
    return _WORTH_GROUP if left.named and right.named and not kinds & _PEOPLES else _WORTH_UNNAMED
