"""Articles: handed in to be read and kept, and shown with everything read from them."""

from asyncio import to_thread
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from app.api.bodies import ArticleQuery, describe_body, read_article_bodies
from app.api.filter_query import FilterQuery
from app.api.services import Services, ServicesOf, StoreAsOf, StoreOf
from app.ingestion import hand_in_batch, read_and_keep
from app.intake import AddressBody, ArticleInput
from app.subscribing import read_page
from graph import article_queries, history_queries
from graph.answers import Page
from graph.change_queries import Changed, changed_at
from graph.history_queries import Version
from graph.jobs import Job
from graph.report_queries import ArticleAnswer
from graph.store import AddStatus
from ontology.errors import InputError
from ontology.records import Extraction

router = APIRouter(prefix="/v1/articles", tags=["articles"])


class StoredCounts(BaseModel):
    """How much was read from an article."""

    mentions: int
    actors: int
    places: int
    events: int
    relations: int


class StoredArticle(BaseModel):
    """What became of an article: its id, whether it was added, and what was read from it."""

    id: str
    status: AddStatus
    counts: StoredCounts
    events: list[str]
    warnings: list[str] = []


class RefusedArticle(BaseModel):
    """An article of a batch that could not be kept: its place in the batch, from 0, and what was wrong."""

    index: int
    detail: str


class QueuedBatch(BaseModel):
    """The job of a batch that waits to be read; those refused are listed apart."""

    job: Job
    refused: list[RefusedArticle]


class History(BaseModel):
    """All that befell an article, oldest first."""

    items: tuple[Version, ...]


@router.post(
    "",
    summary="Read and keep one article, or hand in several",
    status_code=201,
    responses={
        200: {"model": StoredArticle | QueuedBatch, "description": "Nothing was new"},
        202: {"model": QueuedBatch, "description": "A batch is kept and waits to be read"},
    },
    openapi_extra=describe_body(batch=True),
)
async def add_articles(
    request: Request, response: Response, services: ServicesOf, known: ArticleQuery
) -> StoredArticle | QueuedBatch:
    """One article is read at once. A batch is kept and read when its turn comes: `GET /v1/jobs/{job}` says how far it is.

    The same article again changes nothing. In a batch a bad article is refused and the others are kept. With
    `BELLIGRAPH_FETCH=on` one article may be its `url` alone, with what is known about it: then it is fetched."""
    settings = services.settings
    given = await read_article_bodies(request, known, settings.max_body_bytes, fetch=settings.fetch)
    if isinstance(given, AddressBody):
        given = await to_thread(_fetch, services, given)
    if not isinstance(given, ArticleInput):
        return await to_thread(_hand_in, services, given, response)
    stored = await _add_one(services, given)
    response.status_code = 201 if stored.status == AddStatus.ADDED else 200
    return stored


@router.get("", summary="List articles")
def list_articles(store: StoreAsOf, query: FilterQuery) -> Page[ArticleAnswer]:
    """Articles, newest first, without their text."""
    return article_queries.list_articles(store, query.to_filter())


@router.get("/{article}", summary="One article with everything read from it")
def get_article(store: StoreAsOf, article: str) -> Extraction:
    """The article's text as given, with mentions, events and relations as offsets into it."""
    return article_queries.get_article(store, article)


@router.get("/{article}/report", summary="Other articles that carry the same report")
def get_report(store: StoreAsOf, article: str) -> ArticleAnswer:
    """The article without its text, with its copies by other publishers and other versions by the same one."""
    return article_queries.get_report(store, article)


@router.delete("/{article}", summary="Delete an article")
def delete_article(store: StoreOf, article: str) -> Changed:
    """It goes with everything read from it. Its history stays, and the judgements on it wait for it to come back."""
    return changed_at(store, store.delete_article(article))


@router.get("/{article}/history", summary="What befell an article")
def get_history(store: StoreOf, article: str) -> History:
    """When it was added, read anew, replaced by a newer version or deleted; also when it is no longer there."""
    return History(items=history_queries.article_history(store, article))


@router.get("/{article}/history/{seq}", summary="What was read from an article then")
def get_reading(store: StoreOf, article: str, seq: int) -> Extraction:
    """The Extraction as it was read at a sequence number of the history, without any judgement."""
    return history_queries.get_reading(store, article, seq=seq)


def _fetch(services: Services, given: AddressBody) -> ArticleInput:
    known = given.model_dump(exclude={"url"}, exclude_none=True)
    return read_page(services.store, services.settings, given.url, sleep=services.stopping.wait, **known)


async def _add_one(services: Services, given: ArticleInput) -> StoredArticle:
    read, result = await read_and_keep(services, given)
    counts = StoredCounts(
        mentions=len(read.mentions),
        actors=len(read.actors),
        places=len(read.places),
        events=len(read.events),
        relations=len(read.relations),
    )
    return StoredArticle(
        id=result.article_id,
        status=result.status,
        counts=counts,
        events=[event.id for event in read.events],
        warnings=list(read.warnings),
    )


def _hand_in(services: Services, given: Sequence[ArticleInput | InputError], response: Response) -> QueuedBatch:
    refused = [
        RefusedArticle(index=index, detail=str(article))
        for index, article in enumerate(given)
        if isinstance(article, InputError)
    ]
    good = [article for article in given if isinstance(article, ArticleInput)]
    if not good:
        raise InputError("; ".join(f"article {one.index}: {one.detail}" for one in refused[:5]))
    handed_in = hand_in_batch(services, good)
    response.status_code = 202 if handed_in.queued else 200
    return QueuedBatch(job=handed_in.job, refused=refused)
