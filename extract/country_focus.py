"""Which country a phrase without one is about, read from the countries and places named around it."""

from collections import Counter
from collections.abc import Mapping

from extract.actor_drafts import Scene
from extract.stances import SIDES, is_backer, names_a_side

_INSIDE = frozenset(("in", "near", "inside", "across", "throughout", "around", "outside", "within"))
# Parts of a country that stand behind its name: "in Haiti's capital".
_PARTS = frozenset((
    "capital", "city", "town", "village", "port", "province", "state", "region", "district", "north", "south", "east", "west", "northeast",
    "northwest", "southeast", "southwest", "coast", "interior", "heartland", "highlands", "countryside", "territory", "island", "valley",
))  # fmt: skip
# After "ethnic" as after "anti" a country's adjective does not say where people are.
_UNCOUNTED = SIDES | {"ethnic"}
# Where somebody goes is not where they are from: "the ousted president fled to Togo".
_REACHED = ("to", "into")
_TOWARDS = frozenset(("against", "with", "to", "toward", "towards", "on", "at", "between"))
_BORDERS = frozenset(("border", "borders", "frontier", "embassy", "embassies", "consulate", "consulates"))
# How much each way of naming a country says about where an article's events happen.
_PLACE_WEIGHT, _COUNTRY_WEIGHT, _DEMONYM_WEIGHT, _CAPITAL_WEIGHT = 2, 2, 1, 1
_TITLE_FACTOR = 3
# How many times as much as the next country the main one must count before others are asides.
_NEARLY_ALL = 3.0


