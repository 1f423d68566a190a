"""Says in short words why a place was chosen for a name: what the text says of it, and what spoke for it and not for the runner-up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.gazetteer import Candidate
from extract.place_nearness import lies_in, nearness

NAMED = 2
ONLY = "only candidate"


@dataclass(frozen=True)
class Grounds:
    """What choices rest on, by the sense of a name: the places chosen, what their words call for, who contains whom, who is
    listed with whom; and the weight of each country."""

    chosen: Mapping[str, Candidate]
    kinds: Mapping[str, frozenset[str]]
    ties: Mapping[tuple[str, str], float]
    siblings: Mapping[str, frozenset[str]]
    countries: Mapping[str, float]


def explain(sense: str, rival: Candidate | None, grounds: Grounds, *, more_prominent: bool) -> tuple[str, ...]:
    """The reasons for the choice of `sense`, strongest first. `more_prominent`: it is so by itself, compared with the rival."""
    if rival is None:
        return (ONLY,)
    chosen = grounds.chosen[sense]
    reasons = [*_said(sense, chosen, grounds), *_around(sense, chosen, rival, grounds)]
    weights = grounds.countries
    if chosen.country and weights.get(chosen.country, 0.0) > weights.get(rival.country or "", 0.0):
        reasons.append(f"country cue: {chosen.country}")
    if more_prominent:
        reasons.append("prominence")
    return tuple(reasons)


def _said(sense: str, chosen: Candidate, grounds: Grounds) -> Iterator[str]:
    """What the words beside the name say and the choice keeps to."""
    for inner, outer in grounds.ties:
        if inner == sense and (area := grounds.chosen.get(outer)) and lies_in(chosen, area):
            yield f"container said: {area.name}"
        if outer == sense and (part := grounds.chosen.get(inner)) and lies_in(part, chosen):
            yield f"contains: {part.name}"
    kind = "city" if chosen.kind == "village" else chosen.kind
    if kind in grounds.kinds.get(sense, ()):
        yield f"kind said: {kind}"


def _around(sense: str, chosen: Candidate, rival: Candidate, grounds: Grounds) -> Iterator[str]:
    """What the other names of the article say."""
    others = {s: c for s, c in grounds.chosen.items() if s != sense}
    key = sense.partition("|")[0]
    if any(c.id == chosen.id for s, c in others.items() if s.partition("|")[0] == key):
        yield "same name again"
    listed = [others[s].name for s in sorted(grounds.siblings.get(sense, ())) if s in others and others[s].kind == chosen.kind]
    if listed and rival.kind != chosen.kind and chosen.area:
        yield f"listed with: {', '.join(listed[:NAMED])}"
    near = {c.name: nearness(chosen, c) for c in others.values() if c.id != chosen.id and nearness(chosen, c) > nearness(rival, c)}
    if near:
        yield f"same article: {', '.join(sorted(near, key=lambda name: -near[name])[:NAMED])}"
