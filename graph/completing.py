"""Checks an action against the graph and writes into it what it will need for ever: records, anchors, names, new ids."""

from itertools import chain, count
from typing import Any

from sqlalchemy import Connection, select

from graph.actions import (
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
    Span,
    SplitActor,
)
from graph.anchoring import anchor_event, anchor_events, load_lead
from graph.drafts import actor_mentions
from graph.known import (
    check_codes,
    check_free,
    check_mention,
    find_actor,
    is_used,
    name_actor,
    name_place,
    relation_anchor,
)
from graph.load import load_extraction
from graph.rulebook import Rulebook
from graph.tables import article_actors, articles, places, raw_actors
from ontology.errors import InputError, NotFoundError
from ontology.ids import slug
from ontology.records import EventMention
from ontology.vocabulary import load_vocabulary


def complete_action(connection: Connection, rules: Rulebook, action: Action) -> Action:
    """The action as it is to be kept. NotFoundError for ids that the graph does not have; InputError for bad values."""
    match action:
        case MergeActors():
            return _complete_merge(connection, rules, action)
        case SplitActor():
            return _complete_split(connection, rules, action)
        case RenameActor() | RecodeActor():
            find_actor(connection, rules, action.actor)
            if isinstance(action, RecodeActor):
                check_codes(action.kind, action.sector)
        case NeverMerge():
            _check_distinct(connection, rules, action)
        case CorrectPlace():
            return _complete_place(connection, action)
        case EditEvent():
            anchors, changes = anchor_event(connection, action), _complete_changes(connection, rules, action)
            return action.model_copy(update={**anchors, "changes": changes})
        case ConfirmEvent() | RejectEvent():
            return action.model_copy(update=anchor_event(connection, action))
        case JoinEvents() | SeparateEvents():
            return action.model_copy(update={"anchors": anchor_events(connection, action)})
        case ConfirmRelation() | RejectRelation():
            return action.model_copy(update={"anchor": relation_anchor(connection, action.relation)})
        case LinkMention():
            check_mention(connection, action.mention, of="actor")
            return action.model_copy(update={"actor": name_actor(connection, rules, action.actor)})
        case RejectMention():
            check_mention(connection, action.mention, of="actor")
    return action


def _complete_merge(connection: Connection, rules: Rulebook, action: MergeActors) -> MergeActors:
    """With the name that the one has now, and each other once."""
    if action.into in action.others:
        raise InputError(f"actor {action.into!r} cannot be merged with itself")
    into = find_actor(connection, rules, action.into)
    for other in action.others:
        find_actor(connection, rules, other)
    others = tuple(dict.fromkeys(action.others))
    return action.model_copy(update={"others": others, "name": action.name or into.name})


def _complete_split(connection: Connection, rules: Rulebook, action: SplitActor) -> SplitActor:
    """With an id for the new actor."""
    actor = find_actor(connection, rules, action.actor)
    if not action.articles and not action.mentions:
        raise InputError(f"actor {action.actor!r}: say in which articles or mentions it is another one")
    own = article_actors.c
    for article in action.articles:
        known = select(own.article_id).where(own.article_id == article, own.actor_id == action.actor)
        if connection.scalar(known) is None:
            raise InputError(f"article {article!r} does not mention actor {action.actor!r}")
    for span in action.mentions:
        _check_mention_of(connection, span, action.actor)
    if action.new_id is not None:
        check_free(connection, places, action.new_id)
        if is_used(connection, action.new_id):
            raise InputError(f"{action.new_id!r} is or was the id of another one; leave new_id out, or merge the two")
    new_id = action.new_id or _new_id(connection, action.name or actor.name)
    return action.model_copy(update={"new_id": new_id})


def _check_mention_of(connection: Connection, span: Span, actor_id: str) -> None:
    extraction = load_extraction(connection, span.article)
    found = actor_mentions(extraction, span)
    if not any(mention.id in found and mention.entity == actor_id for mention in extraction.mentions):
        raise InputError(f"article {span.article!r} does not mention actor {actor_id!r} at {span.start}-{span.end}")


def _new_id(connection: Connection, name: str) -> str:
    """The name as an id, with the first number from 2 on that makes it a new one where it is taken."""
    base = slug(name)
    candidates = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(id for id in candidates if not is_used(connection, id))


def _check_distinct(connection: Connection, rules: Rulebook, action: NeverMerge) -> None:
    if len(set(action.actors)) < len(action.actors):
        raise InputError(f"never-merge: an actor is named twice in {', '.join(action.actors)}")
    for actor in action.actors:
        read = connection.scalar(select(raw_actors.c.actor_id).where(raw_actors.c.actor_id == actor).limit(1))
        if read is None:
            find_actor(connection, rules, actor)


def _complete_place(connection: Connection, action: CorrectPlace) -> CorrectPlace:
    """With the record of the place."""
    if action.article is not None and action.start is not None and action.end is not None:
        check_mention(connection, Span(article=action.article, start=action.start, end=action.end), of="place")
    elif action.article is not None:
        _check_article(connection, action.article)
    if action.place is None:
        return action
    return action.model_copy(update={"place": name_place(connection, action.place)})


def _check_article(connection: Connection, id: str) -> None:
    if connection.scalar(select(articles.c.id).where(articles.c.id == id)) is None:
        raise NotFoundError(f"no article {id!r}")


def _complete_changes(connection: Connection, rules: Rulebook, action: EditEvent) -> EventChanges:
    """With records for ids, and with the codes that follow from a new relation, type or mode."""
    changes, given = action.changes, action.changes.model_fields_set
    values: dict[str, Any] = {}
    for name in ("actors", "recipients"):
        if name in given:
            values[name] = tuple(name_actor(connection, rules, one) for one in getattr(changes, name))
    if changes.claimant is not None:
        values["claimant"] = name_actor(connection, rules, changes.claimant)
    if "places" in given:
        values["places"] = tuple(name_place(connection, place) for place in changes.places)
    if given & {"relation", "type", "mode"}:
        values |= _codes(changes, load_lead(connection, action.event))
    _check_contexts(changes)
    return changes.model_copy(update=values)


def _codes(changes: EventChanges, event: EventMention) -> dict[str, Any]:
    """Type and mode, and what follows from them, unless it is given: of a new relation its own, else those of the event."""
    known, given = load_vocabulary(), changes.model_fields_set
    values: dict[str, Any] = {}
    kind, mode, cameo = event.type, event.mode, None
    if changes.relation is not None:
        relation = known.relation(changes.relation)
        values["relation"] = relation.relation
        kind, mode, cameo = relation.type, relation.mode, relation.cameo
    if changes.type is not None:
        kind, mode, cameo = known.canonical_type(changes.type), None, None
    if "mode" in given:
        mode, cameo = changes.mode, None
    code = known.canonical_code(kind, mode)
    follows = {
        "type": code.type,
        "mode": code.mode,
        "cameo": cameo or known.cameo_of(code.type, code.mode),
        "quad": known.quad(code.type),
        "score": known.score(code.type, code.mode),
    }
    return values | {k: v for k, v in follows.items() if k in ("type", "mode") or k not in given}


def _check_contexts(changes: EventChanges) -> None:
    for context in changes.contexts:
        if context not in load_vocabulary().contexts:
            raise InputError(f"no PLOVER context {context!r}")


