"""The words around the gazetteer names of one article, by token: what the finders of signs and links both look at."""

from collections.abc import Sequence

from extract.name_matches import NameMatch
from extract.place_words import PlaceWords
from extract.token_view import TokenView

Entity = tuple[int, int, str]
_NO_ENTITY: Entity = (0, 0, "")


class NameContext:
    """Matches of an article with the tokens they stand in. Looking outside the article gives empty strings."""

    def __init__(self, view: TokenView, words: PlaceWords, matches: Sequence[NameMatch]) -> None:
        self.view = view
        self.words = words
        self.matches = matches
        self.starts = {m.start: i for i, m in enumerate(matches)}
        self.ends = {m.end: i for i, m in enumerate(matches)}
        self._entities: dict[int, Entity] = {t: (e.start, e.end, e.label_) for e in view.doc.ents for t in range(e.start, e.end)}

    def entity(self, token: int) -> Entity:
        """Start, end and label of the tagger's entity that covers a token; the label is empty where there is none."""
        return self._entities.get(token, _NO_ENTITY)

    def key(self, i: int) -> str:
        """The folded word of a token."""
        return self.view.keys[i] if 0 <= i < len(self.view) else ""

    def word(self, i: int) -> str:
        """The word of a token as written."""
        return self.view.words[i] if 0 <= i < len(self.view) else ""

    def capital(self, i: int) -> bool:
        """Whether a token is written with a capital and is no article."""
        word = self.word(i)
        return bool(word) and word[0].isupper() and self.view.tags[i] != "DT"
