"""Finds the standing relations that an article states: offices held, ties, membership, command, alliance, enmity, control, seat."""

from collections.abc import Sequence

from spacy.tokens import Span

from extract.mention_extent import mention_id
from extract.standing_events import relations_of_events
from extract.standing_found import Field, Found
from extract.standing_offices import find_offices
from extract.standing_phrases import find_cued, find_hyphened, find_memberships, find_seats, find_units
from extract.tables import ActorMention, ActorTable, PlaceMention, PlaceTable, Reading
from ontology.ids import slug
from ontology.records import EventMention, Evidence, Relation, Trigger
from ontology.vocabulary import load_vocabulary

# Said once an article: a later mention of the title, or another round of the talks, says nothing new.
_LASTING = ("holds office", "leads", "communicated with")


def find_relations(
    reading: Reading,
    actors: ActorTable,
    places: PlaceTable,
    extractor_id: str,
    *,
    events: Sequence[EventMention] = (),
) -> list[Relation]:
    """The relations in order of the text, offices once an article, others once a sentence. Mention ids are m/p plus character offsets.

    `events` are those coded in the article: fighting between two armed sides and captured places leave relations behind.
    """
    field = Field(reading.view, actors, places)
    found = [
        *find_offices(field),
        *find_cued(field),
        *find_hyphened(field),
        *find_memberships(field),
        *find_units(field),
        *find_seats(field),
    ]
    stated = [_relation(reading, item, extractor_id) for item in sorted(found, key=lambda f: f.trigger)]
    relations: dict[tuple[str | int | None, ...], Relation] = {}
    for relation in (*stated, *relations_of_events(reading.article.id, events, actors.actors)):
        if relation is not None:
            relations.setdefault(_same(relation), relation)
    return sorted(relations.values(), key=lambda r: (r.evidence.start, r.id))


def _same(relation: Relation) -> tuple[str | int | None, ...]:
    """What makes two findings one: the sentence as well, but for what lasts; the order of the ends only where it matters."""
    ends = (relation.subject, relation.object)
    if load_vocabulary().predicates[relation.predicate].symmetric:
        ends = (min(ends), max(ends))
    where = None if relation.predicate in _LASTING else relation.evidence.start
    return (relation.predicate, *ends, relation.title, where)


def _relation(reading: Reading, item: Found, extractor_id: str) -> Relation | None:
    subject = item.subject.actor
    if subject is None or subject == item.object_id:
        return None
    start, end = _stripped(reading.doc[item.trigger[0]].sent)
    text = reading.article.text
    trigger = reading.doc[item.trigger[0] : item.trigger[1]]
    title = [slug(item.title)] if item.title else []
    return Relation(
        id=":".join([reading.article.id, slug(item.predicate), *title, subject, item.object_id, str(start)]),
        predicate=item.predicate,
        title=item.title,
        subject=subject,
        object=item.object_id,
        subject_mention=_mention_id(reading, item.subject),
        object_mention=_mention_id(reading, item.object) if item.object is not None else None,
        evidence=Evidence(
            start=start, end=end, sentence=text[start:end], trigger=Trigger(start=trigger.start_char, end=trigger.end_char),
            extractor=extractor_id, rule=f"standing: {item.predicate}",
        ),
    )  # fmt: skip


def _stripped(sentence: Span) -> tuple[int, int]:
    """The characters of a sentence without the white space, or the blanked boilerplate, around it."""
    words = sentence.text
    start = sentence.start_char + len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _mention_id(reading: Reading, mention: ActorMention | PlaceMention) -> str:
    if isinstance(mention, ActorMention):
        return mention_id(reading.doc, mention)
    span = reading.doc[mention.start : mention.end]
    return f"p{span.start_char}-{span.end_char}"
