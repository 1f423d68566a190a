"""Applies judgements to what was read from an article. Pure: the same extraction and judgements give the same result.

Judgements are applied in the order in which they were made, each to the result of those before it. One whose actor, place,
event or mention is not there changes nothing; it waits for an article in which it is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from graph import apply_actors, apply_places, apply_statements
from graph.accounts import Account, accounts
from graph.actions import (
    Action,
    ConfirmEvent,
    ConfirmRelation,
    CorrectPlace,
    EditEvent,
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
)
from graph.drafts import Draft, find_anchored
from graph.readings import Reading
from graph.rulebook import Rulebook
from ontology.ids import fold_text
from ontology.records import Extraction

NO_JOINS: Mapping[str, str] = {}


class Inputs(NamedTuple):
    """All that decides what becomes of an extraction: the judgements in force, and the automatic joins of actors.

    `joins` leads from ids as they were read to the ids that they were joined to; it must know the actors of the articles
    it is used for, and those that judgements speak of (`Rulebook.actors`).
    """

    rules: Rulebook
    joins: Mapping[str, str] = NO_JOINS


class JudgedAccount(NamedTuple):
    """An account that a judgement joins with others or separates from those of other sides."""

    judgement_id: str
    mention_id: str
    side: int
    joins: bool


@dataclass(frozen=True)
class Applied:
    """An extraction as the graph shows it, and what its rows need to know of how it came about.

    `raw` is the extraction as it was read and `digest` its digest, `reviewed` the events and relations that a person
    confirmed, `judgements` those that found what they speak of, `judged` the events that these join or separate.
    """

    extraction: Extraction
    raw: Extraction
    digest: str
    reviewed: frozenset[str] = frozenset()
    judgements: tuple[str, ...] = ()
    judged: tuple[JudgedAccount, ...] = ()

    @cached_property
    def accounts(self) -> list[Account]:
        """What events are told apart by."""
        return accounts(self.extraction)

    @property
    def hidden_actors(self) -> list[str]:
        """The ids of actors that were read and are not in the applied extraction."""
        shown = {actor.id for actor in self.extraction.actors}
        return sorted({actor.id for actor in self.raw.actors} - shown)

    @property
    def place_names(self) -> list[str]:
        """What the article calls its places, folded."""
        places = {place.id for place in self.raw.places}
        names = {fold_text(m.text) for m in self.raw.mentions if m.kind == "place" or m.entity in places}
        return sorted(names - {""})


def apply(reading: Reading, inputs: Inputs) -> Applied:
    """What the graph shows of an article: joins first, then the judgements in force that concern it."""
    raw = reading.extraction
    own = {actor.id for actor in raw.actors}
    joins = {id: to for id, to in inputs.joins.items() if id in own and id != to}
    draft = Draft(raw=raw, now=apply_actors.replace_actors(raw, joins), joins=inputs.joins)
    matched: list[str] = []
    judged: list[JudgedAccount] = []
    for id, action in inputs.rules.concerning(raw, inputs.joins):
        changed = _perform(draft, action)
        if changed is not None:
            draft = changed
            matched.append(id)
            if isinstance(action, JoinEvents | SeparateEvents):
                judged += _judged_accounts(raw, id, action)
    # What another judgement rejects is in no event.
    shown = {event.id for event in draft.now.events}
    kept = tuple(one for one in judged if one.mention_id in shown)
    return Applied(draft.now, raw, reading.digest, draft.reviewed, tuple(matched), kept)


def _judged_accounts(raw: Extraction, id: str, action: JoinEvents | SeparateEvents) -> list[JudgedAccount]:
    found: dict[str, JudgedAccount] = {}
    for side, anchors in enumerate(action.anchors):
        for anchor in anchors:
            own = find_anchored(raw, anchor, event=True)
            if own is not None:
                found.setdefault(own, JudgedAccount(id, own, side, isinstance(action, JoinEvents)))
    return list(found.values())


def _perform(draft: Draft, action: Action) -> Draft | None:
    """The draft after an action; None where the article has nothing that the action speaks of."""
    return _PERFORM[type(action)](draft, action)


_PERFORM: Mapping[type[Any], Callable[[Draft, Any], Draft | None]] = {
    MergeActors: apply_actors.merge_actors,
    SplitActor: apply_actors.split_actor,
    RenameActor: apply_actors.rename_actor,
    RecodeActor: apply_actors.recode_actor,
    NeverMerge: lambda draft, action: None,
    LinkMention: apply_actors.link_mention,
    RejectMention: apply_actors.reject_mention,
    CorrectPlace: apply_places.correct_place,
    EditEvent: apply_statements.edit_event,
    ConfirmEvent: apply_statements.confirm_event,
    RejectEvent: apply_statements.reject_event,
    JoinEvents: apply_statements.find_events,
    SeparateEvents: apply_statements.find_events,
    ConfirmRelation: apply_statements.confirm_relation,
    RejectRelation: apply_statements.reject_relation,
}
