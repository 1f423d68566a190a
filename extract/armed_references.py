"""Which armed group "the militants" or "the rebels" are: one that the article named before, or unnamed ones where two may be meant."""

from collections import Counter
from dataclasses import dataclass

from extract.actor_drafts import Draft
from extract.token_view import TokenView

_REACH = {"gunmen": 2}
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True)
class ArmedMention:
    """A mention of a named armed group, and the word for its people in the same phrase: "Houthi rebels"."""

    head: int
    actor: str
    called: str | None = None


def is_armed_reference(draft: Draft) -> bool:
    """Whether a phrase is a definite plural for armed people that says nothing else about them."""
    agent = draft.agent
    return (
        draft.name is None and agent is not None and agent.kind == "armed group" and agent.cls == "people"
        and draft.form == "nominal" and draft.definite and not draft.owners
    )  # fmt: skip


def resolve_armed(view: TokenView, draft: Draft, earlier: list[ArmedMention]) -> str | None:
    """The group named before that is meant; None where none is, or where two are as likely."""
    assert draft.agent is not None
    reach = _REACH.get(draft.agent.group, len(view))
    sentence = view.sentences[draft.head]
    against = _opponents(view, draft.head)
    near = [m for m in earlier if sentence - view.sentences[m.head] <= reach and m.head not in against]
    if not near:
        return None
    alike = [m for m in near if m.called == draft.agent.group]
    recent = [m for m in near if sentence - view.sentences[m.head] <= 1]
    for choice in (near, alike, recent):
        if len({m.actor for m in choice}) == 1:
            return choice[0].actor
    ranked = Counter(m.actor for m in near).most_common(2)
    return ranked[0][0] if ranked[0][1] > 2 * ranked[1][1] else None


def _opponents(view: TokenView, head: int) -> frozenset[int]:
    """Subjects of the verb that a phrase is an object of: nobody attacks himself."""
    verb = view.heads[head] if view.deps[head] in ("dobj", "dative") else view.heads[view.heads[head]]
    if view.deps[head] in _SUBJECTS or view.deps[head] not in ("dobj", "dative", "pobj"):
        return frozenset()
    return frozenset(c for c in view.children[verb] if view.deps[c] in _SUBJECTS)
