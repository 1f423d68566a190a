"""What the text says about one gazetteer name: whether it is a place, of which kind, and in which other place it lies."""

from collections.abc import Sequence
from functools import cached_property

from extract.countries import Countries, is_abbreviation
from extract.name_matches import NameMatch
from extract.place_words import PlaceWords
from extract.token_view import TokenView

_LABELS = {"GPE": 3.0, "LOC": 2.5, "FAC": 1.5, "ORG": 0.0, "PERSON": -1.0, "NORP": -0.5}
_PARTS = {"GPE": 1.0, "LOC": 1.0, "FAC": 0.5, "ORG": -0.5, "PERSON": -2.5, "NORP": -0.5}
_GAP = frozenset((",", "(", "-", "–", "--", "—", "/"))
_LIST_JOINTS = frozenset((",", "and", "or", "&", "/", ";", "the"))
# A name means an area only if the area is among its most prominent places.
_LIKELY_AREAS = 3
FEATURES = ("water", "mountain", "facility", "region")


class Signs:
    """Signs about the matches of one article, by their index."""

    def __init__(self, view: TokenView, countries: Countries, words: PlaceWords, matches: Sequence[NameMatch]) -> None:
        self.view = view
        self.countries = countries
        self.words = words
        self.matches = matches
        self._starts = {m.start: i for i, m in enumerate(matches)}
        self._ends = {m.end: i for i, m in enumerate(matches)}
        self._entity: dict[int, tuple[int, int, str]] = {
            t: (e.start, e.end, e.label_) for e in view.doc.ents for t in range(e.start, e.end)
        }

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Last words of the persons named in full in this article."""
        people = (e for e in self.view.doc.ents if e.label_ == "PERSON")
        last = ((e.end - 2 if self.view.words[e.end - 1] in ("'s", "’s") else e.end - 1, e.start) for e in people)
        return frozenset(self.view.keys[i] for i, start in last if i > start)

    def _key(self, i: int) -> str:
        return self.view.keys[i] if 0 <= i < len(self.view) else ""

    def _word(self, i: int) -> str:
        return self.view.words[i] if 0 <= i < len(self.view) else ""

    def _capital(self, i: int) -> bool:
        word = self._word(i)
        return bool(word) and word[0].isupper() and self.view.tags[i] != "DT"

    def weight(self, index: int) -> float:
        """How much speaks for this name being a place here; below zero where something speaks against it."""
        match = self.matches[index]
        text = self.view.text(match.start, match.end)
        if self._never(match, text):
            return -9.0
        total = self._label(match) + self._prominence(match)
        total += self._before(match) + self._after(match)
        total += 2.5 if self.container(index)[0] is not None or self._is_container(index) else 0.0
        if match.end - match.start == 1:
            total -= 2.0 if match.key in self.words.personal else 0.0
            total -= 2.5 if match.key in self.surnames else 0.0
        return total

    def _never(self, match: NameMatch, text: str) -> bool:
        if match.abbreviation:
            before = self._ends.get(match.start - 1)
            chained = self._word(match.start - 1) in (",", "(") and before is not None
            party = self._word(match.start - 1) in ("-", "–") and self._word(match.start - 2) in ("D", "R", "I")
            dotted = text.endswith(".") and self._entity.get(match.start, (0, 0, ""))[2] == "GPE" and len(text) > 2
            return not (chained or party or dotted)
        if self.countries.by_demonym(text) and not self.countries.by_name(text):
            return True
        seat = self.countries.by_seat(text)
        if seat is not None and seat.kind == "seat":
            return True
        if is_abbreviation(text) and match.end - match.start == 1 and len(text) <= 5:
            return not self._shouting(match) and not any(c.kind in ("country", "region") for c in match.candidates)
        return match.key in ("us", "uk") and not text.isupper()

    def _shouting(self, match: NameMatch) -> bool:
        """Whether all-capitals is the style of the place (a headline, a dateline), so that it says nothing of the name."""
        around = [self._word(match.start - 1), self._word(match.end)]
        if any(len(w) > 3 and w.isupper() for w in around):
            return True
        return self._word(match.end) in (",", "(", "-", "–", "--", "—") and match.start == 0

    def _label(self, match: NameMatch) -> float:
        entity = self._entity.get(match.start) or self._entity.get(match.end - 1)
        if entity is None:
            return -0.5 if self.view.tags[match.end - 1] not in ("NNP", "NNPS") else 0.0
        start, end, label = entity
        while end > match.end and self._word(end - 1) in ("'s", "’s", "'"):
            end -= 1
        if self._word(start) in ("the", "The"):
            start += 1
        whole = start >= match.start and end <= match.end
        return (_LABELS if whole else _PARTS).get(label, -1.0)

    def _prominence(self, match: NameMatch) -> float:
        best = 0.0
        for c in match.candidates[:12]:
            if c.kind == "country":
                return 2.5
            if c.id.startswith("bg:") or c.kind == "region":
                best = max(best, 1.5)
            elif c.kind == "admin1" and c.grade <= 1:
                best = max(best, 1.5 if c.population > 300_000 else 0.7)
            elif c.grade <= 1:
                best = max(best, 1.5 if c.population > 1e6 else 1.0 if c.population > 1e5 else 0.5 if c.population > 2e4 else 0.0)
        return best + (0.7 if match.end - match.start > 1 else 0.0)

    def _before(self, match: NameMatch) -> float:
        i = match.start - 1
        if self._word(i) in ("the", "The"):
            i -= 1
        word, key = self._word(i), self._key(i)
        if not key:
            return self._before_mark(match, i)
        if self._capital(i) and i == match.start - 1:
            return self._before_capital(match, i)
        if key in self.words.place_prepositions:
            return 2.0
        if key == "of":
            return self._before_of(i - 1)
        if key in self.words.before:
            return 2.0
        return 1.0 if key in self.words.place_verbs and word.islower() else 0.0

    def _before_mark(self, match: NameMatch, i: int) -> float:
        if self._word(i) in ("-", "–") and self._word(i - 1) in ("R", "D", "I"):
            return 3.0
        if match.start == 0 or self.view.sentences[match.start] != self.view.sentences[match.start - 1]:
            return 0.0
        return 0.5 if self._word(i) == "-" and i in self._ends else 0.0

    def _before_capital(self, match: NameMatch, i: int) -> float:
        word, key = self._word(i), self._key(i)
        if key in self.words.directions or key in self.words.before:
            return 1.0
        if key in self.words.titles or (len(key) == 1 and word.endswith(".")):
            return -3.0
        if i + 1 in self._ends or self.view.tags[i] not in ("NNP", "NNPS"):
            return 0.0
        return -1.5

    def _before_of(self, i: int) -> float:
        key = self._key(i)
        if self._capital(i):
            if self._key(i - 1) in self.words.claims_of or key in self.words.claims_of:
                return -4.0
            if self._entity.get(i, (0, 0, ""))[2] == "PERSON":
                return 2.5
            return 1.5 if key in self.words.bodies_of or key in self.words.before else -1.0
        return 2.0 if key in self.words.before else 0.7

    def _after(self, match: NameMatch) -> float:
        i = match.end
        word, key = self._word(i), self._key(i)
        if word in ("'s", "’s", "'", "’"):
            saint = self._key(match.start) in ("st", "saint")
            return -2.5 if saint else 0.5 if not self._capital(i + 1) else 0.0
        if word in ("-", "–"):
            return 2.0 if self._key(i + 1) in self.words.after and not self._capital(i + 1) else 0.0
        if word == "$" or key in self.words.things:
            return -4.0
        if not key:
            return 2.5 if self._dateline(match) else 0.0
        if self._capital(i):
            return self._after_capital(match, i, key)
        if key in self.words.person_verbs:
            return -1.0
        return 2.2 if key in self.words.after else 0.0

    def _dateline(self, match: NameMatch) -> bool:
        """Whether the name opens a sentence in capitals before a dash or an agency in brackets: "BAGHDAD (Reuters) -"."""
        if not self._word(match.start).isupper() or len(self._word(match.start)) < 3:
            return False
        if match.start and self.view.sentences[match.start] == self.view.sentences[match.start - 1]:
            return False
        return self._word(match.end) in ("--", "—", "-", "–", "(", ",", ":", "|")

    def _after_capital(self, match: NameMatch, i: int, key: str) -> float:
        area = self._key(match.end - 1) in self.words.kinds
        if key in self.words.streets and not area:
            return -4.0
        if key in self.words.not_places or self._key(i + 1) in ("command", "brigade", "battalion", "division"):
            return -4.0
        if key in self.words.local_bodies or key in self.words.kinds or key in self.words.titles:
            return 1.8
        if self._word(i).isupper() or i in self._starts:
            return 0.0
        return -1.0

    def listed_with(self, index: int, weights: Sequence[float], plain: float) -> bool:
        """Whether the name stands in a list beside one whose weight is at least `plain`."""
        return any(
            0 <= other < len(self.matches) and weights[other] >= plain and self.in_list(min(index, other), max(index, other))
            for other in (index - 1, index + 1)
        )

    def in_list(self, first: int, second: int) -> bool:
        """Whether two neighbouring names are parts of a list: "A, B", "A and B"."""
        between = self.view.words[self.matches[first].end : self.matches[second].start]
        return 1 <= len(between) <= 3 and all(w in _LIST_JOINTS for w in between)

    def _is_container(self, index: int) -> bool:
        """Whether the name before is said to lie in this one, as in "Alexandria, Louisiana"."""
        before = self._ends.get(self._gap_before(self.matches[index].start))
        return before is not None and self.container(before)[0] == index

    def _gap_before(self, start: int) -> int:
        return start - 1 if self._word(start - 1) in _GAP else start

    def container(self, index: int) -> tuple[int | None, float]:
        """The index of the name that this one is said to lie in, and how firmly (1 is "Alexandria, Louisiana")."""
        match = self.matches[index]
        i = match.end
        word = self._word(i)
        if word in (",", "(") and i + 1 in self._starts:
            other = self._starts[i + 1]
            return (other, 1.0) if self._contains(other, index) else (None, 0.0)
        while self._key(i) in self.words.kinds and i < match.end + 2:
            i += 1
        if self._key(i) in ("in", "of") or self._word(i) == ",":
            i += 1 if self._word(i) != "," or self._key(i + 1) not in ("in", "near") else 2
            stop = i + 4
            while i < stop and i not in self._starts and not self._capital(i) and self._word(i) not in (",", "."):
                i += 1
            if i in self._starts and i < stop:
                other = self._starts[i]
                return (other, 0.6) if self._contains(other, index) else (None, 0.0)
        return None, 0.0

    def _contains(self, outer: int, inner: int) -> bool:
        first, last = self.matches[inner].candidates, self.matches[outer].candidates
        if not first or not last or (first[0].kind == last[0].kind and first[0].kind in ("country", "admin1")):
            # "Nevada, New Mexico, Ohio" is a list, though Ohio has a town of the name Nevada.
            return False
        areas = {c.id for c in last[:_LIKELY_AREAS] if c.area}
        lands = {c.country for c in last[:_LIKELY_AREAS] if c.kind == "country"}
        return any(c.admin1 in areas or c.admin2 in areas or (c.country in lands and c.kind != "country") for c in first)

    def kinds(self, index: int) -> frozenset[str]:
        """The kinds of place that the words in and beside the name call for; empty where they say nothing."""
        match = self.matches[index]
        found: set[str] = set()
        if match.end - match.start > 1:
            found |= self.words.kinds.get(self._key(match.end - 1), frozenset())
        after = self._key(match.end)
        found |= self.words.kinds.get(after, frozenset())
        before = match.start - 1
        if self._key(before) == "of":
            found |= self.words.kinds.get(self._key(before - 1), frozenset())
        elif self._key(before) in self.words.kinds and not self._word(before - 1) == ",":
            found |= self.words.kinds[self._key(before)]
        return frozenset(found)

    def spanned(self, index: int) -> NameMatch:
        """The match, widened over a feature word that changes what is meant: "Neches" in "Neches River" is no town."""
        match = self.matches[index]
        kinds = self.words.kinds.get(self._key(match.end), frozenset()) if self._capital(match.end) else frozenset()
        if any(k in FEATURES for k in kinds) and not any(c.kind in kinds for c in match.candidates):
            return NameMatch(match.start, match.end + 1, f"{match.key} {self._key(match.end)}", ())
        return match
