"""What judgements on actors and their mentions do to an article. Pure; None where the article has nothing to do it to."""

from collections.abc import Mapping, Sequence

from graph.actions import LinkMention, MergeActors, RecodeActor, RejectMention, RenameActor, SplitActor
from graph.drafts import Draft, actor_mentions
from graph.relinking import move_mentions, relink, with_values
from ontology.records import Actor, Extraction


def replace_actors(extraction: Extraction, replaced: Mapping[str, str], name: str | None = None) -> Extraction:
    """Put other actors in the place of actors: from old id to new. What the article says of them is united.

    `name` is the new one's where the article itself does not mention it.
    """
    if not any(actor.id in replaced for actor in extraction.actors):
        return extraction
    together: dict[str, list[Actor]] = {}
    for actor in extraction.actors:
        together.setdefault(replaced.get(actor.id, actor.id), []).append(actor)
    relinked = relink(extraction, lambda id, _: replaced.get(id, id) if id else None)
    united = tuple(_unite(id, records, name) for id, records in together.items())
    return relinked.model_copy(update={"actors": united})


def merge_actors(draft: Draft, action: MergeActors) -> Draft | None:
    """The others become the one."""
    into = draft.joined(action.into)
    replaced = {draft.joined(other): into for other in action.others if draft.joined(other) != into}
    if not _has_any(draft, replaced):
        return None
    return draft.after(replace_actors(draft.now, replaced, action.name))


def split_actor(draft: Draft, action: SplitActor) -> Draft | None:
    """The actor, or those of its mentions that are named, becomes another."""
    assert action.new_id is not None
    old = _find(draft, action.actor)
    if old is None or _is_place(draft, action.new_id):
        return None
    if draft.article in action.articles:
        return draft.after(replace_actors(draft.now, {old.id: action.new_id}, action.name))
    named = frozenset[str]().union(*(actor_mentions(draft.now, span) for span in action.mentions))
    moved = named & {mention.id for mention in draft.now.mentions if mention.entity == old.id}
    if not moved:
        return None
    texts = [mention.text for mention in draft.now.mentions if mention.id in moved]
    aliases = tuple(alias for alias in old.aliases if any(alias in text for text in texts))
    new = old.model_copy(update={"id": action.new_id, "name": action.name or old.name, "aliases": aliases})
    return draft.after(move_mentions(draft.now, moved, new))


def rename_actor(draft: Draft, action: RenameActor) -> Draft | None:
    """The name it had becomes an alias."""
    old = _find(draft, action.actor)
    if old is None:
        return None
    aliases = dict.fromkeys((old.name, *old.aliases))
    aliases.pop(action.name, None)
    new = old.model_copy(update={"name": action.name, "aliases": tuple(aliases)})
    return draft.after(_with_actor(draft.now, new))


def recode_actor(draft: Draft, action: RecodeActor) -> Draft | None:
    """The given codes, in an article of the given time."""
    old = _find(draft, action.actor)
    published = draft.raw.article.published
    if old is None or (published is None and (action.since or action.until)):
        return None
    if published and ((action.since and published < action.since) or (action.until and published > action.until)):
        return None
    codes = {name: getattr(action, name) for name in ("kind", "country", "sector") if name in action.model_fields_set}
    return draft.after(_with_actor(draft.now, with_values(old, **codes)))


def link_mention(draft: Draft, action: LinkMention) -> Draft | None:
    """A mention, and what rests on it, is of the named actor."""
    assert isinstance(action.actor, Actor)
    moved = actor_mentions(draft.now, action.mention)
    id = draft.joined(action.actor.id)
    if not moved or _is_place(draft, id):
        return None
    linked = move_mentions(draft.now, moved, action.actor.model_copy(update={"id": id}))
    mentions = (with_values(m, kind=action.actor.kind) if m.id in moved else m for m in linked.mentions)
    return draft.after(with_values(linked, mentions=tuple(mentions)))


def reject_mention(draft: Draft, action: RejectMention) -> Draft | None:
    """A mention, and what rests on it, goes."""
    moved = actor_mentions(draft.now, action.mention)
    return draft.after(move_mentions(draft.now, moved, None)) if moved else None


def _is_place(draft: Draft, id: str) -> bool:
    return any(place.id == id for place in draft.now.places)


def _find(draft: Draft, actor_id: str) -> Actor | None:
    id = draft.joined(actor_id)
    return next((actor for actor in draft.now.actors if actor.id == id), None)


def _has_any(draft: Draft, ids: Mapping[str, str]) -> bool:
    return any(actor.id in ids for actor in draft.now.actors)


def _with_actor(extraction: Extraction, new: Actor) -> Extraction:
    actors = tuple(new if actor.id == new.id else actor for actor in extraction.actors)
    return with_values(extraction, actors=actors)


def _unite(id: str, records: Sequence[Actor], name: str | None) -> Actor:
    """One record of what an article says of actors that are one; its own record, if it is there, counts first."""
    if len(records) == 1 and records[0].id == id:
        return records[0]
    own = [record for record in records if record.id == id]
    first, *others = own + [record for record in records if record.id != id]
    called = first.name if own else name or first.name
    aliases = dict.fromkeys(alias for record in (first, *others) for alias in (record.name, *record.aliases))
    aliases.pop(called, None)
    known = {
        field: next((value for record in (first, *others) if (value := getattr(record, field)) is not None), None)
        for field in ("country", "sector", "wikidata", "why")
    }
    roles = tuple(dict.fromkeys(role for record in (first, *others) for role in record.roles))
    return first.model_copy(update={"id": id, "name": called, "aliases": tuple(aliases), "roles": roles, **known})
