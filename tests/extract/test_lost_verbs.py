"""The parser's errors with "outside" and with verbs it takes for participles, on sentences of our own."""

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article


@pytest.mark.parametrize(
    ("text", "verb", "subject", "thing"),
    [
        ("The interior minister accused outside agitators of fomenting the unrest.", "accused", "minister", "agitators"),
        ("On Monday the junta accused outside powers of arming the rebels.", "accused", "junta", "powers"),
        ("The government warned outside powers not to interfere.", "warned", "government", "powers"),
        ("Beijing accused outside forces of meddling in Hong Kong.", "accused", "Beijing", "forces"),
    ],
)
def test_outside_belongs_to_the_noun(extractor: Extractor, text: str, verb: str, subject: str, thing: str) -> None:
    found = next(t for t in extractor.nlp(text) if t.text == verb)
    assert {t.dep_: t.text for t in found.children if t.dep_ in ("nsubj", "dobj")} == {"nsubj": subject, "dobj": thing}


@pytest.mark.parametrize(
    "text",
    [
        "The minister accused of theft resigned.",
        "Police waited outside the court.",
        "The men arrested outside the embassy were freed.",
    ],
)
def test_other_sentences_stay_as_they_are(extractor: Extractor, text: str) -> None:
    mended = [(t.head.i, t.dep_) for t in extractor.nlp(text)]
    with extractor.nlp.select_pipes(disable=["belligraph_lost_verbs"]):
        assert [(t.head.i, t.dep_) for t in extractor.nlp(text)] == mended


def test_the_accuser_is_not_the_accused(extractor: Extractor) -> None:
    text = "The interior minister of Togo accused outside agitators of fomenting the unrest."
    event = next(e for e in extractor.extract(read_article(text)).events if e.type == "ACCUSE")
    assert {p.id for p in event.actors} == {"interior-minister-tgo"}
    assert {p.id for p in event.recipients} == {"civilians-tgo"}
