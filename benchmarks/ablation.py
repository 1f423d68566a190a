"""What each part of the event coder buys: rules alone, encoder alone, both, and two trivial readers, on annotated texts.

    .venv/bin/python benchmarks/ablation.py [FILE...] [--json]

FILE is as for `belligraph evaluate`; without one, the development part of tests/gold and the ordinary sentences.
`words`: every word of the lexicon is an event of its most common type, the first actor named acts and the second undergoes.
`most common`: the first of them in a text, always of the commonest type.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

ROOT = Path(__file__).resolve().parents[1]
# Started as a script, extract.py of this folder would be found before the package of that name.
sys.path[:] = [str(ROOT), *(path for path in sys.path if Path(path).resolve() != ROOT / "benchmarks")]

# ruff: noqa: E402
from spacy.tokens import Span, Token

from app.extraction import load_extractor
from app.settings import load_settings
from extract.actors import find_actors
from extract.evaluation.annotations import FoundEvent, GoldText, read_annotations
from extract.evaluation.matching import Comparison, compare
from extract.evaluation.measuring import measure
from extract.events.lexicon import Lexicon
from extract.parsing import read_many
from extract.pipeline import EventReaders, Extractor
from extract.places import find_places
from extract.reader import read_article
from extract.tables import ActorTable

GOLD = ROOT / "tests" / "gold"
DEFAULT_FILES = (GOLD / "events_dev.jsonl", GOLD / "ordinary.txt")
COMMONEST = "ASSAULT"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=DEFAULT_FILES, help="annotated texts")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    options = parser.parse_args()
    texts = {path.name: read_annotations(path) for path in options.files}
    results = {name: dict(compare_readers(own)) for name, own in texts.items()}
    figures = {name: {who: _figures(result) for who, result in own.items()} for name, own in results.items()}
    print(json.dumps(figures, indent=1) if options.json else "\n".join(_table(figures)))


def compare_readers(texts: Sequence[GoldText]) -> Iterator[tuple[str, Comparison]]:
    """How each reader does on the texts."""
    for readers in get_args(EventReaders):
        yield readers, measure(load_extractor(load_settings(encoder=readers)), texts)
    extractor = load_extractor(load_settings(encoder="rules"))
    words = [list(_by_words(extractor, text)) for text in texts]
    yield "words", compare(texts, words)
    yield "most common", compare(texts, [[replace(event, type=COMMONEST) for event in found[:1]] for found in words])


def expected_error(judged: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """The expected calibration error: the mean distance between how sure events were and how often such events were right."""
    groups: dict[int, list[float]] = {}
    for sure, right in judged:
        groups.setdefault(min(bins - 1, int(sure * bins)), []).append(sure - right)
    return sum(abs(sum(group)) for group in groups.values()) / len(judged) if judged else 0.0


def _by_words(extractor: Extractor, text: GoldText) -> Iterator[FoundEvent]:
    reading = next(read_many(extractor.nlp, [read_article(text.text)]))
    places = find_places(reading, extractor.gazetteer, extractor.knowledge.countries)
    actors = find_actors(reading, places, extractor.knowledge)
    for sentence in reading.doc.sents:
        spans = list(_actor_spans(sentence, actors))
        for token in sentence:
            kind = _common_type(extractor.lexicon, token)
            if kind is not None:
                trigger = (token.idx, token.idx + len(token))
                yield FoundEvent(kind, None, "", trigger, tuple(spans[:1]), tuple(spans[1:2]), (), "asserted")


def _actor_spans(sentence: Span, actors: ActorTable) -> Iterator[tuple[int, int]]:
    for mention in sorted(actors.mentions, key=lambda m: m.start):
        if sentence.start <= mention.start < sentence.end and mention.form in ("name", "nominal") and mention.actor:
            span = sentence.doc[mention.start : mention.end]
            yield span.start_char, span.end_char


def _common_type(lexicon: Lexicon, token: Token) -> str | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        relations = [pattern.relation for pattern in lexicon.verbs.get(lemma, ())]
    else:
        relations = [noun.relation for noun in lexicon.nouns.get(lemma, ())] if token.pos_ == "NOUN" else []
    kinds = Counter(lexicon.vocabulary.relations[relation].type for relation in relations)
    return kinds.most_common(1)[0][0] if kinds else None


def _figures(result: Comparison) -> dict[str, float]:
    levels = result.levels
    return {
        "false events": len(result.false),
        "precision": round(levels["type"].precision, 3),
        "recall": round(levels["type"].recall, 3),
        "f1": round(levels["type"].f1, 3),
        "extra": round(levels["type"].extra, 3),
        "with actor": round(levels["type+actor"].f1, 3),
        "with recipient": round(levels["type+actor+recipient"].f1, 3),
        "status": round(_share(result.attributes["status"]), 3),
        "calibration error": round(expected_error(result.confidence), 3),
    }


def _share(counts: Mapping[bool, int]) -> float:
    return counts[True] / max(1, counts[True] + counts[False])


def _table(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Iterator[str]:
    for name, own in figures.items():
        columns = list(next(iter(own.values())))
        yield f"== {name}"
        yield f"{'':12}" + "".join(f"{column:>19}" for column in columns)
        for who, values in own.items():
            yield f"{who:12}" + "".join(f"{values[column]:19}" for column in columns)


if __name__ == "__main__":
    main()
