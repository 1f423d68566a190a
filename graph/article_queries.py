"""Questions about articles and the store as a whole."""

from sqlalchemy import ColumnElement, func, select

from graph import tables
from graph.answers import Change, Page, StoreCounts
from graph.changes import read_changes, read_sequence
from graph.conditions import publisher_conditions
from graph.describing import article_reference
from graph.filters import Filter
from graph.full_text import find_rows, parse_terms
from graph.load import load_extraction
from graph.name_search import find_id
from graph.paging import read_page
from graph.report_queries import ArticleAnswer, describe_articles
from graph.rows import iso
from graph.store import Store
from graph.tables import article_actors, articles
from graph.told import REFERENCE_COLUMNS
from ontology.errors import NotFoundError
from ontology.records import Extraction


def get_article(store: Store, article_id: str) -> Extraction:
    """An article with everything read from it, equal to the extraction that was added. NotFoundError if none."""
    with store.reading() as connection:
        return load_extraction(connection, article_id)


def list_articles(store: Store, filter: Filter) -> Page[ArticleAnswer]:
    """Articles, newest first, with the others that carry the same report. Uses q (title), publisher, since and until (publication)."""
    query = select(*REFERENCE_COLUMNS).where(*_published_conditions(filter))
    with store.reading() as connection:
        if filter.q:
            query = query.where(*find_rows(connection, articles, parse_terms(filter.q)))
        order = (articles.c.published, articles.c.id)
        rows, following = read_page(connection, query, filter, order=order, list_name="articles")
        return Page(items=describe_articles(connection, [article_reference(row) for row in rows]), next=following)


def get_report(store: Store, article_id: str) -> ArticleAnswer:
    """An article without its text, with the others that carry the same report. NotFoundError if there is none."""
    with store.reading() as connection:
        row = connection.execute(select(*REFERENCE_COLUMNS).where(articles.c.id == article_id)).one_or_none()
        if row is None:
            raise NotFoundError(f"no article {article_id!r}")
        return describe_articles(connection, [article_reference(row)])[0]


def list_actor_articles(store: Store, name_or_id: str, filter: Filter) -> Page[ArticleAnswer]:
    """The articles that mention an actor, newest first. NotFoundError; AmbiguousNameError if several share the name. Uses
    publisher, since and until (publication)."""
    with store.reading() as connection:
        actor_id = find_id(connection, "actor", name_or_id)
        mentioning = select(article_actors.c.article_id).where(article_actors.c.actor_id == actor_id)
        query = select(*REFERENCE_COLUMNS).where(articles.c.id.in_(mentioning), *_published_conditions(filter))
        order = (articles.c.published, articles.c.id)
        rows, following = read_page(connection, query, filter, order=order, list_name=f"articles of {actor_id}")
        return Page(items=describe_articles(connection, [article_reference(row) for row in rows]), next=following)


def _published_conditions(filter: Filter) -> list[ColumnElement[bool]]:
    found = publisher_conditions(articles, filter)
    if filter.since:
        found.append(articles.c.published >= iso(filter.since))
    if filter.until:
        found += [articles.c.published <= iso(filter.until), articles.c.published != ""]
    return found


def list_changes(store: Store, *, since: int = 0, limit: int = 1000) -> tuple[Change, ...]:
    """What changed after sequence number `since`, oldest first. All changes of one article share a number and come
    together, so somewhat more than `limit` may come."""
    with store.reading() as connection:
        return read_changes(connection, since=since, limit=limit)


def count_records(store: Store) -> StoreCounts:
    """How much there is."""
    counted = {name: getattr(tables, name) for name in ("articles", "actors", "places", "relations")}
    with store.reading() as connection:
        counts = {name: connection.scalar(select(func.count()).select_from(table)) for name, table in counted.items()}
        counts["events"] = connection.scalar(select(func.count(tables.event_mentions.c.event_id.distinct())))
        return StoreCounts.model_validate({**counts, "seq": read_sequence(connection)})
