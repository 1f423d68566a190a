"""Questions about articles and the store as a whole."""

from graph.answers import ArticleReference, Change, Page, StoreCounts
from graph.filters import Filter
from graph.store import Store
from ontology.records import Extraction


def get_article(store: Store, article_id: str) -> Extraction:
    """An article with everything read from it, equal to the extraction that was added. NotFoundError if none."""
    raise NotImplementedError


def list_articles(store: Store, filter: Filter) -> Page[ArticleReference]:
    """Articles, newest first. Uses q (title), publisher, since and until (publication)."""
    raise NotImplementedError


def list_changes(store: Store, *, since: int = 0, limit: int = 1000) -> tuple[Change, ...]:
    """What changed after sequence number `since`, oldest first; a sequence number is never cut, so more than `limit`
    may come."""
    raise NotImplementedError


def count_records(store: Store) -> StoreCounts:
    """How much there is."""
    raise NotImplementedError
