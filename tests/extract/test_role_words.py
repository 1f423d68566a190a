from pathlib import Path

import pytest

from extract.agent_words import AgentWords
from extract.plurals import plural
from extract.role_words import RoleWords
from ontology.errors import DataFileError


def test_longest_role_that_ends_at_a_token_wins() -> None:
    found = RoleWords.load().ending_at(["us", "vice", "", "president"], 4, 0)
    assert found is not None
    assert (found[0].phrase, found[0].sector, found[1]) == ("vice president", "GOV", 1)


def test_plural_of_a_role_is_known_as_many() -> None:
    found = RoleWords.load().ending_at(["foreign", "ministers"], 2, 0)
    assert found is not None
    assert found[0].many


@pytest.mark.parametrize(
    ("one", "many"),
    [("gunman", "gunmen"), ("child", "children"), ("deputy", "deputies"), ("boy", "boys"), ("coach", "coaches")],
)
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_two_word_noun_goes_before_its_last_word() -> None:
    found = AgentWords.load().ending_at(["iraqi", "security", "forces"], 3, 0)
    assert found is not None
    assert (found[0].noun, found[0].sector, found[1]) == ("security force", "COP", 1)


def test_word_inside_a_name_tells_what_bears_it() -> None:
    word = AgentWords.load().in_name(("council", "of", "representatives"))
    assert word is not None
    assert (word.kind, word.sector) == ("parliament", "LEG")


def test_unknown_class_is_an_error_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "roles.tsv"
    path.write_text("phrase\tclass\tsector\nking\tcrown\tGOV\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"roles\.tsv:2: class 'crown'"):
        RoleWords.load(path)
