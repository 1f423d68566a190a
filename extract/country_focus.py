"""Which country a phrase without one is about, read from the countries and places named around it."""

from collections import Counter

from extract.actor_drafts import Owner, Scene
from extract.token_view import TokenView

_INSIDE = frozenset(("in", "near", "at", "inside", "across", "throughout", "around", "outside"))
_STANCES = frozenset((
    "backed", "allied", "aligned", "supported", "funded", "linked", "affiliated", "made", "born", "based",
    "trained", "held", "controlled", "occupied", "style", "inspired",
))  # fmt: skip
_SIDES = frozenset(("pro", "anti"))
_TOWARDS = frozenset(("against", "with", "to", "toward", "towards", "on", "at", "between"))


class CountryFocus:
    """The countries of an article, sentence by sentence: those that act or hold places apart from those that are acted upon."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._total: Counter[str] = Counter()
        self._by_sentence: dict[int, Counter[str]] = {}
        self._subjects: dict[int, str] = {}
        self._located: dict[int, set[str]] = {}
        self._named: list[tuple[int, str]] = []
        self._bodies: dict[int, set[str]] = {}
        for span in scene.names:
            if span.known is not None and span.known.country is not None:
                self._bodies.setdefault(scene.view.sentences[span.start], set()).add(span.known.country)
            if span.country is not None and span.kind != "seat" and not _names_a_side(scene.view, span.start):
                self._count(span.start, span.end, span.country.iso3)
                if span.end >= len(scene.view) or scene.view.tags[span.end] != "HYPH":
                    self._named.append((span.start, span.country.iso3))
        for mention in scene.places.mentions:
            place = scene.places.places.get(mention.place or "")
            if place is not None and place.country and mention.start not in scene.by_token:
                self._count(mention.start, mention.end, place.country)

    def _count(self, start: int, end: int, iso3: str) -> None:
        view = self._scene.view
        sentence, root = view.sentences[start], view.root(start, end)
        if view.deps[root] == "compound" and view.heads[root] == end:
            root = view.heads[root]
        self._total[iso3] += 1
        if view.deps[root] in ("nsubj", "nsubjpass"):
            self._subjects.setdefault(sentence, iso3)
        if view.deps[root] == "pobj" and view.words[view.heads[root]].lower() in _INSIDE:
            self._located.setdefault(sentence, set()).add(iso3)
        if not _is_target(self._scene, root):
            self._by_sentence.setdefault(sentence, Counter())[iso3] += 1

    def of(self, token: int, *, local: bool = False, sure: bool = False) -> str | None:
        """The only country of the token's sentence, else its subject, else that of the sentence before, else the article's main one.

        For `local` actors, such as rebels and residents, the country where things happen goes before the country that acts.
        With `sure` only the only country of the sentence will do.
        """
        sentence = self._scene.view.sentences[token]
        inside = self._located.get(sentence, set())
        if local and len(inside) == 1:
            return next(iter(inside))
        here = self._by_sentence.get(sentence, Counter())
        if len(here) == 1:
            return next(iter(here))
        if sure:
            return None
        ranked = self._total.most_common(2)
        main = ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]) else None
        if here:
            only = next(iter(inside)) if len(inside) == 1 else None
            return self._subjects.get(sentence) or (main if main in here else only)
        if len(self._bodies.get(sentence, ())) == 1:
            return next(iter(self._bodies[sentence]))
        before = self._by_sentence.get(sentence - 1, Counter())
        return next(iter(before)) if len(before) == 1 else main

    def last_named(self, token: int) -> str | None:
        """The country named last before a token: whose "the country's military" is."""
        return next((iso3 for start, iso3 in reversed(self._named) if start < token), None)

    def mentions(self, iso3: str | None) -> bool:
        """Whether the article names this country or a place in it."""
        return iso3 is not None and iso3 in self._total


def is_stance(scene: Scene, owner: Owner) -> bool:
    """Whether a country word only says towards whom: "pro-Iranian", "anti-US", "US-backed"."""
    view, end = scene.view, owner.end
    if owner.link != "modifier":
        return False
    after = end + 1 < len(view) and view.tags[end] == "HYPH" and view.keys[end + 1] in _STANCES
    return after or _names_a_side(view, owner.start, _SIDES)


def _names_a_side(view: TokenView, start: int, words: frozenset[str] = _SIDES | {"ethnic"}) -> bool:
    """Whether a country word stands after "pro" or "anti", or after "ethnic", which says nothing about where people are."""
    before = start - 2 if start > 1 and view.tags[start - 1] == "HYPH" else start - 1
    return before >= 0 and view.keys[before] in words


def _is_target(scene: Scene, root: int) -> bool:
    """Whether a country is what an act is directed at, so that others in the sentence are not from there."""
    view = scene.view
    return view.deps[root] == "dobj" or (view.deps[root] == "pobj" and view.words[view.heads[root]].lower() in _TOWARDS)
