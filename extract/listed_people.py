"""What the lists lend to a name in an article: roles with their dates, the sector of the office held on a day, the country behind a surname."""

from datetime import date as Date

from extract.known_actors import KnownActor, KnownActors, office_on
from extract.role_words import RoleWord

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
