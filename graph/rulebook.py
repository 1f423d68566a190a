"""The judgements in force, found by what they speak of: an article, an actor, the name of a place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from graph.actions import (
    AboutEvent,
    Action,
    ConfirmEvent,
    ConfirmRelation,
    CorrectPlace,
    EditEvent,
    EventChanges,
    JoinEvents,
    LinkMention,
    MergeActors,
    NeverMerge,
    RecodeActor,
    RejectEvent,
    RejectMention,
    RejectRelation,
    RenameActor,
    SeparateEvents,
    SplitActor,
    anchors_of,
)
from graph.never_merged import NeverMerged
from ontology.ids import fold_text
from ontology.records import Actor, Extraction


class Scope(NamedTuple):
    """Where an action can find something: in named articles, or wherever an actor or the folded name of a place stands.

    `makes` are the actors that an article can have by the action and did not have before.
    """

    articles: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    makes: frozenset[str] = frozenset()


def scope_of(action: Action) -> Scope:
    """Where an action can find something."""
    match action:
        case MergeActors():
            return Scope(actors=frozenset(action.others), makes=frozenset({action.into}))
        case SplitActor():
            articles = frozenset({*action.articles, *(span.article for span in action.mentions)})
            return Scope(articles=articles, makes=frozenset({action.new_id} if action.new_id else ()))
        case RenameActor() | RecodeActor():
            return Scope(actors=frozenset({action.actor}))
        case NeverMerge():
            return Scope()
        case CorrectPlace():
            if action.article is not None:
                return Scope(articles=frozenset({action.article}))
            return Scope(names=frozenset({fold_text(action.name or "")}))
        case LinkMention():
            return Scope(articles=frozenset({action.mention.article}), makes=_actor_ids([action.actor]))
        case RejectMention():
            return Scope(articles=frozenset({action.mention.article}))
        case JoinEvents() | SeparateEvents():
            return Scope(articles=frozenset(anchor.article for side in action.anchors for anchor in side))
        case EditEvent():
            return Scope(articles=_articles_of(action), makes=_actors_of(action.changes))
        case ConfirmEvent() | RejectEvent():
            return Scope(articles=_articles_of(action))
        case ConfirmRelation() | RejectRelation():
            return Scope(articles=frozenset({action.anchor.article} if action.anchor else ()))


class Rulebook:
    """The judgements in force, in the order in which they were made."""

    def __init__(self, judged: Sequence[tuple[str, Action]] = ()) -> None:
        self.judged = judged
        self._scopes = [scope_of(action) for _, action in judged]
        self._by_article: defaultdict[str, list[int]] = defaultdict(list)
        self._by_actor: defaultdict[str, list[int]] = defaultdict(list)
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        for number, scope in enumerate(self._scopes):
            for index, keys in (
                (self._by_article, scope.articles),
                (self._by_actor, scope.actors),
                (self._by_name, scope.names),
            ):
                for key in keys:
                    index[key].append(number)

    @cached_property
    def never_merged(self) -> NeverMerged:
        """Which actors must stay apart."""
        return NeverMerged(self.judged)

    def concerning(self, raw: Extraction, joins: Mapping[str, str]) -> Iterator[tuple[str, Action]]:
        """The judgements that can find something in an article, in order: its own, those on its actors and on actors
        that others of them bring in, and those on the names of its places."""
        if not self.judged:
            return
        found = set(self._by_article.get(raw.article.id, ()))
        if self._by_name:
            names = {fold_text(mention.text) for mention in raw.mentions}
            found.update(number for name in names for number in self._by_name.get(name, ()))
        names_of: defaultdict[str, set[str]] = defaultdict(set)
        for id, to in joins.items():
            names_of[to].add(id)
        actors = {joins.get(actor.id, actor.id) for actor in raw.actors}
        seen: set[str] = set()
        while True:
            made = {id for number in found for id in self._scopes[number].makes}
            actors |= made | {joins.get(id, id) for id in made}
            if actors <= seen:
                break
            spoken = {name for id in actors - seen for name in (id, *names_of[id])}
            found.update(number for name in spoken for number in self._by_actor.get(name, ()))
            seen |= actors
        yield from (self.judged[number] for number in sorted(found))

    def sources_of(self, actor_ids: Iterable[str]) -> tuple[set[str], set[str]]:
        """All ids of actors that the judgements may turn into one of these, these included; and the articles into which
        a judgement on the article itself may bring one of them."""
        ids, articles = set(actor_ids), set[str]()
        size = -1
        while size != len(ids):
            size = len(ids)
            for (_, action), scope in zip(self.judged, self._scopes, strict=True):
                if scope.makes & ids:
                    ids |= scope.actors
                    articles |= scope.articles
                    if isinstance(action, SplitActor):
                        ids.add(action.actor)
        return ids, articles


def _articles_of(action: AboutEvent) -> frozenset[str]:
    return frozenset(anchor.article for anchor in anchors_of(action))


def _actors_of(changes: EventChanges) -> frozenset[str]:
    return _actor_ids([*changes.actors, *changes.recipients, changes.claimant])


def _actor_ids(given: Iterable[Actor | str | None]) -> frozenset[str]:
    return frozenset(one.id for one in given if isinstance(one, Actor))
