import runpy
from pathlib import Path

import pytest

from ontology.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "vocabulary_docs.py"


@pytest.fixture(scope="module")
def page() -> str:
    return str(runpy.run_path(str(SCRIPT))["make_page"](load_vocabulary()))


def test_the_vocabulary_page_is_what_the_data_says(page: str) -> None:
    written = (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
    assert written == page, "run python scripts/vocabulary_docs.py"


def test_the_vocabulary_page_names_every_term(page: str) -> None:
    vocabulary = load_vocabulary()
    tables = (vocabulary.relations, vocabulary.kinds, vocabulary.sectors, vocabulary.predicates, vocabulary.contexts)
    terms = [term for table in tables for term in table]
    assert [term for term in terms if f"| {term} |" not in page] == []
    assert [name for name in vocabulary.types if f"### {name}\n" not in page] == []
