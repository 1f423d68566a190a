"""Cutting sentences into word pieces."""

import pytest

from extract.events.word_pieces import WordPieces

VOCABULARY = ["[PAD]", "[UNK]", "rebel", "##s", "shell", "##ed", "cote", "d", "ivoire", "'", ",", "u", "."]


@pytest.fixture
def word_pieces() -> WordPieces:
    return WordPieces(VOCABULARY)


def cut(word_pieces: WordPieces, text: str) -> list[str]:
    return [VOCABULARY[number] for number in word_pieces.cut(text, 50).ids]


def test_a_word_is_cut_into_the_longest_pieces_from_the_left(word_pieces: WordPieces) -> None:
    assert cut(word_pieces, "Rebels shelled") == ["rebel", "##s", "shell", "##ed"]


def test_accents_and_capitals_are_taken_off(word_pieces: WordPieces) -> None:
    assert cut(word_pieces, "CÔTE D'Ivoire") == ["cote", "d", "'", "ivoire"]


def test_a_word_that_cannot_be_cut_is_unknown_as_a_whole(word_pieces: WordPieces) -> None:
    assert cut(word_pieces, "rebelx, " + "s" * 200) == ["[UNK]", ",", "[UNK]"]


def test_every_piece_knows_the_characters_of_its_word(word_pieces: WordPieces) -> None:
    pieces = word_pieces.cut("Rebels,  shelled", 50)
    assert pieces.words == ((0, 6), (0, 6), (6, 7), (9, 16), (9, 16))
    assert pieces.first == (True, False, True, True, False)


def test_what_does_not_fit_is_left_out_by_whole_words(word_pieces: WordPieces) -> None:
    assert len(word_pieces.cut("rebels rebels", 4).ids) == 4
    assert len(word_pieces.cut("rebels rebels", 3).ids) == 2
    assert word_pieces.cut("", 3).ids == ()
