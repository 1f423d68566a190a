"""From an article to a parse whose offsets are the article's: unread sections are blanked, paragraphs never share a sentence."""

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from typing import cast

import spacy
import yaml
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

import extract.attribution
import extract.lost_verbs  # noqa: F401  registers the component
from extract.tables import Reading
from ontology.errors import SettingsError
from ontology.records import Article, Section, SectionKind

READ = frozenset({SectionKind.TITLE, SectionKind.BODY})
# spaCy's memory grows with the length of one text, so long articles are parsed in pieces cut at paragraph ends.
_PIECE = 8_000
# "was taken.[4] The army": what a reader passes over would join two sentences.
_FOOTNOTES = re.compile(r"(?<=[.!?,;:\"”’)])(?:\[(?:\d{1,3}|[a-z]|citation needed)\])+")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")


@Language.component("belligraph_paragraphs")
def _paragraphs(doc: Doc) -> Doc:
    """A blank line or a run of blanked text ends a sentence before the parser looks."""
    for token in doc[:-1]:
        if token.is_space and (token.text.count("\n") > 1 or "\f" in token.text):
            doc[token.i + 1].is_sent_start = True
    return doc


def load_model(name: str) -> Language:
    """The spaCy pipeline with parser and entity recogniser. Raises SettingsError if it is not installed."""
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise SettingsError(f"the spaCy model {name!r} is not installed; install it or set BELLIGRAPH_MODEL") from error
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise SettingsError(f"the spaCy model {name!r} has no {' and no '.join(sorted(missing))}")
    nlp.add_pipe("belligraph_paragraphs", before="parser")
    _mend_words(nlp)
    nlp.max_length = 10_000_000
    return nlp


def _mend_words(nlp: Language) -> None:
    """Apply extract/data/tokens.yaml: hyphenated words stay whole, known wrong lemmas and closing verbs of saying are put right."""
    path = resources.files("extract") / "data" / "tokens.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for word in data["whole"]:
        for form in (word, word.capitalize()):
            cast(Tokenizer, nlp.tokenizer).add_special_case(form, [{"ORTH": form}])
    nlp.add_pipe("belligraph_lemmas", config={"lemmas": data["lemmas"], "past": data["past"]})
    nlp.add_pipe("belligraph_attribution", config={"verbs": data["closing"]})
    nlp.add_pipe("belligraph_lost_verbs", config={"verbs": data["addressing"]})


@Language.factory("belligraph_lemmas")
def _lemmas(nlp: Language, name: str, lemmas: dict[str, str], past: dict[str, str]) -> Callable[[Doc], Doc]:
    def mend(doc: Doc) -> Doc:
        for token in doc:
            if token.lower_ in past and token.pos_ != "VERB":
                token.pos_, token.tag_, token.lemma_ = "VERB", "VBD", past[token.lower_]
            lemma = lemmas.get(token.lower_)
            if lemma is not None and token.pos_ in ("VERB", "NOUN"):
                token.lemma_ = lemma
        return doc

    return mend


def mask(article: Article) -> str:
    """The article text with everything that is not title or body blanked, offsets unchanged.

    The end of every section becomes a form feed where there is room, which ends the sentence.
    """
    text = article.text
    sections = article.sections or (Section(kind=SectionKind.BODY, start=0, end=len(text)),)
    out, at = [], 0
    for section in sections:
        if section.kind in READ:
            out.append(_blank(section.start - at))
            out.append(_without_footnotes(_soft_lines(text[section.start : section.end])))
            at = section.end
    out.append(_blank(len(text) - at))
    return "".join(out)


def _blank(length: int) -> str:
    return "\f" + " " * (length - 1) if length > 0 else ""


def _without_footnotes(text: str) -> str:
    return _FOOTNOTES.sub(lambda found: " " * len(found.group()), text)


def _soft_lines(text: str) -> str:
    """Hard-wrapped lines join into one; blank lines stay."""
    return re.sub(
        r"(?<!\n)(?<!\n )\n(?![ \t\r]*\n)", " ", text.replace("\r", " ").replace("\t", " ").replace("\u00a0", " ")
    )


def read_many(nlp: Language, articles: Iterable[Article]) -> Iterator[Reading]:
    """Parses of articles, in order. Pieces of all articles run through the model in batches."""
    for article in articles:
        masked = mask(article)
        pieces = list(_pieces(masked))
        docs = list(nlp.pipe(pieces)) if len(pieces) > 1 else [nlp(masked)]
        doc = Doc.from_docs(docs, ensure_whitespace=False) if len(docs) > 1 else docs[0]
        assert doc is not None
        yield Reading(article, doc)


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while len(text) - start > _PIECE:
        cut = next(
            (m.end() for m in _PARAGRAPH.finditer(text, start + _PIECE // 2) if m.end() - start <= 2 * _PIECE), None
        )
        if cut is None:
            cut = text.rfind(" ", start, start + 2 * _PIECE) + 1 or start + 2 * _PIECE
            cut = max(cut, start + 1)
        yield text[start:cut]
        start = cut
    if start < len(text):
        yield text[start:]
