"""Reads and checks the lists of known actors: groups and organisations one a row, people one row a term of office."""

import calendar
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date as Date
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from extract.countries import Countries
from extract.tsv_tables import TableRow, read_table
from ontology.names import name_words
from ontology.vocabulary import load_vocabulary

GROUP_COLUMNS = (
    "id", "name", "aliases", "kind", "country", "sector", "nonstate", "since", "until", "wikidata", "notes",
)  # fmt: skip
PEOPLE_COLUMNS = (
    "id", "name", "aliases", "country", "office", "sector", "of", "since", "until", "wikidata",
)  # fmt: skip
GROUP_FILES = ("armed_groups.tsv", "organisations.tsv")
PEOPLE_FILES = ("leaders.tsv",)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Office:
    """A term of office. `of` is an ISO3 code or the id of a listed actor; a bound of None is unknown or still open."""

    title: str
    of: str | None
    sector: str
    since: Date | None
    until: Date | None


@dataclass(frozen=True)
class KnownActor:
    """A listed actor. `sector` of a person is that of the last listed office; `nonstate` replaces or joins a country code.

    `since` and `until` bound the existence of a group. `offices` are sorted by their first day.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    nonstate: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    offices: tuple[Office, ...] = ()
    since: Date | None = None
    until: Date | None = None


@dataclass(frozen=True)
class ListedActor:
    """An actor and the row that names it first, for messages about it."""

    actor: KnownActor
    row: TableRow


def default_paths() -> tuple[Path, ...]:
    """The lists that come with Belligraph, groups before the people who lead them."""
    folder = Path(str(files("extract"))) / "data"
    return tuple(folder / name for name in (*GROUP_FILES, *PEOPLE_FILES))


def read_actor_lists(
    paths: Sequence[Path], countries: Countries, base: Mapping[str, ListedActor] = MappingProxyType({})
) -> list[ListedActor]:
    """Read lists of either form, told apart by their header. Raises DataFileError with file and line.

    `base` holds actors read before: a row may name their ids, add a term of office to a person or stand in the place of a
    group. Only the actors that rows speak of are returned.
    """
    listed: dict[str, ListedActor] = {}
    for path in paths:
        rows = list(read_table(path, PEOPLE_COLUMNS if _is_people_list(path) else GROUP_COLUMNS))
        for row in rows:
            if "office" in row.cells:
                _add_term(listed, row, countries, base)
            else:
                _add_group(listed, row, countries)
    return list(listed.values())


def _is_people_list(path: Path) -> bool:
    if not path.is_file():
        return False
    lines = (line for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if not line.startswith("#"))
    return "office" in next(lines, "").split("\t")


def _add_group(listed: dict[str, ListedActor], row: TableRow, countries: Countries) -> None:
    kind = row.text("kind")
    if kind not in load_vocabulary().kinds:
        raise row.error(f"no actor kind {kind!r}")
    actor = KnownActor(
        id=_read_id(row),
        name=row.text("name"),
        kind=kind,
        country=_read_country(row, "country", countries),
        sector=_read_sector(row, "sector"),
        nonstate=_read_sector(row, "nonstate", scope="international"),
        aliases=row.values("aliases"),
        wikidata=_read_wikidata(row),
        since=read_bound(row, "since"),
        until=read_bound(row, "until", last=True),
    )
    if actor.id in listed:
        raise row.error(f"id {actor.id!r} is given twice, first at line {listed[actor.id].row.line}")
    listed[actor.id] = ListedActor(actor, row)


def _add_term(
    listed: dict[str, ListedActor], row: TableRow, countries: Countries, base: Mapping[str, ListedActor]
) -> None:
    """A row of a people list: a term of a person, or of a listed group that governed."""
    office = _read_office(row, {*listed, *base}, countries)
    actor_id, name = _read_id(row), row.text("name")
    first = listed.get(actor_id) or base.get(actor_id)
    if first is None:
        person = KnownActor(actor_id, name, "person", _read_country(row, "country", countries), wikidata=_read_wikidata(row))
        first = ListedActor(person, row)
    elif first.actor.name != name:
        raise row.error(f"id {actor_id!r} belongs to {first.actor.name!r} already, see {first.row.path.name}:{first.row.line}")
    _check_person_aliases(row)
    actor = first.actor
    offices = tuple(sorted((*actor.offices, office), key=lambda o: o.since or Date.min))
    aliases = tuple(dict.fromkeys((*actor.aliases, *row.values("aliases"))))
    sector = offices[-1].sector if actor.kind == "person" else actor.sector
    first_row = first.row if actor_id in listed else row
    listed[actor_id] = ListedActor(replace(actor, offices=offices, aliases=aliases, sector=sector), first_row)


def _read_office(row: TableRow, listed: Set[str], countries: Countries) -> Office:
    of = row.optional("of")
    if of is not None and countries.by_iso3(of) is None and of not in listed:
        raise row.error(f"of {of!r} is neither an ISO 3166 alpha-3 code nor the id of an actor listed before")
    since, until = read_bound(row, "since"), read_bound(row, "until", last=True)
    if since is not None and until is not None and until < since:
        raise row.error(f"until {row.cells['until']} is before since {row.cells['since']}")
    sector = _read_sector(row, "sector")
    if sector is None:
        raise row.error("column 'sector' is empty")
    return Office(row.text("office"), of, sector, since, until)


def _check_person_aliases(row: TableRow) -> None:
    for alias in row.values("aliases"):
        if len(name_words(alias)) < 2:
            raise row.error(f"alias {alias!r} is a single word: nobody is found by a surname alone")


def _read_id(row: TableRow) -> str:
    if not _ID.fullmatch(row.text("id")):
        raise row.error(f"id {row.text('id')!r} is not lower-case words joined by hyphens")
    return row.text("id")


def _read_country(row: TableRow, column: str, countries: Countries) -> str | None:
    code = row.optional(column)
    if code is not None and code not in countries.iso3:
        raise row.error(f"{column} {code!r} is not an ISO 3166 alpha-3 code of the country list")
    return code


def _read_sector(row: TableRow, column: str, *, scope: str | None = None) -> str | None:
    code = row.optional(column)
    if code is None:
        return None
    sector = load_vocabulary().sectors.get(code)
    if sector is None or (scope is not None and sector.scope != scope):
        raise row.error(f"no {scope + ' ' if scope else ''}sector {code!r}")
    return code


def _read_wikidata(row: TableRow) -> str | None:
    item = row.optional("wikidata")
    if item is not None and not _WIKIDATA.fullmatch(item):
        raise row.error(f"wikidata {item!r} is not an item such as Q42")
    return item


def read_bound(row: TableRow, column: str, *, last: bool = False) -> Date | None:
    """The first or `last` day of a cell that holds a year, a month or a day: 2003, 2003-05, 2003-05-01."""
    text = row.optional(column)
    if text is None:
        return None
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        year, month = int(found[1]), int(found[2] or (12 if last else 1))
        day = int(found[3]) if found[3] else calendar.monthrange(year, month)[1] if last else 1
        return Date(year, month, day)
    except ValueError:
        raise row.error(f"{column} {text!r} is not a date such as 2003, 2003-05 or 2003-05-01") from None
