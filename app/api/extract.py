"""Reading an article without keeping it."""

from typing import Any

from fastapi import APIRouter, Request, Response

from app.api.bodies import ArticleQuery, describe_body, read_article_body
from app.api.services import ServicesOf
from ontology.records import Extraction

router = APIRouter(prefix="/v1/extract", tags=["extract"])

# The worker's JSON is sent on as it is, so the response class says what the return annotation cannot.
EXTRACTION: dict[int | str, dict[str, Any]] = {200: {"model": Extraction}}


@router.post("", summary="Read an article", responses=EXTRACTION, openapi_extra=describe_body(batch=False))
async def extract_article(request: Request, services: ServicesOf, known: ArticleQuery) -> Response:
    """Everything read from one article. Nothing is stored."""
    given = await read_article_body(request, known, services.settings.max_body_bytes)
    return Response(await services.workers.extract(given), media_type="application/json")
