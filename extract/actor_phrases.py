"""Reads one phrase from its syntactic head: a titled person, a named body, a people, an unnamed group, a counted one."""

from dataclasses import replace

from extract.actor_drafts import Draft, Owner, Scene
from extract.agent_words import AgentWord
from extract.name_spans import NameSpan
from extract.noun_phrases import QUANTITY_NOUNS, own_preposition, phrase_start, trim_start
from extract.phrase_parts import (
    DETERMINERS,
    find_modifiers,
    group_of_role,
    is_definite,
    is_person,
    name_before,
    title_before,
    titles_a_name,
)
from ontology.records import Place

_WHERE = ("in", "at", "from", "throughout", "across", "inside", "near", "around", "within")
_LOCATIVE = frozenset(("in", "at", "near", "outside", "around", "inside", "across", "throughout", "within"))
_GENERIC_BODIES = frozenset(("organisation", "party", "armed group", "company", "media", "ngo"))
_STATE_FORCES = frozenset(("government", "army", "military", "navy", "force", "regime", "state"))
_OWNING = ("country", "capital", "seat", "place", "known", "organisation")


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
    if span.kind == "country" or span.kind == "seat":
        return Draft(span.start, span.end, head, "name", name=span)
    if span.kind == "capital":
        view = scene.view
        locative = view.deps[head] == "pobj" and view.words[view.heads[head]].lower() in _LOCATIVE
        return None if locative else Draft(span.start, span.end, head, "name", name=span)
    if span.kind in ("demonym", "people"):
        return _nominal(scene, head) if _is_force(scene, span) else _people(scene, span, head)
    if span.kind == "place":
        return None
    return _person(scene, span, head) if is_person(span) else _body(scene, span, head)


def _is_force(scene: Scene, span: NameSpan) -> bool:
    """ "Marines": soldiers, whom the tagger may take for a people."""
    found = scene.knowledge.agents.ending_at(scene.view.keys, span.end, span.start)
    return span.kind == "people" and found is not None and found[0].sector in ("MIL", "COP")


def _people(scene: Scene, span: NameSpan, head: int) -> Draft | None:
    """ "the Iraqis", "Palestinians", "the French", "ethnic Albanians in Serbia": people named by what they are."""
    view = scene.view
    before = view.words[span.start - 1].lower() if span.start else ""
    if not view.words[head].endswith("s") and before not in DETERMINERS:
        return None
    first = phrase_start(view, head, scene.by_token)
    start = trim_start(view, first, span.end, scene.by_token, scene.knowledge.roles)
    civilians = scene.knowledge.agents.ending_at(("civilians",), 1, 0)
    end, owners = _extension(scene, head, span.end)
    return Draft(
        start, end, head, "nominal", name=span, agent=civilians[0] if civilians else None,
        owners=_owners(scene, start, span.start) + owners, definite=before in DETERMINERS,
    )  # fmt: skip


def _person(scene: Scene, span: NameSpan, head: int) -> Draft:
    view = scene.view
    role, role_start, cut = title_before(scene, span.start)
    top = view.root(cut, span.end)
    if role is None:
        return Draft(cut, span.end, view.root(span.start, span.end), "name", name=span)
    edges = [phrase_start(view, i, scene.by_token) for i in (head, cut - 1, role_start)]
    start = trim_start(view, min(*edges, role_start), role_start + 1, scene.by_token, scene.knowledge.roles)
    end, owners = _of_extension(scene, head, span.end)
    top = view.root(start, span.end)
    return Draft(
        start, end, top, "name", name=span, role=role, role_start=role_start, modifiers=find_modifiers(scene, start, role_start),
        owners=_owners(scene, start, role_start) + _owners_in_role(scene, role_start, cut) + owners,
    )  # fmt: skip


def _owners_in_role(scene: Scene, role_start: int, cut: int) -> tuple[Owner, ...]:
    """A body between the parts of a doubled title: NATO in "spokesman for NATO Colonel X"."""
    return tuple(
        o for o in _owners(scene, role_start, cut) if o.name is not None and o.name.kind in ("known", "organisation")
    )


def _body(scene: Scene, span: NameSpan, head: int) -> Draft:
    first = phrase_start(scene.view, head, scene.by_token)
    start = trim_start(scene.view, first, span.start + 1, scene.by_token, scene.knowledge.roles)
    modifiers, owners = find_modifiers(scene, start, span.start), _owners(scene, start, span.start)
    return Draft(start, span.end, head, "name", name=span, modifiers=modifiers, owners=owners)


