"""The tests of this folder are about the rules, unless they bring an encoder themselves."""

import pytest

from extract.pipeline import Extractor


@pytest.fixture(scope="session")
def extractor(extractor: Extractor) -> Extractor:
    """The loaded extractor without its encoder."""
    e = extractor
    return Extractor(e.nlp, e.gazetteer, e.knowledge, e.lexicon, e.extractor_id)
