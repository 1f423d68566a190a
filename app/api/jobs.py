"""Jobs: articles that were handed in together and wait to be read."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from app.api.services import StoreOf
from app.job_answers import JobAnswer, describe_job
from graph import jobs
from graph.answers import Page
from graph.filters import MAX_LIMIT
from graph.jobs import Job, JobFilter
from graph.store import read_clock

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])


class JobParameters(BaseModel):
    """Which jobs to list; a parameter that is none of these is refused."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["running", "paused", "done", "cancelled"] | None = Field(None, description="How they stand.")
    limit: int = Field(50, ge=1, le=MAX_LIMIT, description=f"How many to return at most, up to {MAX_LIMIT}.")
    cursor: str | None = Field(None, description="`next` of the page before.")


class LetterParameters(BaseModel):
    """How much of a job."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(100, ge=1, le=MAX_LIMIT, description=f"How many dead letters at most, up to {MAX_LIMIT}.")


@router.get("", summary="List jobs")
def list_jobs(store: StoreOf, query: Annotated[JobParameters, Query()]) -> Page[Job]:
    """Jobs, newest first, with how far they are."""
    return jobs.list_jobs(store, JobFilter(**dict(query)))


@router.get("/{job}", summary="One job with its dead letters")
def get_job(store: StoreOf, job: str, query: Annotated[LetterParameters, Query()]) -> JobAnswer:
    """How far it is, how fast, and what was given up for which reason."""
    return describe_job(store, job, limit=query.limit)


@router.post("/{job}/pause", summary="Pause a job")
def pause_job(store: StoreOf, job: str) -> Job:
    """No more of it is read; what is in hand is finished."""
    return jobs.pause_job(store, job, at=read_clock())


@router.post("/{job}/resume", summary="Go on with a job")
def resume_job(store: StoreOf, job: str) -> Job:
    """One that was paused, or cancelled: what was dropped then is read after all."""
    return jobs.resume_job(store, job, at=read_clock())


@router.post("/{job}/cancel", summary="Cancel a job")
def cancel_job(store: StoreOf, job: str) -> Job:
    """What waits is dropped; what is in hand is finished, and what was read stays."""
    return jobs.cancel_job(store, job, at=read_clock())


@router.post("/{job}/retry", summary="Try the dead letters of a job again")
def retry_job(store: StoreOf, job: str) -> Job:
    """With all their attempts before them."""
    return jobs.retry_job(store, job, at=read_clock())
