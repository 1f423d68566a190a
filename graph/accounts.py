"""Accounts of events, as grouping compares them, made from what was read in one article. Pure."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date as Date

from ontology.ids import fold_text
from ontology.names import name_key
from ontology.records import (
    Actor,
    Casualties,
    EventMention,
    EventPlace,
    Extraction,
    Mention,
    Participant,
    Place,
    SectionKind,
)

# Mentions that name nobody and no place, and so leave their words to the sentence.
_UNNAMED = frozenset({"civilians", "weapon", "platform", "money", "quantity"})
_LETTERS = 4
# What stands before the day of a report.
_SAID = re.compile(r"\b(?:said|says|announced|reported|confirmed|admitted)(?: late| early)?(?: on)? $")
_HARMS = ("killed", "injured", "arrested")
# Words that sentences about quite different events share: grammar, reporting, days, harm.
_COMMON = frozenset((
    "about", "across", "added", "after", "again", "against", "agreed", "agreement", "almost", "along", "also",
    "although", "among", "announced", "another", "around", "attack", "attacked", "attacks", "away", "because",
    "become", "been", "before", "began", "being", "between", "both", "called", "carried", "city", "could", "days",
    "dead", "death", "deaths", "despite", "died", "does", "down", "during", "each", "earlier", "early", "every",
    "first", "five", "following", "forces", "four", "friday", "from", "further", "gave", "government", "group",
    "have", "having", "here", "hours", "into", "itself", "killed", "killing", "known", "last", "late", "later",
    "least", "less", "many", "minister", "monday", "month", "months", "more", "most", "much", "near", "nearly",
    "next", "night", "official", "officials", "other", "others", "over", "part", "people", "police", "president",
    "region", "reported", "right", "said", "same", "saturday", "says", "several", "should", "since", "soon",
    "spokesman", "spokeswoman", "state", "statement", "states", "still", "sunday", "take", "taken", "talks", "than",
    "that", "their", "them", "then", "there", "these", "they", "this", "those", "three", "through", "thursday",
    "time", "today", "told", "took", "toward", "towards", "town", "tuesday", "under", "until", "upon", "used",
    "village", "wednesday", "week", "weeks", "went", "were", "what", "when", "where", "which", "while", "whom",
    "whose", "will", "with", "within", "without", "would", "wounded", "year", "years", "yesterday",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: an actor's id, kind, ISO3 country, PLOVER sector and name; `named` is false for "gunmen" and "a priest",
    `told` where only other sentences tell that they take part."""

    id: str
    kind: str
    country: str | None = None
    sector: str | None = None
    name: str = ""
    named: bool = True
    told: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it was: a place's id, its precision, the ids of what it lies in, its name as the article has it and its province's.

    Names are keys of `ontology.names`, equal for the usual transliterations. `told` is false where only other sentences name it.
    """

    id: str
    precision: str | None = None
    parents: frozenset[str] = frozenset()
    name: str = ""
    province: str = ""
    told: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says of an event, as far as it tells events apart. `toll` counts people by kind of harm.

    `sentence` is where the sentence starts; `headline` says that it is the article's title.
    """

    id: str
    article: str
    type: str
    relation: str
    status: str
    published: Date | None = None
    start: Date | None = None
    end: Date | None = None
    historical: bool = False
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    spots: tuple[Spot, ...] = ()
    toll: Mapping[str, int] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    sentence: int | None = None
    headline: bool = False

    @property
    def age(self) -> str:
        """Sorts accounts by the day their articles came out, unknown last; of one day those that name more come first."""
        named = len(self.actors) + len(self.recipients) + len(self.spots)
        return f"{self.published.isoformat() if self.published else '~'} {max(99 - named, 0):02d} {self.id}"


def accounts(extraction: Extraction) -> list[Account]:
    """One account for each event mention, in their order, under the event mention's id."""
    actors = {actor.id: actor for actor in extraction.actors}
    places = {place.id: place for place in extraction.places}
    written = {mention.id: mention.text for mention in extraction.mentions}
    return [_account(extraction, event, actors, places, written) for event in extraction.events]


