"""Opens the gazetteer, with the user's own places laid over it: nothing is compiled for them."""

from collections import defaultdict
from pathlib import Path

from extract.gazetteer import Candidate, Gazetteer
from extract.place_additions import Addition, Additions, read_additions
from extract.place_names import place_key
from extract.place_rows import NameGrade
from ontology.ids import digest
from ontology.records import Place

# Behind every place of the file, so that an added place takes no name away from a place that bears it.
_LAST_RANK = 1 << 40


def open_gazetteer(path: Path, places: Path | None = None) -> Gazetteer:
    """The gazetteer at `path`, with the additions in the table `places`. SettingsError; DataFileError with file and line."""
    return OverlaidGazetteer(path, read_additions(places)) if places is not None else Gazetteer(path)


class OverlaidGazetteer(Gazetteer):
    """A gazetteer in which additions count for what they say, also of a place that the file has under the same id."""

    def __init__(self, path: Path, additions: Additions) -> None:
        super().__init__(path)
        self._own: dict[str, Candidate] = {}
        self._own_names: dict[str, list[Candidate]] = defaultdict(list)
        for number, addition in enumerate(additions.places):
            self._add(addition, number)
        self.meta |= {"digest": digest(self.meta["digest"], additions.digest), "additions": str(len(additions.places))}

    def _add(self, addition: Addition, number: int) -> None:
        row = addition.place
        known = super()._find(row.id)
        own = Candidate(
            id=row.id,
            name=row.name,
            kind=row.kind,
            feature_code=known.feature_code if known and known.kind == row.kind else row.feature_code,
            lat=row.lat,
            lon=row.lon,
            country=row.country,
            admin1=self._find_admin1(addition) if addition.admin1 else known.admin1 if known else None,
            admin2=known.admin2 if known and not addition.admin1 else None,
            population=known.population if known else 0,
            fame=known.fame if known else 0,
            chosen=known.chosen if known else 1,
            grade=NameGrade.MAIN,
            rank=known.rank if known else _LAST_RANK + number,
        )
        self._own[row.id] = own
        for key, grade in row.keys().items():
            self._own_names[key].append(own._replace(grade=grade))

    def _find_admin1(self, addition: Addition) -> str:
        name, country = addition.admin1 or "", addition.place.country
        by_id = self._find(name)
        found = (by_id,) if by_id else self._candidates(place_key(name))
        for candidate in found:
            if candidate.kind == "admin1" and candidate.country == country:
                return candidate.id
        raise addition.source.error(f"the gazetteer has no province {name!r} of {country}")

    def _knows(self, key: str) -> bool:
        return key in self._own_names or super()._knows(key)

    def _named(self, key: str) -> tuple[Candidate, ...]:
        own = tuple(self._own_names.get(key, ()))
        ids = {c.id for c in own}
        named = (self._own[c.id]._replace(grade=c.grade) if c.id in self._own else c for c in super()._named(key))
        return own + tuple(c for c in named if c.id not in ids)

    def _find(self, place_id: str) -> Candidate | None:
        return self._own.get(place_id) or super()._find(place_id)

    def search(self, prefix: str, limit: int = 20) -> tuple[Place, ...]:
        """Places that have a name beginning with `prefix`, the added ones first."""
        key = place_key(prefix)
        own = {c.id: None for name, found in sorted(self._own_names.items()) if key and name.startswith(key) for c in found}
        others = (place for place in super().search(prefix, limit) if place.id not in own)
        return (*(self.get(id) for id in own), *others)[:limit]
