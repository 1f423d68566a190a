"""Reads the actor lists that users bring: tables like our own, and the actor and agent dictionaries of TABARI and PETRARCH."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from extract.actor_lists import ListedActor, read_actor_lists
from extract.agent_words import AgentWords
from extract.countries import Countries
from extract.petrarch_actors import read_petrarch_actors
from extract.petrarch_agents import is_agent_dictionary, read_agents
from ontology.errors import DataFileError


def read_own_lists(
    paths: Sequence[Path], countries: Countries, base: dict[str, ListedActor]
) -> tuple[ListedActor, ...]:
    """The actors of all files, each id once: of two files that give an actor the later one counts.

    A file whose name ends in .tsv is a table with the columns of our lists, any other a dictionary; those of agents are
    passed over. `base` holds the actors listed already, which rows may refer to. Raises DataFileError with file and line.
    """
    own: dict[str, ListedActor] = {}
    for path in paths:
        is_table = path.suffix == ".tsv"
        if not is_table and is_agent_dictionary(path):
            continue
        found = read_actor_lists([path], countries, base | own) if is_table else read_petrarch_actors(path, countries)
        own |= {entry.actor.id: entry for entry in found}
    return tuple(own.values())


def read_own_agents(paths: Sequence[Path], listed: AgentWords) -> AgentWords:
    """The listed agent nouns with those of the agent dictionaries among the files, which win."""
    for path in paths:
        if path.suffix != ".tsv" and is_agent_dictionary(path):
            listed = listed.extended(read_agents(path, listed))
    return listed


def digest_lists(paths: Sequence[Path]) -> str:
    """A hash of what the files say, in their order; empty without files. Raises DataFileError."""
    if not paths:
        return ""
    content = sha256()
    for path in paths:
        try:
            content.update(sha256(path.read_bytes()).digest())
        except OSError as error:
            raise DataFileError(path, None, f"cannot be read: {error.strerror}") from error
    return content.hexdigest()
