"""Whose "the army", "government forces" or "parliament" is in an article that says it elsewhere in so many words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from extract.actor_drafts import Draft
from extract.country_focus import CountryFocus

STATE_KINDS = frozenset(("military", "police", "government", "parliament", "court"))


class BodyCountries:
    """The countries that the article itself gives to bodies of the state, by kind: of "Sudan's army" Sudan."""

    def __init__(self, owned: Iterable[tuple[str, str]] = ()) -> None:
        """`owned` holds a kind of actor and the country (ISO3) for each phrase that says whose it is."""
        self._by_kind: dict[str, Counter[str]] = {}
        for kind, country in owned:
            self._by_kind.setdefault(kind, Counter())[country] += 1

    def of(self, draft: Draft, kind: str, focus: CountryFocus) -> str | None:
        """The country of a body or people of this kind: the known one, of several the one where things happen."""
        agent = draft.agent
        assert agent is not None
        known: Mapping[str, int] = self._by_kind.get(kind, {})
        if not (draft.definite or (agent.cls == "body" and draft.end - draft.start <= 2)) or not known:
            return focus.of(draft.head, sure=True) or _only(known) or focus.of(draft.head)
        if len(known) == 1:
            return _only(known)
        grounds = [country for country in known if focus.is_ground(country)]
        here = focus.of(draft.head, sure=True)
        return grounds[0] if len(grounds) == 1 else here if here in known else None


def _only(known: Mapping[str, int]) -> str | None:
    return next(iter(known)) if len(known) == 1 else None