def _nominal(scene: Scene, head: int) -> Draft | None:
    view, knowledge = scene.view, scene.knowledge
    first = phrase_start(view, head, scene.by_token)
    if first - 1 in scene.by_token and _is_adjective(scene, first - 1):
        first = scene.by_token[first - 1].start
    if (end := _hyphenated_end(scene, head, first)) > head + 1:
        return None if titles_a_name(scene, end) else _office(scene, head, first, end)
    found_agent = knowledge.agents.ending_at(view.keys, head + 1, first)
    found_role = knowledge.roles.ending_at(view.keys, head + 1, first)
    if titles_a_name(scene, head + 1) or (found_agent is None and found_role is None):
        return None
    if found_role is not None and not found_role[0].many and (found_agent is None or found_agent[1] >= found_role[1]):
        return _office(scene, head, first, head + 1)
    if found_agent is None and found_role is not None:
        found_agent = (group_of_role(found_role[0]), found_role[1])
    assert found_agent is not None
    agent, word_start = found_agent
    name = name_before(scene, first, word_start)
    if name is not None and agent.cls == "body" and agent.kind in _GENERIC_BODIES:
        first = min(first, phrase_start(view, name.start, scene.by_token))
        start = trim_start(view, first, name.start + 1, scene.by_token, knowledge.roles)
        modifiers, owners = find_modifiers(scene, start, head), _owners(scene, start, name.start)
        # A listed name needs no noun to say what it names.
        end = head + 1 if name.known is None else name.end
        return Draft(start, end, head, "name", name=name, agent=agent, modifiers=modifiers, owners=owners)
    start = trim_start(view, first, word_start + 1, scene.by_token, knowledge.roles)
    end, owners = _extension(scene, head, head + 1)
    end = max(end, _field_end(scene, agent, head))
    owners = _owners(scene, first, word_start) + owners
    if agent.needs_owner and not any(o.link in ("modifier", "possessive") for o in owners):
        kept = agent.cls == "owned" and start < word_start and any(o.link == "in" for o in owners)
        # "government warplanes", "army jets"
        sent_by = agent.cls == "platform" and view.keys[word_start - 1] in _STATE_FORCES and word_start > first
        if not kept and not sent_by:
            return None
    if agent.noun == "party" and head + 1 < len(view) and view.keys[head + 1] == "to":
        return None
    modifiers = find_modifiers(scene, start, word_start)
    return Draft(
        start,
        end,
        head,
        "nominal",
        agent=agent,
        modifiers=modifiers,
        owners=owners,
        definite=is_definite(view, first, start),
    )


def _field_end(scene: Scene, agent: AgentWord, head: int) -> int:
    """The end of "ministry of defence", "commission on human rights": a body of the state and what it is for."""
    inner = (
        own_preposition(scene.view, head, head + 1, ("of", "for", "on"))
        if agent.kind == "government" and agent.cls == "body"
        else None
    )
    return (
        inner + 1
        if inner is not None and inner < head + 5 and scene.view.tags[inner] in ("NN", "NNS", "NNP")
        else head + 1
    )


def _is_adjective(scene: Scene, i: int) -> bool:
    """ "accused Azerbaijani forces": an adjective before its noun that the parser may hang on the verb."""
    view, span = scene.view, scene.by_token[i]
    return span.kind == "demonym" and view.deps[i] == "dobj" and view.heads[i] < i and not view.tags[i].endswith("S")


def _hyphenated_end(scene: Scene, head: int, first: int) -> int:
    """The end of a title that goes on after a hyphen: "secretary-general", of which the parser takes the first part for the head."""
    view = scene.view
    if head + 2 >= len(view) or view.tags[head + 1] != "HYPH":
        return head + 1
    found = scene.knowledge.roles.ending_at(view.keys, head + 3, first)
    return head + 3 if found is not None and not found[0].many and found[1] <= head else head + 1


def _office(scene: Scene, head: int, first: int, role_end: int) -> Draft:
    """An office without its holder's name: "Iraq's prime minister", "the speaker of parliament"."""
    view, roles = scene.view, scene.knowledge.roles
    role = roles.ending_at(view.keys, role_end, first)
    role_start = role[1] if role is not None else head
    start = trim_start(view, first, role_start + 1, scene.by_token, roles)
    end, owners = _extension(scene, head, role_end)
    return Draft(
        start, end, head, "nominal", role=role[0] if role else None, role_start=role_start, modifiers=find_modifiers(scene, start, role_start),
        owners=_owners(scene, first, role_start) + owners, definite=is_definite(view, first, start),
    )  # fmt: skip


