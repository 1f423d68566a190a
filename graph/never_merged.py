"""Which actors people said must never be one, with regard to whom they merged by hand."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.actions import Action, MergeActors, NeverMerge
from ontology.errors import InputError


class NeverMerged:
    """What the merges in force bring together, and what must stay apart."""

    def __init__(self, judged: Sequence[tuple[str, Action]]) -> None:
        self._into: dict[str, str] = {}
        for _, action in judged:
            if isinstance(action, MergeActors):
                for other in action.others:
                    if self.end_of(other) != self.end_of(action.into):
                        self._into[self.end_of(other)] = self.end_of(action.into)
        self._forbidden = [(id, action.actors) for id, action in judged if isinstance(action, NeverMerge)]
        self._apart = {
            frozenset({self.end_of(one), self.end_of(other)})
            for _, actors in self._forbidden
            for one, other in combinations(actors, 2)
        }

    @property
    def actors(self) -> Iterable[str]:
        """The ids that are spoken of: merged, merged into, or never to be merged."""
        yield from (id for pair in self._into.items() for id in pair)
        yield from (id for _, actors in self._forbidden for id in actors)

    def end_of(self, actor: str) -> str:
        """What an actor becomes by the merges."""
        while actor in self._into:
            actor = self._into[actor]
        return actor

    def forbids(self, one: str, other: str) -> bool:
        """Whether joining two actors would bring together what must never be."""
        return bool(self._apart) and frozenset({self.end_of(one), self.end_of(other)}) in self._apart

    def check(self) -> None:
        """Raise InputError if the merges in force bring together what must never be."""
        for id, actors in self._forbidden:
            ends: dict[str, str] = {}
            for actor in actors:
                other = ends.setdefault(self.end_of(actor), actor)
                if other != actor:
                    raise InputError(
                        f"{other!r} and {actor!r} must never be merged, says judgement {id}; "
                        "undo that, or the merge that brings them together"
                    )
