"""Accounts of events, as grouping compares them, made from what was read in one article. Pure."""

import re
from collections.abc import Mapping

from graph.same_event import Account, Party, Spot
from ontology.ids import fold_text
from ontology.records import Actor, Casualties, EventMention, Extraction, Participant, Place

# Mentions that name nobody and no place, and so leave their words to the sentence.
_UNNAMED = frozenset({"civilians", "weapon", "platform", "money", "quantity"})
_LETTERS = 4
_HARMS = ("killed", "injured", "arrested")
# Words that sentences about quite different events share: grammar, reporting, days, harm.
_COMMON = frozenset(
    """
    about accused across added after again against agreed agreement almost along already also although among announced
    another around attack attacked attacks away back based because become been before began being between both called came
    carried city could days dead death deaths despite died does down during each early earlier even ever every first five
    following forces four friday from further gave government group have having here hours into itself just killed killing
    know known last late later least left less made main make many minister monday month months more most much near nearly
    next nine night official officials only other others over part people police president prime rather region reported
    right said same saturday says seven several shall should since some soon spokesman spokeswoman state statement states
    still such sunday take taken talks than that their them then there these they thing this those three through thursday
    time today told took town toward towards tuesday twelve under until upon used very village wednesday week weeks well
    went were what when where which while whom whose will with within without would wounded year years yesterday
    """.split()
)


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
        spots=tuple(
            Spot(place.id, place.precision, frozenset(places[place.id].parents if place.id in places else ()))
            for place in event.places
        ),
        toll=_toll(event.casualties),
        words=content_words(_without_names(extraction, event)),
    )


def _party(participant: Participant, actors: Mapping[str, Actor]) -> Party:
    actor = actors.get(participant.id)
    return Party(participant.id, actor.kind, actor.country) if actor else Party(participant.id, "")


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
