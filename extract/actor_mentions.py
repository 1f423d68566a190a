"""Finds all phrases of an article that name somebody who can act, nested and coordinated ones included."""

from dataclasses import replace

from extract.actor_drafts import Draft, Owner, Scene
from extract.actor_phrases import phrase_draft
from extract.name_spans import NameSpan
from extract.noun_phrases import own_preposition, phrase_start, trim_start
from extract.phrase_parts import find_modifiers

_PREMODIFIERS = frozenset(("compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "det"))
_ALLIANCES = frozenset(("coalition", "alliance"))
# Adjectives to the tagger that say whose something is: "a rebel enclave". "A terrorist attack" says only what it was.
_FIGHTING = frozenset(("rebel", "guerrilla", "insurgent", "separatist", "jihadist"))
_COUNTING = frozenset(("some", "many", "several", "all", "most", "one", "both"))


def find_drafts(scene: Scene) -> list[Draft]:
    """All drafts in order of the text, the outer before the inner."""
    drafts = [d for head in _phrase_heads(scene) if (d := phrase_draft(scene, head)) is not None and not _counts_things(scene, d)]
    drafts = _drop_covered(drafts)
    drafts = _share_owners(scene, drafts)
    named = {d.name for d in drafts if d.name is not None}
    titles = {
        i for d in drafts if d.role_start is not None and d.name is not None for i in range(d.role_start, d.name.start)
    }
    covered = {i for d in drafts for i in range(d.start, d.end)}
    inner = [s for s in scene.names if s not in named and s.start not in titles]
    drafts += [d for s in inner if (d := _nested_name(scene, s, nested=s.start in covered)) is not None]
    drafts += _nested_agents(scene, drafts)
    drafts = _part_joined(scene, drafts)
    return sorted(drafts, key=lambda d: (d.start, -d.end, d.head))


def _phrase_heads(scene: Scene) -> list[int]:
    view, heads = scene.view, []
    for i in range(len(view)):
        span = scene.by_token.get(i)
        if span is not None:
            if i == view.root(span.start, span.end) and not _is_premodifier(scene, span):
                heads.append(i)
        elif view.tags[i] in ("NN", "NNS", "NNP", "NNPS"):
            if not _modifies_actor(scene, i):
                heads.append(i)
        elif (view.tags[i] == "CD" or view.keys[i] in _COUNTING) and own_preposition(
            view, i, i + 1, ("of",)
        ) is not None:
            heads.append(i)
    return heads


def _counts_things(scene: Scene, draft: Draft) -> bool:
    """ "hundreds of tanks": a number of what is nobody; "hundreds" by itself are people."""
    number = draft.agent is not None and draft.agent.noun in ("hundred", "thousand")
    return number and own_preposition(scene.view, draft.head, draft.head + 1, ("of",)) is not None


def _is_premodifier(scene: Scene, span: NameSpan) -> bool:
    view, root = scene.view, scene.view.root(span.start, span.end)
    return span.kind != "person" and view.heads[root] >= span.end and view.deps[root] in (*_PREMODIFIERS, "poss")


def _modifies_actor(scene: Scene, i: int) -> bool:
    """Whether a noun stands before the noun of an actor, or before a country as in "NATO member Norway"."""
    view = scene.view
    after = scene.by_token.get(view.heads[i])
    return view.heads[i] > i and view.deps[i] in _PREMODIFIERS and (after is None or after.kind == "country")


def _drop_covered(drafts: list[Draft]) -> list[Draft]:
    """Of drafts of the same words keep one; an unnamed one inside a title or a quantity goes; the rest inside others are nested."""
    kept: list[Draft] = []
    covering: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: (d.start - d.end, d.start, d.name is None)):
        inside = [o for o in covering.get(draft.start, ()) if draft.end <= o.end]
        same = any(
            (o.start, o.end) == (draft.start, draft.end) or (o.name is not None and o.name == draft.name)
            for o in inside
        )
        if same or any(_is_title_word(o, draft.head) for o in inside):
            continue
        kept.append(replace(draft, nested=True) if inside else draft)
        for i in range(draft.start, draft.end):
            covering.setdefault(i, []).append(draft)
    return kept


def _is_title_word(outer: Draft, token: int) -> bool:
    return outer.role_start is not None and outer.name is not None and outer.role_start <= token < outer.name.start


def _share_owners(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """In "Iraq's Sunni leaders and communities" the second noun is Iraq's as well."""
    view, by_head = scene.view, {d.head: d for d in drafts}
    shared = []
    for draft in drafts:
        first = by_head.get(view.heads[draft.head]) if view.deps[draft.head] == "conj" else None
        bare = draft.agent is not None and draft.name is None and not draft.owners and not draft.definite
        if first is not None and bare and first.name is None and view.tags[draft.start - 1] in ("CC", ","):
            draft = replace(draft, owners=tuple(o for o in first.owners if o.link in ("modifier", "possessive")))
        shared.append(draft)
    return shared


def _nested_name(scene: Scene, span: NameSpan, *, nested: bool) -> Draft | None:
    if span.kind in ("people", "place"):
        return None
    view, root = scene.view, scene.view.root(span.start, span.end)
    owned = view.deps[root] == "poss" or (span.end < len(view) and view.tags[span.end] == "POS")
    if span.kind == "capital" and not owned:
        return None
    form = "adjective" if span.kind in ("country", "demonym") and not owned else "name"
    return Draft(span.start, span.end, root, form, name=span, nested=nested)


def _nested_agents(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "rebel attack", "police raid", "US Predator strikes": a group named by the noun before an act."""
    view, out = scene.view, []
    covered = {
        i for d in drafts for i in range(d.start, d.end) if d.agent is not None or d.role is not None or d.name is None
    }
    for i in range(len(view)):
        modifies = view.deps[i] in ("compound", "nmod", "npadvmod", "amod") and view.heads[i] > i
        if i in covered or i in scene.by_token or not modifies or view.tags[i] not in ("NN", "NNS", "NNP", "JJ"):
            continue
        found = scene.knowledge.agents.ending_at(view.keys, i + 1, phrase_start(view, i, scene.by_token))
        if (
            found is None
            or (view.tags[i] == "JJ" and view.keys[i] not in _FIGHTING)
            or (found[0].sector in (None, "CVL") and found[0].noun not in _ALLIANCES)
            or scene.knowledge.agents.ending_at(view.keys, view.heads[i] + 1, i + 1)
        ):
            continue
        first = min(phrase_start(view, i, scene.by_token), _owner_before(scene, i))
        start = trim_start(view, first, found[1] + 1, scene.by_token, scene.knowledge.roles)
        owners = tuple(Owner("modifier", s.start, s.end, name=s) for s in scene.names if start <= s.start < i)
        if found[0].needs_owner and not owners:
            continue
        out.append(
            Draft(
                start,
                i + 1,
                i,
                "adjective",
                agent=found[0],
                modifiers=find_modifiers(scene, start, i),
                owners=owners,
                nested=True,
            )
        )
    return out


def _owner_before(scene: Scene, i: int) -> int:
    """The start of a country word right before token `i`, which the parser hangs on the noun after it."""
    span = scene.by_token.get(i - 1)
    return span.start if span is not None and span.kind in ("country", "demonym", "known") else i


def _part_joined(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "Hungarian and Romanian officials" are two parties: the first country's word, and the second's with the noun."""
    out = []
    for draft in drafts:
        owners = [o for o in draft.owners if o.link == "modifier" and o.name is not None and o.name.country is not None]
        if draft.name is not None and draft.name.known is not None and owners:
            joined = _joined_to_listed(scene, draft, owners[-1])
            out += [replace(draft, start=draft.name.start) if joined else draft, *joined]
        elif draft.agent is not None and len(owners) > 1 and _joins(scene, owners[-2].end, owners[-1].start):
            others = tuple(o for o in draft.owners if o not in owners)
            out += [replace(draft, start=o.start, end=o.end, owners=(o, *others)) for o in owners[:-1]]
            out.append(replace(draft, start=owners[-1].start, owners=(owners[-1], *others)))
        else:
            out.append(draft)
    groups = {(d.start, d.end) for d in out if d.form == "nominal"}
    return [d for d in out if d.form != "adjective" or (d.start, d.end) not in groups]


def _joins(scene: Scene, start: int, end: int) -> bool:
    between = scene.view.keys[start:end]
    return "and" in between and all(key in ("and", "") for key in between)


def _joined_to_listed(scene: Scene, draft: Draft, first: Owner) -> list[Draft]:
    """ "US and British forces" where "British forces" is listed: the first country's are unnamed ones of the same noun."""
    assert draft.name is not None
    if not _joins(scene, first.end, draft.name.start):
        return []
    found = scene.knowledge.agents.ending_at(scene.view.keys, draft.end, draft.name.start)
    if found is None:
        return []
    return [Draft(first.start, first.end, draft.head, "nominal", agent=found[0], owners=(first,))]
