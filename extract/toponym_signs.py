"""What speaks for and against one gazetteer name being a place: the tagger's label, its fame, the words beside it."""

from collections.abc import Sequence
from functools import cached_property

from extract.countries import Countries, is_abbreviation
from extract.name_context import NameContext
from extract.name_matches import NameMatch
from extract.place_rows import NameGrade
from extract.toponym_links import Links

# What the tagger's label is worth where the name is the whole entity, and where it is a part of one.
_LABELS = {"": 0.0, "GPE": 3.0, "LOC": 2.5, "FAC": 1.5, "ORG": 0.0, "PERSON": -1.0, "NORP": -0.5}
_PARTS = {"": 0.0, "GPE": 1.0, "LOC": 1.0, "FAC": 0.5, "ORG": -0.5, "PERSON": -2.5, "NORP": -0.5}
_NEVER = -9.0
# "Islamic State of Iraq and the Levant": what a group claims in its name is no place of the story.
_CLAIMED = -4.0
# A street, a paper, a club, an army unit or a disease that bears the name.
_OTHER_THING = -4.0
_TITLED = -5.0
_TIED = 2.5
_OBSCURE = -0.8
_PERSONAL, _SURNAME, _ARTICLE = -1.5, -2.5, -2.5
_INSIDE_NAMES = frozenset({"de", "del", "da", "do", "das", "dos", "du", "des", "di", "sur", "el", "la"})
_DASHES = ("-", "–", "--", "—")
_UNIT_WORDS = ("command", "brigade", "battalion", "division")


