"""The parts of an actor phrase that stand by themselves: words that change a role, determiners, a name before "group"."""

from extract.actor_drafts import Scene
from extract.agent_words import AgentWord
from extract.name_spans import NameSpan
from extract.role_words import RoleWord
from extract.sector_kinds import KIND_OF_SECTOR
from extract.stances import names_a_side
from extract.token_view import TokenView

DETERMINERS = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her", "our"))
_LONGEST_GLOSS = 6


def is_person(span: NameSpan | None) -> bool:
    """Whether a name is a person's, by the tagger or by a list."""
    return span is not None and (span.kind == "person" or (span.known is not None and span.known.kind == "person"))


def find_modifiers(scene: Scene, start: int, stop: int) -> tuple[RoleWord, ...]:
    """The role modifiers among tokens `start:stop` ("former", "anti-government"), names of places and people left out."""
    view, roles, found = scene.view, scene.knowledge.roles, []
    for i in range(start, stop):
        span = scene.by_token.get(i)
        if span is not None and span.kind != "people" and (span.kind != "known" or span.end - span.start > 1):
            continue
        following = next((k for k in range(i + 1, min(stop, i + 3)) if view.keys[k]), None)
        pair = roles.modifier(f"{view.keys[i]} {view.keys[following]}") if following is not None else None
        word = pair or roles.modifier(view.keys[i])
        if word is not None:
            found.append(word)
    return tuple(found)


def is_definite(view: TokenView, first: int, start: int) -> bool:
    """Whether the words cut off before a phrase say that somebody known is meant."""
    return any(view.words[i].lower() in DETERMINERS for i in range(first, start))


def titles_a_name(scene: Scene, after: int) -> bool:
    """Whether a phrase that ends before `after` is the title of the name that follows."""
    view, sentence = scene.view, scene.view.sentences[after - 1]
    while after < len(view) and (scene.knowledge.roles.is_honorific(view.keys[after]) or view.words[after] == "."):
        after += 1
    return after < len(view) and view.sentences[after] == sentence and is_person(scene.by_token.get(after))


def group_of_role(role: RoleWord) -> AgentWord:
    """The group that the plural of a role names: "generals", "spokesmen"."""
    sector = role.sector if role.cls != "generic" else None
    kind = KIND_OF_SECTOR.get(role.sector or "", "civilians")
    return AgentWord(role.phrase, "people", kind, sector, role.phrase, owned=role.sector, many=True)


def name_before(scene: Scene, first: int, word_start: int) -> NameSpan | None:
    """The proper name right before a word such as "group" or "movement", brackets passed over: "the Kifaya (Enough) movement"."""
    view, k = scene.view, word_start - 1
    if view.words[k] == ")":
        opening = next((i for i in range(k, max(0, k - _LONGEST_GLOSS), -1) if view.words[i] == "("), 0)
        span = scene.by_token.get(opening - 1)
        k = k if span is None else span.end - 1
        first = min(first, k)
    while k >= first and not view.keys[k]:
        k -= 1
    span = scene.by_token.get(k)
    if span is None or span.kind not in ("organisation", "known", "person") or names_a_side(view, span.start):
        return None
    return span


def title_before(scene: Scene, start: int) -> tuple[RoleWord | None, int, int]:
    """The role before a name that starts at `start`, where the role starts, and where forms of address before the name start."""
    view, roles = scene.view, scene.knowledge.roles
    cut = start
    while cut > 0 and (
        (view.words[cut - 1] == "." and cut > 1)
        or (roles.is_honorific(view.keys[cut - 1]) and view.words[cut - 1][0].isupper())
    ):
        cut -= 1
    if cut < start and view.words[cut] == ".":
        cut = start
    first = next((i for i in range(max(0, cut - 8), cut) if view.sentences[i] == view.sentences[start]), cut)
    found = roles.ending_at(view.keys, cut, first)
    if found is None or found[0].many or _crosses_name(scene, found[1], cut) or view.tags[cut - 1] == ",":
        return None, cut, cut
    role, role_start = found
    outer = roles.ending_at(view.keys, role_start, max(0, role_start - 6)) if role.cls == "rank" else None
    if outer is not None and not outer[0].many and view.tags[role_start - 1] not in (",", "CC"):
        role, role_start = outer
    return role, role_start, cut


def _crosses_name(scene: Scene, start: int, end: int) -> bool:
    return any(i in scene.by_token and scene.by_token[i].start < start for i in range(start, end))
