"""Names that only say towards whom somebody stands: "pro-Iranian", "anti-US", "counter-ISIL", "US-backed"."""

from extract.actor_drafts import Owner
from extract.token_view import TokenView

SIDES = frozenset(("pro", "anti", "counter"))
# The tagger calls a hyphen an adjective now and then.
HYPHENS = ("-", "‑", "–")
_STANCES = frozenset((
    "backed", "allied", "aligned", "supported", "funded", "linked", "affiliated", "made", "born", "based",
    "trained", "held", "controlled", "occupied", "style", "inspired",
))  # fmt: skip


def is_stance(view: TokenView, owner: Owner) -> bool:
    """Whether the name in front of a noun is no owner of it but the side it takes."""
    return owner.link == "modifier" and (is_backer(view, owner.end) or names_a_side(view, owner.start))


def is_backer(view: TokenView, end: int) -> bool:
    """Whether the name that ends here says who backs, made or holds what follows: "Rwandan-backed"."""
    return end + 1 < len(view) and view.words[end] in HYPHENS and view.keys[end + 1] in _STANCES


def names_a_side(view: TokenView, start: int, words: frozenset[str] = SIDES) -> bool:
    """Whether the name that starts at a token stands after "pro", "anti" or another of these words."""
    before = start - 2 if start > 1 and view.words[start - 1] in HYPHENS else start - 1
    return before >= 0 and view.keys[before] in words
