"""The lexicon files and the pattern language they are written in."""

import pytest

from extract.events.lexicon import load_lexicon, parse_pattern
from ontology.errors import DataFileError

CLASSES = {"arms": frozenset({"missile"})}


def test_every_pattern_stands_under_one_relation_only() -> None:
    seen: dict[str, str] = {}
    for patterns in load_lexicon().verbs.values():
        for pattern in patterns:
            assert seen.setdefault(pattern.text, pattern.relation) == pattern.relation, pattern.text


def test_every_pattern_and_noun_codes_to_a_relation_of_the_vocabulary() -> None:
    lexicon = load_lexicon()
    named = {p.relation for ps in lexicon.verbs.values() for p in ps} | {
        n.relation for ns in lexicon.nouns.values() for n in ns
    }
    assert named <= set(lexicon.vocabulary.relations)
    assert len(named) > 100


def test_a_pattern_is_read_into_its_parts() -> None:
    pattern = parse_pattern("hand_over {arms} to {recipient}", "arms supply", "x.yaml", CLASSES)
    assert (pattern.lemma, pattern.particle) == ("hand", "over")
    assert [(p.kind, p.prep) for p in pattern.parts] == [("object", None), ("prep", "to")]


def test_a_more_demanding_pattern_counts_as_more_specific() -> None:
    general = parse_pattern("supply {any}", "aid", "x.yaml", CLASSES)
    special = parse_pattern("supply {arms} to {recipient}", "arms supply", "x.yaml", CLASSES)
    assert special.specificity > general.specificity


@pytest.mark.parametrize("text", ["supply {weaponry}", "{actor:giant} seize {place}", "{recipient}"])
def test_a_wrong_pattern_names_the_file_and_itself(text: str) -> None:
    with pytest.raises(DataFileError, match=r"x\.yaml.*pattern"):
        parse_pattern(text, "aid", "x.yaml", CLASSES)