class CountryFocus:
    """The countries of an article, sentence by sentence: where things happen apart from who acts and who is acted upon."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._total: Counter[str] = Counter()
        self._ground: Counter[str] = Counter()
        self._by_sentence: dict[int, Counter[str]] = {}
        self._places: dict[int, set[str]] = {}
        self._by_capital: dict[int, set[str]] = {}
        self._struck: dict[int, set[str]] = {}
        self._towards: dict[int, set[str]] = {}
        self._targets: dict[int, set[str]] = {}
        self._subjects: dict[int, str] = {}
        self._located: dict[int, set[str]] = {}
        self._said_inside: dict[int, set[str]] = {}
        self._countries_at: dict[int, str] = {}
        self._named: list[tuple[int, str]] = []
        self._bodies: dict[int, set[str]] = {}
        # Whether a headline stands before the first sentence, which then says where the article plays as well.
        self._titled = int(_has_title(scene))
        for span in scene.names:
            if span.known is not None and span.known.country is not None:
                self._bodies.setdefault(scene.view.sentences[span.start], set()).add(span.known.country)
            aside = names_a_side(scene.view, span.start, _UNCOUNTED) or is_backer(scene.view, span.end)
            if span.country is not None and span.kind != "seat" and not aside:
                self._count(span.start, span.end, span.country.iso3, span.kind)
                if span.end >= len(scene.view) or scene.view.tags[span.end] != "HYPH":
                    self._named.append((span.start, span.country.iso3))
        for mention in scene.places.mentions:
            place = scene.places.places.get(mention.place or "")
            inside = scene.by_token.get(mention.start)
            if place is not None and place.country and (inside is None or inside.kind == "place"):
                self._count(mention.start, mention.end, place.country, "place")

    def _count(self, start: int, end: int, iso3: str, kind: str) -> None:
        view = self._scene.view
        sentence, root = view.sentences[start], view.root(start, end)
        if view.heads[root] == end and view.deps[root] in ("compound", "amod", "poss"):
            if view.keys[end] in _BORDERS:
                return
            if view.deps[root] == "compound":
                root = view.heads[root]
        if kind not in ("place", "capital"):
            self._total[iso3] += 1
        self._countries_at[root] = iso3
        located = _is_inside(self._scene, root)
        weight = {"place": _PLACE_WEIGHT, "country": _COUNTRY_WEIGHT, "demonym": _DEMONYM_WEIGHT}.get(
            kind, _CAPITAL_WEIGHT
        )
        if located and kind == "capital":
            # "in Port-au-Prince" is a place, "Port-au-Prince said" a government.
            weight = _PLACE_WEIGHT
        if located or kind == "place" or (sentence == 0 and self._titled):
            self._ground[iso3] += weight * (_TITLE_FACTOR if sentence <= self._titled else 1)
        if view.deps[root] in ("nsubj", "nsubjpass"):
            self._subjects.setdefault(sentence, iso3)
        if view.deps[root] == "dobj" and kind == "country":
            self._targets.setdefault(sentence, set()).add(iso3)
        if located:
            self._located.setdefault(sentence, set()).add(iso3)
            if kind != "place":
                self._said_inside.setdefault(sentence, set()).add(iso3)
        if kind == "place":
            self._places.setdefault(sentence, set()).add(iso3)
            if view.deps[root] == "dobj":
                self._struck.setdefault(sentence, set()).add(iso3)
        if view.deps[root] == "pobj" and view.words[view.heads[root]].lower() in _REACHED:
            self._towards.setdefault(sentence, set()).add(iso3)
        if kind == "capital":
            self._by_capital.setdefault(sentence, set()).add(iso3)
        elif kind != "place" and sentence in self._by_capital:
            self._by_capital[sentence].discard(iso3)
        if kind != "place" and not _is_target(self._scene, root):
            self._by_sentence.setdefault(sentence, Counter())[iso3] += 1

    def of(self, token: int, *, sure: bool = False) -> str | None:
        """Whose a body of the state is: the only country of its sentence, else that one's subject, else the article's main one.

        With `sure` only the only country of the sentence will do.
        """
        sentence = self._scene.view.sentences[token]
        ground = _leading(self._ground, 1.5)
        here = self._acting(sentence, ground)
        if len(here) == 1:
            return next(iter(here))
        if sure:
            return None
        main = _leading(self._total, 2.0) or ground
        if here:
            inside = self._located.get(sentence, set())
            only = next(iter(inside)) if len(inside) == 1 else None
            return self._subjects.get(sentence) or (main if main in here else only)
        if len(self._bodies.get(sentence, ())) == 1:
            return next(iter(self._bodies[sentence]))
        before = self._acting(sentence - 1, ground)
        # An army may shell a town abroad: of several countries the one that was spoken of goes before the town's.
        spoken_of = self._subjects.get(sentence - 1)
        if self._struck.get(sentence) and spoken_of is not None:
            return spoken_of
        if len(self._places.get(sentence, ())) == 1:
            return next(iter(self._places[sentence]))
        likely = next(iter(before)) if len(before) == 1 else ground or main
        return None if likely in self._towards.get(sentence, ()) else likely

    def _acting(self, sentence: int, ground: str | None) -> Mapping[str, int]:
        """The countries that act in a sentence; capitals of elsewhere alone do not tell whose "the army" is."""
        here: Mapping[str, int] = self._by_sentence.get(sentence, {})
        abroad = ground is not None and ground not in here and set(here) <= self._by_capital.get(sentence, set())
        return {} if abroad else here

    def where(self, token: int, *, armed: bool = False) -> str | None:
        """Where people such as rebels and residents are: the place of the sentence, else of those before, else of the article.

        A sentence on somebody from elsewhere leaves it open, but for the `armed`, whom those from elsewhere talk about.
        """
        sentence = self._scene.view.sentences[token]
        ground = _leading(self._ground, 1.5)
        inside = self._named_place_above(token) or self._located.get(sentence, set())
        if inside:
            return next(iter(inside)) if len(inside) == 1 else ground if ground in inside else None
        here = {*self._by_sentence.get(sentence, ()), *self._places.get(sentence, ())}
        everywhere = self._total + self._ground
        if not self._ground or len(everywhere) == 1:
            return next(iter(here)) if len(here) == 1 else _leading(everywhere, 2.0)
        if len(self._targets.get(sentence, ())) == 1 and not armed:
            return next(iter(self._targets[sentence]))
        before = self._located.get(sentence - 1, set())
        # Where nearly everything happens an aside on another country changes nothing.
        aside = len(before) != 1 or armed or _leading(self._ground, _NEARLY_ALL) is not None
        near = ground if aside else next(iter(before))
        return near if armed or not here or near in here else None

    def _named_place_above(self, token: int) -> set[str]:
        """The country of the place that a clause with "where" around the token tells about."""
        view, node = self._scene.view, token
        while view.heads[node] != node:
            if view.deps[node] == "relcl" and any(view.keys[c] == "where" for c in view.children[node]):
                place = self._countries_at.get(view.heads[node])
                return {place} if place is not None else set()
            node = view.heads[node]
        return set()

    def located(self, token: int) -> str | None:
        """The one country or capital that the sentence is set in, or the sentence before where this one names no country."""
        sentence = self._scene.view.sentences[token]
        named = self._by_sentence.get(sentence) or self._places.get(sentence) or self._located.get(sentence)
        inside = self._said_inside.get(sentence if named else sentence - 1, set())
        return next(iter(inside)) if len(inside) == 1 else None

    def is_ground(self, iso3: str) -> bool:
        """Whether the article tells of places in this country more than of those in any other."""
        return _leading(self._ground, 1.0) == iso3

    def addressed(self, token: int) -> str | None:
        """Whose a body is that a foreign state speaks to ("India urged the government"): that of the country the article tells of."""
        view, node = self._scene.view, token
        while view.deps[node] in ("pobj", "prep") and view.heads[node] != node:
            node = view.heads[node]
        verb = view.heads[node]
        if view.deps[token] not in ("dobj", "pobj", "dative") or view.tags[verb][:2] != "VB":
            return None
        doers = {self._countries_at.get(c) for c in view.children[verb] if view.deps[c] == "nsubj"} - {None}
        main = _leading(self._ground, 1.0)
        return main if doers and main is not None and main not in doers else None

    @property
    def titled(self) -> bool:
        """Whether a headline stands before the text."""
        return bool(self._titled)

    def last_named(self, token: int) -> str | None:
        """The country named last before a token: whose "the country's military" is."""
        return next((iso3 for start, iso3 in reversed(self._named) if start < token), None)

    def mentions(self, iso3: str | None) -> bool:
        """Whether the article names this country or a place in it."""
        return iso3 is not None and (iso3 in self._total or iso3 in self._ground)


def _has_title(scene: Scene) -> bool:
    """Whether the first sentence is a headline: it ends without a stop, and more text follows."""
    view = scene.view
    first = [word for word, sentence in zip(view.words, view.sentences, strict=True) if sentence == 0 and word.strip()]
    return bool(first) and first[-1][-1] not in ".!?\"”" and view.sentences[-1] > 0


def _is_inside(scene: Scene, root: int) -> bool:
    """Whether something is said to be in a country: "in Haiti", "in Haiti's capital"."""
    view = scene.view
    noun = view.heads[root] if view.deps[root] == "poss" and view.keys[view.heads[root]] in _PARTS else root
    return view.deps[noun] == "pobj" and view.words[view.heads[noun]].lower() in _INSIDE


def _is_target(scene: Scene, root: int) -> bool:
    """Whether a country is what an act is directed at, so that others in the sentence are not from there."""
    view = scene.view
    return view.deps[root] == "dobj" or (view.deps[root] == "pobj" and view.words[view.heads[root]].lower() in _TOWARDS)


def _leading(counts: Counter[str], factor: float) -> str | None:
    """The country counted most, where it has at least `factor` times the count of the next one."""
    ranked = counts.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] >= factor * ranked[1][1]) else None
