"""Whose "the army", "government forces" or "parliament" is in an article that says it elsewhere in so many words."""

from collections import Counter
from collections.abc import Iterable, Mapping

from extract.country_focus import CountryFocus

STATE_KINDS = frozenset(("military", "police", "government", "parliament", "court"))


class BodyCountries:
    """The countries that the article itself gives to bodies of the state, by kind: of "Sudan's army" Sudan."""

    def __init__(self, owned: Iterable[tuple[str, str]] = ()) -> None:
        """`owned` holds a kind of actor and the country (ISO3) for each phrase that says whose it is."""
        self._by_kind: dict[str, Counter[str]] = {}
        for kind, country in owned:
            self._by_kind.setdefault(kind, Counter())[country] += 1

    def of(self, head: int, kind: str, focus: CountryFocus, *, known: bool) -> str | None:
        """The country of a body or people of a kind with this head. Of a `known` one that of the same kind elsewhere.

        Where the article gives several countries such bodies it is the one where things happen.
        """
        countries: Mapping[str, int] = self._by_kind.get(kind, {})
        if not known or not countries:
            return focus.of(head, sure=True) or _only(countries) or focus.of(head)
        if len(countries) == 1:
            return _only(countries)
        grounds = [country for country in countries if focus.is_ground(country)]
        here = focus.of(head, sure=True)
        return grounds[0] if len(grounds) == 1 else here if here in countries else None


def _only(countries: Mapping[str, int]) -> str | None:
    return next(iter(countries)) if len(countries) == 1 else None
