"""The event lexicon read from `extract/data/events`: verb patterns, event nouns, noun classes, frames and cue words.

The format is described in docs/lexicon.md. Everything is checked at load; a wrong entry raises DataFileError.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

import yaml

from ontology.errors import DataFileError
from ontology.vocabulary import Vocabulary, load_vocabulary

PREPOSITIONS = frozenset(
    {
        "on",
        "upon",
        "at",
        "in",
        "into",
        "onto",
        "from",
        "to",
        "for",
        "with",
        "without",
        "against",
        "over",
        "of",
        "off",
        "about",
        "through",
        "across",
        "between",
        "toward",
        "towards",
        "near",
        "alongside",
        "under",
        "by",
        "as",
        "within",
        "behind",
        "outside",
        "inside",
        "out",
        "before",
        "after",
        "during",
    }
)
ROLES = frozenset({"recipient", "party", "place", "target", "actor", "number", "event", "any"})
ACTOR_CLASSES = frozenset(
    {
        "person",
        "state",
        "political",
        "military",
        "police",
        "armed",
        "civilian",
        "organisation",
        "aircraft",
        "bomber",
        "withdrawing",
        "any",
    }
)
LEXICON_FILES = ("lexicon_force.yaml", "lexicon_pressure.yaml", "lexicon_cooperation.yaml")


@dataclass(frozen=True)
class Slot:
    """What must stand at one place of a pattern: a role, a noun class, or both."""

    role: str | None
    cls: str | None = None


@dataclass(frozen=True)
class Part:
    """One element after the verb: `object`, `second` object or `prep` with a slot or words, a `word` near by, a `clause`, or a
    `purpose` ("to support {recipient}")."""

    kind: str
    prep: str | None = None
    slot: Slot | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pattern:
    """One verb pattern of a relation."""

    relation: str
    text: str
    lemma: str
    particle: str | None
    subject: Slot | None
    parts: tuple[Part, ...]
    future: bool = False

    @cached_property
    def needs(self) -> frozenset[str]:
        """Words a sentence must hold, as they stand or as lemmas, for the pattern to have a chance: a cheap test before the parse."""
        words = {w for part in self.parts for w in part.words} | {str(self.particle)} - {"None"}
        return frozenset(words | {str(p.prep) for p in self.parts if p.kind == "prep"})

    @property
    def specificity(self) -> int:
        """More required parts first, a class before no class; a bare verb last."""
        slots = [p.slot for p in self.parts if p.slot is not None] + ([self.subject] if self.subject else [])
        objects = [p for p in self.parts if p.kind == "object"]
        classes = sum(2 for s in slots if s.cls not in (None, "any"))
        roles = sum(1 for s in slots if s.role not in (None, "any"))
        roles += sum(2 for p in objects if p.slot is not None and p.slot.role in ("place", "target")) + 2 * len(objects)
        words = sum(3 * len(p.words) for p in self.parts)
        return 4 * len(self.parts) + classes + roles + words + 4 * (self.particle is not None)


@dataclass(frozen=True)
class EventNoun:
    """A noun (or run of nouns) that reports a relation, the frame that reads its participants, and a preposition it needs."""

    relation: str
    words: tuple[str, ...]
    frame: str
    needs: str | None = None


@dataclass(frozen=True)
class Cues:
    """Cue words of status.yaml and light_verbs.yaml, by group and status."""

    modals: Mapping[str, str]
    governors: Mapping[str, str]
    adverbs: Mapping[str, str]
    adjectives: Mapping[str, str]
    undone: frozenset[str]
    conditionals: frozenset[str]
    reporting: frozenset[str]
    claiming: frozenset[str]
    light: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Domains:
    """Words that show another subject (one lemma or two), also by subject, those of fiction, and the relations they count against."""

    cues: frozenset[str]
    by_name: Mapping[str, frozenset[str]]
    fiction: frozenset[str]
    soft: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Everything the event coder knows about words."""

    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[EventNoun, ...]]
    classes: Mapping[str, frozenset[str]]
    frames: Mapping[str, Mapping[str, str]]
    speech_acts: Mapping[str, Mapping[str, str]]
    cues: Cues
    domains: "Domains"
    vocabulary: Vocabulary

    def in_class(self, lemma: str, cls: str) -> bool:
        """Whether a noun lemma belongs to a noun class."""
        return lemma in self.classes.get(cls, ())


def _read(name: str) -> Any:
    path = resources.files("extract") / "data" / "events" / name
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataFileError(name, mark.line + 1 if mark else None, str(getattr(error, "problem", error))) from error


def _slot(token: str, text: str, file: str, classes: Mapping[str, frozenset[str]]) -> Slot:
    role, _, cls = token[1:-1].partition(":")
    if role in classes and not cls:
        return Slot(None, role)
    if role not in ROLES:
        raise DataFileError(file, None, f"unknown role or noun class {role!r} in pattern {text!r}")
    if cls and cls not in classes and cls not in ACTOR_CLASSES:
        raise DataFileError(file, None, f"unknown class {cls!r} in pattern {text!r}")
    return Slot(role, cls or None)


