"""Reads request bodies: bounded, decoded and checked, as JSON, plain text or HTML."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from fastapi import HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.examples import SAMPLE
from app.intake import AddressBody, ArticleBody, ArticleInput, PublishedDate, decode_text, make_input
from app.problems import describe_problems
from extract.decoding import decode
from ontology.errors import InputError, TooLargeError

Body = TypeVar("Body", bound=BaseModel)

ACCEPTED = "application/json, text/plain or text/html"
# A body over the limit is read on and thrown away up to this many times the limit, so that the client gets the answer.
DRAIN_TIMES = 10


class ArticleParameters(BaseModel):
    """What is known about an article whose text is the whole request body."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = Field(None, description="The headline, if it is not in the text.")
    publisher: str | None = Field(None, description="Who published it.")
    published: PublishedDate = Field(None, description="The day it was published, like 2014-01-07.")
    url: str | None = Field(None, description="Where it was published. Kept, not fetched.")


ArticleQuery = Annotated[ArticleParameters, Query()]


async def read_article_body(request: Request, known: ArticleParameters, limit: int) -> ArticleInput:
    """The one article of a request body."""
    kind, raw = await _read(request, limit)
    return _make_body(_parse(raw, known)) if kind == "application/json" else _as_text(kind, raw, known)


async def read_article_bodies(
    request: Request, known: ArticleParameters, limit: int, *, fetch: bool
) -> ArticleInput | AddressBody | Sequence[ArticleInput | InputError]:
    """The article of a request body, or those of a JSON array, with what is wrong in place of a bad one.

    With `fetch` an object with neither `text` nor `html` is an address that is to be fetched."""
    kind, raw = await _read(request, limit)
    if kind != "application/json":
        return _as_text(kind, raw, known)
    found = _parse(raw, known)
    if fetch and isinstance(found, dict) and not found.keys() & {"text", "html"}:
        return _validate(AddressBody, found)
    if not isinstance(found, list):
        return _make_body(found)
    if not found:
        raise InputError("the list of articles is empty")
    return [_try_body(item) for item in found]


async def _read(request: Request, limit: int) -> tuple[str, bytes]:
    """The content type and the body."""
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    kind = kind.strip()
    if kind not in ("application/json", "text/plain", "text/html"):
        raise HTTPException(415, f"Content-Type {kind or 'missing'}: send {ACCEPTED}")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        raise HTTPException(415, f"Content-Encoding {encoding}: send the body as it is, without compression")
    charset = parameters.partition("charset=")[2].strip().strip('"')
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise HTTPException(415, f"charset {charset}: send UTF-8")
    body = bytearray()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            body += chunk
        elif size > limit * DRAIN_TIMES:
            break
    if size > limit:
        raise TooLargeError(f"the body is larger than {limit} bytes (BELLIGRAPH_MAX_BODY_BYTES)")
    return kind, bytes(body)


def _parse(raw: bytes, known: ArticleParameters) -> Any:
    if known.model_fields_set:
        raise InputError("with a JSON body, say title, publisher, published and url in the body")
    try:
        return json.loads(decode_text(raw, "the body"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"the body is not JSON: {error}") from None


def _make_body(found: object) -> ArticleBody:
    if not isinstance(found, dict):
        raise InputError("an article is a JSON object with `text` or `html`")
    return _validate(ArticleBody, found)


def _validate(kind: type[Body], found: dict[str, Any]) -> Body:
    try:
        return kind.model_validate(found)
    except ValidationError as error:
        raise InputError(describe_problems(error)) from None


def _try_body(found: object) -> ArticleBody | InputError:
    try:
        return _make_body(found)
    except InputError as error:
        return error


def _as_text(kind: str, raw: bytes, known: ArticleParameters) -> ArticleInput:
    form = "html" if kind == "text/html" else "text"
    return make_input(**{form: decode(raw)}, **known.model_dump())


def describe_body(*, batch: bool) -> dict[str, Any]:
    """The OpenAPI description of a body that is read by hand; its examples run as they are shown."""
    one = ArticleBody.model_json_schema()
    examples: dict[str, Any] = {"article": {"summary": "An article with what is known about it", "value": SAMPLE}}
    schema: dict[str, Any] = one
    if batch:
        schema = {"anyOf": [one, {"type": "array", "items": one}]}
        examples["batch"] = {"summary": "Several articles", "value": [SAMPLE]}
    return {
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": schema, "examples": examples},
                "text/plain": {"schema": {"type": "string"}, "example": SAMPLE["text"]},
                "text/html": {"schema": {"type": "string"}, "example": f"<html><p>{SAMPLE['text']}</p></html>"},
            },
        }
    }
