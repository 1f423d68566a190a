"""Articles read anew by another extractor: which are to be, what would change, and how the new reading is kept."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from graph import tables
from graph.chunks import chunks
from graph.differences import ReadingDifference, compare_readings
from graph.judgements import Judgement, describe_judgements, is_active, judgement_query
from graph.readings import Reading, load_readings
from graph.rows import iso
from graph.rulebook import Rulebook
from graph.store import Store
from graph.tables import extractions, judgement_articles, judgements
from graph.upsert import upsert
from graph.watch_tables import rereadings
from graph.writing import apply_all, write_extractions
from ontology.errors import NotFoundError
from ontology.records import Extraction


class StaleArticle(NamedTuple):
    """An article that another extractor read last, at this number of the change sequence."""

    article_id: str
    seq: int


class Outlook(NamedTuple):
    """What a new reading changes, and which judgements then find what they speak of no longer, or newly, in the article."""

    difference: ReadingDifference
    lost: frozenset[str]
    gained: frozenset[str]


def list_stale(
    store: Store,
    extractor: str,
    *,
    article_ids: Sequence[str] = (),
    since: date | None = None,
    all_articles: bool = False,
) -> list[StaleArticle]:
    """The articles not read by this extractor yet, by id: of these ids, published since that day. `all_articles` has those
    as well that it has read. NotFoundError for an id that the store does not have."""
    own = extractions.c
    newest = select(own.article_id, func.max(own.seq).label("seq")).group_by(own.article_id).subquery()
    same = and_(own.article_id == newest.c.article_id, own.seq == newest.c.seq)
    checked = and_(rereadings.c.article_id == own.article_id, rereadings.c.seq == own.seq)
    wanted = (
        select(own.article_id, own.seq, own.extractor, rereadings.c.extractor.label("checked"))
        .join(newest, same)
        .join(rereadings, checked, isouter=True)
        .where(own.record.is_not(None))
        .order_by(own.article_id)
    )
    if since is not None:
        published = select(tables.articles.c.id).where(tables.articles.c.published >= iso(since))
        wanted = wanted.where(own.article_id.in_(published))
    with store.reading() as connection:
        _check_ids(connection, article_ids)
        rows = connection.execute(wanted).all()
    asked = set(article_ids)
    return [
        StaleArticle(row.article_id, row.seq)
        for row in rows
        if (not asked or row.article_id in asked) and (all_articles or extractor not in (row.extractor, row.checked))
    ]


def load_stale(store: Store, article_ids: Sequence[str]) -> list[Extraction]:
    """What was last read from these articles, in this order; those deleted since are left out."""
    with store.reading() as connection:
        return [reading.extraction for reading in load_readings(connection, article_ids)]


def look_ahead(store: Store, extraction: Extraction) -> Outlook | None:
    """What a new reading of an article would change; nothing is written. None if the article is gone."""
    with store.reading() as connection:
        return _compare(connection, extraction, store.rules(connection))


def accept_reading(store: Store, extraction: Extraction, extractor: str, *, read_at: int) -> Outlook | None:
    """Keep a new reading of an article as the next entry of its history, and tell what it changed; judgements stay.

    A reading that is alike but for the name of the extractor is not kept, only that it was made. None, and nothing done,
    where the article was deleted or read by somebody else since `read_at`.
    """
    own = extraction.article.id
    with store.writing() as connection:
        last = select(func.max(extractions.c.seq)).where(extractions.c.article_id == own)
        if connection.scalar(last) != read_at:
            return None
        rules = store.rules(connection)
        outlook = _compare(connection, extraction, rules)
        seq = read_at
        if outlook is not None and not outlook.difference.is_empty:
            (written,) = write_extractions(connection, [extraction], rules, at=store.now())
            seq = written.seq
        upsert(connection, rereadings, [{"article_id": own, "seq": seq, "extractor": extractor}])
        return outlook


def list_unmatched(store: Store, lost: Counter[str], gained: Counter[str], *, accepted: bool) -> tuple[Judgement, ...]:
    """The judgements in force that have, or once this is accepted will have, nothing left to speak of, of those that lost
    articles; by id, how many each lost and gained."""
    found: list[Judgement] = []
    with store.reading() as connection:
        for ids in chunks(sorted(lost)):
            wanted = judgement_query().where(judgements.c.id.in_(ids), is_active()).order_by(judgements.c.seq)
            for judgement in describe_judgements(connection, connection.execute(wanted).all()):
                to_come = 0 if accepted else gained[judgement.id] - lost[judgement.id]
                if judgement.articles + to_come <= 0:
                    found.append(judgement)
    return tuple(found)


def _compare(connection: Connection, extraction: Extraction, rules: Rulebook) -> Outlook | None:
    before = load_readings(connection, [extraction.article.id])
    if not before:
        return None
    (applied,) = apply_all(connection, [Reading(extraction)], rules)
    own = judgement_articles.c.article_id == extraction.article.id
    had = frozenset(connection.scalars(select(judgement_articles.c.judgement_id).where(own)))
    found = frozenset(applied.judgements)
    difference = compare_readings(before[0].extraction, extraction)
    return Outlook(difference, lost=had - found, gained=found - had)


def _check_ids(connection: Connection, article_ids: Sequence[str]) -> None:
    table = tables.articles
    known: set[str] = set()
    for ids in chunks(article_ids):
        known |= set(connection.scalars(select(table.c.id).where(table.c.id.in_(ids))))
    for id in article_ids:
        if id not in known:
            raise NotFoundError(f"no article {id!r}")
