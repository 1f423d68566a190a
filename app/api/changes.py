"""What changed in the store, for those who keep a copy or wait for news."""

from typing import Annotated

from fastapi import APIRouter, Header, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from app.api.services import ServicesOf
from app.change_stream import read_changes, stream_changes
from graph.change_queries import ChangePage, list_changes
from graph.filters import MAX_LIMIT
from ontology.errors import InputError

router = APIRouter(prefix="/v1/changes", tags=["changes"])

STREAM = "text/event-stream"


class ChangesParameters(BaseModel):
    """From where on to list changes, and how many."""

    model_config = ConfigDict(extra="forbid")

    since: int = Field(0, ge=0, description="A sequence number: what changed after it. `next` of the page before.")
    limit: int = Field(500, ge=1, le=MAX_LIMIT, description=f"How many to return, up to {MAX_LIMIT} and a few more.")


@router.get(
    "",
    summary="What changed, as a list or a stream",
    response_model=ChangePage,
    responses={200: {"content": {STREAM: {"schema": {"type": "string"}}}}},
)
async def get_changes(
    services: ServicesOf,
    query: Annotated[ChangesParameters, Query()],
    accept: Annotated[str, Header()] = "",
    last_event_id: Annotated[str | None, Header(description="Where a broken stream goes on.")] = None,
) -> ChangePage | StreamingResponse:
    """Changes with their time, oldest first, deletions included. Changes of one sequence number come together.

    With `Accept: text/event-stream` they come one by one, as they happen, until the client or the server ends it.
    """
    if STREAM not in accept:
        return await run_in_threadpool(list_changes, services.store, since=query.since, limit=query.limit)
    first = await read_changes(services.store, _resume(last_event_id, query.since))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream_changes(services.store, first, services.stopping), media_type=STREAM, headers=headers)


def _resume(last_event_id: str | None, since: int) -> int:
    if not last_event_id:
        return since
    if not (last_event_id.isascii() and last_event_id.isdigit()):
        raise InputError(f"Last-Event-ID: {last_event_id!r} is not the id of a change")
    return int(last_event_id)
