"""Finds the phrases of an article that name somebody who can act: titled people, bodies, peoples, unnamed groups, states."""

from dataclasses import replace

from extract.actor_drafts import Draft, Owner, Scene
from extract.agent_words import AgentWord
from extract.name_spans import NameSpan
from extract.noun_phrases import QUANTITY_NOUNS, own_preposition, phrase_start, trim_start
from extract.role_words import RoleWord
from extract.token_view import TokenView

_PREMODIFIERS = frozenset(("compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "det"))
_WHERE = ("in", "at", "from", "throughout", "across", "inside", "near", "around", "within")
_LOCATIVE = frozenset(("in", "at", "near", "outside", "around", "inside", "across", "throughout", "within"))
_DETERMINED = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her", "our"))
_GENERIC_BODIES = frozenset(("organisation", "party", "armed group", "company", "media", "ngo"))
_KIND_OF_SECTOR = {
    "GOV": "government", "MIL": "military", "COP": "police", "REB": "armed group", "OPP": "party", "PTY": "party", "LEG": "parliament",
    "JUD": "court", "REL": "religious group", "SPY": "government", "BUS": "company", "JRN": "media", "CRM": "criminal group", "UAF": "armed group",
}  # fmt: skip


def find_drafts(scene: Scene) -> list[Draft]:
    """All drafts in order of the text, the outer before the inner."""
    drafts = [d for head in _phrase_heads(scene) if (d := phrase_draft(scene, head)) is not None]
    drafts = _drop_covered(drafts)
    named = {d.name for d in drafts if d.name is not None}
    drafts += [d for span in scene.names if span not in named and (d := _nested_name(scene, span, drafts)) is not None]
    drafts += _nested_agents(scene, drafts)
    return sorted(drafts, key=lambda d: (d.start, -d.end, d.head))


def _phrase_heads(scene: Scene) -> list[int]:
    view, heads = scene.view, []
    for i in range(len(view)):
        span = scene.by_token.get(i)
        if span is not None:
            if i == view.root(span.start, span.end) and not _is_premodifier(scene, span):
                heads.append(i)
        elif view.tags[i] in ("NN", "NNS", "NNP", "NNPS") and not _modifies_actor(scene, i):
            heads.append(i)
        elif view.tags[i] == "CD" or view.words[i].lower() in ("some", "many", "several", "all", "most"):
            if own_preposition(view, i, i + 1, ("of",)) is not None:
                heads.append(i)
    return heads


def _is_premodifier(scene: Scene, span: NameSpan) -> bool:
    view, root = scene.view, scene.view.root(span.start, span.end)
    if span.kind == "person":
        return False
    return view.heads[root] >= span.end and view.deps[root] in (*_PREMODIFIERS, "poss")


def _modifies_actor(scene: Scene, i: int) -> bool:
    view = scene.view
    return view.heads[i] > i and view.deps[i] in _PREMODIFIERS and scene.by_token.get(view.heads[i]) is None


def phrase_draft(scene: Scene, head: int) -> Draft | None:
    """The draft of the phrase with this syntactic head, None where it names nobody."""
    span = scene.by_token.get(head)
    if span is not None:
        return _named(scene, span, head)
    counted = _counted(scene, head)
    return counted if counted is not None else _nominal(scene, head)


def _counted(scene: Scene, head: int) -> Draft | None:
    """The people of "thousands of Iraqi Kurds" and "a group of deputies", with the counting word as their head."""
    view = scene.view
    if view.keys[head] not in QUANTITY_NOUNS and view.tags[head] != "CD":
        return None
    inner = own_preposition(view, head, head + 1, ("of",))
    draft = None if inner is None or inner == head else phrase_draft(scene, inner)
    return None if draft is None else replace(draft, head=head)


def _named(scene: Scene, span: NameSpan, head: int) -> Draft | None:
    if span.kind == "country":
        return Draft(span.start, span.end, head, "name", name=span)
    if span.kind in ("capital", "seat"):
        locative = scene.view.deps[head] == "pobj" and scene.view.words[scene.view.heads[head]].lower() in _LOCATIVE
        return None if locative and span.kind == "capital" else Draft(span.start, span.end, head, "name", name=span)
    if span.kind in ("demonym", "people"):
        return _people(scene, span, head)
    if span.kind == "place":
        return None
    if span.kind == "person" or (span.known is not None and span.known.kind == "person"):
        return _person(scene, span, head)
    return _body(scene, span, head)


def _people(scene: Scene, span: NameSpan, head: int) -> Draft | None:
    """ "the Iraqis", "Palestinians", "the French", "Kurds": people named by what they are."""
    view = scene.view
    plural = view.tags[head] in ("NNS", "NNPS") or view.words[head].endswith("s")
    before = view.words[span.start - 1].lower() if span.start else ""
    if not plural and before not in _DETERMINED:
        return None
    first = phrase_start(view, head, scene.by_token)
    start = trim_start(view, first, span.end, scene.by_token, scene.knowledge.roles)
    agent = scene.knowledge.agents.ending_at(("civilians",), 1, 0)
    return Draft(
        start, span.end, head, "nominal", name=span, agent=agent[0] if agent else None,
        owners=_owners(scene, start, span.start), definite=before in _DETERMINED,
    )  # fmt: skip


def _person(scene: Scene, span: NameSpan, head: int) -> Draft:
    view, roles = scene.view, scene.knowledge.roles
    start, role, role_start = span.start, None, None
    cut = span.start
    while cut > 0 and (roles.is_honorific(view.keys[cut - 1]) or (view.words[cut - 1] == "." and cut > 1)):
        if not view.words[cut - 1][0].isupper() and view.words[cut - 1] != ".":
            break
        cut -= 1
    found = roles.ending_at(view.keys, cut, max(0, cut - 8))
    if found is not None and not found[0].many and not _crosses_name(scene, found[1], cut):
        role, role_start = found
        outer = roles.ending_at(view.keys, role_start, max(0, role_start - 6)) if role.cls == "rank" else None
        if outer is not None and not outer[0].many:
            role, role_start = outer
        first = min(phrase_start(view, head, scene.by_token), phrase_start(view, cut - 1, scene.by_token), role_start)
        start = trim_start(view, first, role_start + 1, scene.by_token, roles)
    elif cut < span.start and view.words[cut] != ".":
        start = cut
    end, owners = span.end, _owners(scene, start, role_start or start)
    if role is not None:
        end, more = _of_extension(scene, head, end)
        owners += more
    top = view.root(start, span.end)
    return Draft(start, end, top, "name", name=span, role=role, role_start=role_start, modifiers=_modifiers(scene, start, role_start or start), owners=owners)


def _crosses_name(scene: Scene, start: int, end: int) -> bool:
    return any(i in scene.by_token and scene.by_token[i].start < start for i in range(start, end))


def _body(scene: Scene, span: NameSpan, head: int) -> Draft:
    view = scene.view
    first = phrase_start(view, head, scene.by_token)
    start = trim_start(view, first, span.start + 1, scene.by_token, scene.knowledge.roles)
    return Draft(
        start, span.end, head, "name", name=span, modifiers=_modifiers(scene, start, span.start), owners=_owners(scene, start, span.start)
    )


def _nominal(scene: Scene, head: int) -> Draft | None:
    view, knowledge = scene.view, scene.knowledge
    first = phrase_start(view, head, scene.by_token)
    agent = knowledge.agents.ending_at(view.keys, head + 1, first)
    role = knowledge.roles.ending_at(view.keys, head + 1, first)
    if agent is None and role is None:
        return None
    if _titles_a_name(scene, head + 1):
        return None
    one_person = role is not None and not role[0].many and (agent is None or agent[1] >= role[1]) and view.tags[head] in ("NN", "NNP")
    word_start = role[1] if role is not None and (one_person or agent is None) else agent[1] if agent is not None else head
    if agent is None and role is not None and role[0].many:
        agent = (_group_of(role[0]), role[1])
    name = _name_before(scene, first, word_start)
    if not one_person and agent is not None and name is not None and agent[0].cls == "body" and agent[0].kind in _GENERIC_BODIES:
        start = trim_start(view, first, name.start + 1, scene.by_token, knowledge.roles)
        return Draft(start, head + 1, head, "name", name=name, agent=agent[0], modifiers=_modifiers(scene, start, head), owners=_owners(scene, start, name.start))
    start = trim_start(view, first, word_start + 1, scene.by_token, knowledge.roles)
    end, owners = _extension(scene, head)
    owners = _owners(scene, first, word_start) + owners
    if agent is not None and agent[0].cls == "platform" and not one_person and not any(o.link in ("modifier", "possessive") for o in owners):
        return None
    draft = Draft(start, end, head, "nominal", role=role[0] if role and one_person else None, role_start=word_start if one_person else None,
                  modifiers=_modifiers(scene, start, head), owners=owners, definite=_is_definite(view, first, start))  # fmt: skip
    return draft if one_person else replace(draft, agent=agent[0] if agent else None)


def _titles_a_name(scene: Scene, after: int) -> bool:
    """Whether the phrase is the title before a name, which the name's own draft takes in."""
    view = scene.view
    while after < len(view) and (scene.knowledge.roles.is_honorific(view.keys[after]) or view.words[after] == "."):
        after += 1
    span = scene.by_token.get(after)
    return span is not None and (span.kind == "person" or (span.known is not None and span.known.kind == "person"))


def _group_of(role: RoleWord) -> AgentWord:
    sector = role.sector if role.cls != "generic" else None
    from_sector = _KIND_OF_SECTOR.get(role.sector or "", "civilians")
    return AgentWord(role.phrase, "people", from_sector, sector or role.sector, role.phrase, many=True)


def _name_before(scene: Scene, first: int, word_start: int) -> NameSpan | None:
    """The proper name right before a word such as "group" or "movement", across a bracketed gloss."""
    k = word_start - 1
    while k >= first and not scene.view.keys[k]:
        k -= 1
    span = scene.by_token.get(k)
    return span if span is not None and span.kind in ("organisation", "known", "person") else None


def _extension(scene: Scene, head: int) -> tuple[int, tuple[Owner, ...]]:
    end, owners = _of_extension(scene, head, head + 1)
    if end > head + 1:
        return end, owners
    inner = own_preposition(scene.view, head, head + 1, _WHERE)
    if inner is None:
        return head + 1, ()
    place = scene.places.at(inner)
    span = scene.by_token.get(inner)
    if span is not None and span.kind in ("known", "organisation"):
        return span.end, (Owner("of", span.start, span.end, name=span),)
    if place is None and (span is None or span.kind not in ("country", "capital", "place", "demonym")):
        return head + 1, ()
    end = max(span.end if span else 0, place.end if place else 0)
    found = scene.places.places.get(place.place) if place and place.place else None
    return end, (Owner("in", inner, end, name=span, place=found),)


def _of_extension(scene: Scene, head: int, end: int) -> tuple[int, tuple[Owner, ...]]:
    inner = own_preposition(scene.view, head, end, ("of", "for", "to"))
    if inner is None:
        return end, ()
    if scene.view.words[end].lower() in ("for", "to") and scene.knowledge.roles.ending_at(scene.view.keys, end, end - 1) is None:
        return end, ()
    place, span = scene.places.at(inner), scene.by_token.get(inner)
    if span is not None and span.kind in ("country", "capital", "seat", "place", "known", "organisation") and not (span.known and span.known.kind == "person"):
        found = scene.places.places.get(place.place) if place and place.place else None
        return span.end, (Owner("of", span.start, span.end, name=span, place=found),)
    if span is None and place is not None and place.place:
        return place.end, (Owner("of", place.start, place.end, place=scene.places.places.get(place.place)),)
    draft = phrase_draft(scene, inner)
    if draft is None:
        return end, ()
    return draft.end, (Owner("of", draft.start, draft.end, draft=draft),)


def _owners(scene: Scene, start: int, stop: int) -> tuple[Owner, ...]:
    view, owners, i = scene.view, [], start
    while i < stop:
        span, place = scene.by_token.get(i), scene.places.at(i)
        end = i + 1
        if span is not None or place is not None:
            end = max(span.end if span else 0, place.end if place else 0, i + 1)
            link = "possessive" if end < len(view) and view.tags[end] == "POS" else "modifier"
            found = scene.places.places.get(place.place) if place and place.place else None
            owners.append(Owner(link, i, end, name=span, place=found))
        elif view.tags[i] == "PRP$":
            owners.append(Owner("pronoun", i, i + 1))
        elif view.tags[i] in ("NN", "NNS") and i + 1 < stop and view.tags[i + 1] == "POS":
            inner = _nominal(scene, i)
            owners.append(Owner("possessive", i, i + 1, draft=inner))
        i = end
    return tuple(owners)


def _modifiers(scene: Scene, start: int, stop: int) -> tuple[RoleWord, ...]:
    view, roles, found = scene.view, scene.knowledge.roles, []
    for i in range(start, stop):
        words = [view.keys[i]]
        if i + 2 < stop and not view.keys[i + 1]:
            words.insert(0, f"{view.keys[i]} {view.keys[i + 2]}")
        elif i + 1 < stop:
            words.insert(0, f"{view.keys[i]} {view.keys[i + 1]}")
        word = next((w for key in words if (w := roles.modifier(key)) is not None), None)
        if word is not None and (i not in scene.by_token or scene.by_token[i].kind in ("people", "known")):
            found.append(word)
    return tuple(found)


def _is_definite(view: TokenView, first: int, start: int) -> bool:
    return any(view.words[i].lower() in _DETERMINED for i in range(first, start))


def _drop_covered(drafts: list[Draft]) -> list[Draft]:
    """Keep the outer of two drafts that start in one phrase with different heads only where the inner one is a name."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start - d.end, d.start)):
        inside = [o for o in kept if o.start <= draft.start and draft.end <= o.end]
        same = any((o.start, o.end) == (draft.start, draft.end) or (o.name is not None and o.name == draft.name) for o in inside)
        if not same:
            kept.append(replace(draft, nested=True) if inside else draft)
    return kept


def _nested_name(scene: Scene, span: NameSpan, drafts: list[Draft]) -> Draft | None:
    if span.kind in ("people", "place"):
        return None
    root = scene.view.root(span.start, span.end)
    owned = scene.view.deps[root] == "poss" or (span.end < len(scene.view) and scene.view.tags[span.end] == "POS")
    if span.kind == "capital" and not owned:
        return None
    form = "adjective" if span.kind in ("country", "demonym") and not owned else "name"
    return Draft(span.start, span.end, root, form, name=span, nested=True)


def _nested_agents(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "rebel attack", "police raid": a group named by the noun before an act."""
    view, out = scene.view, []
    covered = {i for d in drafts for i in range(d.start, d.end)}
    for i in range(len(view)):
        if i in covered or view.tags[i] != "NN" or view.deps[i] not in ("compound", "nmod") or view.heads[i] <= i:
            continue
        found = scene.knowledge.agents.ending_at(view.keys, i + 1, i)
        if found is None or found[0].cls == "platform" or found[0].sector is None or found[0].sector == "CVL":
            continue
        first = phrase_start(view, i, scene.by_token)
        start = trim_start(view, first, i + 1, scene.by_token, scene.knowledge.roles)
        out.append(Draft(start, i + 1, i, "adjective", agent=found[0], modifiers=_modifiers(scene, start, i), owners=_owners(scene, start, i), nested=True))
    return out
