"""Joining people on their names alone: measured on pairs of names, and on what it must never do."""

import csv
from pathlib import Path

import pytest

from ontology.same_name import NameMatch, match_names, name_blocks, same_name

PAIRS = Path(__file__).parent / "name_pairs.tsv"
PRECISION_FLOOR = 0.98
RECALL_FLOOR = 0.90


def read_pairs() -> list[tuple[str, str, bool]]:
    lines = [line for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(row["first"], row["second"], row["join"] == "yes") for row in csv.DictReader(lines, delimiter="\t")]


def test_there_are_enough_pairs_of_either_kind() -> None:
    pairs = read_pairs()
    assert len({frozenset(pair[:2]) for pair in pairs}) >= 500
    assert min(sum(join for *_, join in pairs), sum(not join for *_, join in pairs)) >= 200


def test_joins_are_precise_and_find_most_of_the_pairs() -> None:
    pairs = read_pairs()
    joined = [pair for pair in pairs if same_name(*pair[:2])]
    wrong = [pair[:2] for pair in joined if not pair[2]]
    assert 1 - len(wrong) / len(joined) >= PRECISION_FLOOR, wrong
    missed = [pair[:2] for pair in pairs if pair[2] and pair not in joined]
    assert 1 - len(missed) / sum(join for *_, join in pairs) >= RECALL_FLOOR, missed


def test_the_order_of_the_two_names_does_not_matter() -> None:
    assert all(same_name(first, second) == same_name(second, first) for first, second, _ in read_pairs())


def test_names_that_may_be_joined_are_found_by_a_block_they_share() -> None:
    alike = [pair[:2] for pair in read_pairs() if same_name(*pair[:2])]
    assert [pair for pair in alike if not name_blocks(pair[0]) & name_blocks(pair[1])] == []
    assert not name_blocks("Maliki")


@pytest.mark.parametrize(
    ("first", "second", "match"),
    [
        ("Nouri al-Maliki", "Nuri Al Maliki", NameMatch.SAME),
        ("George Bush", "George W. Bush", NameMatch.CLOSE),
        ("Mohammed Ali", "Muhammad Ali", NameMatch.CLOSE),
        ("Haider al-Abadi", "Nouri al-Maliki", None),
    ],
)
def test_what_two_people_may_share_is_only_close(first: str, second: str, match: NameMatch | None) -> None:
    assert match_names(first, second) == match


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Maliki", "Maliki"),
        ("al-Maliki", "Nouri al-Maliki"),
        ("President Bush", "President Bush"),
        ("Prime Minister Sharif", "Prime Minister Sharif"),
        ("J. Smith", "J. Smith"),
        ("J. Smith", "John Smith"),
        ("Ayatollah Khomeini", "Ayatollah Khamenei"),
    ],
)
def test_a_surname_with_a_title_or_an_initial_joins_nobody(first: str, second: str) -> None:
    assert not same_name(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ferdinand Marcos", "Ferdinand Marcos Jr."),
        ("Martin Luther King, Jr.", "Martin Luther King Sr."),
        ("George W. Bush", "George H. W. Bush"),
        ("George Walker Bush", "George Herbert Walker Bush"),
        ("Hamad bin Khalifa", "Hamad bin Isa Al Khalifa"),
        ("Mohammad Khatami", "Mohammad Reza Khatami"),
        ("Ali Hassan", "Hassan Ali"),
        ("Li Peng", "Li Ping"),
    ],
)
def test_relatives_and_namesakes_stay_apart(first: str, second: str) -> None:
    assert not same_name(first, second)


def test_a_family_name_may_come_first_or_before_a_comma() -> None:
    assert same_name("Abe Shinzo", "Shinzo Abe")
    assert same_name("Putin, Vladimir", "Vladimir Putin")
    assert same_name("King, Martin Luther", "Martin Luther King")
