"""What is known about a mention before it is coded and linked: its words, title, owners and modifiers."""

from collections.abc import Mapping
from dataclasses import dataclass

from extract.actor_knowledge import ActorKnowledge
from extract.agent_words import AgentWord
from extract.name_spans import NameSpan
from extract.role_words import RoleWord
from extract.tables import PlaceTable
from extract.token_view import TokenView
from ontology.records import Place


@dataclass(frozen=True)
class Owner:
    """Whose or where somebody is, read inside the phrase. link: modifier, possessive, of, in, pronoun."""

    link: str
    start: int
    end: int
    name: NameSpan | None = None
    place: Place | None = None
    draft: "Draft | None" = None


@dataclass(frozen=True)
class Draft:
    """A mention as found, tokens `start:end` with syntactic `head`; `nested` lies inside another one as its modifier."""

    start: int
    end: int
    head: int
    form: str
    name: NameSpan | None = None
    role: RoleWord | None = None
    role_start: int | None = None
    agent: AgentWord | None = None
    modifiers: tuple[RoleWord, ...] = ()
    owners: tuple[Owner, ...] = ()
    nested: bool = False
    definite: bool = False


@dataclass(frozen=True)
class Scene:
    """All that the finders look at."""

    view: TokenView
    names: tuple[NameSpan, ...]
    by_token: Mapping[int, NameSpan]
    places: PlaceTable
    knowledge: ActorKnowledge


def make_scene(view: TokenView, names: list[NameSpan], places: PlaceTable, knowledge: ActorKnowledge) -> Scene:
    """Index the names by token."""
    by_token = {i: span for span in names for i in range(span.start, span.end)}
    return Scene(view, tuple(names), by_token, places, knowledge)
