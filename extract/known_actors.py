"""Finds listed actors by name: armed groups, organisations, parties, media, and people with their offices by date.

The lists add identity; what an actor is in an article is first of all what the article calls it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from extract.actor_lists import KnownActor, ListedActor, Office, default_paths, read_actor_lists
from extract.countries import Countries
from extract.own_lists import read_own_lists
from ontology.names import abbreviation, name_key, name_words

__all__ = ["KnownActor", "KnownActors", "Office", "office_on"]

# Where the family name comes first, either end of a name may be what an article goes on with.
_FAMILY_FIRST = frozenset(("CHN", "HKG", "KHM", "KOR", "MAC", "PRK", "TWN", "VNM"))
_AFTER_SURNAME = re.compile(r"[IVX]+|[JS]r\.?")
_ARTICLE_STARTS = ("al-", "al ", "el-", "el ", "an-", "ash-", "as-", "ar-", "at-", "ad-")


@dataclass(frozen=True)
class KnownActors:
    """The listed actors in the order of the files, with an index for each way to name them."""

    actors: tuple[KnownActor, ...]
    by_id: Mapping[str, KnownActor]
    by_key: Mapping[str, KnownActor]
    by_abbreviation: Mapping[str, KnownActor]
    by_surname: Mapping[str, tuple[KnownActor, ...]]

    @classmethod
    def load(
        cls, countries: Countries | None = None, paths: Sequence[Path] | None = None, *, extra: Sequence[Path] = ()
    ) -> "KnownActors":
        """Read and check lists, by default those that come with Belligraph. Raises DataFileError with file and line.

        `extra` are lists of the user's own: tables with the same columns, or dictionaries as PETRARCH reads them. Where
        they give a name or an id that the other lists have too, they win.
        """
        countries = countries or Countries.load()
        base = {entry.actor.id: entry for entry in read_actor_lists(paths or default_paths(), countries)}
        own = read_own_lists(extra, countries, base)
        ours = {entry.actor.id for entry in own}
        kept = [entry for entry in base.values() if entry.actor.id not in ours]
        actors = tuple(entry.actor for entry in (*kept, *own))
        return cls(
            actors=actors,
            by_id={actor.id: actor for actor in actors},
            by_key=_index_names(kept, capitals=False) | _index_names(own, capitals=False),
            by_abbreviation=_index_names(kept, capitals=True) | _index_names(own, capitals=True),
            by_surname=_index_surnames(actors),
        )

    def __iter__(self) -> Iterator[KnownActor]:
        return iter(self.actors)

    def __len__(self) -> int:
        return len(self.actors)

    @property
    def names(self) -> Iterator[str]:
        """All names and aliases as they are written in the lists."""
        return (name for actor in self.actors for name in (actor.name, *actor.aliases))

    def lookup(self, name: str) -> KnownActor | None:
        """The actor with this name in any usual transliteration; "the" and a possessive 's are ignored.

        Abbreviations in capitals match in exactly that case, other names need a capital or an Arabic article at their
        start, and people need more than a surname.
        """
        text = name.strip()
        for ending in ("'s", "’s"):
            text = text.removesuffix(ending)
        if text[:4].lower() == "the ":
            text = text[4:].lstrip()
        capitals = abbreviation(text)
        if capitals is not None and capitals in self.by_abbreviation:
            return self.by_abbreviation[capitals]
        if not (text[:1].isupper() or text[:1].isdigit() or text.startswith(_ARTICLE_STARTS)):
            return None
        return self.by_key.get(name_key(text))

    def person_candidates(self, surname: str) -> tuple[KnownActor, ...]:
        """The people who may be meant by a surname alone, in the order of the lists. The caller needs more to choose one."""
        return self.by_surname.get(_surname_key(surname), ())


def office_on(actor: KnownActor, day: Date) -> Office | None:
    """The office an actor held on a day; of several the one begun last."""
    held = [o for o in actor.offices if (o.since or Date.min) <= day <= (o.until or Date.max)]
    return held[-1] if held else None


def _index_names(listed: Sequence[ListedActor], *, capitals: bool) -> dict[str, KnownActor]:
    index: dict[str, KnownActor] = {}
    for entry in listed:
        for name in (entry.actor.name, *entry.actor.aliases):
            short = abbreviation(name)
            if (short is not None) != capitals:
                continue
            key = short or name_key(name)
            other = index.setdefault(key, entry.actor)
            if other is not entry.actor:
                raise entry.row.error(f"name {name!r} of {entry.actor.id!r} is also a name of {other.id!r}")
    return index


def _index_surnames(actors: Sequence[KnownActor]) -> dict[str, tuple[KnownActor, ...]]:
    index: dict[str, list[KnownActor]] = {}
    for actor in actors:
        if actor.kind != "person":
            continue
        keys = {_last_word(name) for name in (actor.name, *actor.aliases)}
        if actor.country in _FAMILY_FIRST:
            keys.add(name_words(actor.name)[0])
        for key in sorted(keys):
            index.setdefault(key, []).append(actor)
    return {key: tuple(found) for key, found in index.items()}


def _last_word(name: str) -> str:
    """The folded surname; what stands after it ("Marcos Jr.", "Mohammed VI") does not count."""
    words = name.split()
    while len(words) > 1 and _AFTER_SURNAME.fullmatch(words[-1]):
        words.pop()
    return name_words(" ".join(words))[-1]


def _surname_key(surname: str) -> str:
    # A word before it keeps the article from being glued on: al-Maliki is Maliki here.
    words = name_words(f"x {surname}")
    return words[-1] if len(words) > 1 else ""
