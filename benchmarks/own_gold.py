"""How well events are found in the sentences of tests/gold, which were written and annotated for this project.

    .venv/bin/python benchmarks/own_gold.py [FILE...] [--errors] [--json]

A .jsonl file has annotated sentences, a .txt file sentences without any event; without FILE, the development part and the
ordinary sentences are read. `--errors` lists missed, false and wrong events. Do not use it on the test part: tests/gold/README.md.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Started as a script, extract.py of this folder would be found before the package of that name.
sys.path[:] = [str(ROOT), *(path for path in sys.path if Path(path).resolve() != ROOT / "benchmarks")]

# ruff: noqa: E402
from benchmarks.gold_sentences import FoundEvent, GoldSentence, read_found, read_gold, read_plain
from benchmarks.matching import Comparison, Tally, compare
from extract.pipeline import Extractor
from extract.reader import read_article

GOLD = ROOT / "tests" / "gold"
DEFAULT_FILES = (GOLD / "events_dev.jsonl", GOLD / "ordinary.txt")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=DEFAULT_FILES, help="files of sentences")
    parser.add_argument("--errors", action="store_true", help="list missed, false and wrong events with their sentences")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    options = parser.parse_args()
    extractor = Extractor.load()
    results = {path.name: measure(extractor, path) for path in options.files}
    if options.json:
        print(json.dumps({name: figures(result) for name, result in results.items()}, indent=2))
        return
    for name, result in results.items():
        print("\n".join([f"== {name}", *table_lines(result), *(error_lines(result) if options.errors else [])]))


def measure(extractor: Extractor, path: Path) -> Comparison:
    """Read each sentence of a file as an article of its own, and compare."""
    sentences = read_gold(path) if path.suffix == ".jsonl" else read_plain(path)
    return compare(sentences, find_events(extractor, sentences))


def find_events(extractor: Extractor, sentences: Sequence[GoldSentence]) -> list[list[FoundEvent]]:
    """The events of each sentence, in the order of the sentences."""
    articles = [
        read_article(sentence.text, published=date.fromisoformat(sentence.date) if sentence.date else None)
        for sentence in sentences
    ]
    return [read_found(extraction) for extraction in extractor.extract_many(articles)]


def figures(result: Comparison) -> dict[str, Any]:
    """All figures of a file, ready for JSON; an accuracy is null where there was nothing to judge."""
    return {
        "sentences": result.sentences,
        "levels": {name: _tally_figures(tally) for name, tally in result.levels.items()},
        "accuracy_of_matched": {
            name: round(counts[True] / counts.total(), 4) if counts.total() else None
            for name, counts in result.attributes.items()
        },
        "types": {name: _tally_figures(tally) for name, tally in sorted(result.types.items())},
        "false_events": len(result.false),
    }


def _tally_figures(tally: Tally) -> dict[str, float]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "extra": round(tally.extra, 4),
        "hits": tally.hits,
        "found": tally.found,
        "required": tally.required,
    }


def table_lines(result: Comparison) -> list[str]:
    """The figures as a table for people."""
    lines = [f"{result.sentences} sentences, {len(result.false)} false events"]
    if not result.levels["type"].required:
        return lines
    lines.append(f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'extra':>7}{'hits':>6}{'found':>7}{'required':>9}")
    for name, tally in [*result.levels.items(), *sorted(result.types.items())]:
        rates = "".join(f"{rate:7.3f}" for rate in (tally.precision, tally.recall, tally.f1, tally.extra))
        lines.append(f"{name:24}{rates}{tally.hits:6}{tally.found:7}{tally.required:9}")
    for name, counts in result.attributes.items():
        right, total = counts[True], counts.total()
        lines.append(f"{name + ' of matched':24}{right / total if total else 0:7.3f}   {right} of {total}")
    return lines


def error_lines(result: Comparison) -> list[str]:
    """Missed and false events, then what is wrong about the others, each with its sentence."""
    missed = [
        f"MISSED {error.event.type} {error.event.relations[0]} | {error.sentence.id} {error.sentence.text}"
        for error in result.missed
    ]
    false = [f"FALSE  {_describe(error.event, error.sentence)}" for error in result.false]
    wrong = [f"WRONG  {error.attribute}: {_describe(error.event, error.sentence)}" for error in result.wrong]
    return [*missed, *false, *wrong]


def _describe(event: FoundEvent, sentence: GoldSentence) -> str:
    text = sentence.text
    names = [", ".join(text[start:end] for start, end in spans) for spans in (event.actors, event.recipients, event.places)]
    trigger = text[slice(*event.trigger)]
    return f"{event.type} {event.relation} ({trigger}) {event.status} {' > '.join(names)} | {sentence.id} {text}"


if __name__ == "__main__":
    main()
