"""Ties between the place names of an article: lists, containment ("Alexandria, Louisiana"), and the kind of place called for."""

from extract.name_context import NameContext
from extract.name_matches import NameMatch

_GAP = frozenset((",", "(", "-", "–", "--", "—", "/"))
_LIST_JOINTS = frozenset((",", "and", "or", "&", "/", ";", "the"))
# A name means an area only if the area is among its most prominent places.
_LIKELY_AREAS = 3
FEATURES = ("water", "mountain", "facility", "region")


class Links:
    """Ties of the matches of one article, by their index."""

    def __init__(self, context: NameContext) -> None:
        self.at = context

    def in_list(self, first: int, second: int) -> bool:
        """Whether two neighbouring names are parts of a list: "A, B", "A and B"."""
        between = self.at.view.words[self.at.matches[first].end : self.at.matches[second].start]
        return 1 <= len(between) <= 3 and all(w in _LIST_JOINTS for w in between)

    def is_container(self, index: int) -> bool:
        """Whether the name before is said to lie in this one, as in "Alexandria, Louisiana"."""
        before = self.at.ends.get(self._gap_before(self.at.matches[index].start))
        return before is not None and self.container(before)[0] == index

    def _gap_before(self, start: int) -> int:
        return start - 1 if self.at.word(start - 1) in _GAP else start

    def container(self, index: int) -> tuple[int | None, float]:
        """The index of the name that this one is said to lie in, and how firmly (1 is "Alexandria, Louisiana")."""
        match = self.at.matches[index]
        owner = self.at.ends.get(match.start - 1) if self.at.word(match.start - 1) in ("'s", "’s") else None
        if owner is not None and self._contains(owner, index):
            return owner, 0.8
        i = match.end
        word = self.at.word(i)
        if word in (",", "(") and i + 1 in self.at.starts:
            other = self.at.starts[i + 1]
            return (other, 1.0) if self._contains(other, index) else (None, 0.0)
        while self.at.key(i) in self.at.words.kinds and i < match.end + 2:
            i += 1
        if self.at.word(i) == ",":
            i += 1
        if self.at.key(i) not in ("in", "of", "near"):
            return None, 0.0
        i += 1
        while i not in self.at.starts and self.at.view.tags[i : i + 1] in (("DT",), ("JJ",), ("RB",)):
            i += 1
        other_index = self.at.starts.get(i)
        if other_index is None or not self._contains(other_index, index):
            return None, 0.0
        return other_index, 0.6

    def _contains(self, outer: int, inner: int) -> bool:
        first, last = self.at.matches[inner].candidates, self.at.matches[outer].candidates
        if not first or not last or (first[0].kind == last[0].kind and first[0].kind in ("country", "admin1")):
            # "Nevada, New Mexico, Ohio" is a list, though Ohio has a town of the name Nevada.
            return False
        areas = {c.id for c in last[:_LIKELY_AREAS] if c.area}
        lands = {c.country for c in last[:_LIKELY_AREAS] if c.kind in ("country", "region") and c.country}
        return any(c.admin1 in areas or c.admin2 in areas or (c.country in lands and c.kind != "country") for c in first)

    def kinds(self, index: int) -> frozenset[str]:
        """The kinds of place that the words in and beside the name call for; empty where they say nothing."""
        match = self.at.matches[index]
        found: set[str] = set()
        if match.end - match.start > 1:
            found |= self.at.words.kinds.get(self.at.key(match.end - 1), frozenset())
        after = self.at.key(match.end)
        found |= self.at.words.kinds.get(after, frozenset())
        before = match.start - 1
        if self.at.key(before) == "of":
            found |= self.at.words.kinds.get(self.at.key(before - 1), frozenset())
        elif self.at.key(before) in self.at.words.kinds and self.at.word(before - 1) != ",":
            found |= self.at.words.kinds[self.at.key(before)]
        return frozenset(found)

    def spanned(self, index: int) -> NameMatch:
        """The match, widened over a feature word that changes what is meant: "Neches" in "Neches River" is no town."""
        match = self.at.matches[index]
        kinds = self.at.words.kinds.get(self.at.key(match.end), frozenset()) if self.at.capital(match.end) else frozenset()
        if any(k in FEATURES for k in kinds) and not any(c.kind in kinds for c in match.candidates):
            return NameMatch(match.start, match.end + 1, f"{match.key} {self.at.key(match.end)}", ())
        return match
