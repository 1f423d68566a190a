"""Annotated texts, read from their files, and what is compared with them of an extraction. docs/evaluation.md has the format."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from itertools import accumulate
from pathlib import Path
from typing import Any

from ontology.errors import InputError
from ontology.records import Extraction, Status
from ontology.vocabulary import Vocabulary, load_vocabulary

Span = tuple[int, int]

_PEOPLE = ("killed", "injured", "arrested")
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_NEW_PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class GoldEvent:
    """An annotated event. Several modes, relations or statuses are equally right, several spans all name a participant.

    `sentence` is the span of its sentence; an attribute that was not annotated is None and is not judged.
    """

    type: str
    sentence: Span
    triggers: tuple[Span, ...]
    modes: tuple[str | None, ...] | None = None
    relations: tuple[str, ...] | None = None
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    statuses: tuple[str, ...] | None = None
    date: str | None = None
    historical: bool | None = None
    claimants: tuple[Span, ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class GoldText:
    """A text with every event a careful reader finds in it. `date` is the ISO day of publication."""

    id: str
    text: str
    date: str | None
    events: tuple[GoldEvent, ...]
    publisher: str | None = None


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
    date: str | None = None
    historical: bool = False
    claimant: Span | None = None
    people: tuple[tuple[str, int], ...] = ()
    confidence: float = 1.0


def read_annotations(path: Path) -> list[GoldText]:
    """The annotated texts of a JSONL file, or of a .txt file with one sentence without any event a line (# starts a heading).

    InputError with the line for what is no annotation: a word that is not in its sentence, an unknown type.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if path.suffix == ".txt":
        texts = [GoldText(f"{path.stem}:{n}", line, None, ()) for n, line in numbered if not line.startswith("#")]
    else:
        vocabulary = load_vocabulary()
        texts = [_read_line(path, number, line, vocabulary) for number, line in numbered]
    if not texts:
        raise InputError(f"{path}: holds no annotated text")
    return texts


def _read_line(path: Path, number: int, line: str, vocabulary: Vocabulary) -> GoldText:
    try:
        return _gold_text(json.loads(line), vocabulary)
    except KeyError as error:
        raise InputError(f"{path}:{number}: {error.args[0]!r} is missing") from error
    except (TypeError, AttributeError) as error:
        raise InputError(f"{path}:{number}: not as docs/evaluation.md says: {error}") from error
    except ValueError as error:
        raise InputError(f"{path}:{number}: {error}") from error


@dataclass(frozen=True)
class _Text:
    """A text and where each sentence of it lies; without sentences given, the whole text counts as one."""

    text: str
    sentences: tuple[Span, ...]

    def spans(self, name: str | Sequence[Any], own: int) -> list[Span]:
        """Every occurrence of a name as a whole word in its own sentence. Of a name that another sentence gives, as
        [name, number of the sentence], every one in the text."""
        wanted, number = (name, own) if isinstance(name, str) else (name[0], int(name[1]))
        start, end = self.sentence(number)
        everywhere = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", self.text)]
        inside = [span for span in everywhere if start <= span[0] and span[1] <= end]
        if not inside:
            raise ValueError(f"{wanted!r} is not in the sentence")
        return inside if isinstance(name, str) else everywhere

    def sentence(self, number: int) -> Span:
        """The span of a sentence, counted from 1."""
        if not 1 <= number <= len(self.sentences):
            raise ValueError(f"there is no sentence {number}")
        return self.sentences[number - 1]


def _gold_text(record: Mapping[str, Any], vocabulary: Vocabulary) -> GoldText:
    laid = _lay_out(record)
    events = tuple(_gold_event(laid, event, vocabulary) for event in record["events"])
    day = record.get("date")
    if day is not None:
        Date.fromisoformat(day)
    return GoldText(str(record["id"]), laid.text, day, events, record.get("publisher"))


def _lay_out(record: Mapping[str, Any]) -> _Text:
    """One string of the sentences; an empty sentence begins a new paragraph and has no number."""
    if "sentences" not in record:
        return _Text(record["text"], ((0, len(record["text"])),))
    given: list[str] = record["sentences"]
    pieces = [
        sentence + (" " if sentence and following else "" if sentence else _NEW_PARAGRAPH)
        for sentence, following in zip(given, [*given[1:], ""], strict=True)
    ]
    starts = accumulate(map(len, pieces), initial=0)
    spans = tuple((start, start + len(sentence)) for start, sentence in zip(starts, given, strict=False) if sentence)
    return _Text("".join(pieces), spans)


def _gold_event(laid: _Text, record: Mapping[str, Any], vocabulary: Vocabulary) -> GoldEvent:
    own = int(record.get("sentence", 1))
    if "sentence" not in record and len(laid.sentences) > 1:
        raise KeyError("sentence")

    def located(names: Sequence[Any]) -> tuple[Span, ...]:
        return tuple(span for name in names for span in laid.spans(name, own))

    event = GoldEvent(
        type=record["type"],
        sentence=laid.sentence(own),
        triggers=located(record["trigger"].split("|")),
        modes=_alternatives(record["mode"]) if "mode" in record else None,
        relations=_names(record, "relation"),
        actors=located(record.get("actors", ())),
        recipients=located(record.get("recipients", ())),
        places=located(record.get("places", ())),
        statuses=_names(record, "status"),
        date=record.get("date"),
        historical=record.get("historical"),
        claimants=located([record["claimant"]] if record.get("claimant") else ()),
        people=tuple((kind, record[kind]) for kind in _PEOPLE if record.get(kind) is not None),
        optional=bool(record.get("optional", False)),
    )
    _check(event, vocabulary)
    return event


def _alternatives(value: str | None) -> tuple[str | None, ...]:
    return tuple(value.split("|")) if value else (None,)


def _names(record: Mapping[str, Any], field: str) -> tuple[str, ...] | None:
    value = record.get(field)
    return tuple(value.split("|")) if value else None


def _check(event: GoldEvent, vocabulary: Vocabulary) -> None:
    if event.type not in vocabulary.types:
        raise ValueError(f"{event.type!r} is no PLOVER type")
    modes = {mode.name for mode in vocabulary.types[event.type].modes}
    for mode in event.modes or ():
        if mode is not None and mode not in modes:
            raise ValueError(f"{mode!r} is no mode of {event.type}")
    for relation in event.relations or ():
        if relation not in vocabulary.relations:
            raise ValueError(f"{relation!r} is no relation name")
    for status in event.statuses or ():
        if status not in list(Status):
            raise ValueError(f"{status!r} is no status")
    if event.date is not None and not _DATE.fullmatch(event.date):
        raise ValueError(f"{event.date!r} is no date like 2014, 2014-01 or 2014-01-07")


def read_found(extraction: Extraction) -> list[FoundEvent]:
    """What is compared of the events of an extraction, in their order."""
    spans = {mention.id: (mention.start, mention.end) for mention in extraction.mentions}
    found = []
    for event in extraction.events:
        trigger = event.evidence.trigger or event.evidence
        claimant = event.claimant.mention if event.claimant else None
        counts = {kind: getattr(event.casualties, kind) for kind in _PEOPLE}
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
                date=event.date.start.isoformat() if event.date.start else None,
                historical=event.historical,
                claimant=spans.get(claimant) if claimant else None,
                people=tuple((kind, count.best) for kind, count in counts.items() if count and count.best is not None),
                confidence=event.confidence,
            )
        )
    return found

