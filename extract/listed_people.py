"""What the lists lend to a name in an article: roles with their dates, the sector of the office held on a day, the country behind a surname."""

from collections.abc import Callable
from datetime import date as Date

from extract.actor_registry import FROM_LIST
from extract.known_actors import KnownActor, KnownActors, office_on
from extract.role_words import RoleWord
from ontology.records import Role

# An office still colours the news for a while after it ended.
_YEARS_AFTER = 2


def plain_sector(sector: str | None) -> str | None:
    """A listed sector as PLOVER writes it: the United Nations' and the European Union's own codes are both IGO."""
    return "IGO" if sector in ("UNO", "EUR") else sector


def sector_on_date(person: KnownActor, day: Date | None) -> str | None:
    """The sector of the office held on a day, ELI after the last one; without a day that of the last office."""
    if day is None or not person.offices:
        return plain_sector(person.sector)
    office = office_on(person, day)
    if office is not None:
        return plain_sector(office.sector)
    over = all(o.until is not None and o.until < day for o in person.offices)
    return "ELI" if over else plain_sector(person.sector)


def listed_roles(known: KnownActor, owner_of: Callable[[str], str]) -> list[Role]:
    """The terms of office of a listed person or group; of a group also when it existed, as what it is.

    `owner_of` gives the actor id for what an office belongs to, an ISO3 code or the id of a listed actor.
    """
    roles = [
        Role(title=o.title, of=owner_of(o.of) if o.of else None, since=o.since, until=o.until, source=FROM_LIST)
        for o in known.offices
    ]
    if known.kind != "person" and (known.since or known.until):
        roles.append(Role(title=known.kind, since=known.since, until=known.until, source=FROM_LIST))
    return roles


def surname_bearer(known: KnownActors, surname: str, role: RoleWord | None, day: Date | None) -> KnownActor | None:
    """Somebody whom a surname may mean by office and time, where all who fit come from one country."""
    found = [p for p in known.person_candidates(surname) if _may_serve(p, role, day)]
    return found[0] if found and len({p.country for p in found}) == 1 else None


def _may_serve(person: KnownActor, role: RoleWord | None, day: Date | None) -> bool:
    if role is not None and not any(role.phrase in o.title.lower() for o in person.offices):
        return False
    if day is None:
        return True
    return any(
        (o.since is None or o.since <= day) and (o.until is None or o.until.year + _YEARS_AFTER >= day.year)
        for o in person.offices
    )
