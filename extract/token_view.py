"""One pass over a parsed article that takes out of spaCy what the actor finders look at again and again."""

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from ontology.ids import fold_text


@dataclass(frozen=True)
class TokenView:
    """Columns over the tokens of a doc: words, folded keys (empty for punctuation), tags, dependencies, heads."""

    doc: Doc
    words: tuple[str, ...]
    keys: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    sentences: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def left_edges(self) -> tuple[int, ...]:
        """The first token of each token's subtree."""
        return tuple(token.left_edge.i for token in self.doc)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The syntactic children of each token, in order of the text."""
        out: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                out[head].append(i)
        return tuple(tuple(c) for c in out)

    def text(self, start: int, end: int) -> str:
        """The text of tokens `start:end` on one line."""
        return " ".join(self.doc[start:end].text.split())

    def root(self, start: int, end: int) -> int:
        """The token of `start:end` whose syntactic head lies outside; the last one where the parse gives several."""
        outside = [i for i in range(start, end) if not start <= self.heads[i] < end or self.heads[i] == i]
        if not outside:
            return end - 1
        named = [i for i in outside if self.keys[i] and self.deps[i] not in ("det", "punct", "case")]
        return named[-1] if named else outside[-1]


def view_tokens(doc: Doc) -> TokenView:
    """Read the columns once."""
    words, keys, tags, deps, heads, sentences = [], [], [], [], [], []
    folded: dict[str, str] = {}
    number = -1
    for token in doc:
        word = token.text
        if word not in folded:
            folded[word] = fold_text(word)
        if token.is_sent_start or number < 0:
            number += 1
        words.append(word)
        keys.append(folded[word])
        tags.append(token.tag_)
        deps.append(token.dep_)
        heads.append(token.head.i)
        sentences.append(number)
    return TokenView(doc, tuple(words), tuple(keys), tuple(tags), tuple(deps), tuple(heads), tuple(sentences))
