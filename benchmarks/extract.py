"""What reading articles costs: words and articles per CPU second, stage by stage, against spaCy alone, and memory.

    .venv/bin/python benchmarks/extract.py [--repeat N] [--json]

Reads the example articles over and over. CPU time of this process is counted, so other work on the machine matters little.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TypeVar

# Started as a script, this file would be found before the package of the same name.
sys.path[:] = [path for path in sys.path if not path.endswith("benchmarks")]

# ruff: noqa: E402
from app.examples import read_examples
from app.extraction import count_words, load_extractor, make_article
from app.intake import ArticleInput
from app.settings import load_settings
from extract.parsing import load_model, mask
from extract.pipeline import Extractor
from ontology.records import Article

Result = TypeVar("Result")

MAX_WORDS = 1_000_000


@dataclass(frozen=True)
class Figures:
    """The result of a run. Seconds are CPU seconds of one process; `ratio` is the whole extraction over bare spaCy."""

    articles: int
    words: int
    load_seconds: float
    reading_seconds: float
    bare_spacy_seconds: float
    extraction_seconds: float
    ratio: float
    words_per_second: float
    articles_per_second: float
    stages: dict[str, float]
    memory_mb: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=10, help="how often to read the examples (default 10)")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    options = parser.parse_args()
    figures = measure(list(read_examples()), options.repeat)
    if not options.json:
        print(_table(figures), file=sys.stderr)
    print(json.dumps(asdict(figures)))


def measure(inputs: list[ArticleInput], repeat: int) -> Figures:
    """Read the inputs `repeat` times with spaCy alone and with the whole extraction."""
    settings = load_settings()
    load_seconds, extractor = _timed(lambda: load_extractor(settings))
    reading_seconds, articles = _timed(lambda: [make_article(given, MAX_WORDS) for given in inputs] * repeat)
    words = sum(count_words(article.text) for article in articles)
    nlp = load_model(settings.model)
    texts = [mask(article) for article in articles]
    _read_all(extractor, articles[: len(inputs)])  # the first pass fills caches on both sides
    extractor.times.seconds.clear()
    bare_seconds, _ = _timed(lambda: [nlp(text) for text in texts])
    seconds, _ = _timed(lambda: _read_all(extractor, articles))
    return Figures(
        articles=len(articles),
        words=words,
        load_seconds=round(load_seconds, 2),
        reading_seconds=round(reading_seconds * repeat, 3),
        bare_spacy_seconds=round(bare_seconds, 3),
        extraction_seconds=round(seconds, 3),
        ratio=round(seconds / bare_seconds, 3),
        words_per_second=round(words / seconds, 1),
        articles_per_second=round(len(articles) / seconds, 2),
        stages={name: round(spent, 3) for name, spent in extractor.times.seconds.items()},
        memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    )


def _read_all(extractor: Extractor, articles: list[Article]) -> int:
    return sum(1 for _ in extractor.extract_many(articles))


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _table(figures: Figures) -> str:
    rows = [
        ("articles", f"{figures.articles}"),
        ("words", f"{figures.words}"),
        ("load the extractor", f"{figures.load_seconds:.2f} s"),
        ("input to article", f"{figures.reading_seconds:.2f} s"),
        ("spaCy alone", f"{figures.bare_spacy_seconds:.2f} s"),
        ("whole extraction", f"{figures.extraction_seconds:.2f} s"),
        *((f"  {name}", f"{spent:.2f} s") for name, spent in figures.stages.items()),
        ("extraction over spaCy", f"{figures.ratio:.2f}"),
        ("words per CPU second", f"{figures.words_per_second:.0f}"),
        ("articles per CPU second", f"{figures.articles_per_second:.1f}"),
        ("memory", f"{figures.memory_mb:.0f} MB"),
    ]
    return "\n".join(f"{name:26} {value:>10}" for name, value in rows)


if __name__ == "__main__":
    main()
