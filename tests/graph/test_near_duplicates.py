"""Edited copies are found and different articles are not, on example articles and on ones put together from the clusters' texts.

Copies must share a band, which is how a store finds them, and then be of one report. Measured over all edits; run
`pytest -s tests/graph/test_near_duplicates.py` to see the figures by edit.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from graph.near_duplicates import PERMUTATIONS, bands, make_signature, pack, same_report, similarity, unpack

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = 14
FILLERS = (
    "officials",
    "residents",
    "later",
    "earlier",
    "reported",
    "described",
    "several",
    "nearby",
    "further",
    "local",
)
Paragraphs = list[str]
Edit = Callable[[Paragraphs, random.Random], Paragraphs]


@cache
def cluster_texts() -> tuple[str, ...]:
    """The short articles of the annotated clusters, several on each event."""
    files = (ROOT / "tests" / "graph").glob("clusters_*.jsonl")
    lines = [json.loads(line) for file in sorted(files) for line in file.read_text(encoding="utf-8").splitlines()]
    return tuple(article["text"] for line in lines for article in line["articles"])


@cache
def long_articles() -> tuple[tuple[str, ...], ...]:
    """Articles by paragraph: the examples, and ones made of sentences that no other has."""
    examples = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((ROOT / "examples").glob("*.json"))]
    written = [tuple(example["text"].split("\n\n")) for example in examples]
    sentences = [sentence for text in cluster_texts() for sentence in re.split(r"(?<=[.!?])\s+", text)]
    random.Random(1).shuffle(sentences)
    made = [sentences[i : i + SENTENCES] for i in range(0, len(sentences) - SENTENCES, SENTENCES)]
    return (*written, *(tuple(" ".join(part[i : i + 2]) for i in range(0, SENTENCES, 2)) for part in made))


def drop_paragraphs(text: Paragraphs, rng: random.Random) -> Paragraphs:
    dropped = set(rng.sample(range(len(text)), len(text) // 3))
    return [paragraph for number, paragraph in enumerate(text) if number not in dropped]


def reorder(text: Paragraphs, rng: random.Random) -> Paragraphs:
    return rng.sample(text, len(text))


def replace_lead(text: Paragraphs, rng: random.Random) -> Paragraphs:
    return [rng.choice(cluster_texts()), *text[1:]]


def replace_words(text: Paragraphs, rng: random.Random) -> Paragraphs:
    """Every tenth word."""
    return [" ".join(rng.choice(FILLERS) if rng.random() < 0.1 else word for word in p.split()) for p in text]


def cut(text: Paragraphs, rng: random.Random) -> Paragraphs:
    """The first 60 % of the words."""
    words = "\n\n".join(text).split()
    return [" ".join(words[: len(words) * 6 // 10])]


def correct(text: Paragraphs, rng: random.Random) -> Paragraphs:
    numbers = [re.sub(r"\d+", lambda found: str(int(found.group()) + 3), paragraph) for paragraph in text]
    return [*numbers, "Correction: an earlier version of this report gave a wrong number and misspelt a name."]


def update(text: Paragraphs, rng: random.Random) -> Paragraphs:
    """A new lead, a paragraph dropped, and another added at the end."""
    kept = [text[0], *text[2:]]
    return [*replace_lead(kept, rng), rng.choice(cluster_texts())]


EDITS: dict[str, Edit] = {
    "paragraphs dropped": drop_paragraphs,
    "paragraphs in another order": reorder,
    "a new lead": replace_lead,
    "a tenth of the words replaced": replace_words,
    "cut to 60 %": cut,
    "a correction": correct,
    "an update": update,
}


def edited() -> Iterator[tuple[str, str, str]]:
    """Each edit of each long article, by name, with the article."""
    for number, article in enumerate(long_articles()):
        for name, edit in EDITS.items():
            changed = edit(list(article), random.Random(f"{name} {number}"))
            yield name, "\n\n".join(article), "\n\n".join(changed)


def is_found(left: str, right: str) -> bool:
    first, second = make_signature(left), make_signature(right)
    assert first is not None
    assert second is not None
    return bool(set(bands(first)) & set(bands(second))) and same_report(first, second)


def test_edited_copies_are_found() -> None:
    found: dict[str, list[bool]] = defaultdict(list)
    for name, original, copy in edited():
        found[name].append(is_found(original, copy))
    for name, outcomes in found.items():
        print(f"{name:32} {sum(outcomes)} of {len(outcomes)}")
        assert sum(outcomes) / len(outcomes) >= 0.85, name
    outcomes = [outcome for each in found.values() for outcome in each]
    assert len(outcomes) >= 400
    assert sum(outcomes) / len(outcomes) >= 0.97


def test_different_articles_are_not_copies_even_of_one_event() -> None:
    texts = ["\n\n".join(article) for article in long_articles()], list(cluster_texts())
    pairs = wrong = 0
    for group in texts:
        signatures = [made for text in group if (made := make_signature(text))]
        pairs += len(signatures) * (len(signatures) - 1) // 2
        wrong += sum(same_report(left, right) for left, right in combinations(signatures, 2))
    print(f"{wrong} false pairs of {pairs}")
    assert pairs >= 20_000
    assert wrong / pairs < 1 / 10_000


def test_few_different_articles_share_a_band() -> None:
    kept: dict[str, int] = defaultdict(int)
    for article in long_articles():
        for band in bands(make_signature(" ".join(article)) or ()):
            kept[band] += 1
    looked_up = sum(number * (number - 1) // 2 for number in kept.values())
    pairs = len(long_articles()) * (len(long_articles()) - 1) // 2
    assert looked_up / pairs < 0.01


def test_a_signature_does_not_depend_on_case_accents_or_punctuation() -> None:
    text = " ".join(long_articles()[0])
    plain = re.sub(r"[.,'-]", " ", text.upper())
    assert make_signature(text) == make_signature(text + " ... ")
    assert similarity(make_signature(text) or (), make_signature(plain) or ()) > 0.8


def test_a_headline_has_no_signature() -> None:
    assert make_signature("Toll of Iraq market bombing rises") is None
    assert make_signature("word " * 20) is not None


@pytest.mark.parametrize("text", ["\n\n".join(long_articles()[0]), cluster_texts()[0]])
def test_a_signature_is_kept_as_it_is(text: str) -> None:
    signature = make_signature(text)
    assert signature is not None
    assert len(signature) == PERMUTATIONS
    assert unpack(pack(signature)) == signature
    assert similarity(signature, signature) == 1
