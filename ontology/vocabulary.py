"""The vocabularies as one checked whole: PLOVER, CAMEO, relation names, actor kinds, sectors, predicates, places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from ontology.actor_terms import ActorKind, Predicate, Sector, read_kinds, read_predicates, read_sectors
from ontology.cameo import CameoCode, check_default_codes, read_cameo
from ontology.errors import InputError
from ontology.ids import fold_text
from ontology.place_terms import PlaceKind, Precision, StatusTerm, read_places, read_statuses
from ontology.plover import Context, EventType, Plover, PloverCode, read_plover
from ontology.relation_names import RelationName, read_aliases, read_relation_names


@dataclass(frozen=True)
class Vocabulary:
    """All that can be said, by name or code. Look-ups of unknown names raise InputError with the nearest names."""

    plover: Plover
    cameo: Mapping[str, CameoCode]
    relations: Mapping[str, RelationName]
    relation_aliases: Mapping[str, str]
    sectors: Mapping[str, Sector]
    kinds: Mapping[str, ActorKind]
    predicates: Mapping[str, Predicate]
    place_kinds: Mapping[str, PlaceKind]
    precisions: Mapping[str, Precision]
    statuses: Mapping[str, StatusTerm]

    @property
    def types(self) -> Mapping[str, EventType]:
        """The sixteen PLOVER types by name."""
        return self.plover.types

    @property
    def contexts(self) -> Mapping[str, Context]:
        """The PLOVER contexts by name."""
        return self.plover.contexts

    def canonical_type(self, name: str) -> str:
        """The PLOVER type of today for a type name in any case, old names included: "demand" is REQUEST."""
        return self.canonical_code(name).type

    def canonical_code(self, name: str, mode: str | None = None) -> PloverCode:
        """Type and mode of today for names of today or of older drafts; an old type may imply a mode (INVESTIGATE)."""
        wanted = name.strip().upper()
        code = PloverCode(type=wanted) if wanted in self.types else self.plover.old_types.get(wanted)
        if code is None:
            raise unknown("PLOVER type", name, self.types, wanted)
        if mode is None:
            return code
        spelled = mode.strip().lower().replace(" ", "-").replace("_", "-")
        renamed = self.plover.old_modes.get((code.type, spelled), spelled)
        return PloverCode(type=code.type, mode=self._mode(code.type, renamed))

    def score(self, type_name: str, mode: str | None = None) -> float:
        """The conflict-cooperation score (-10 to 10) of a mode, or of its type where the mode has none."""
        event_type = self._type(type_name)
        found = event_type.mode(self._mode(type_name, mode)) if mode else None
        return event_type.score if found is None or found.score is None else found.score

    def quad(self, type_name: str) -> int:
        """The quad class of a type: 1 verbal cooperation to 4 material conflict."""
        return self._type(type_name).quad

    def plover_of_cameo(self, code: str) -> tuple[str | None, str | None]:
        """PLOVER type and mode of a CAMEO code; a type of None means that PLOVER codes no event."""
        if code not in self.cameo:
            raise unknown("CAMEO code", code, self.cameo, code)
        return self.cameo[code].type, self.cameo[code].mode

    def cameo_of(self, type_name: str, mode: str | None = None) -> str | None:
        """The CAMEO code an event of a type and mode is written out as where its relation name says nothing closer."""
        event_type = self._type(type_name)
        found = event_type.mode(self._mode(type_name, mode)) if mode else None
        return found.cameo if found else event_type.cameo

    def relation(self, name: str) -> RelationName:
        """The relation name for a name or another word for it, in any case, with hyphens or underscores."""
        found = self.relation_aliases.get(fold_text(name))
        if found is None:
            raise unknown("relation name", name, self.relation_aliases, fold_text(name))
        return self.relations[found]

    def sector_of_cameo(self, agent: str) -> Sector | None:
        """The sector of a CAMEO agent code (CAMEO's MED is the media, its HLH health); None where there is none."""
        return self._sector_by_agent.get(agent)

    @cached_property
    def _sector_by_agent(self) -> dict[str, Sector]:
        return {
            agent: sector
            for sector in self.sectors.values()
            for agent in (sector.cameo, *sector.cameo_also)
            if agent is not None
        }

    def _type(self, name: str) -> EventType:
        if name not in self.types:
            raise unknown("PLOVER type", name, self.types, name.upper())
        return self.types[name]

    def _mode(self, type_name: str, mode: str) -> str:
        modes = [known.name for known in self._type(type_name).modes]
        if mode not in modes:
            raise unknown(f"mode of {type_name}", mode, modes, mode)
        return mode


def unknown(what: str, given: str, choices: Iterable[str], near: str) -> InputError:
    """The error for a name outside a vocabulary, listing the choices closest to `near`."""
    close = get_close_matches(near, sorted(choices), n=3, cutoff=0.5)
    hint = f"; did you mean {', '.join(close)}?" if close else ""
    return InputError(f"no {what} {given!r}{hint}")


def read_vocabulary(folder: Traversable) -> Vocabulary:
    """The vocabularies of a folder of data files, checked against each other.

    Raises DataFileError naming file and line.
    """
    plover = read_plover(folder / "plover.yaml")
    cameo = read_cameo(folder / "cameo.tsv", plover)
    check_default_codes(folder / "plover.yaml", plover, cameo)
    relations = read_relation_names(folder / "relations.tsv", plover, cameo)
    sectors = read_sectors(folder / "sectors.yaml")
    kinds = read_kinds(folder / "actor_kinds.yaml", sectors)
    place_kinds, precisions = read_places(folder / "places.yaml")
    return Vocabulary(
        plover=plover,
        cameo=cameo,
        relations=relations,
        relation_aliases=read_aliases(folder / "relation_aliases.tsv", relations),
        sectors=sectors,
        kinds=kinds,
        predicates=read_predicates(folder / "predicates.yaml", kinds),
        place_kinds=place_kinds,
        precisions=precisions,
        statuses=read_statuses(folder / "statuses.yaml", plover.auxiliary_modes),
    )


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabularies this package ships."""
    return read_vocabulary(files("ontology") / "data")
