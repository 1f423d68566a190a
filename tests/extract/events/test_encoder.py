"""The shipped encoder: what it says of plain sentences, and that it says the same of the same sentence."""

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Token

from extract.events.encoder import MAX_PIECES, Encoder, load_encoder
from extract.events.opinion import Opinion
from extract.pipeline import Extractor
from ontology.errors import DataFileError
from ontology.records import Status
from ontology.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture(scope="module")
def nlp(extractor: Extractor) -> Language:
    return extractor.nlp


def word(text: str, wanted: str, nlp: Language) -> Token:
    return next(token for token in nlp(text) if token.text == wanted)


def ask(encoder: Encoder, token: Token) -> Opinion:
    return encoder.read([token.sent])[0]


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Rebels shelled the garrison of Bunia at dawn.", "shelled", "ASSAULT"),
        ("Teachers marched through Lima against the new law.", "marched", "PROTEST"),
        ("The foreign ministers of Chad and Niger met in Geneva.", "met", "CONSULT"),
        ("Police in Minsk detained forty students.", "detained", "COERCE"),
        ("Canada imposed an embargo on the junta.", "imposed", "SANCTION"),
    ],
)
def test_plain_triggers_have_their_type(encoder: Encoder, nlp: Language, text: str, trigger: str, kind: str) -> None:
    token = word(text, trigger, nlp)
    assert ask(encoder, token).likeliest(token)[0] == kind


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The striker fired his third goal of the season for Hamburg.", "fired"),
        ("A storm battered the coast of Norway overnight.", "battered"),
        ("The new film bombed at the box office in Canada.", "bombed"),
    ],
)
def test_words_of_force_elsewhere_are_no_events(encoder: Encoder, nlp: Language, text: str, trigger: str) -> None:
    token = word(text, trigger, nlp)
    assert ask(encoder, token).likeliest(token)[0] is None


def test_who_did_it_to_whom_and_where(encoder: Encoder, nlp: Language) -> None:
    token = word("The mayor was abducted by militants in Maiduguri.", "abducted", nlp)
    roles = ask(encoder, token).roles(token)
    named = {t.text: roles.role(t)[0] for t in token.sent if t.text in ("mayor", "militants", "Maiduguri", "abducted")}
    assert named == {"mayor": "recipients", "militants": "actors", "Maiduguri": "places", "abducted": "none"}


def test_a_denied_act_is_negated(encoder: Encoder, nlp: Language) -> None:
    token = word("The army did not attack the village, a minister said.", "attack", nlp)
    assert ask(encoder, token).status(token)[0] == "negated"


def test_sentences_read_together_are_read_like_each_alone(encoder: Encoder, nlp: Language) -> None:
    doc = nlp(
        "Rebels shelled the garrison. It was a long night for the people of the town on the river. Police detained a mayor."
    )
    together = encoder.read(list(doc.sents))
    alone = [encoder.read([sentence])[0] for sentence in doc.sents]
    for sentence, one, other in zip(doc.sents, together, alone, strict=True):
        assert one.rows == other.rows
        # Scores differ a little: eight-bit numbers are scaled by the largest of a run.
        assert [one.likeliest(t)[0] for t in sentence] == [other.likeliest(t)[0] for t in sentence]


def test_a_very_long_sentence_is_read_up_to_a_point(encoder: Encoder, nlp: Language) -> None:
    doc = nlp("Rebels shelled " + "the garrison and " * MAX_PIECES + "left")
    (opinion,) = encoder.read([doc[:]])
    assert opinion.knows(doc[1])
    assert not opinion.knows(doc[-1])


def test_the_labels_are_those_of_the_vocabulary(encoder: Encoder) -> None:
    assert set(encoder.labels.types) == {"none", *load_vocabulary().types}
    assert set(encoder.labels.statuses) == set(Status)


def test_a_missing_encoder_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="scripts/train"):
        Encoder(tmp_path)


def test_the_weights_are_small_enough_to_ship() -> None:
    folder = Path(__file__).parents[3] / "extract" / "data" / "encoder"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 30_000_000
