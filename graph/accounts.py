"""Accounts of events, as grouping compares them, made from what was read in one article. Pure."""

import re
from collections.abc import Mapping

from graph.same_event import Account, Spot
from graph.same_parties import Party
from ontology.ids import fold_text
from ontology.records import Actor, Casualties, EventMention, EventPlace, Extraction, Participant, Place, SectionKind

# Mentions that name nobody and no place, and so leave their words to the sentence.
_UNNAMED = frozenset({"civilians", "weapon", "platform", "money", "quantity"})
_LETTERS = 4
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


def accounts(extraction: Extraction) -> list[Account]:
    """One account for each event mention, in their order, under the event mention's id."""
    actors = {actor.id: actor for actor in extraction.actors}
    places = {place.id: place for place in extraction.places}
    return [_account(extraction, event, actors, places) for event in extraction.events]


def content_words(sentence: str) -> frozenset[str]:
    """The words of a sentence that tell what it is about, folded: four letters or more, none that any news sentence has."""
    return frozenset(
        word for word in fold_text(sentence).split() if len(word) >= _LETTERS and word.isalpha() and word not in _COMMON
    )


def _account(
    extraction: Extraction, event: EventMention, actors: Mapping[str, Actor], places: Mapping[str, Place]
) -> Account:
    return Account(
        id=event.id,
        article=extraction.article.id,
        type=event.type,
        relation=event.relation,
        status=event.status.value,
        published=extraction.article.published,
        start=event.date.start,
        end=event.date.end,
        historical=event.historical,
        actors=tuple(_party(participant, actors) for participant in event.actors),
        recipients=tuple(_party(participant, actors) for participant in event.recipients),
        spots=tuple(_spot(place, places.get(place.id)) for place in event.places),
        toll=_toll(event.casualties),
        words=content_words(_without_names(extraction, event)),
        sentence=event.evidence.start,
        headline=any(
            section.kind is SectionKind.TITLE and section.start <= event.evidence.start < section.end
            for section in extraction.article.sections
        ),
    )


def _spot(given: EventPlace, place: Place | None) -> Spot:
    if place is None:
        return Spot(given.id, given.precision)
    return Spot(
        given.id, given.precision, frozenset(place.parents), fold_text(place.name), fold_text(place.admin1 or "")
    )


def _party(participant: Participant, actors: Mapping[str, Actor]) -> Party:
    actor = actors.get(participant.id)
    if actor is None:
        return Party(participant.id, "")
    return Party(participant.id, actor.kind, actor.country, actor.name, _is_named(actor))


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


def _without_names(extraction: Extraction, event: EventMention) -> str:
    """The sentence of an event mention with the names of actors, places and times blanked out."""
    start, end = event.evidence.start, event.evidence.end
    text = list(extraction.article.text[start:end])
    for mention in extraction.mentions:
        if mention.kind not in _UNNAMED and start <= mention.start and mention.end <= end:
            text[mention.start - start : mention.end - start] = " " * (mention.end - mention.start)
    return re.sub(r"\s+", " ", "".join(text))
