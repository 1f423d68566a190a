"""How well accounts of one event are brought together across articles.

    .venv/bin/python benchmarks/event_identity.py [FILE...] [--errors] [--json]

Without FILE, tests/graph/clusters_dev.jsonl. A file has one scenario a line:

    {"id": "c01", "note": "the trap it holds",
     "articles": [{"id": "c01a", "publisher": "Example Post", "agency": null, "date": "2013-05-14", "text": "..."}],
     "events": [{"event": "market bombing", "article": "c01a", "trigger": "exploded|killing"}]}

Rows with the same `event` are accounts of one real event; every event of every article is listed. A trigger occurs once in its
article; a bar joins several that all tell the event. The extraction's event mentions are matched to rows by overlapping
triggers, and those that match none are grouped with the rest but not judged. Figures are over the accounts matched, once with
each scenario grouped by itself and once with all scenarios of a file together. B-cubed: A. Bagga and B. Baldwin 1998.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date as Date
from itertools import combinations
from pathlib import Path
from typing import Any

# Started as a script, this folder's extract.py would be found before the package of the same name.
sys.path[:] = [path for path in sys.path if not path.endswith("benchmarks")]

# ruff: noqa: E402
from extract.pipeline import Extractor
from extract.reader import read_article
from graph.accounts import Account, accounts
from graph.clustering import find_links, group
from graph.same_event import compare
from ontology.records import Extraction

CLUSTERS = Path(__file__).resolve().parents[1] / "tests" / "graph" / "clusters_dev.jsonl"


@dataclass(frozen=True)
class Scenario:
    """A scenario as grouping sees it. `events` has the real event of each account that matched a row."""

    id: str
    rows: int
    rows_found: int
    accounts: tuple[Account, ...]
    events: Mapping[str, str]
    sentences: Mapping[str, str]


@dataclass(frozen=True)
class Score:
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Figures:
    """What the extraction found of the rows, and how well the accounts found were grouped."""

    scenarios: int
    rows: int
    rows_found: int
    accounts: int
    not_annotated: int
    pairwise: Score
    b_cubed: Score
    pairwise_together: Score
    b_cubed_together: Score


def read_scenarios(path: Path, extractor: Extractor) -> list[Scenario]:
    """The scenarios of a file with what the extractor finds in their articles."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_scenario(line, extractor) for line in lines]


def _scenario(record: Mapping[str, Any], extractor: Extractor) -> Scenario:
    found: list[Account] = []
    events: dict[str, str] = {}
    sentences: dict[str, str] = {}
    rows_found = 0
    for article in record["articles"]:
        published = Date.fromisoformat(article["date"])
        extraction = extractor.extract(
            read_article(article["text"], publisher=article["publisher"], published=published)
        )
        found += accounts(extraction)
        sentences |= {event.id: f"{article['id']} {event.evidence.sentence}" for event in extraction.events}
        for row in record["events"]:
            if row["article"] == article["id"]:
                matched = list(_matched(extraction, row["trigger"]))
                rows_found += bool(matched)
                events |= {id: f"{record['id']}: {row['event']}" for id in matched if id not in events}
    return Scenario(record["id"], len(record["events"]), rows_found, tuple(found), events, sentences)


def _matched(extraction: Extraction, triggers: str) -> Iterator[str]:
    """Ids of the event mentions whose trigger overlaps one of the triggers of a row."""
    text = extraction.article.text
    spans = [(start, start + len(word)) for word in triggers.split("|") if (start := text.find(word)) >= 0]
    for event in extraction.events:
        trigger = event.evidence.trigger
        if trigger and any(start < trigger.end and trigger.start < end for start, end in spans):
            yield event.id


def group_accounts(found: Sequence[Account]) -> list[frozenset[str]]:
    """The events that grouping makes of accounts."""
    links = [link for number, account in enumerate(found) for link in find_links(account, found[:number])]
    return group(found, links)


def score_pairs(groups: Iterable[frozenset[str]], events: Mapping[str, str]) -> Score:
    """Pairs of matched accounts that are together, against those that should be."""
    made = {pair for members in groups for pair in combinations(sorted(members & events.keys()), 2)}
    right = {pair for pair in combinations(sorted(events), 2) if events[pair[0]] == events[pair[1]]}
    return _score(len(made & right), len(made), len(right))


def score_b_cubed(groups: Iterable[frozenset[str]], events: Mapping[str, str]) -> Score:
    """For each matched account, how pure and how whole its group is; the mean of both."""
    sizes = Counter(events.values())
    precision = recall = 0.0
    for members in groups:
        judged = members & events.keys()
        alike = Counter(events[id] for id in judged)
        precision += sum(number * number for number in alike.values()) / max(len(judged), 1)
        recall += sum(number * number / sizes[event] for event, number in alike.items())
    return _mean(precision / len(events), recall / len(events))


def _score(right: int, made: int, wanted: int) -> Score:
    return _mean(right / made if made else 0.0, right / wanted if wanted else 0.0)


def _mean(precision: float, recall: float) -> Score:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(round(precision, 3), round(recall, 3), round(f1, 3))


def measure(scenarios: Sequence[Scenario]) -> Figures:
    """All figures for the scenarios of a file."""
    events = {id: event for scenario in scenarios for id, event in scenario.events.items()}
    found = [account for scenario in scenarios for account in scenario.accounts]
    apart = [members for scenario in scenarios for members in group_accounts(scenario.accounts)]
    together = group_accounts(found)
    return Figures(
        scenarios=len(scenarios),
        rows=sum(scenario.rows for scenario in scenarios),
        rows_found=sum(scenario.rows_found for scenario in scenarios),
        accounts=len(found),
        not_annotated=len(found) - len(events),
        pairwise=score_pairs(apart, events),
        b_cubed=score_b_cubed(apart, events),
        pairwise_together=score_pairs(together, events),
        b_cubed_together=score_b_cubed(together, events),
    )


def describe_errors(scenario: Scenario) -> Iterator[str]:
    """Lines on each pair of matched accounts that was wrongly joined or missed, with what spoke for and against it."""
    by_id = {account.id: account for account in scenario.accounts}
    group_of = {id: members for members in group_accounts(scenario.accounts) for id in members}
    for left, right in combinations(sorted(scenario.events), 2):
        same, joined = scenario.events[left] == scenario.events[right], right in group_of[left]
        if same != joined:
            likeness = compare(by_id[left], by_id[right])
            yield f"{'MISSED' if same else 'JOINED'} {scenario.events[left]} | {scenario.events[right]}"
            for id in (left, right):
                yield f"   {by_id[id].relation}: {' '.join(scenario.sentences[id].split())}"
            yield f"   {likeness.points} {likeness.ruled_out or '; '.join(likeness.why)}"


def main() -> None:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[CLUSTERS])
    parser.add_argument("--errors", action="store_true", help="also every pair wrongly joined or missed, and why")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    extractor = Extractor.load()
    for path in options.files:
        scenarios = read_scenarios(path, extractor)
        figures = asdict(measure(scenarios))
        if options.json:
            print(json.dumps({"file": path.name} | figures))
        else:
            print(path.name, *(f"{name.replace('_', ' '):20} {value}" for name, value in figures.items()), sep="\n")
        if options.errors:
            print(*(line for scenario in scenarios for line in describe_errors(scenario)), sep="\n")


if __name__ == "__main__":
    main()
