"""An article as rows of the tables. Pure: nothing here asks a database."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Table

from graph import grouping_tables, tables
from graph.account_records import dump_account
from graph.applying import Applied
from graph.full_text import row_number, search_words
from graph.upsert import Row
from ontology.errors import InputError
from ontology.ids import fold_text
from ontology.records import Article, EventMention, Extraction, Participant, Relation

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


def check_extraction(extraction: Extraction) -> None:
    """Raise InputError if the records do not hang together or the text cannot be stored."""
    article = extraction.article
    if _NOT_STORABLE.search(article.text):
        raise InputError(f"article {article.id}: the text has NUL or lone surrogate characters")
    actors = {actor.id for actor in extraction.actors}
    places = {place.id for place in extraction.places}
    own = [event.id for event in extraction.events] + [relation.id for relation in extraction.relations]
    if len(own) > len(set(own)):
        raise InputError(f"article {article.id}: two events or relations have the same id")
    if both := actors & places:
        raise InputError(f"article {article.id}: {min(both)!r} is the id of an actor and of a place")
    used_actors = {p.id for e in extraction.events for p in (*e.actors, *e.recipients, e.claimant) if p}
    used_places = {p.id for e in extraction.events for p in e.places}
    ends = {end for r in extraction.relations for end in (r.subject, r.object)}
    events = {event.id for event in extraction.events}
    missing = (used_actors - actors) | (used_places - places) | (ends - actors - places - events)
    if missing:
        raise InputError(f"article {article.id}: {min(missing)!r} is used but is not among its actors and places")


@lru_cache(maxsize=1024)
def publisher_key(publisher: str | None) -> str:
    """Publishers are the same whatever their case and punctuation."""
    return fold_text(publisher or "")


def iso(day: date | None) -> str:
    """ISO text, "" where unknown."""
    return day.isoformat() if day else ""


def article_rows(applied: Applied) -> list[Row]:
    """The row of `articles`; the digest is that of the raw extraction."""
    article = applied.extraction.article
    return [_article_row(article, applied)]


def _article_row(article: Article, applied: Applied) -> Row:
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "publisher_key": publisher_key(article.publisher),
        "agency": article.agency,
        "title": article.title,
        "number": row_number(article.id),
        "words": search_words(article.title or ""),
        "published": iso(article.published),
        "record": article.model_dump_json(),
        "warnings": "\n".join(applied.extraction.warnings),
        "digest": applied.digest,
    }


def mention_rows(applied: Applied) -> list[Row]:
    """The rows of `mentions`, in the order of the extraction."""
    own = applied.extraction.article.id
    return [
        {"article_id": own, "position": position, **mention.model_dump()}
        for position, mention in enumerate(applied.extraction.mentions)
    ]


def article_actor_rows(applied: Applied) -> list[Row]:
    """The rows of `article_actors`."""
    own = applied.extraction.article.id
    return [
        {"article_id": own, "position": position, "actor_id": actor.id, "record": actor.model_dump_json()}
        for position, actor in enumerate(applied.extraction.actors)
    ]


def article_place_rows(applied: Applied) -> list[Row]:
    """The rows of `article_places`."""
    own = applied.extraction.article.id
    return [
        {"article_id": own, "position": position, "place_id": place.id, "record": place.model_dump_json()}
        for position, place in enumerate(applied.extraction.places)
    ]


def event_dates(event: EventMention, article: Article) -> tuple[str, str]:
    """First and last day to sort and filter by; without a date in the event, the day of publication."""
    start = event.date.start or event.date.end or article.published
    end = event.date.end or event.date.start or article.published
    return iso(start), iso(end)


def event_mention_rows(applied: Applied) -> list[Row]:
    """The rows of `event_mentions`."""
    article = applied.extraction.article
    return [
        _event_mention_row(event, position, article) | {"reviewed": event.id in applied.reviewed}
        for position, event in enumerate(applied.extraction.events)
    ]


def _event_mention_row(event: EventMention, position: int, article: Article) -> dict[str, Any]:
    start, end = event_dates(event, article)
    return {
        "id": event.id,
        "event_id": event.id,
        "event_date": start,
        "article_id": article.id,
        "position": position,
        "relation": event.relation,
        "type": event.type,
        "mode": event.mode,
        "status": event.status.value,
        "historical": event.historical,
        "quad": event.quad,
        "score": event.score,
        "confidence": event.confidence,
        "date": start,
        "end_date": end,
        "publisher_key": publisher_key(article.publisher),
        "claimant_id": event.claimant.id if event.claimant else None,
        "number": row_number(event.id),
        "words": search_words(f"{event.relation} {event.evidence.sentence}"),
        "record": event.model_dump_json(),
    }


def participant_rows(applied: Applied, role: str) -> list[Row]:
    """The rows of `event_actors` (role "actor") or `event_recipients` ("recipient")."""
    return [
        {"mention_id": event.id, "actor_id": actor}
        for event in applied.extraction.events
        for actor in _distinct(event.actors if role == "actor" else event.recipients)
    ]


def event_place_rows(applied: Applied) -> list[Row]:
    """The rows of `event_places`."""
    return [
        {"mention_id": event.id, "place_id": place}
        for event in applied.extraction.events
        for place in dict.fromkeys(p.id for p in event.places)
    ]


def account_rows(applied: Applied) -> list[Row]:
    """The rows of `accounts`."""
    return [
        {"mention_id": account.id, "age": account.age, "record": dump_account(account)} for account in applied.accounts
    ]


def judged_account_rows(applied: Applied) -> list[Row]:
    """The rows of `judged_accounts`."""
    return [one._asdict() for one in applied.judged]


def relation_rows(applied: Applied) -> list[Row]:
    """The rows of `relations`."""
    extraction = applied.extraction
    nodes = {event.id: "event" for event in extraction.events}
    nodes |= {place.id: "place" for place in extraction.places}
    nodes |= {actor.id: "actor" for actor in extraction.actors}
    return [
        _relation_row(relation, position, nodes, extraction.article) | {"reviewed": relation.id in applied.reviewed}
        for position, relation in enumerate(extraction.relations)
    ]


def _relation_row(relation: Relation, position: int, nodes: Mapping[str, str], article: Article) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "position": position,
        "id": relation.id,
        "predicate": relation.predicate,
        "title": relation.title or "",
        "subject": relation.subject,
        "subject_node": nodes[relation.subject],
        "object": relation.object,
        "object_node": nodes[relation.object],
        "date": iso(relation.since or article.published),
        "end_date": max(iso(relation.until or article.published), iso(relation.since)),
        "published": iso(article.published),
        "publisher_key": publisher_key(article.publisher),
        "record": relation.model_dump_json(),
    }


def judgement_rows(applied: Applied) -> list[Row]:
    """The rows of `judgement_articles`."""
    own = applied.raw.article.id
    return [{"judgement_id": id, "article_id": own} for id in applied.judgements]


def raw_actor_rows(applied: Applied) -> list[Row]:
    """The rows of `raw_actors`."""
    return [{"actor_id": id, "article_id": applied.raw.article.id} for id in applied.hidden_actors]


def place_name_rows(applied: Applied) -> list[Row]:
    """The rows of `place_names`."""
    return [{"folded": name, "article_id": applied.raw.article.id} for name in applied.place_names]


def _distinct(participants: Iterable[Participant]) -> list[str]:
    return list(dict.fromkeys(p.id for p in participants))


def rows_of(articles: Iterable[Applied], make: Callable[[Applied], list[Row]]) -> list[Row]:
    """The rows that articles become in one table of `ROWS`."""
    return [row for applied in articles for row in make(applied)]


# What grouping decides; a row that is written anew keeps it.
GROUPED = ("event_id", "event_date")

# What an article becomes in each table, in the order that foreign keys ask for.
ROWS: Sequence[tuple[Table, Callable[[Applied], list[Row]]]] = (
    (tables.articles, article_rows),
    (tables.mentions, mention_rows),
    (tables.article_actors, article_actor_rows),
    (tables.article_places, article_place_rows),
    (tables.event_mentions, event_mention_rows),
    (tables.event_actors, lambda applied: participant_rows(applied, "actor")),
    (tables.event_recipients, lambda applied: participant_rows(applied, "recipient")),
    (tables.event_places, event_place_rows),
    (grouping_tables.accounts, account_rows),
    (grouping_tables.judged_accounts, judged_account_rows),
    (tables.relations, relation_rows),
    (tables.judgement_articles, judgement_rows),
    (tables.raw_actors, raw_actor_rows),
    (tables.place_names, place_name_rows),
)
