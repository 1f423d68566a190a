"""Collects the actors of one article while they are being found, then makes their records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date

from ontology.records import Actor, Role

# Where a role is known from.
FROM_ARTICLE, FROM_LIST = "article", "list"


@dataclass(frozen=True)
class Code:
    """What an actor is as of the article's date: kind, ISO3 country, PLOVER sector, and the word or list that says so."""

    kind: str
    country: str | None = None
    sector: str | None = None
    why: str | None = None


@dataclass
class _Entry:
    name: str
    code: Code
    wikidata: str | None
    aliases: dict[str, str] = field(default_factory=dict)
    roles: dict[tuple[str, str | None], Role] = field(default_factory=dict)
    listed: tuple[Role, ...] = ()


class ActorRegistry:
    """Actors by id in order of appearance. The first code that says something stays; later ones fill its gaps."""

    def __init__(self, as_of: Date | None) -> None:
        self._as_of = as_of
        self._entries: dict[str, _Entry] = {}

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self._entries

    def add(self, actor_id: str, name: str, code: Code, *, wikidata: str | None = None) -> str:
        """Add an actor or fill what is unknown about it; returns its id."""
        entry = self._entries.get(actor_id)
        if entry is None:
            self._entries[actor_id] = _Entry(name, code, wikidata)
            return actor_id
        old = entry.code
        entry.code = Code(old.kind, old.country or code.country, old.sector or code.sector, old.why or code.why)
        self.add_alias(actor_id, name)
        return actor_id

    def add_alias(self, actor_id: str, alias: str) -> None:
        """Another surface form, kept once whatever its case."""
        self._entries[actor_id].aliases.setdefault(alias.casefold(), alias)

    def add_role(self, actor_id: str, title: str, of: str | None) -> None:
        """An office read from this article. One without an owner gives way to the same one with an owner."""
        roles = self._entries[actor_id].roles
        if of is None and any(t == title for t, _ in roles):
            return
        if of is not None:
            roles.pop((title, None), None)
        roles.setdefault((title, of), Role(title=title, of=of, as_of=self._as_of, source=FROM_ARTICLE))

    def set_listed_roles(self, actor_id: str, roles: Sequence[Role]) -> None:
        """What the lists say somebody was and when, kept apart from what this article calls them."""
        self._entries[actor_id].listed = tuple(roles)

    def code(self, actor_id: str) -> Code:
        """The code so far."""
        return self._entries[actor_id].code

    def name(self, actor_id: str) -> str:
        """The canonical name."""
        return self._entries[actor_id].name

    def recode(self, actor_id: str, code: Code) -> None:
        """Replace the code: a later sentence said more."""
        self._entries[actor_id].code = code

    def roles(self, actor_id: str) -> tuple[Role, ...]:
        """The roles read from the article so far."""
        return tuple(self._entries[actor_id].roles.values())

    def build(self) -> Mapping[str, Actor]:
        """The records, in order of appearance."""
        return {
            actor_id: Actor(
                id=actor_id, name=e.name, kind=e.code.kind, country=e.code.country, sector=e.code.sector, wikidata=e.wikidata,
                aliases=tuple(a for key, a in e.aliases.items() if key != e.name.casefold()), roles=(*e.roles.values(), *e.listed), why=e.code.why,
            )
            for actor_id, e in self._entries.items()
        }  # fmt: skip
