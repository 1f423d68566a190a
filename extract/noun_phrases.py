"""Where a noun phrase that names an actor starts and ends: no leading determiner, no relative clause, no loose adjective."""

from collections.abc import Mapping

from extract.name_spans import NameSpan
from extract.role_words import RoleWords
from extract.token_view import TokenView

# What never stands inside the part of a noun phrase before its head.
_BREAK_TAGS = frozenset((
    "VBD", "VBZ", "VBP", "VB", "MD", "WDT", "WP", "WRB", "IN", "TO", "PRP", "EX", "RP", "``", "''", ":", ".", "_SP",
    "-LRB-", "-RRB-", "UH", "LS", ",",
))  # fmt: skip
_LOOSE_TAGS = frozenset(("DT", "PDT", "PRP$", "RB", "RBR", "RBS", "JJR", "JJS", "WP$", "HYPH", "NFP", "CC", "POS"))
_QUANTIFIERS = frozenset((
    "several", "many", "few", "some", "other", "more", "most", "such", "all", "both", "various", "numerous",
    "certain", "new", "same", "own", "first", "second", "third", "last", "next", "another", "any", "only", "just",
    "least", "about", "around", "nearly", "almost", "roughly", "over", "up", "dozen", "hundred", "thousand",
    "million", "dozens", "hundreds", "thousands", "scores", "total", "key", "so", "called", "number", "two",
    "rival", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
))  # fmt: skip
# "On Monday strikers stopped trains": the parser may join the day to the subject.
_DAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
# Words before a name without which it would mean somebody else.
_TELLING = frozenset(("pro", "anti", "counter", "ethnic"))
QUANTITY_NOUNS = frozenset((
    "group", "groups", "number", "numbers", "dozens", "hundreds", "thousands", "scores", "tens", "millions",
    "majority", "handful", "pair", "couple", "series", "one", "two", "three", "four", "five", "some", "many",
    "most", "all", "several", "few", "half", "rest", "part", "lot", "crowd", "crowds", "dozen", "array", "list",
    "batch", "mass", "body", "team", "teams", "delegation",
))  # fmt: skip


def phrase_start(view: TokenView, head: int, names: Mapping[int, NameSpan]) -> int:
    """The first token of the noun phrase that ends at `head`, determiners and loose words included."""
    start = names[head].start if head in names else head
    edge = min(view.left_edges[i] for i in range(start, head + 1))
    if edge == start and start - 1 in names and view.words[start - 1].isupper() and names[start - 1].known is not None:
        return names[start - 1].start
    while start > edge:
        before = start - 1
        if before in names:
            start = names[before].start
        elif view.tags[before] in _BREAK_TAGS and not _is_listed_adjective(view, before):
            break
        else:
            start = before
    return start


def _is_listed_adjective(view: TokenView, comma: int) -> bool:
    """Whether a comma joins adjectives ("Sunni, Shiite and Kurdish leaders"), not clauses."""
    if view.tags[comma] != "," or comma == 0 or comma + 1 >= len(view):
        return False
    ahead = view.heads[comma] > comma or (view.heads[comma] == comma - 1 and view.heads[comma - 1] > comma)
    return view.tags[comma - 1] == "JJ" and view.tags[comma + 1] == "JJ" and ahead


def trim_start(view: TokenView, start: int, end: int, names: Mapping[int, NameSpan], roles: RoleWords) -> int:
    """`start` moved past determiners, numbers, quantifiers, and plain adjectives that stand before a capitalised word."""
    counted = [
        i for i in range(start, end - 1) if view.tags[i] == "CD" and i not in names and view.tags[i + 1] != "HYPH"
    ]
    start = max(start, counted[-1] + 1) if counted else start
    while start < end - 1 and start not in names:
        key, tag = view.keys[start], view.tags[start]
        if not (tag in _LOOSE_TAGS or tag == "CD" or not key or key in _QUANTIFIERS or key in _DAYS or key.isdigit()):
            break
        start += 1
    if start < end - 1 and view.tags[start] == "VBG" and start > 0 and view.tags[start - 1] == "IN" and start not in names:
        start += 1
    while start < end - 1 and _is_loose_adjective(view, start, end, names, roles):
        start += 1
    return start


def _is_loose_adjective(view: TokenView, i: int, end: int, names: Mapping[int, NameSpan], roles: RoleWords) -> bool:
    if (
        i in names
        or view.tags[i] not in ("JJ", "VBN", "VBG", "RB", "HYPH", "NN", "JJS")
        or view.keys[i] in _TELLING
        or roles.modifier(view.keys[i])
    ):
        return False
    if view.tags[i] == "NN" and view.tags[i + 1] != "HYPH" and view.deps[i] != "npadvmod":
        return False
    joined = view.keys[i + 1] == "" and view.tags[i + 1] == "HYPH"
    if joined and roles.modifier(f"{view.keys[i]} {view.keys[i + 2]}" if i + 2 < end else ""):
        return False
    return any(k in names for k in range(i + 1, end))


def own_preposition(view: TokenView, head: int, end: int, words: tuple[str, ...]) -> int | None:
    """The object of a preposition that directly follows the phrase and belongs to its head: Fallujah in "people of Fallujah"."""
    if end >= len(view) or view.words[end].lower() not in words or view.heads[end] not in (head, end - 1):
        return None
    return next((c for c in view.children[end] if c > end and view.deps[c] == "pobj"), None)
