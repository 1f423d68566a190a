"""Whether two accounts can be of one place: the same, one within the other, or two of one name. Pure."""

from graph.accounts import Account, Spot

# Types of acts that have a place of their own; words are said in one place of another.
_LOCATED = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "CONSULT"})
_WIDE = frozenset({"country", "region"})
# Ids of places that no gazetteer has are of one article.
_LOCAL = "local:"
# What places speak against one event that one account has from another sentence.
_DIFFER = -0.75


def judge_places(left: Account, right: Account) -> tuple[float | None, str]:
    """Points and the reason, None for what rules out. The nearest two places decide."""
    if not left.spots or not right.spots:
        return (0.0, "")
    judged = [compare_spots(a, b) for a in left.spots for b in right.spots]
    points, reason = judged[0] if len(judged) == 1 else max(judged, key=lambda it: (-1.0 if it[0] is None else it[0], it[1]))
    if points is not None:
        return (points, reason)
    if not {left.type, right.type} <= _LOCATED:
        return (0.0, "")
    return (None, reason) if _told(left) and _told(right) else (_DIFFER, reason)


def _told(account: Account) -> bool:
    """Whether the sentence itself names a place; what is taken over from another sentence may be wrong."""
    return any(spot.told for spot in account.spots)


def is_somewhere(account: Account) -> bool:
    """Whether an account is of a place of its own: two such accounts are of one event only if a place of the one is a place of the
    other, lies in it, or is called like it or its province."""
    wide = any(spot.precision == "region" for spot in account.spots)
    return account.type in _LOCATED and not wide and _told(account)


def compare_spots(left: Spot, right: Spot) -> tuple[float | None, str]:
    """Points for two places, None for places that exclude each other."""
    if left.id == right.id or (left.name and left.name == right.name and (_is_unlisted(left) or _is_unlisted(right))):
        points = 0.4 if left.precision == "country" else 0.75 if left.precision in ("region", "admin1") else 1.0
        return (points, f"the same {left.precision or 'place'}")
    if left.id in right.parents or right.id in left.parents:
        outer = left if left.id in right.parents else right
        return (0.25 if outer.precision in _WIDE else 0.5, "one place lies within the other")
    if _one_name(left, right):
        return (0.5, "places of one name")
    # No gazetteer says which towns lie in the Sahel.
    return (0.0, "") if "region" in (left.precision, right.precision) else (None, "different places")


def _is_unlisted(spot: Spot) -> bool:
    return spot.id.startswith(_LOCAL)


def _one_name(left: Spot, right: Spot) -> bool:
    """Two places under one name, a prison and the town it is called after, a province and a town called like it."""
    one, other = left.name.split(), right.name.split()
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if shorter and longer[: len(shorter)] == shorter:
        return True
    return bool(left.name and left.name == right.province) or bool(right.name and right.name == left.province)
