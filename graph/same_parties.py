"""How alike those who take part in two accounts are: the same actor, a country and its army, gunmen and a named group. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.ids import fold_text
from ontology.same_name import same_name

_STATE_ORGANS = frozenset({"state", "government", "military", "police", "parliament", "court", "person"})
_PEOPLES = frozenset({"civilians", "ethnic group", "religious group"})
_ARMED = frozenset({"armed group", "criminal group"})
# What one actor in common is worth: a person is seldom in two events of a kind at once, a state often, "people" always.
_WORTH_PERSON = 1.6
_WORTH_GROUP = 1.25
_WORTH_STATE = 1.0
_WORTH_UNNAMED = 0.5


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: an actor's id, kind, ISO3 country and name. `named` is false for "gunmen" and "a priest"."""

    id: str
    kind: str
    country: str | None = None
    name: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two sides have in common, in points. `clash` says that each has somebody the other lacks."""

    points: float
    met: bool
    clash: bool


def compare_sides(left: Sequence[Party], right: Sequence[Party]) -> Likeness:
    """The parties of one side matched one to one, the most alike first."""
    ranked = sorted(
        ((alike(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
        key=lambda it: (-it[0] * _worth(left[it[1]], right[it[2]]), left[it[1]].id, right[it[2]].id),
    )
    taken: dict[int, int] = {}
    gained = []
    for share, i, j in ranked:
        if share > 0 and i not in taken and j not in taken.values():
            taken[i] = j
            gained.append(share * _worth(left[i], right[j]))
    spare = len(left) - len(taken), len(right) - len(taken)
    return Likeness(max(gained, default=0.0), bool(taken), min(spare) > 0)


def alike(left: Party, right: Party) -> float:
    """0 for parties that cannot be the same, 1 for the same, between for those that may stand for each other."""
    if left.id == right.id:
        return 1.0
    if left.kind == right.kind == "person":
        return _persons(left, right)
    kinds = {left.kind, right.kind}
    unnamed = not (left.named and right.named)
    if kinds <= _ARMED or kinds <= _PEOPLES:
        return 0.4 if unnamed else 0.0
    if left.country and right.country and left.country != right.country:
        return 0.0
    same_country = left.country is not None and left.country == right.country
    if kinds <= _STATE_ORGANS:
        return (0.9 if kinds == {"state", "government"} else 0.7) if same_country else 0.0
    if same_country and (kinds & _PEOPLES or (unnamed and "organisation" in kinds)):
        # Russians may be Russian diplomats, "the warring sides" anybody at war.
        return 0.3
    return 0.4 if unnamed and left.kind == right.kind else 0.0


def _persons(left: Party, right: Party) -> float:
    """Clinton is Bill Clinton, the prime minister may be; two full names must be spellings of one."""
    if left.country and right.country and left.country != right.country:
        return 0.0
    if not (left.named and right.named):
        return 0.4
    if same_name(left.name, right.name):
        return 1.0
    shorter, longer = sorted((fold_text(left.name).split(), fold_text(right.name).split()), key=len)
    return 0.8 if len(shorter) == 1 and shorter[0] in longer[-1:] else 0.0


def _worth(left: Party, right: Party) -> float:
    kinds = {left.kind, right.kind}
    if kinds == {"person"} and left.named and right.named:
        return _WORTH_PERSON
    if kinds <= _STATE_ORGANS and kinds != {"person"}:
        return _WORTH_STATE
    return _WORTH_GROUP if left.named and right.named and not kinds & _PEOPLES else _WORTH_UNNAMED
