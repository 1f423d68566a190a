"""What the actor finders know beforehand: countries, listed actors, role words and agent nouns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extract.agent_words import AgentWords
from extract.countries import Countries
from extract.known_actors import KnownActors
from extract.own_lists import read_own_agents
from extract.peoples import Peoples
from extract.role_words import RoleWords
from ontology.ids import fold_text


@dataclass(frozen=True)
class ActorKnowledge:
    """The word and name lists, with an index that says quickly where no listed name can start."""

    countries: Countries
    known: KnownActors
    roles: RoleWords
    agents: AgentWords
    peoples: Peoples

    @classmethod
    def load(cls, own: Sequence[Path] = ()) -> "ActorKnowledge":
        """Read the lists that ship with Belligraph and the user's `own`, which win. Raises DataFileError with file and line."""
        countries = Countries.load()
        known, agents = KnownActors.load(countries, extra=own), read_own_agents(own, AgentWords.load())
        return cls(countries, known, RoleWords.load(), agents, Peoples.load(countries))

    @property
    def _names(self) -> tuple[str, ...]:
        countries = self.countries
        return (
            *countries.names, *countries.demonyms, *countries.metonyms, *self.known.names, *self.peoples.by_word,
        )  # fmt: skip

    @cached_property
    def _compact_names(self) -> frozenset[str]:
        return frozenset(_compact(name) for name in self._names)

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(_compact(word) for name in self._names for word in (name, *name.split()[:1]))

    def may_start(self, key: str) -> bool:
        """Whether a listed name may start with a token of this key."""
        return key.replace(" ", "") in self._first_words

    def may_be_listed(self, keys: Sequence[str]) -> bool:
        """Whether tokens with these keys may be a listed name; no false negatives."""
        return "".join(keys).replace(" ", "") in self._compact_names


def _compact(name: str) -> str:
    return fold_text(name).replace(" ", "")
