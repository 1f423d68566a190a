"""The halves of a divided country by their short names: "the North" and "the South" where an article is about the two Koreas."""

from collections.abc import Iterable

from extract.actor_knowledge import ActorKnowledge
from extract.countries import Country
from extract.token_view import TokenView

_HALVES = ("north", "south")


def find_halves(view: TokenView, named: Iterable[Country], knowledge: ActorKnowledge) -> list[tuple[int, Country]]:
    """Tokens that are the short name of a half, each with its country; none where no half is among those `named` in full."""
    bodies = {c.name.split(" ", 1)[1] for c in named if c.name.lower().startswith(tuple(f"{h} " for h in _HALVES))}
    for body in sorted(bodies):
        halves = {h: c for h in _HALVES if (c := knowledge.countries.by_name(f"{h.title()} {body}")) is not None}
        if len({c.iso3 for c in halves.values()}) == len(_HALVES):
            return [(i, halves[view.keys[i]]) for i in range(1, len(view)) if view.keys[i] in halves and _stands_alone(view, i)]
    return []


def _stands_alone(view: TokenView, i: int) -> bool:
    """ "the North", not "the North Sea", "the North of Wales" or "the north"."""
    following = view.words[i + 1] if i + 1 < len(view) else "."
    return view.words[i][0].isupper() and view.keys[i - 1] == "the" and not following[0].isupper() and following not in ("of", "-")