def _place_at(scene: Scene, token: int) -> tuple[int, Place | None]:
    """The end and the place of the mention at a token, or of the name before a word such as "province"."""
    mention, end = scene.places.at(token), 0
    if mention is None:
        mention = next(
            (m for c in scene.view.children[token] if scene.view.deps[c] == "compound" and (m := scene.places.at(c))),
            None,
        )
        end = token + 1
    if mention is None:
        return 0, None
    return max(mention.end, end), scene.places.places.get(mention.place) if mention.place else None


def _extension(scene: Scene, head: int, end: int) -> tuple[int, tuple[Owner, ...]]:
    """Where a phrase ends when "of X" or "in X" belongs to it, and X as its owner."""
    of_end, owners = _of_extension(scene, head, end)
    if of_end > end:
        return of_end, owners
    inner = own_preposition(scene.view, head, end, _WHERE)
    if inner is None:
        return end, ()
    span = scene.by_token.get(inner)
    if span is not None and span.kind in ("known", "organisation") and scene.view.words[end].lower() == "from":
        return span.end, (Owner("of", span.start, span.end, name=span),)
    place_end, place = _place_at(scene, inner)
    if place_end == 0 and (span is None or span.kind not in ("country", "capital", "place", "organisation")):
        return end, ()
    stop = max(span.end if span else 0, place_end)
    return stop, (Owner("in", inner, stop, name=span, place=place),)


def _of_extension(scene: Scene, head: int, end: int) -> tuple[int, tuple[Owner, ...]]:
    view = scene.view
    inner = own_preposition(view, head, end, ("of", "for", "to"))
    if inner is None or (
        view.words[end].lower() != "of" and scene.knowledge.roles.ending_at(view.keys, end, end - 1) is None
    ):
        return end, ()
    span = scene.by_token.get(inner)
    place_end, place = _place_at(scene, inner)
    if span is not None and span.kind in _OWNING and not is_person(span):
        return span.end, (Owner("of", span.start, span.end, name=span, place=place),)
    if span is None and place is not None:
        return place_end, (Owner("of", inner, place_end, place=place),)
    draft = phrase_draft(scene, inner)
    if draft is None and (land := _land(scene, inner)) is not None:
        return inner + 1, (Owner("of", land.start, inner + 1, name=land),)
    town = own_preposition(view, inner, inner + 1, ("of",)) if draft is None else None
    if town is not None and (place_of := _place_at(scene, town))[1] is not None:
        return place_of[0], (Owner("of", town, place_of[0], place=place_of[1]),)
    return (end, ()) if draft is None else (draft.end, (Owner("of", draft.start, draft.end, draft=draft),))


def _land(scene: Scene, noun: int) -> NameSpan | None:
    """The country that an unknown piece of land belongs to: Syria's, in "the Syrian Golan Heights"."""
    if scene.view.tags[noun] not in ("NNP", "NNPS"):
        return None
    start = phrase_start(scene.view, noun, scene.by_token)
    spans = (scene.by_token.get(i) for i in range(start, noun))
    return next((s for s in spans if s is not None and s.kind in ("country", "demonym")), None)


def _owners(scene: Scene, start: int, stop: int) -> tuple[Owner, ...]:
    """The names, places, possessors and possessive pronouns among tokens `start:stop`."""
    view, owners, i = scene.view, [], start
    while i < stop:
        span = scene.by_token.get(i)
        mention = scene.places.at(i)
        place_end, place = _place_at(scene, i) if mention is not None else (0, None)
        end = i + 1
        if span is not None or place is not None:
            end = max(span.end if span else 0, place_end, i + 1)
            link = "possessive" if end < len(view) and view.tags[end] == "POS" else "modifier"
            owners.append(Owner(link, i, end, name=span, place=place))
        elif view.tags[i] == "PRP$":
            owners.append(Owner("pronoun", i, i + 1))
        elif view.tags[i] in ("NN", "NNS") and i + 1 < len(view) and view.tags[i + 1] == "POS":
            owners.append(Owner("possessive", i, i + 1, draft=_nominal(scene, i)))
        i = end
    return tuple(owners)
