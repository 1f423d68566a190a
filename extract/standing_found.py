"""A standing relation as found in the tokens, before it becomes a record, and how the mentions of a sentence are looked up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.tables import ActorMention, ActorTable, PlaceMention, PlaceTable
from extract.token_view import TokenView


@dataclass(frozen=True)
class Found:
    """Who, what, whom, and the tokens that say so. `object_id` stands where the object has no mention of its own."""

    predicate: str
    subject: ActorMention
    object: ActorMention | PlaceMention | None
    object_id: str
    trigger: tuple[int, int]
    title: str | None = None


@dataclass(frozen=True)
class Field:
    """What the finders of relations look at."""

    view: TokenView
    actors: ActorTable
    places: PlaceTable

    def kind(self, mention: ActorMention) -> str | None:
        """The kind of the actor that a mention speaks of."""
        actor = self.actors.actors.get(mention.actor or "")
        return None if actor is None else actor.kind

    def by_last_token(self) -> Mapping[int, list[ActorMention]]:
        """The actor mentions by the token they end with."""
        found: dict[int, list[ActorMention]] = {}
        for mention in self.actors.mentions:
            found.setdefault(mention.end - 1, []).append(mention)
        return found

    def joined(self, mention: ActorMention) -> Iterator[ActorMention]:
        """A mention and those that "and" or a comma joins to it, of other actors, in order of the text."""
        seen, heads = {mention.actor}, [mention.head]
        yield mention
        while heads:
            head = heads.pop(0)
            for child in self.view.children[head]:
                if self.view.deps[child] == "conj" or self._opens_list(child):
                    heads.append(child)
                    other = self.actors.headed(child)
                    if other is not None and other.actor not in {None, *seen} and other.form in ("name", "nominal"):
                        seen.add(other.actor)
                        yield other

    def _opens_list(self, token: int) -> bool:
        """Whether a seeming apposition is the second of three: "Britain, the Coalition and the government"."""
        view = self.view
        return view.deps[token] == "appos" and any(view.deps[c] == "conj" for c in view.children[token])

    def place_after(self, token: int) -> PlaceMention | None:
        """The place within five tokens, no preposition or comma between."""
        for i in range(token, min(len(self.view), token + 5)):
            if (mention := self.places.at(i)) is not None:
                return mention
            if self.view.words[i] in (",", ".") or self.view.tags[i] == "IN" or "\n" in self.view.words[i]:
                return None
        return None

    def place_before(self, token: int) -> PlaceMention | None:
        """The place within the six tokens before: "Mosul is the largest city" before "held by"."""
        for i in range(token - 1, max(-1, token - 7), -1):
            if self.view.words[i] == "." or "\n" in self.view.words[i]:
                return None
            if (mention := self.places.at(i)) is not None:
                return mention
        return None
