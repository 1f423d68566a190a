"""What accounts of one event have in common, at least: somebody, a country, a place, or the number of many that were harmed. Pure."""

from collections.abc import Iterator

from graph.accounts import Account, Party
from ontology.names import name_key

# So many people harmed tell that reports may be of one event.
TELLING_TOLL = 5


def features(account: Account) -> dict[str, bool]:
    """What an account may have in common with others, and whether it is its own. Of two accounts at least one must have it as its
    own: two towns of a country, or two people with names, have only the country in common."""
    # Without any date only what is in the same article is near.
    where = "" if account.published or account.start or account.end else f" {account.article}"
    found: dict[str, bool] = {}
    for key, own in _features(account):
        found[key + where] = found.get(key + where, False) or own
    return found


def have_in_common(left: Account, right: Account) -> bool:
    """Whether two accounts share a feature."""
    if _share_own(left, right):
        return True
    near = features(right)
    return any(key in near and (own or near[key]) for key, own in features(left).items())


def _share_own(left: Account, right: Account) -> bool:
    """Whether two accounts that have a date share somebody or some place, as most do that are alike."""
    if not ((left.published or left.start or left.end) and (right.published or right.start or right.end)):
        return False
    parties = {party.id for party in (*left.actors, *left.recipients)}
    spots = {spot.id for spot in left.spots}
    return any(party.id in parties for party in (*right.actors, *right.recipients)) or any(
        spot.id in spots for spot in right.spots
    )


def _features(account: Account) -> Iterator[tuple[str, bool]]:
    for party in (*account.actors, *account.recipients):
        yield from _features_of(party)
    for spot in account.spots:
        yield f"place {spot.id}", True
        # What no gazetteer has is another id in each article.
        if spot.name:
            yield f"name {spot.name}", True
        yield from ((f"place {parent}", False) for parent in spot.parents)
    for harm, number in account.toll.items():
        if number >= TELLING_TOLL:
            yield f"{harm} {number}", True


def _features_of(party: Party) -> Iterator[tuple[str, bool]]:
    yield f"actor {party.id}", True
    somebody = party.kind == "person" and party.named
    if party.country:
        yield f"country {party.country}", not somebody
    if somebody and (words := name_key(party.name).split()):
        yield f"surname {words[-1]}", True
