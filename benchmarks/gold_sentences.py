"""Annotated sentences, read from their files, and what is compared with them of an extraction."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.errors import DataFileError
from ontology.records import Extraction

Span = tuple[int, int]


@dataclass(frozen=True)
class GoldEvent:
    """An annotated event; several modes, relations or statuses are equally right, several spans all name a participant."""

    type: str
    modes: tuple[str | None, ...]
    relations: tuple[str, ...]
    triggers: tuple[Span, ...]
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    places: tuple[Span, ...]
    statuses: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class GoldSentence:
    """A sentence with everything that should be found in it. `date` is the ISO day of publication."""

    id: str
    text: str
    date: str | None
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True)
class FoundEvent:
    """What is compared of an event mention; participants without a mention in the text have no span."""

    type: str
    mode: str | None
    relation: str
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    places: tuple[Span, ...]
    status: str


def read_gold(path: Path) -> list[GoldSentence]:
    """The annotated sentences of a JSONL file. Raises DataFileError for a name that is not in its sentence."""
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            events = tuple(_gold_event(record["text"], event) for event in record["events"])
            sentences.append(GoldSentence(record["id"], record["text"], record["date"], events))
        except (KeyError, ValueError) as error:
            raise DataFileError(path, number, f"not an annotated sentence: {error!r}") from error
    return sentences


def read_plain(path: Path) -> list[GoldSentence]:
    """Sentences without events, one a line; lines that start with # are headings."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        GoldSentence(f"{path.stem}:{number}", line, None, ())
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]


def _gold_event(text: str, record: Mapping[str, Any]) -> GoldEvent:
    return GoldEvent(
        type=record["type"],
        modes=tuple(record["mode"].split("|")) if record["mode"] else (None,),
        relations=tuple(record["relation"].split("|")),
        triggers=_spans(text, record["trigger"].split("|")),
        actors=_spans(text, record["actors"]),
        recipients=_spans(text, record["recipients"]),
        places=_spans(text, record["places"]),
        statuses=tuple(record["status"].split("|")),
        optional=record["optional"],
    )


def _spans(text: str, names: Sequence[str]) -> tuple[Span, ...]:
    """Every occurrence of every name as a whole word."""
    spans = [match.span() for name in names for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    lost = [name for name in names if not any(text[start:end] == name for start, end in spans)]
    if lost:
        raise ValueError(f"{lost[0]!r} is not in the sentence")
    return tuple(spans)


def read_found(extraction: Extraction) -> list[FoundEvent]:
    """What is compared of the events of an extraction, in their order."""
    spans = {mention.id: (mention.start, mention.end) for mention in extraction.mentions}
    found = []
    for event in extraction.events:
        trigger = event.evidence.trigger or event.evidence
        found.append(
            FoundEvent(
                type=event.type,
                mode=event.mode,
                relation=event.relation,
                trigger=(trigger.start, trigger.end),
                actors=tuple(spans[p.mention] for p in event.actors if p.mention in spans),
                recipients=tuple(spans[p.mention] for p in event.recipients if p.mention in spans),
                places=tuple(spans[p.mention] for p in event.places if p.mention in spans),
                status=str(event.status),
            )
        )
    return found