class Signs:
    """Signs about the matches of one article, by their index."""

    def __init__(self, context: NameContext, countries: Countries, links: Links) -> None:
        self.at = context
        self.words = context.words
        self.countries = countries
        self.links = links

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Last words of the persons named in full in this article."""
        people = (e for e in self.at.view.doc.ents if e.label_ == "PERSON")
        last = ((e.end - 2 if self.at.view.words[e.end - 1] in ("'s", "’s") else e.end - 1, e.start) for e in people)
        return frozenset(self.at.view.keys[i] for i, start in last if i > start)

    def weight(self, index: int) -> float:
        """How much speaks for this name being a place here; below zero where something speaks against it."""
        match = self.at.matches[index]
        text = self.at.view.text(match.start, match.end)
        if self._never(match, text):
            return _NEVER
        total = self._label(match) + self._prominence(match)
        total += self._before(match) + self._after(match)
        total += _TIED if self.links.container(index)[0] is not None or self.links.is_container(index) else 0.0
        total += _ARTICLE if self._a_thing(match) else 0.0
        if match.end - match.start == 1:
            total += _PERSONAL if match.key in self.words.personal and not self._tagged_place(match) else 0.0
            total += _SURNAME if match.key in self.surnames else 0.0
        return total

    def _a_thing(self, match: NameMatch) -> bool:
        """Whether "the" stands before a town's name that no noun follows: "the Durango" is a car."""
        if self.at.key(match.start - 1) != "the" or self.at.view.tags[match.end - 1] == "NNPS":
            return False
        tag = self.at.view.tags[match.end] if match.end < len(self.at.view) else ""
        towns = all(c.kind in ("city", "village", "admin2") and not c.name.startswith("The ") for c in match.candidates[:3])
        return towns and not tag.startswith(("NN", "JJ", "VBN", "VBG", "HYPH", "CD"))

    def _never(self, match: NameMatch, text: str) -> bool:
        if match.abbreviation:
            before = self.at.ends.get(match.start - 1)
            chained = self.at.word(match.start - 1) in (",", "(") and before is not None
            party = self.at.word(match.start - 1) in ("-", "–") and self.at.word(match.start - 2) in ("D", "R", "I")
            dotted = text.endswith(".") and self.at.entity(match.start)[2] == "GPE" and len(text) > 2
            return not (chained or party or dotted)
        if self.countries.by_demonym(text) and not self.countries.by_name(text):
            return True
        seat = self.countries.by_seat(text)
        if seat is not None and seat.kind == "seat":
            return True
        if is_abbreviation(text) and match.end - match.start == 1 and len(text) <= 5:
            known = any(c.kind == "country" or (c.kind == "region" and c.name.isupper()) for c in match.candidates)
            return not known and not self._shouting(match)
        return match.key in ("us", "uk") and not text.isupper()

    def _shouting(self, match: NameMatch) -> bool:
        """Whether all-capitals is the style of the place (a headline, a dateline), so that it says nothing of the name."""
        around = [self.at.word(match.start - 1), self.at.word(match.end)]
        if any(len(w) > 3 and w.isupper() for w in around):
            return True
        return self.at.word(match.end) in (*_DASHES, ",", "(") and match.start == 0

    def _tagged_place(self, match: NameMatch) -> bool:
        return self.at.entity(match.start)[2] in ("GPE", "LOC")

    def _label(self, match: NameMatch) -> float:
        entity = self.at.entity(match.start)
        if not entity[2]:
            entity = self.at.entity(match.end - 1)
        if not entity[2]:
            return -0.5 if self.at.view.tags[match.end - 1] not in ("NNP", "NNPS") else 0.0
        start, end, label = entity
        while end > match.end and self.at.word(end - 1) in ("'s", "’s", "'"):
            end -= 1
        if self.at.word(start) in ("the", "The"):
            start += 1
        if "," in self.at.view.words[start:end]:
            # The tagger took a list for one name.
            return 0.0
        whole = start >= match.start and end <= match.end
        if label == "PERSON" and self.at.word(match.start - 1) in ("the", "The"):
            label = "ORG"
        if whole and label == "PERSON" and match.end - match.start > 1:
            return -0.5
        return (_LABELS if whole else _PARTS).get(label, -1.0)

    def _prominence(self, match: NameMatch) -> float:
        best = 0.0
        for c in match.candidates[:12]:
            if c.kind == "country" or (c.feature_code == "PPLC" and c.grade <= 1):
                return 3.0
            if c.chosen:
                best = max(best, 2.0)
            elif c.kind == "admin1" and c.grade <= 1:
                best = max(best, 1.5 if c.population > 300_000 else 0.7)
            elif c.grade <= 1:
                best = max(best, 1.5 if c.population > 1e6 else 1.0 if c.population > 1e5 else 0.5 if c.population > 2e4 else 0.0)
        if match.end - match.start > 1:
            return best + 0.7
        return best or (_OBSCURE if all(c.grade == NameGrade.ALTERNATE for c in match.candidates) else 0.0)

    def _before(self, match: NameMatch) -> float:
        i = match.start - 1
        if self.at.word(i) in ("the", "The"):
            i -= 1
        key = self.at.key(i)
        if not key:
            return self._before_mark(match, i)
        if key in self.words.place_prepositions and not (self.at.capital(i) and key in self.words.directions):
            return 0.0 if self.at.key(i - 1) == "according" else 2.0
        if self.at.capital(i) and i == match.start - 1:
            return self._before_capital(match, i)
        if key == "and" and i in self.at.ends and self._before(self.at.matches[self.at.ends[i]]) <= _CLAIMED:
            return _CLAIMED
        if key in ("of", "on", "for", "over", "upon") and self.at.key(i - 1) in self.words.assaults and not self.at.capital(i - 1):
            return 2.0
        if key == "of":
            return self._before_of(i - 1)
        if key in self.words.outlets and i == match.start - 1:
            return _OTHER_THING
        if key in self.words.before:
            return 2.0
        if key in self.words.ground_verbs and not self.at.capital(i):
            return 3.0
        return 2.0 if key in self.words.place_verbs and not self.at.capital(i) else 0.0

    def _before_mark(self, match: NameMatch, i: int) -> float:
        if self.at.word(i) in ("-", "–") and self.at.word(i - 1) in ("R", "D", "I"):
            return 3.0
        if match.start == 0 or self.at.view.sentences[match.start] != self.at.view.sentences[match.start - 1]:
            return 0.0
        return 0.5 if self.at.word(i) == "-" and i in self.at.ends else 0.0

    def _before_capital(self, match: NameMatch, i: int) -> float:
        word, key = self.at.word(i), self.at.key(i)
        if key in self.words.claims_of:
            return _CLAIMED
        if key in self.words.directions or key in self.words.before:
            return 1.0
        if key in self.words.titles or (len(key) == 1 and word.endswith(".")):
            return _TITLED
        if i + 1 in self.at.ends or self.at.view.tags[i] not in ("NNP", "NNPS"):
            return 0.0
        return -1.5

    def _before_of(self, i: int) -> float:
        key = self.at.key(i)
        if self.at.capital(i):
            if self.at.key(i - 1) in self.words.claims_of or key in self.words.claims_of:
                return _CLAIMED
            if self.at.entity(i)[2] == "PERSON":
                return 2.5
            return 1.5 if key in self.words.bodies_of or key in self.words.before else -1.0
        if key in self.words.directions:
            # Nobody is "west of" a person.
            return 3.5
        return 2.0 if key in self.words.before else 0.7

    def _after(self, match: NameMatch) -> float:
        i = match.end
        word, key = self.at.word(i), self.at.key(i)
        if word in ("'s", "’s", "'", "’"):
            saint = self.at.key(match.start) in ("st", "saint")
            return -2.5 if saint else 0.5 if not self.at.capital(i + 1) else 0.0
        if word in ("-", "–"):
            return 2.0 if self.at.key(i + 1) in self.words.after and not self.at.capital(i + 1) else 0.0
        if word == "$" or key in self.words.things:
            return _OTHER_THING
        if not key:
            return 2.5 if self._dateline(match) else 0.0
        if self.at.capital(i):
            return self._after_capital(match, i, key)
        if key in self.words.person_verbs:
            return -2.0
        if key in _INSIDE_NAMES and self.at.capital(i + 1) and self._prominence(match) < 2.0:
            # "San Jacinto del Valle", of which the gazetteer has the beginning
            return _OTHER_THING
        return 2.2 if key in self.words.after or key in self.words.kinds else 0.0

    def _dateline(self, match: NameMatch) -> bool:
        """Whether the name opens a sentence in capitals before a dash or an agency in brackets: "BAGHDAD (Reuters) -"."""
        if not self.at.word(match.start).isupper() or len(self.at.word(match.start)) < 3:
            return False
        if match.start and self.at.view.sentences[match.start] == self.at.view.sentences[match.start - 1]:
            return False
        return self.at.word(match.end) in (*_DASHES, "(", ",", ":", "|")

    def _after_capital(self, match: NameMatch, i: int, key: str) -> float:
        area = self.at.key(match.end - 1) in self.words.kinds
        if key in self.words.streets and not area:
            return _OTHER_THING
        if key in self.words.not_places or self.at.key(i + 1) in _UNIT_WORDS:
            return _OTHER_THING
        if key in self.words.local_bodies or key in self.words.kinds or key in self.words.titles:
            return 1.8
        if self.at.word(i).isupper() or i in self.at.starts:
            return 0.0
        # "Dar Ezza": the first word of a longer name that no gazetteer has.
        begins = self.at.entity(i)[2] in ("GPE", "LOC", "FAC") and self._prominence(match) <= 1.0
        return _OTHER_THING if begins else -1.0

    def listed_with(self, index: int, weights: Sequence[float], plain: float) -> bool:
        """Whether the name stands in a list beside one whose weight is at least `plain`."""
        return any(
            0 <= other < len(self.at.matches) and weights[other] >= plain and self.links.in_list(min(index, other), max(index, other))
            for other in (index - 1, index + 1)
        )
