"""Reads the actor lists that users bring: tables like our own, and the actor dictionaries of TABARI and PETRARCH."""

from collections.abc import Sequence
from pathlib import Path

from extract.actor_lists import ListedActor, read_actor_lists
from extract.countries import Countries
from extract.petrarch_actors import read_petrarch_actors


def read_own_lists(
    paths: Sequence[Path], countries: Countries, base: dict[str, ListedActor]
) -> tuple[ListedActor, ...]:
    """The actors of all files, each id once: of two files that give an actor the later one counts.

    A file whose name ends in .tsv is a table with the columns of our lists, any other a dictionary. `base` holds the
    actors listed already, which rows may refer to. Raises DataFileError with file and line.
    """
    own: dict[str, ListedActor] = {}
    for path in paths:
        is_table = path.suffix == ".tsv"
        found = read_actor_lists([path], countries, base | own) if is_table else read_petrarch_actors(path, countries)
        own |= {entry.actor.id: entry for entry in found}
    return tuple(own.values())
