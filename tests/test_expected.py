"""What careful readers took from whole articles, against what the extraction takes: our examples and the acceptance article."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article
from ontology.ids import fold_text
from ontology.records import EventMention, Extraction

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.json"))
ACCEPTANCE = ROOT.parent / "shared" / "acceptance"
# Floors, raised when the extraction improves: the share of expected example events found, and forbidden ones tolerated.
FOUND_FLOOR = 0.85
NEVER_CEILING = 1


def names_of(extraction: Extraction, entity: str) -> set[str]:
    """Every folded name an actor or place of the extraction goes by."""
    found = {a.id: (a.name, *a.aliases) for a in extraction.actors} | {p.id: (p.name,) for p in extraction.places}
    mentions = [m.text for m in extraction.mentions if m.entity == entity]
    return {fold_text(name) for name in (*found.get(entity, ()), *mentions)}


def is_named(extraction: Extraction, entities: Iterable[str], accepted: str) -> bool:
    """Whether one of the entities goes by one of the accepted names ("A|B")."""
    wanted = {fold_text(name) for name in accepted.split("|")}
    return any(names_of(extraction, entity) & wanted for entity in entities)


def one_of(value: str | None, accepted: str | None) -> bool:
    return accepted is None or (value or "") in accepted.split("|")


def event_fits(extraction: Extraction, event: EventMention, wanted: dict[str, Any]) -> bool:
    """Whether an event is what the reader wrote down, with every participant, place and code the reader gave."""
    sentence = " ".join(event.evidence.sentence.split())
    actors, recipients = [p.id for p in event.actors], [p.id for p in event.recipients]
    parties = actors + recipients
    if "evidence" in wanted and not any(quote in sentence for quote in wanted["evidence"].split("|")):
        return False
    if not (one_of(event.relation, wanted.get("relation")) and one_of(event.type, wanted.get("type"))):
        return False
    if not one_of(event.mode, wanted.get("mode")):
        return False
    status = "historical" if event.historical and "historical" in wanted.get("status", "") else str(event.status)
    if not one_of(status, wanted.get("status")):
        return False
    single = [("actor", actors), ("recipient", recipients)]
    if any(not is_named(extraction, ids, wanted[key]) for key, ids in single if key in wanted):
        return False
    lists = [
        ("actors", parties),
        ("recipients", parties),
        ("parties", parties),
        ("places", [p.id for p in event.places if p.id]),
    ]
    if any(not is_named(extraction, ids, name) for key, ids in lists for name in wanted.get(key, ())):
        return False
    return not ("place" in wanted and not is_named(extraction, [p.id for p in event.places if p.id], wanted["place"]))


@cache
def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def extract_example(extractor: Extractor, path: Path) -> Extraction:
    record = read_json(path)
    article = read_article(
        record["text"],
        publisher=record["publisher"],
        title=record["title"],
        published=date.fromisoformat(record["published"]),
    )
    return extractor.extract(article)


@pytest.fixture(scope="session")
def examples(extractor: Extractor) -> dict[str, Extraction]:
    return {path.stem: extract_example(extractor, path) for path in EXAMPLES}


def test_most_events_a_reader_expects_in_the_examples_are_found(examples: dict[str, Extraction]) -> None:
    wanted = [(s, item) for s in examples for item in read_json(ROOT / "examples" / "expected" / f"{s}.json")["events"]]
    missed = [
        (slug, item["relation"], item["evidence"])
        for slug, item in wanted
        if not any(event_fits(examples[slug], event, item) for event in examples[slug].events)
    ]
    assert 1 - len(missed) / len(wanted) >= FOUND_FLOOR, missed


def test_hardly_any_event_a_reader_rules_out_is_found(examples: dict[str, Extraction]) -> None:
    false = [
        (slug, item["evidence"], event.relation)
        for slug, extraction in examples.items()
        for item in read_json(ROOT / "examples" / "expected" / f"{slug}.json")["never"]
        for event in extraction.events
        if event_fits(extraction, event, item)
    ]
    assert len(false) <= NEVER_CEILING, false


def test_the_same_article_gives_the_same_extraction(extractor: Extractor, examples: dict[str, Extraction]) -> None:
    assert extract_example(extractor, EXAMPLES[1]) == examples[EXAMPLES[1].stem]


def test_every_offset_points_at_the_text_it_quotes(examples: dict[str, Extraction]) -> None:
    for extraction in examples.values():
        text = extraction.article.text
        assert all(text[m.start : m.end] == m.text for m in extraction.mentions)
        for event in extraction.events:
            evidence = event.evidence
            assert text[evidence.start : evidence.end] == evidence.sentence
            assert evidence.trigger is not None
            assert evidence.start <= evidence.trigger.start < evidence.trigger.end <= evidence.end


def test_ids_are_unique_and_every_reference_has_its_record(examples: dict[str, Extraction]) -> None:
    for slug, extraction in examples.items():
        for records in (
            extraction.mentions,
            extraction.actors,
            extraction.places,
            extraction.events,
            extraction.relations,
        ):
            ids = [record.id for record in records]
            assert len(ids) == len(set(ids)), slug
        known = {a.id for a in extraction.actors} | {p.id for p in extraction.places}
        for event in extraction.events:
            sides = [*event.actors, *event.recipients, *event.places, *([event.claimant] if event.claimant else [])]
            assert {p.id for p in sides} <= known, (slug, event.relation)
        assert {e for r in extraction.relations for e in (r.subject, r.object)} <= known, slug


needs_shared = pytest.mark.skipif(not ACCEPTANCE.is_dir(), reason="the acceptance article lies beside the project")


@pytest.fixture(scope="session")
def accepted(extractor: Extractor) -> tuple[Extraction, dict[str, Any]]:
    expected = read_json(ACCEPTANCE / "us-hardware-to-iraq.expected.json")
    text = (ACCEPTANCE / "us-hardware-to-iraq.txt").read_text(encoding="utf-8")
    return extractor.extract(read_article(text)), expected


def missing_actors(extraction: Extraction, wanted: list[dict[str, Any]]) -> list[str]:
    missing = []
    for item in wanted:
        fits = [
            a
            for a in extraction.actors
            if is_named(extraction, [a.id], item["name"])
            and all(one_of(getattr(a, key), item.get(key)) for key in ("kind", "country", "sector"))
            and ("role" not in item or any(r.title == item["role"] for r in a.roles))
        ]
        if not fits:
            missing.append(item["name"])
    return missing


def missing_relations(extraction: Extraction, wanted: list[dict[str, Any]]) -> list[str]:
    def fits(item: dict[str, Any]) -> bool:
        return any(
            r.predicate == item["predicate"]
            and one_of(r.title, item.get("title"))
            and is_named(extraction, [r.subject], item["subject"])
            and is_named(extraction, [r.object], item["object"])
            for r in extraction.relations
        )

    return [f"{item['subject']} {item['predicate']} {item['object']}" for item in wanted if not fits(item)]


def acceptance_event_fits(extraction: Extraction, event: EventMention, item: dict[str, Any]) -> bool:
    if not event_fits(extraction, event, {k: v for k, v in item.items() if k != "date"}):
        return False
    if not set(item.get("contexts", ())) <= set(event.contexts):
        return False
    if "date" in item and not str(event.date.start or "").startswith(item["date"]):
        return False
    if "attributed_to" in item and not (
        event.claimant and is_named(extraction, [event.claimant.id], item["attributed_to"])
    ):
        return False
    words = fold_text(" ".join(event.instruments))
    return "instruments" not in item or any(fold_text(w) in words for w in item["instruments"].split("|"))


def missing_events(extraction: Extraction, wanted: list[dict[str, Any]]) -> list[str]:
    return [
        f"{item['relation']} {item.get('evidence', '')}"
        for item in wanted
        if not any(acceptance_event_fits(extraction, event, item) for event in extraction.events)
    ]


@needs_shared
def test_the_acceptance_article_finds_its_own_title_publisher_and_date(
    accepted: tuple[Extraction, dict[str, Any]],
) -> None:
    article = accepted[0].article
    assert (article.title, article.publisher, str(article.published)) == ("US hardware to Iraq", "DW", "2014-01-07")


@needs_shared
def test_the_acceptance_article_gives_all_of_its_core(accepted: tuple[Extraction, dict[str, Any]]) -> None:
    extraction, expected = accepted
    assert missing_actors(extraction, expected["actors"]["core"]) == []
    assert missing_events(extraction, expected["events"]["core"]) == []
    assert missing_relations(extraction, expected["relations"]["core"]) == []


@needs_shared
def test_the_acceptance_article_places_its_towns_in_their_province(accepted: tuple[Extraction, dict[str, Any]]) -> None:
    extraction, expected = accepted
    for item in expected["places"]["core"] + expected["places"]["full"]:
        fits = [p for p in extraction.places if is_named(extraction, [p.id], item["name"]) and p.kind == item["kind"]]
        assert fits, item["name"]
    by_name = {name: p for p in extraction.places for name in names_of(extraction, p.id)}
    for inner, outer in expected["places"]["contained"]:
        assert by_name[fold_text(outer)].id in by_name[fold_text(inner)].parents


@needs_shared
def test_the_acceptance_article_gives_nothing_that_must_never_be(accepted: tuple[Extraction, dict[str, Any]]) -> None:
    extraction, expected = accepted
    forbidden = {fold_text(name) for name in expected["actors"]["never"]}
    assert not forbidden & {name for a in extraction.actors for name in map(fold_text, (a.name, *a.aliases))}
    for item in expected["events"]["never"]:
        assert not any(event_fits(extraction, event, item) for event in extraction.events), item