def parse_pattern(
    text: str, relation: str, file: str, classes: Mapping[str, frozenset[str]], *, future: bool = False
) -> Pattern:
    """Read one pattern line of the lexicon; `future` patterns report the relation as still to come ("offer arms")."""
    tokens = text.split()
    subject = _slot(tokens.pop(0), text, file, classes) if tokens[0].startswith("{") else None
    if not tokens or tokens[0].startswith("{"):
        raise DataFileError(file, None, f"pattern {text!r} has no verb")
    lemma, _, particle = tokens.pop(0).partition("_")
    return Pattern(relation, text, lemma, particle or None, subject, tuple(_parts(tokens, text, file, classes)), future)


def _parts(tokens: list[str], text: str, file: str, classes: Mapping[str, frozenset[str]]) -> Iterator[Part]:
    at, seen_object = 0, False
    while at < len(tokens):
        token, last = tokens[at], at == len(tokens) - 1
        if token.startswith("{"):
            yield Part("second" if seen_object else "object", slot=_slot(token, text, file, classes))
            seen_object, at = True, at + 1
        elif token in ("that", "that-must") or (token == "to" and last):
            yield Part("clause", prep=token)
            at += 1
        elif (
            token == "to"
            and at + 2 < len(tokens)
            and tokens[at + 2].startswith("{")
            and tokens[at + 1] not in PREPOSITIONS
        ):
            yield Part("purpose", slot=_slot(tokens[at + 2], text, file, classes), words=(tokens[at + 1],))
            at += 3
        elif token in PREPOSITIONS and not last and tokens[at + 1].startswith("{"):
            yield Part("prep", prep=token, slot=_slot(tokens[at + 1], text, file, classes))
            at += 2
        elif token in PREPOSITIONS:
            words = tuple(_run(tokens[at + 1 :]))
            yield Part("prep", prep=token, words=words)
            at += 1 + len(words)
        else:
            words = tuple(_run(tokens[at:]))
            yield Part("word" if seen_object else "object", words=words)
            seen_object, at = True, at + len(words)


def _run(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        if token.startswith("{") or token in PREPOSITIONS or token == "that":
            return
        yield token


def _event_noun(relation: str, words: list[str], frame: str) -> EventNoun:
    if len(words) > 1 and words[-1] in PREPOSITIONS:
        return EventNoun(relation, tuple(words[:-1]), frame, words[-1])
    return EventNoun(relation, tuple(words), frame)


def _flat(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: status for status, words in groups.items() for word in words}


def _cues() -> Cues:
    status, light = _read("status.yaml"), _read("light_verbs.yaml")
    return Cues(
        modals=_flat(status["modals"]),
        governors=_flat(status["governors"]),
        adverbs=_flat(status["adverbs"]),
        adjectives=_flat(status["adjectives"]),
        undone=frozenset(status["undone"]),
        conditionals=frozenset(status["conditionals"]),
        reporting=frozenset(status["reporting"]),
        claiming=frozenset(status["claiming"]),
        light={group: frozenset(words) for group, words in light.items()},
    )


def _domains(vocabulary: Vocabulary) -> Domains:
    data = {name: frozenset(words) for name, words in _read("domains.yaml").items()}
    soft, fiction = data.pop("soft"), data.pop("fiction")
    for relation in sorted(soft):
        _check_relation(relation, "domains.yaml", vocabulary)
    return Domains(frozenset().union(*data.values()), data, fiction, soft)


def _check_relation(relation: str, file: str, vocabulary: Vocabulary) -> None:
    if relation not in vocabulary.relations:
        raise DataFileError(file, None, f"relation {relation!r} is not in ontology/data/relations.tsv")


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the installed package. Raises DataFileError if a file is wrong."""
    vocabulary = load_vocabulary()
    classes = {name: frozenset(words) for name, words in _read("classes.yaml").items()}
    frames = _read("frames.yaml")
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[EventNoun]] = {}
    for file in LEXICON_FILES:
        for relation, entry in _read(file).items():
            _check_relation(relation, file, vocabulary)
            for group in ("verbs", "future"):
                for text in entry.get(group, ()):
                    pattern = parse_pattern(text, relation, file, classes, future=group == "future")
                    verbs.setdefault(pattern.lemma, []).append(pattern)
            for frame, words in entry.get("nouns", {}).items():
                if frame not in frames:
                    raise DataFileError(file, None, f"unknown frame {frame!r} under {relation!r}")
                for word in words:
                    noun = _event_noun(relation, word.split(), frame)
                    nouns.setdefault(noun.words[-1], []).append(noun)
    speech_acts = _read("speech_acts.yaml")
    for outer, inner in speech_acts.items():
        for relation in (outer, *inner.values()):
            _check_relation(relation, "speech_acts.yaml", vocabulary)
    return Lexicon(
        verbs={lemma: tuple(sorted(p, key=lambda x: -x.specificity)) for lemma, p in verbs.items()},
        nouns={head: tuple(sorted(n, key=lambda x: (-len(x.words), x.needs is None))) for head, n in nouns.items()},
        classes=classes,
        frames=frames,
        speech_acts=speech_acts,
        cues=_cues(),
        domains=_domains(vocabulary),
        vocabulary=vocabulary,
    )
