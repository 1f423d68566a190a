"""Runs an extractor over annotated texts and compares."""

from collections.abc import Sequence
from datetime import date

from extract.evaluation.annotations import GoldText, read_found
from extract.evaluation.matching import Comparison, compare
from extract.pipeline import Extractor
from extract.reader import read_article
from ontology.errors import InputError


def measure(extractor: Extractor, texts: Sequence[GoldText]) -> Comparison:
    """Read each text as an article of its own, and compare. InputError for one that cannot be read as given."""
    articles = []
    for text in texts:
        day = date.fromisoformat(text.date) if text.date else None
        article = read_article(text.text, published=day, publisher=text.publisher)
        if article.text != text.text:
            raise InputError(f"text {text.id}: line breaks or spaces are not normal; write it as it should be read")
        articles.append(article)
    return compare(texts, [read_found(extraction) for extraction in extractor.extract_many(articles)])
