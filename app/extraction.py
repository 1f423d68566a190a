"""Reads what users hand in. Importing this loads spaCy, so only worker processes and commands do."""

import re

from app.actor_lists import actor_lists
from app.faults import contain_faults
from app.gazetteer_setup import gazetteer_path
from app.intake import ArticleInput
from app.settings import Settings
from extract.pipeline import ExtractConfig, Extractor
from extract.reader import read_article
from ontology.errors import TooLargeError
from ontology.records import Article, Extraction

_WORD = re.compile(r"\w+")
# Texts of few words and many characters cost as much as texts of many words.
_LONGEST_MEAN_WORD = 20


class ExtractingReader:
    """The reader of worker processes."""

    def __init__(self, settings: Settings) -> None:
        self._extractor = load_extractor(settings)
        self._max_words = settings.max_words

    @property
    def extractor_id(self) -> str:
        """What names the extractor."""
        return self._extractor.extractor_id

    def read(self, given: ArticleInput) -> Extraction:
        """Everything read from the article in an input."""
        return read_input(self._extractor, given, self._max_words)

    def read_again(self, article: Article) -> Extraction:
        """Everything read from a stored article."""
        return read_again(self._extractor, article)


def load_extractor(settings: Settings) -> Extractor:
    """The extractor of the settings; takes about a second."""
    return Extractor.load(
        ExtractConfig(
            model=settings.model,
            gazetteer=gazetteer_path(settings),
            places=settings.places,
            actors=actor_lists(settings),
            encoder=settings.encoder,
        )
    )


def read_input(extractor: Extractor, given: ArticleInput, max_words: int) -> Extraction:
    """Everything read from the article in the input. InputError when it is no good, ReadingError when we are."""
    with contain_faults("reading"):
        return extractor.extract(make_article(given, max_words))


def read_again(extractor: Extractor, article: Article) -> Extraction:
    """Everything read from a stored article, from its text on; what is known about it and its id stay."""
    with contain_faults("reading"):
        anew = read_article(
            article.text,
            publisher=article.publisher,
            published=article.published,
            title=article.title,
            url=article.url,
            html=False,
        )
        return extractor.extract(anew.model_copy(update={"id": article.id, "publisher": article.publisher}))


def make_article(given: ArticleInput, max_words: int) -> Article:
    """The article in the input; TooLargeError when its text has more than `max_words` words."""
    article = read_article(
        given.content,
        publisher=given.publisher,
        published=given.published,
        title=given.title,
        url=given.url,
        html=given.html is not None,
    )
    words = count_words(article.text)
    if words > max_words:
        raise TooLargeError(f"the article has {words} words, the limit is {max_words} (BELLIGRAPH_MAX_WORDS)")
    return article


def count_words(text: str) -> int:
    """How many words a text is worth to the limits."""
    return max(sum(1 for _ in _WORD.finditer(text)), len(text) // _LONGEST_MEAN_WORD)