def content_words(sentence: str) -> frozenset[str]:
    """The words of a sentence that tell what it is about, folded: four letters or more, none that any news sentence has, and
    numbers of two digits or more."""
    return frozenset(
        word
        for word in fold_text(sentence).split()
        if (len(word) >= _LETTERS and word.isalpha() and word not in _COMMON) or (len(word) > 1 and word.isdigit())
    )


def _account(
    extraction: Extraction,
    event: EventMention,
    actors: Mapping[str, Actor],
    places: Mapping[str, Place],
    written: Mapping[str, str],
) -> Account:
    start, end = event.evidence.start, event.evidence.end
    told = [mention for mention in extraction.mentions if start <= mention.start and mention.end <= end]
    inside = {mention.id for mention in told}
    of_report = _is_day_of_report(extraction.article.text, event, told)
    return Account(
        id=event.id,
        article=extraction.article.id,
        type=event.type,
        relation=event.relation,
        status=event.status.value,
        published=extraction.article.published,
        start=None if of_report else event.date.start,
        end=None if of_report else event.date.end,
        historical=event.historical,
        actors=tuple(_party(participant, actors, inside) for participant in event.actors),
        recipients=tuple(_party(participant, actors, inside) for participant in event.recipients),
        spots=tuple(_spot(place, places.get(place.id), written, inside) for place in event.places),
        toll=_toll(event.casualties),
        words=content_words(_without_names(extraction.article.text, event, told)),
        sentence=event.evidence.start,
        headline=any(
            section.kind is SectionKind.TITLE and section.start <= event.evidence.start < section.end
            for section in extraction.article.sections
        ),
    )


def _is_day_of_report(text: str, event: EventMention, told: Sequence[Mention]) -> bool:
    """Whether the sentence, given the mentions in it, has no day but the one on which somebody said so: "killed 31 people, police
    said on Tuesday"."""
    said = [_SAID.search(text, event.evidence.start, time.start) for time in told if time.kind == "time"]
    trigger = event.evidence.trigger
    return bool(said) and all(
        found and not (trigger and trigger.start <= found.start() < trigger.end) for found in said
    )


def _spot(given: EventPlace, place: Place | None, written: Mapping[str, str], inside: Set[str]) -> Spot:
    name = written.get(given.mention or "") or (place.name if place else "")
    told = given.mention is None or given.mention in inside
    if place is None:
        return Spot(given.id, given.precision, name=name_key(name), told=told)
    parents, province = frozenset(place.parents), name_key(place.admin1 or "")
    return Spot(given.id, given.precision, parents, name_key(name), province, told)


def _party(participant: Participant, actors: Mapping[str, Actor], inside: Set[str]) -> Party:
    actor = actors.get(participant.id)
    told = participant.mention is None or participant.mention in inside
    if actor is None:
        return Party(participant.id, "", told=told)
    return Party(participant.id, actor.kind, actor.country, actor.sector, actor.name, _is_named(actor), told)


def _is_named(actor: Actor) -> bool:
    """Whether a name stands behind the actor, or only a noun like "gunmen" or a title like "the defence secretary"."""
    kind, _, rest = (actor.why or "").partition(": ")
    word = rest.partition(";")[0]
    if actor.wikidata or kind not in ("noun", "role"):
        return True
    return kind == "role" and not actor.name.casefold().rstrip("s").endswith(word.casefold())


def _toll(casualties: Casualties) -> dict[str, int]:
    counts = ((harm, getattr(casualties, harm)) for harm in _HARMS)
    return {harm: count.best for harm, count in counts if count is not None and count.best is not None}


def _without_names(text: str, event: EventMention, told: Sequence[Mention]) -> str:
    """The sentence of an event mention, given the mentions in it, with its trigger and the names of actors, places and times
    blanked out."""
    start, end = event.evidence.start, event.evidence.end
    sentence = list(text[start:end])
    named = [(mention.start, mention.end) for mention in told if mention.kind not in _UNNAMED]
    trigger = event.evidence.trigger
    if trigger and start <= trigger.start and trigger.end <= end:
        named.append((trigger.start, trigger.end))
    for first, last in named:
        sentence[first - start : last - start] = " " * (last - first)
    return "".join(sentence)
