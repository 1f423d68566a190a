"""How like two named actors are, and why. Pure, and the same whichever comes first."""

from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from graph.profiles import Profile
from ontology.ids import fold_text
from ontology.names import name_key, name_words
from ontology.same_name import NameMatch, match_names, name_blocks


class Bond(StrEnum):
    """What two like actors are to each other: the same by one name, the same by close names and something else, perhaps
    the same by close names alone (so that neither may be joined as if the other were not there), or merely alike."""

    SAME = "same"
    CLOSE = "close"
    RIVAL = "rival"
    ALIKE = "alike"


class Likeness(NamedTuple):
    """Whether and why two actors may be one. `score` counts thousandths."""

    bond: Bond
    score: int
    why: tuple[str, ...]


# Thousandths for what speaks for two actors being one. The order they give is what matters.
_BASE = {NameMatch.SAME: 900, NameMatch.CLOSE: 800}
_COUNTRY, _TITLE, _LISTED = 40, 20, 20
_OTHER_COUNTRY, _OTHER_SECTOR, _OTHER_KIND = -300, -100, -200
_HIGHEST = 990
# Names that merely look alike: how alike they must be, and what is taken off for not being close.
_LOOKS, _NOT_CLOSE = 0.8, 300
# The kind of a body that the text does not tell: it may turn out to be any other.
_ANY_BODY = "organisation"


def blocks_of(profile: Profile) -> frozenset[str]:
    """Keys of which like actors share at least one."""
    if profile.is_person:
        return frozenset[str]().union(*(name_blocks(name) for name in profile.names))
    return frozenset(f"body {name_key(name)}" for name in profile.names)


def compare(first: Profile, second: Profile) -> Likeness | None:
    """How like two actors are; None where there is nothing to think about."""
    a, b = sorted((first, second), key=lambda profile: profile.id)
    if a.is_person != b.is_person or (a.listed and b.listed):
        return None
    return _compare_people(a, b) if a.is_person else _compare_bodies(a, b)


def are_apart(a: Profile, b: Profile) -> bool:
    """Whether two actors cannot be one, whatever they are called: a list has both, or they are of different countries."""
    return a.is_person != b.is_person or (a.listed and b.listed) or _differ(a.countries, b.countries)


def _compare_people(a: Profile, b: Profile) -> Likeness | None:
    match, *names = _match(a, b) or (None, "", "")
    if match is None:
        return _near(a, b)
    reasons, score = _reasons(a, b)
    named = f"{'same' if match is NameMatch.SAME else 'close'} names: {names[0]}, {names[1]}"
    return Likeness(_bond_of_people(a, b, match), min(_BASE[match] + score, _HIGHEST), (named, *reasons))


def _bond_of_people(a: Profile, b: Profile, match: NameMatch) -> Bond:
    if _differ(a.countries, b.countries):
        return Bond.ALIKE
    if match is NameMatch.SAME:
        return Bond.SAME
    at_odds = _differ(a.sectors, b.sectors) and not a.titles & b.titles
    supported = bool(a.countries & b.countries) or a.listed or b.listed
    return Bond.CLOSE if supported and not at_odds else Bond.RIVAL


def _match(a: Profile, b: Profile) -> tuple[NameMatch, str, str] | None:
    """The best match of what each is called; of a listed actor any of its names counts, for it is known who it is."""
    pairs = [(x, y) for x in _telling(a) for y in _telling(b)]
    found = [(match, x, y) for x, y in sorted(pairs) if (match := match_names(x, y)) is not None]
    return min(found, key=lambda one: one[0] is not NameMatch.SAME) if found else None


def _telling(profile: Profile) -> frozenset[str]:
    if profile.listed or profile.name not in profile.names:
        return profile.names
    return frozenset({profile.name})


def _near(a: Profile, b: Profile) -> Likeness | None:
    """Names that look alike and may not be joined: for a person to decide."""
    likest = max(Levenshtein.normalized_similarity(fold_text(x), fold_text(y)) for x in a.names for y in b.names)
    reasons, score = _reasons(a, b)
    total = int(likest * 1000) - _NOT_CLOSE + score
    if likest < _LOOKS or total <= 0:
        return None
    return Likeness(Bond.ALIKE, min(total, _BASE[NameMatch.CLOSE] - 10), (f"names look alike: {a.name}, {b.name}", *reasons))


def _compare_bodies(a: Profile, b: Profile) -> Likeness | None:
    """Bodies are joined only by the very same name, kind and country: many countries have a Ministry of Health."""
    if not {name_key(name) for name in a.names} & {name_key(name) for name in b.names}:
        return None
    if _differ(a.countries, b.countries) or (a.kind != b.kind and _ANY_BODY not in (a.kind, b.kind)):
        return None
    sure = a.kind == b.kind and (bool(a.countries) == bool(b.countries)) and len(name_words(a.name)) > 1
    reasons, score = _reasons(a, b)
    if a.kind != b.kind:
        reasons, score = (*reasons, f"other kind: {a.kind}, {b.kind}"), score + _OTHER_KIND
    base = _BASE[NameMatch.SAME if sure else NameMatch.CLOSE] + score
    return Likeness(Bond.SAME if sure else Bond.ALIKE, min(base, _HIGHEST), (f"same name: {a.name}, {b.name}", *reasons))


def _reasons(a: Profile, b: Profile) -> tuple[tuple[str, ...], int]:
    """What speaks for and against it besides the names."""
    found: list[str] = []
    score = 0
    if shared := a.countries & b.countries:
        found, score = [*found, f"country: {', '.join(sorted(shared))}"], score + _COUNTRY
    elif _differ(a.countries, b.countries):
        found, score = [*found, f"other country: {_list(a.countries)}, {_list(b.countries)}"], score + _OTHER_COUNTRY
    if titles := a.titles & b.titles:
        found, score = [*found, f"role: {', '.join(sorted(titles))}"], score + _TITLE
    elif _differ(a.sectors, b.sectors):
        found, score = [*found, f"other sector: {_list(a.sectors)}, {_list(b.sectors)}"], score + _OTHER_SECTOR
    if a.listed or b.listed:
        found, score = [*found, f"listed: {a.id if a.listed else b.id}"], score + _LISTED
    return tuple(found), score


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Both known and nothing in common."""
    return bool(one and other) and not one & other


def _list(values: frozenset[str]) -> str:
    return "/".join(sorted(values))
